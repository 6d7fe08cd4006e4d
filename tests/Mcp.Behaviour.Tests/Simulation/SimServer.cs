using Mcp.Behaviour.Tests.Kit;
using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Transports;

namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>The server of a simulation and what it remembers: which call it was asked for how often, and which handlers still run.</summary>
internal sealed class SimServer
{
    private static readonly McpNotificationMethod<McpJson> Note = new("notifications/message", RawHandlers.Write);

    private readonly RuntimeServices _services;
    private readonly Random _chance;
    private readonly McpServer _server;
    private readonly Dictionary<int, int> _executed = [];

    public SimServer(RuntimeServices services, Random chance)
    {
        _services = services;
        _chance = chance;
        McpHandlerTable table = RawHandlers.Server();
        table.Declare("logging");
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, WorkAsync);
        _server = new McpServer(new McpServerOptions { Handlers = { table } }, services);
    }

    /// <summary>Whether it was killed and has not come back yet.</summary>
    public bool IsDown { get; private set; }

    /// <summary>How many handlers have begun and not ended.</summary>
    public int Running { get; private set; }

    public void Attach(IConnection connection) => _server.Attach(connection);

    public void Die(TimeSpan down, SimClock clock)
    {
        IsDown = true;
        clock.After(down, () => IsDown = false);
    }

    /// <summary>How often a call has reached its handler.</summary>
    public int Executed(int call) => _executed.GetValueOrDefault(call);

    private async ValueTask<McpJson> WorkAsync(McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        Running++;
        try
        {
            parameters.TryGetProperty("arguments", out McpJson arguments);
            return await WorkAsync(Number(arguments, "number"), Number(arguments, "kind"), parameters, context, cancellationToken);
        }
        finally
        {
            Running--;
        }
    }

    private async ValueTask<McpJson> WorkAsync(int number, int kind, McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        _executed[number] = Executed(number) + 1;
        for (int i = 1; i <= 3; i++)
        {
            if (kind == SimCall.Notified)
                await context.Peer.NotifyAsync(Note, McpJson.Parse($"{{\"level\":\"info\",\"data\":[{number},{i}]}}"), cancellationToken);
            await context.ReportProgressAsync(i, 3);
            await Pause.ForAsync(_services.Time, _services.Scheduler, TimeSpan.FromMilliseconds(_chance.Next(10)), cancellationToken);
        }

        if (kind == SimCall.Refused)
            throw new McpRequestException(McpErrorCodes.InvalidParams, $"refused {number}");
        if (kind == SimCall.Endless)
            await Pause.ForAsync(_services.Time, _services.Scheduler, TimeSpan.FromHours(1), cancellationToken);
        if (kind != SimCall.Asking)
            return RawHandlers.Text($"{number}");
        return await AskAsync(number, parameters, context, cancellationToken) is { } answer ? RawHandlers.Text($"{number} {answer}") : InputRequired(number);
    }

    /// <summary>Asks the client back: by a request in the stateful era, by an input_required result in the stateless one.</summary>
    private static async ValueTask<string?> AskAsync(int number, McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        if (context.Revision.Era == McpEra.Stateful)
        {
            McpJson answer = await context.Peer.InvokeAsync(Sampling.Method, McpJson.Parse($"{{\"number\":{number}}}"), cancellationToken: cancellationToken);
            return Sampling.TextOf(answer);
        }

        if (parameters.TryGetProperty("inputResponses", out McpJson responses) && responses.TryGetProperty("q", out McpJson given))
            return Sampling.TextOf(given);
        return null;
    }

    private static McpJson InputRequired(int number) => McpJson.Parse(
        $$"""{"resultType":"input_required","inputRequests":{"q":{"method":"sampling/createMessage","params":{"number":{{number}}} } },"requestState":"{{number}}"}""");

    private static int Number(McpJson arguments, string name)
    {
        arguments.TryGetProperty(name, out McpJson json);
        return (int)json.GetReader().ReadInt64();
    }
}
