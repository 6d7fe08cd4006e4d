using System.Globalization;

namespace Mcp.AotSmoke.Server;

/// <summary>What the processes of one server write down for whoever judges them: how many there were, and each request that one of them received.</summary>
internal sealed class Journal
{
    private readonly object _lock = new();
    private readonly string _folder;

    private Journal(string folder, int life)
    {
        _folder = folder;
        Life = life;
    }

    /// <summary>Which process of the server this is, from 1.</summary>
    public int Life { get; }

    /// <summary>A new process enters itself. There is only one at a time.</summary>
    public static Journal BeginLife(string folder)
    {
        File.AppendAllLines(LivesIn(folder), [Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        return new Journal(folder, ReadLives(folder).Count);
    }

    /// <summary>The process ids of all lives.</summary>
    public static List<int> ReadLives(string folder) =>
        [.. File.ReadAllLines(LivesIn(folder)).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];

    /// <summary>All requests received, by whichever process.</summary>
    public static List<Entry> Read(string folder) =>
        [.. File.ReadAllLines(RequestsIn(folder)).Select(line => line.Split(' ')).Select(parts => new Entry(
            int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], long.Parse(parts[2], CultureInfo.InvariantCulture)))];

    /// <summary>Writes a request down, then tells it on standard error.</summary>
    public void Enter(string what, long id)
    {
        lock (_lock)
        {
            File.AppendAllLines(RequestsIn(_folder), [$"{Life} {what} {id}"]);
            Console.Error.WriteLine($"life {Life} received {what}");
        }
    }

    private static string LivesIn(string folder) => Path.Combine(folder, "lives");

    private static string RequestsIn(string folder) => Path.Combine(folder, "requests");

    /// <summary>A request, and the process that received it.</summary>
    internal readonly record struct Entry(int Life, string What, long Id);
}
