using System;
using System.Text;

namespace Mcp.Generators.Emit;

/// <summary>
/// Text with indentation. <see cref="Line"/> takes several lines at once and indents each, so that an emitter can hold whole pieces
/// of code that look like what they emit.
/// </summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new(4096);
    private int _depth;

    /// <summary>Writes lines at the present depth.</summary>
    public SourceWriter Line(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', _depth * 4).Append(line);
            }

            _text.Append('\n');
        }

        return this;
    }

    /// <summary>An empty line.</summary>
    public SourceWriter Line() => Line("");

    /// <summary>Opens a block in braces; disposing of the result closes it.</summary>
    public Block Open(string header, string end = "}") => Line(header).Braces(end);

    /// <summary>Opens a block in braces below what stands there already.</summary>
    public Block Braces(string end = "}")
    {
        Line("{");
        _depth++;
        return new Block(this, end);
    }

    /// <summary>Deepens what follows without braces.</summary>
    public Block Indent()
    {
        _depth++;
        return new Block(this, null);
    }

    /// <summary>Closes a block in braces that nobody kept.</summary>
    public SourceWriter Close()
    {
        new Block(this, "}").Dispose();
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>A block that is open.</summary>
    public readonly struct Block(SourceWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (end is not null)
            {
                writer.Line(end);
            }
        }
    }
}
