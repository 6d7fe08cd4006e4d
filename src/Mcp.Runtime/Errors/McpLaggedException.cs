namespace Mcp;

/// <summary>A subscription was ended because its notifications were not taken as fast as they came. Those before the end were delivered.</summary>
public sealed class McpLaggedException : McpException
{
    /// <summary>Creates the error.</summary>
    /// <param name="limit">How many notifications were waiting, see <see cref="McpLimits.NotificationCapacity"/>.</param>
    public McpLaggedException(int limit)
        : base($"The subscription was ended: {limit} notifications were waiting to be taken. Take them faster, or raise McpLimits.NotificationCapacity.", null)
    {
        Limit = limit;
        Disposition = McpDisposition.Sent;
    }

    /// <summary>How many notifications were waiting.</summary>
    public int Limit { get; }
}
