using System.Text.RegularExpressions;

namespace Mcp.Transports.Parsing;

/// <summary>One string to one transport. Errors say what was understood, what was not, and how to mend it; they never repeat what may hold a secret.</summary>
internal static partial class TransportParser
{
    private const string Forms = "a command with its arguments, http://, https://, ws://, wss://, tcp://host:port, tls://host:port, unix:/path or pipe:name";

    public static McpTransport Parse(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
            throw new FormatException($"The text is empty. Write {Forms}.");
        if (After("unix:", text) is { } path)
            return UnixSocket(path);
        if (After("pipe:", text) is { } name)
            return NamedPipe(name);
        Match scheme = Scheme().Match(text);
        return scheme.Success ? Address(scheme.Groups[1].Value.ToLowerInvariant(), text) : Command(text);
    }

    private static McpTransport Address(string scheme, string text)
    {
        if (scheme is not ("http" or "https" or "ws" or "wss" or "tcp" or "tls"))
            throw new FormatException($"It was read as an address, but '{scheme}' is no scheme known here. Write {Forms}; a command that looks like an address goes into quotes.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
            throw new FormatException($"It was read as an address with the scheme '{scheme}', but what follows '://' is no host. Write {scheme}://host{(scheme[0] == 't' ? ":port" : "/path")}.");
        return scheme switch
        {
            "http" or "https" => McpTransport.Http(address),
            "ws" or "wss" => McpTransport.WebSocket(address),
            _ => Tcp(scheme, address),
        };
    }

    private static McpTransport Tcp(string scheme, Uri address)
    {
        string where = $"It was read as a TCP {(scheme == "tls" ? "address with TLS" : "address")}";
        if (address.Port is < 1)
            throw new FormatException($"{where} with the host '{address.IdnHost}', but without a port from 1 to 65,535. Write {scheme}://{address.Host}:port.");
        if (address.UserInfo.Length > 0 || address.PathAndQuery is not ("" or "/") || address.Fragment.Length > 0)
            throw new FormatException($"{where} with host and port, but it has more than that: a user, a path or a query, which TCP has not. Write {scheme}://{address.Host}:{address.Port}.");
        return McpTransport.Tcp(new McpTcpOptions { Host = address.IdnHost, Port = address.Port, UseTls = scheme == "tls" });
    }

    private static McpTransport UnixSocket(string path)
    {
        // unix:///run/mcp.sock, as curl and others have it.
        if (path.StartsWith("//", StringComparison.Ordinal))
            path = path.StartsWith("///", StringComparison.Ordinal) ? path[2..] : throw new FormatException("It was read as a Unix socket, but with a host, which it has not. Write unix:/path or unix:///path.");
        if (path.Length == 0)
            throw new FormatException("It was read as a Unix socket, but without a path. Write unix:/path.");
        try
        {
            return McpTransport.UnixSocket(path);
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"It was read as a Unix socket, but its path is not allowed: {error.Message}", error);
        }
    }

    private static McpTransport NamedPipe(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny('/', '\\'))
            throw new FormatException("It was read as a named pipe, but its name is empty or holds a slash. Write pipe:name.");
        return McpTransport.NamedPipe(name);
    }

    private static McpTransport Command(string text)
    {
        List<string> words = CommandLine.Split(text);
        if (words[0].Length == 0)
            throw new FormatException("It was read as a command, but the command's name is empty.");
        if (Assignment().Match(text) is { Success: true } assignment)
            throw new FormatException($"It was read as a command, but it starts with '{assignment.Groups[1].Value}=', which is no command: variables are not set here. Use McpStdioOptions.EnvironmentVariables.");
        return McpTransport.Stdio(words[0], [.. words.Skip(1)]);
    }

    private static string? After(string prefix, string text) => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : null;

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*)://")]
    private static partial Regex Scheme();

    [GeneratedRegex("^([A-Za-z_][A-Za-z0-9_]*)=")]
    private static partial Regex Assignment();
}
