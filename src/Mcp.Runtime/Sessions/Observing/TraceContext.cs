using System.Diagnostics;
using System.Text.Json;

namespace Mcp.Sessions;

/// <summary>
/// The trace that a request belongs to, in the request's <c>_meta</c> under the names of W3C Trace Context, as this process's
/// <see cref="DistributedContextPropagator"/> has it.
/// </summary>
internal static class TraceContext
{
    private static readonly string[] Names = ["traceparent", "tracestate", "baggage"];

    public static bool Owns(string name) => Names.Contains(name);

    public static void Write(McpJsonWriter writer, Activity activity) =>
        DistributedContextPropagator.Current.Inject(activity, writer, static (carrier, name, value) =>
        {
            // A propagator may be set up for other carriers' names as well; on this one only these are agreed.
            if (!Owns(name))
                return;
            var target = (McpJsonWriter)carrier!;
            target.Name(name);
            target.WriteString(value);
        });

    /// <summary>What the sender's trace is, or nothing if the parameters name none that is valid and can be read.</summary>
    public static ActivityContext Read(ReadOnlySpan<byte> parameters)
    {
        if (parameters.IsEmpty)
            return default;
        try
        {
            McpJsonReader meta = new McpJsonReader(parameters).Find("_meta"u8);
            if (meta.TokenType != JsonTokenType.StartObject)
                return default;
            ActivityContext.TryParse(Text(meta.Find("traceparent"u8)), Text(meta.Find("tracestate"u8)), isRemote: true, out ActivityContext context);
            return context;
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static string? Text(McpJsonReader value) => value.TokenType == JsonTokenType.String ? value.ReadString() : null;
}
