namespace Mcp.Contracts.Tests;

/// <summary>What a contract says of calling twice reaches the runtime.</summary>
public sealed class IdempotentTests
{
    [Fact]
    public async Task A_method_that_is_idempotent_may_be_sent_again_and_every_other_may_not()
    {
        var caller = new NotingCaller();
        ICupboard cupboard = caller.As<ICupboard>();

        await cupboard.GetAsync("cup");
        await cupboard.PutAsync("cup");
        await cupboard.LookAsync();

        Assert.Equal([McpRetry.Safe, McpRetry.Never, McpRetry.Never], caller.Retries);
    }

    private sealed class NotingCaller : McpCaller
    {
        public List<McpRetry> Retries { get; } = [];

        public override ValueTask<TResult> InvokeAsync<TParams, TResult>(
            McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default)
        {
            Retries.Add(method.Retry);
            return ValueTask.FromResult<TResult>(default!);
        }

        public override ValueTask NotifyAsync<TParams>(McpNotificationMethod<TParams> method, TParams parameters, CancellationToken cancellationToken = default) => default;
    }
}

[McpClient]
internal partial interface ICupboard
{
    [McpTool("get", Idempotent = true)]
    Task<string> GetAsync(string what, CancellationToken cancellationToken = default);

    [McpTool("put", Idempotent = false)]
    Task PutAsync(string what, CancellationToken cancellationToken = default);

    [McpTool("look")]
    Task<string> LookAsync(CancellationToken cancellationToken = default);
}
