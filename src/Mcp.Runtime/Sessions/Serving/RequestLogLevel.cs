namespace Mcp.Sessions;

/// <summary>
/// The log level that each request of 2026-07-28 asks for, as the encoded member of <c>_meta</c>. That revision knows no level of a
/// session, so the client must remember it and put it into every request.
/// </summary>
internal sealed class RequestLogLevel
{
    private byte[]? _member;

    /// <summary>The member; <see langword="null"/>: the server stays silent.</summary>
    public byte[]? Member => Volatile.Read(ref _member);

    public void Set(string? level) =>
        Volatile.Write(ref _member, level is null ? null : System.Text.Encoding.UTF8.GetBytes($"\"{MetaNames.LogLevel}\":\"{level}\""));
}
