using System.Buffers;
using System.Text.Json;
using Mcp.Buffers;

namespace Mcp;

/// <summary>Any value from a reader of System.Text.Json, token by token, since its bytes are not at hand as a whole.</summary>
public ref partial struct McpJsonReader
{
    private McpJson CopyJson()
    {
        StepToValue();
        McpJsonWriter writer = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            CopyTokens(writer);
            return McpJson.FromValidUtf8(writer.Written.ToArray());
        }
        finally
        {
            writer.Discard();
        }
    }

    private void CopyTokens(McpJsonWriter writer)
    {
        int outside = _inner.CurrentDepth;
        bool isMember = true;
        while (true)
        {
            JsonTokenType token = _inner.TokenType;
            if (!isMember && token is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray))
                writer.Item();
            isMember = token == JsonTokenType.PropertyName;
            CopyToken(writer, token);
            if (_inner.CurrentDepth == outside && token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                return;
            _inner.Read();
        }
    }

    private readonly void CopyToken(McpJsonWriter writer, JsonTokenType token)
    {
        switch (token)
        {
            case JsonTokenType.StartObject: writer.StartObject(); break;
            case JsonTokenType.EndObject: writer.EndObject(); break;
            case JsonTokenType.StartArray: writer.StartArray(); break;
            case JsonTokenType.EndArray: writer.EndArray(); break;
            case JsonTokenType.PropertyName: writer.Name(ReadText()); break;
            case JsonTokenType.String: writer.WriteString(ReadText()); break;
            case JsonTokenType.Number: writer.WriteRaw(_inner.HasValueSequence ? _inner.ValueSequence.ToArray() : _inner.ValueSpan); break;
            case JsonTokenType.True or JsonTokenType.False: writer.WriteBoolean(token == JsonTokenType.True); break;
            default: writer.WriteNull(); break;
        }
    }
}
