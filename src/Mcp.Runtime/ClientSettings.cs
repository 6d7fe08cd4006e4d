using Mcp.Diagnostics;
using Mcp.Sessions;

namespace Mcp;

/// <summary>Checks a client's options and turns them into what its sessions need.</summary>
internal static class ClientSettings
{
    private static readonly McpRevision[] Default = [McpRevision.V2025_03_26, McpRevision.V2024_11_05];

    public static SessionSettings From(McpClientOptions options, IReadOnlyList<McpRevision> exact, PeerAddress address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ClientName, nameof(options.ClientName));
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ClientVersion, nameof(options.ClientVersion));
        ThrowIfNotPositive(options.ConnectTimeout, nameof(options.ConnectTimeout));
        ThrowIfNotPositive(options.NegotiateTimeout, nameof(options.NegotiateTimeout));
        ThrowIfNotPositive(options.RequestTimeout, nameof(options.RequestTimeout));
        ThrowIfNotPositive(options.MaxRequestTime, nameof(options.MaxRequestTime));
        ThrowIfNotPositive(options.WriteTimeout, nameof(options.WriteTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxInputRounds, 1, nameof(options.MaxInputRounds));
        if (!Enum.IsDefined(options.ResultValidation))
            throw new ArgumentOutOfRangeException(nameof(options), options.ResultValidation, $"{nameof(options.ResultValidation)} is none of its values.");
        if (!Enum.IsDefined(options.ToolRetry))
            throw new ArgumentOutOfRangeException(nameof(options), options.ToolRetry, $"{nameof(options.ToolRetry)} is none of its values.");
        ThrowIfOutside(options.MaxRetries, 1_000, nameof(options.MaxRetries));
        ThrowIfOutside(options.RetryBudget, 1_000_000, nameof(options.RetryBudget));
        ThrowIfLonger(options.Drain, TimeSpan.FromSeconds(10), nameof(options.Drain));
        var handlers = new SessionHandlers(options.Handlers);
        McpRevision[] revisions = exact.Count > 0 ? [.. exact]
            : options.ProtocolVersions.Count > 0 ? [.. options.ProtocolVersions]
            : handlers.Revisions.Any() ? [.. handlers.Revisions.OrderByDescending(revision => revision.Date, StringComparer.Ordinal)]
            : Default;
        if (revisions.Select(revision => revision.Era).Distinct().Count() > 1)
            throw new ArgumentException($"ProtocolVersions names revisions of two eras ({string.Join(", ", revisions.Select(revision => revision.Date))}). Name 2026-07-28 alone, or only earlier ones.", nameof(options));
        return new SessionSettings
        {
            Name = options.ClientName,
            Version = options.ClientVersion,
            Revisions = revisions,
            Handlers = handlers,
            Address = address,
            RequestTimeout = options.RequestTimeout,
            MaxRequestTime = options.MaxRequestTime,
            NegotiateTimeout = options.NegotiateTimeout,
            MaxInputRounds = options.MaxInputRounds,
            ResultValidation = options.ResultValidation,
        };
    }

    private static void ThrowIfOutside(int value, int most, string name)
    {
        if (value < 0 || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from 0 to {most}.");
    }

    private static void ThrowIfLonger(TimeSpan value, TimeSpan most, string name)
    {
        if (value < TimeSpan.Zero || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from 0 to {most.TotalSeconds} s.");
    }

    public static void ThrowIfNotPositive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive, or Timeout.InfiniteTimeSpan.");
    }
}
