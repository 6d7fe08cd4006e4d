using Microsoft.AspNetCore.Http;

namespace Mcp.Http.Tests.Kit;

/// <summary>A server whose POST, GET and DELETE a test scripts.</summary>
internal static class StatefulServer
{
    public static Task AnswerAll(HttpContext context, int id, string method)
    {
        context.Response.Headers["Mcp-Session-Id"] = "s-1";
        return context.JsonAsync(Frames.Result(id));
    }

    public static Task<Harness> ServeAsync(Func<HttpContext, int, string, Task> onPost, RequestDelegate? onGet = null, RequestDelegate? onDelete = null, bool serverStream = false) =>
        Harness.KestrelAsync(
            async context =>
            {
                if (HttpMethods.IsGet(context.Request.Method))
                {
                    await onGet!(context);
                }
                else if (HttpMethods.IsDelete(context.Request.Method))
                {
                    if (onDelete is not null)
                        await onDelete(context);
                }
                else
                {
                    (int id, string method, _) = await context.ReadFrameAsync();
                    await onPost(context, id, method);
                }
            },
            options => options.OpenServerStream = serverStream);
}
