using System.Reflection;
using System.Text;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Encodes with the method's own writer and answers with a fixed result through its own reader.</summary>
internal sealed class EncodingCaller(string result) : McpCaller
{
    public string Sent { get; private set; } = "";

    public override ValueTask<TResult> InvokeAsync<TParams, TResult>(
        McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default)
    {
        Sent = $"{method.Name} {McpJson.From(new Encoded<TParams>(method, parameters))}";
        options.Progress?.Report(new McpProgress(1, 2, "half"));
        try
        {
            return new(Read(method));
        }
        catch (McpException error)
        {
            return ValueTask.FromException<TResult>(error);
        }
    }

    public override ValueTask NotifyAsync<TParams>(McpNotificationMethod<TParams> method, TParams parameters, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    private TResult Read<TParams, TResult>(McpMethod<TParams, TResult> method)
    {
        var reader = new McpJsonReader(Encoding.UTF8.GetBytes(result));
        return Property<McpReader<TResult>>(method, "ReadResult")(ref reader);
    }

    /// <summary>Gives the parameters of a call to a writer, which only the runtime can rent.</summary>
    private readonly struct Encoded<TParams>(McpMethod method, TParams parameters) : IMcpJsonValue<Encoded<TParams>>
    {
        public static Encoded<TParams> Read(ref McpJsonReader reader) => throw new NotSupportedException();

        public void Write(McpJsonWriter writer) => Property<McpWriter<TParams>>(method, "WriteParams")(writer, parameters);
    }

    /// <summary>The runtime keeps both to itself.</summary>
    private static T Property<T>(McpMethod method, string name)
        => (T)method.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(method)!;
}
