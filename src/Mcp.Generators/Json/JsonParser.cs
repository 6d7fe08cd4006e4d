using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading;

namespace Mcp.Generators.Json;

/// <summary>
/// Reads a JSON text (RFC 8259) into nodes that keep their line and column. A generator may bring no package along, and the
/// readers at hand give no position per value.
/// </summary>
internal sealed class JsonParser
{
    private const int MaximumDepth = 64;

    private readonly JsonCursor _cursor;
    private readonly CancellationToken _cancellation;
    private int _depth;

    private JsonParser(string text, CancellationToken cancellation)
    {
        _cursor = new JsonCursor(text);
        _cancellation = cancellation;
    }

    /// <summary>What is wrong, once something is.</summary>
    private (string Message, TextPosition Position)? Error { get; set; }

    /// <summary>Reads one value and nothing after it; the node is null exactly when there is an error.</summary>
    public static (JsonNode? Root, string? Error, TextPosition Position) Parse(string text, CancellationToken cancellation)
    {
        var parser = new JsonParser(text, cancellation);
        _ = parser._cursor.Take('\uFEFF');
        parser._cursor.SkipSpace();
        var root = parser.Value();
        if (root is not null)
        {
            parser._cursor.SkipSpace();
            if (!parser._cursor.AtEnd)
            {
                parser.Fail("nothing may follow the value");
            }
        }

        return parser.Error is { } error ? (null, error.Message, error.Position) : (root, null, default);
    }

    private JsonNode? Value()
    {
        switch (_cursor.Peek())
        {
            case '{':
                return Object();
            case '[':
                return Array();
            case '"':
                var start = _cursor.Mark();
                return String() is { } text ? new JsonNode(JsonKind.String, _cursor.Since(start), text) : null;
            case 't':
                return Literal("true", JsonKind.True);
            case 'f':
                return Literal("false", JsonKind.False);
            case 'n':
                return Literal("null", JsonKind.Null);
            default:
                return Number();
        }
    }

    private JsonNode? Object()
    {
        _cancellation.ThrowIfCancellationRequested();
        var start = _cursor.Mark();
        if (!Enter())
        {
            return null;
        }

        var members = new List<JsonMember>();
        var names = new HashSet<string>();
        while (_cursor.Peek() != '}')
        {
            if (members.Count > 0 && !Expect(','))
            {
                return null;
            }

            var nameStart = _cursor.Mark();
            if (_cursor.Peek() != '"')
            {
                return Fail<JsonNode>("a property name was expected");
            }

            if (String() is not { } name)
            {
                return null;
            }

            var position = _cursor.Since(nameStart);
            if (!names.Add(name))
            {
                return Fail<JsonNode>($"the property \"{name}\" is given twice", position);
            }

            _cursor.SkipSpace();
            if (!Expect(':') || Value() is not { } value)
            {
                return null;
            }

            members.Add(new JsonMember(name, position, value));
            _cursor.SkipSpace();
        }

        Leave();
        return new JsonNode(JsonKind.Object, _cursor.Since(start), members: members);
    }

    private JsonNode? Array()
    {
        var start = _cursor.Mark();
        if (!Enter())
        {
            return null;
        }

        var items = new List<JsonNode>();
        while (_cursor.Peek() != ']')
        {
            if ((items.Count > 0 && !Expect(',')) || Value() is not { } item)
            {
                return null;
            }

            items.Add(item);
            _cursor.SkipSpace();
        }

        Leave();
        return new JsonNode(JsonKind.Array, _cursor.Since(start), items: items);
    }

    private JsonNode? Literal(string literal, JsonKind kind)
    {
        var start = _cursor.Mark();
        return _cursor.Take(literal) ? new JsonNode(kind, _cursor.Since(start)) : Fail<JsonNode>("a value was expected");
    }

    private JsonNode? Number()
    {
        var start = _cursor.Mark();
        _ = _cursor.Take('-');
        if (!_cursor.Take('0') && _cursor.Digits() == 0)
        {
            return Fail<JsonNode>("a value was expected");
        }

        if (_cursor.Take('.') && _cursor.Digits() == 0)
        {
            return Fail<JsonNode>("a digit was expected");
        }

        if (_cursor.Take('e') || _cursor.Take('E'))
        {
            _ = _cursor.Take('+') || _cursor.Take('-');
            if (_cursor.Digits() == 0)
            {
                return Fail<JsonNode>("a digit was expected");
            }
        }

        return new JsonNode(JsonKind.Number, _cursor.Since(start), _cursor.TextSince(start));
    }

    private string? String()
    {
        _cursor.Skip();
        var plain = _cursor.TakePlain();
        if (_cursor.Take('"'))
        {
            return plain;
        }

        var text = new StringBuilder(plain);
        while (!_cursor.Take('"'))
        {
            if (_cursor.Peek() != '\\')
            {
                return Fail<string>(!_cursor.AtEnd ? "a control character must be escaped" : "the string does not end");
            }

            if (Escape() is not { } unescaped)
            {
                return null;
            }

            text.Append(unescaped).Append(_cursor.TakePlain());
        }

        return text.ToString();
    }

    private char? Escape()
    {
        _cursor.Skip();
        var escape = _cursor.Peek();
        if (escape == 'u')
        {
            _cursor.Skip();
            if (ushort.TryParse(_cursor.Take(4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                return (char)code;
            }

            Fail("four hexadecimal digits were expected");
            return null;
        }

        var index = "\"\\/bfnrt".IndexOf(escape);
        if (index < 0)
        {
            Fail("no such escape");
            return null;
        }

        _cursor.Skip();
        return "\"\\/\b\f\n\r\t"[index];
    }

    private bool Enter()
    {
        if (++_depth > MaximumDepth)
        {
            Fail($"nested more than {MaximumDepth} deep");
            return false;
        }

        _cursor.Skip();
        _cursor.SkipSpace();
        return true;
    }

    private void Leave()
    {
        _depth--;
        _cursor.Skip();
    }

    private bool Expect(char wanted)
    {
        if (!_cursor.Take(wanted))
        {
            Fail($"'{wanted}' was expected");
            return false;
        }

        _cursor.SkipSpace();
        return true;
    }

    private void Fail(string message) => Fail<string>(message);

    private T? Fail<T>(string message, TextPosition? position = null)
        where T : class
    {
        Error ??= (message, position ?? _cursor.Since(_cursor.Mark()));
        return null;
    }
}
