using System.Globalization;
using System.Text;

namespace Mcp.FaultServer;

/// <summary>Takes a script apart: steps at semicolons, words at spaces, quotes hold together.</summary>
internal static class ScriptText
{
    public static IEnumerable<string[]> Steps(string script)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool quoted = false;
        bool open = false;
        foreach (char c in script + ";")
        {
            if (c == '\'')
            {
                quoted = !quoted;
                open = true;
            }
            else if (quoted || (c != ';' && c != ' '))
            {
                word.Append(c);
                open = true;
            }
            else
            {
                if (open)
                    words.Add(word.ToString());
                word.Clear();
                open = false;
                if (c == ';' && words.Count > 0)
                {
                    yield return [.. words];
                    words.Clear();
                }
            }
        }
    }

    public static int Size(string text)
    {
        int unit = text.EndsWith("MiB", StringComparison.Ordinal) ? 1 << 20 : text.EndsWith("KiB", StringComparison.Ordinal) ? 1 << 10 : 1;
        return int.Parse(unit == 1 ? text : text[..^3], CultureInfo.InvariantCulture) * unit;
    }

    public static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
                continue;
            }

            switch (text[++i])
            {
                case 'n':
                    bytes.Add((byte)'\n');
                    break;
                case 'r':
                    bytes.Add((byte)'\r');
                    break;
                case 't':
                    bytes.Add((byte)'\t');
                    break;
                case 'x':
                    bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    i += 2;
                    break;
                default:
                    bytes.Add((byte)text[i]);
                    break;
            }
        }

        return [.. bytes];
    }
}
