using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mcp.Http.Tests.Kit;

/// <summary>Messages as text.</summary>
internal static class Frames
{
    public static string Request(int id, string method, string parameters = "{}") => $$"""{"jsonrpc":"2.0","method":"{{method}}","id":{{id}},"params":{{parameters}}}""";

    public static string Notification(string method) => $$"""{"jsonrpc":"2.0","method":"{{method}}"}""";

    public static string Result(int id, string result = "{}") => $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{result}}}""";

    public static string Error(string id, int code) => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":{{{code}}},"message":"no"}}""";

    public static McpMethod<McpJson, McpJson> Method(string name, string? nameMember = null) =>
        new(name, null, static (ref McpJsonReader reader) => reader.ReadJson()) { NameMember = nameMember };

    public static async Task<(int Id, string Method, string Text)> ReadFrameAsync(this HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        string text = await reader.ReadToEndAsync();
        using JsonDocument document = JsonDocument.Parse(text);
        return (document.RootElement.TryGetProperty("id", out JsonElement id) ? id.GetInt32() : 0,
            document.RootElement.TryGetProperty("method", out JsonElement method) ? method.GetString()! : "",
            text);
    }

    public static Task JsonAsync(this HttpContext context, string body, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }

    public static Task TextAsync(this HttpContext context, string body, string type, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }

    public static async Task EventsAsync(this HttpContext context, params string[] events)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = "text/event-stream";
        foreach (string item in events)
        {
            await context.Response.WriteAsync(item);
            await context.Response.Body.FlushAsync();
        }
    }

    public static string Event(string frame, string? id = null) => (id is null ? "" : $"id: {id}\n") + $"event: message\ndata: {frame}\n\n";
}
