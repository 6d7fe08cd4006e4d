using System.Text.Json;
using Mcp.Buffers;

namespace Mcp.Sessions;

internal abstract partial class PendingCall
{
    /// <summary>Writes the whole frame: on the caller's thread, or on the pool when the call had to wait. The slot does not answer to the id yet.</summary>
    /// <exception cref="McpPayloadException">The parameters cannot be written; nothing was sent.</exception>
    public Payload Encode()
    {
        McpJsonWriter writer = McpJsonWriter.Rent(Services.Buffers);
        try
        {
            writer.WriteRaw(Method.Prefix);
            writer.WriteNumber(Id);
            WriteParamsMember(writer);
            writer.WriteRaw("}"u8);
            _observation?.OnEncoded(Id, writer.Written);
            return writer.Detach();
        }
        catch (Exception error)
        {
            writer.Discard();
            throw new McpPayloadException($"The parameters of '{Method.Label}' cannot be written: {error.Message}", error)
            {
                Method = Method.Name,
                Disposition = McpDisposition.NotSent,
            };
        }
    }

    /// <summary>What the parameters call the tool or the prompt; <see langword="null"/> when they cannot be written, or do not say.</summary>
    public string? ReadName()
    {
        McpJsonWriter writer = McpJsonWriter.Rent(Services.Buffers);
        try
        {
            WriteParams(writer);
            return RequestTarget.Read(writer.Written, [], "name");
        }
        catch (Exception)
        {
            // Parameters are written by code of the app's. The call itself says what is wrong with them.
            return null;
        }
        finally
        {
            writer.Discard();
        }
    }

    void IMetaSource.WriteMeta(McpJsonWriter writer)
    {
        if (Options.Progress is not null)
        {
            // The request's id is unique among the requests in flight, which is all that a token must be.
            writer.Name("\"progressToken\":"u8);
            writer.WriteNumber(Id);
        }

        Session!.Era.WriteMeta(writer);
        if (Session.Era.LogLevelMember is { } level && !(Options.Meta?.ContainsKey(MetaNames.LogLevel) ?? false))
            writer.Name(level);
        _observation?.WriteTrace(writer);
        if (Options.Meta is null)
            return;
        foreach ((string name, McpJson value) in Options.Meta)
        {
            if (Owns(name))
                continue;
            writer.Name(name);
            writer.WriteJson(value);
        }
    }

    bool IMetaSource.Owns(string name) =>
        Owns(name) || (Options.Meta?.ContainsKey(name) ?? false) || (name == MetaNames.LogLevel && Session!.Era.LogLevelMember is not null);

    private bool Owns(string name) => IsRuntimeOwned(name) || (_observation is { HasTrace: true } && TraceContext.Owns(name));

    private static bool IsRuntimeOwned(string name) => name is "progressToken" or MetaNames.ProtocolVersion or MetaNames.ClientCapabilities or MetaNames.ClientInfo;

    private void WriteParamsMember(McpJsonWriter writer)
    {
        int before = writer.Length;
        writer.WriteRaw(",\"params\":"u8);
        int start = writer.Length;
        bool hasMeta = Options.Progress is not null || Options.Meta is not null || Session!.Era.HasMeta || _observation is { HasTrace: true };
        writer.MetaSource = hasMeta ? this : null;
        WriteParams(writer);
        bool isMissing = writer.Length == start;
        if (isMissing && !hasMeta && ExtraMembers is null)
        {
            writer.Truncate(before);
            return;
        }

        if (writer.MetaSource is not null)
            MetaMember.OpenWith(writer, start);
        else if (isMissing)
            writer.StartObject();
        else if (ExtraMembers is not null)
            writer.Reopen();
        else
            return;
        if (ExtraMembers is not null)
            writer.Name(ExtraMembers);
        writer.EndObject();
    }
}
