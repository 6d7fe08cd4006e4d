using System.Globalization;

namespace Mcp.Behaviour.Tests.Faults.Kit;

/// <summary>What the lives of a FaultServer wrote down: every line that each received, in order.</summary>
internal sealed class Journal(string file)
{
    public string File => file;

    /// <summary>How many processes were started.</summary>
    public int Lives => Lines().Count(line => line.StartsWith("start ", StringComparison.Ordinal));

    /// <summary>The processes that a server started and left behind.</summary>
    public IEnumerable<int> Grandchildren => Lines().Where(line => line.StartsWith("grandchild ", StringComparison.Ordinal)).Select(line => int.Parse(line.AsSpan(11), CultureInfo.InvariantCulture));

    public IReadOnlyList<Received> Read()
    {
        var all = new List<Received>();
        int life = 0;
        foreach (string line in Lines())
        {
            if (line.StartsWith("start ", StringComparison.Ordinal))
                life = int.Parse(line.AsSpan(6), CultureInfo.InvariantCulture);
            else if (line.StartsWith("in ", StringComparison.Ordinal))
                all.Add(new Received(life, McpJson.Parse(line[3..])));
        }

        return all;
    }

    public IReadOnlyList<Received> OfLife(int life) => [.. Read().Where(received => received.Life == life)];

    public IReadOnlyList<string> Methods(int life) => [.. OfLife(life).Select(received => received.Method)];

    private List<string> Lines()
    {
        if (!System.IO.File.Exists(file))
            return [];
        // The child may be writing: what it has been answered for is in the file already.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').SkipLast(1)];
    }
}

/// <summary>A message as a server received it.</summary>
internal sealed record Received(int Life, McpJson Message)
{
    /// <summary>The method; "answer" for a message that has none.</summary>
    public string Method => Message.TryGetProperty("method", out McpJson method) ? method.GetString() : "answer";

    public string? Id => Message.TryGetProperty("id", out McpJson id) ? id.ToString() : null;

    /// <summary>The text of the member at a path; <see langword="null"/> if it is not there.</summary>
    public string? At(params string[] path)
    {
        McpJson value = Message;
        foreach (string name in path)
        {
            if (!value.TryGetProperty(name, out value))
                return null;
        }

        return value.ToString();
    }
}
