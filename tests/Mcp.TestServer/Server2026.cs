using Mcp.V2026_07_28;

namespace Mcp.TestServer;

/// <summary>The tools and the subscriptions in 2026-07-28. It asks the client by an answer that requires input.</summary>
internal sealed class Server2026 : IToolsHandler, ISubscriptionsHandler
{
    private const string State = "a state with \"quotes\" and ümlauts";

    private readonly List<(McpRequestContext Context, SubscriptionFilter Filter)> _listeners = [];

    public ValueTask<ListToolsResult> ListToolsAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ListToolsResult
        {
            Tools =
            [
                .. Toolbox.Tools.Select(tool => new Tool { Name = tool.Name, Description = tool.Description, InputSchema = Toolbox.Schema }),
                new Tool { Name = "touch", Description = "Says to all who listen that lists have changed.", InputSchema = Toolbox.Schema },
            ],
        });

    public async ValueTask<CallToolResponse> CallToolAsync(CallToolRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        switch (parameters.Name)
        {
            case "ask" when parameters.InputResponses is null:
                return new InputRequiredResult
                {
                    InputRequests = new Dictionary<string, InputRequest>
                    {
                        ["answer"] = new CreateMessageRequest
                        {
                            Params = new CreateMessageRequestParams
                            {
                                MaxTokens = 10,
                                Messages = [new SamplingMessage { Role = Role.User, Content = [new TextContent { Text = "How are you?" }] }],
                            },
                        },
                    },
                    RequestState = State,
                };
            case "ask":
                return Result(AnswerIn(parameters));
            case "touch":
                await TouchAsync();
                return Result(new ToolAnswer("touched"));
            default:
                return Result(await Toolbox.CallAsync(parameters.Name, parameters.Arguments, context, cancellationToken));
        }
    }

    public async ValueTask<SubscriptionsListenResult> SubscriptionsListenAsync(SubscriptionsListenRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        var listener = (context, parameters.Notifications);
        lock (_listeners)
            _listeners.Add(listener);
        try
        {
            // Whoever has seen this is on the list.
            await context.NotifyAsync(McpMethods.SubscriptionsAcknowledged, new SubscriptionsAcknowledgedNotificationParams { Notifications = parameters.Notifications });
            var never = new TaskCompletionSource();
            await never.Task.WaitAsync(cancellationToken);
            return new SubscriptionsListenResult();
        }
        finally
        {
            lock (_listeners)
                _listeners.Remove(listener);
        }
    }

    private static ToolAnswer AnswerIn(CallToolRequestParams parameters) =>
        parameters.RequestState != State ? new ToolAnswer($"The state came back as: {parameters.RequestState}", IsError: true)
        : parameters.InputResponses!["answer"] is CreateMessageResult { Content: [TextContent text] } ? new ToolAnswer(text.Text)
        : new ToolAnswer("The answer has no text.", IsError: true);

    private static CallToolResult Result(ToolAnswer answer) =>
        new() { Content = [new TextContent { Text = answer.Text }], IsError = answer.IsError ? true : null };

    private async ValueTask TouchAsync()
    {
        (McpRequestContext Context, SubscriptionFilter Filter)[] listeners;
        lock (_listeners)
            listeners = [.. _listeners];
        foreach ((McpRequestContext listener, SubscriptionFilter filter) in listeners)
        {
            if (filter.ToolsListChanged == true)
                await listener.NotifyAsync(McpMethods.ToolListChanged, null);
            if (filter.ResourcesListChanged == true)
                await listener.NotifyAsync(McpMethods.ResourceListChanged, null);
        }
    }
}
