using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Mcp.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Mcp.Telemetry.Tests;

public sealed class LogTests
{
    [Fact]
    public void Every_log_event_has_an_id_and_a_name_of_its_own()
    {
        List<(int Id, string Name, LogLevel Level)> events = Events();

        Assert.Equal(events.Count, events.Select(logged => logged.Id).Distinct().Count());
        Assert.Equal(events.Count, events.Select(logged => logged.Name).Distinct().Count());
        Assert.All(events, logged => Assert.InRange(logged.Id, 1000, 1699));
    }

    [Fact]
    public void The_docs_list_every_event_with_its_level()
    {
        string docs = File.ReadAllText(Path.Combine(Root(), "docs", "telemetry.md"));
        IEnumerable<(int Id, string Level)> rows = Regex.Matches(docs, @"^\| ([\d, ]+) \| (\w+) \|", RegexOptions.Multiline)
            .SelectMany(row => row.Groups[1].Value.Split(',').Select(id => (int.Parse(id, CultureInfo.InvariantCulture), row.Groups[2].Value)));

        Assert.Equal(Events().Select(logged => (logged.Id, logged.Level.ToString())).Order(), rows.Order());
    }

    [Fact]
    public void The_docs_say_what_to_do_about_each_warning_exception_and_end_of_a_connection()
    {
        string docs = File.ReadAllText(Path.Combine(Root(), "docs", "troubleshooting.md"));
        HashSet<string> firsts = [.. Regex.Matches(docs, @"^\| ([^|]+) \|", RegexOptions.Multiline).SelectMany(row => row.Groups[1].Value.Replace("`", "", StringComparison.Ordinal).Split(", "))];
        IEnumerable<string> wanted = Events().Where(logged => logged.Level >= LogLevel.Warning).Select(logged => logged.Id.ToString(CultureInfo.InvariantCulture))
            .Concat(Enum.GetNames<McpCloseReason>())
            .Concat(typeof(McpClient).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(Exception)) && !type.IsAbstract).Select(type => type.Name));

        Assert.Empty(wanted.Except(firsts));
    }

    [Fact]
    public void One_message_a_second_goes_through_and_says_how_many_did_not()
    {
        var time = new StepTime();
        var limit = new RateLimit(time);

        Assert.True(limit.TryEnter(out long none));
        Assert.False(limit.TryEnter(out _));
        Assert.False(limit.TryEnter(out _));
        time.Now += TimeSpan.FromSeconds(1);
        Assert.True(limit.TryEnter(out long suppressed));

        Assert.Equal(0, none);
        Assert.Equal(2, suppressed);
    }

    private static List<(int Id, string Name, LogLevel Level)> Events() =>
    [
        .. from type in typeof(McpClient).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           select (message.EventId, method.Name, message.Level),
    ];

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Mcp.Generated.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private sealed class StepTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
