#:property PublishAot=false
// Plain IL is enough for a script, and it runs where no native runtime pack restores.

// Unites coverlet's coverage.json files and prints what the tests reach of each project under src/:
//   dotnet run eng/coverage.cs -- <folder with results>
// Each place that no test reaches is named in <folder>/uncovered.txt, as "branches file: line line …", most branches first.
using System.Globalization;
using System.Text.Json;

string[] whatNamesABranch = ["Line", "Offset", "EndOffset", "Path", "Ordinal"];
var hits = new Dictionary<(string File, string Point, int Line), bool>();
foreach (var report in Directory.EnumerateFiles(args[0], "coverage.json", SearchOption.AllDirectories))
{
    using var json = JsonDocument.Parse(File.ReadAllBytes(report));
    foreach (var document in json.RootElement.EnumerateObject().SelectMany(module => module.Value.EnumerateObject()))
    {
        foreach (var method in document.Value.EnumerateObject().SelectMany(type => type.Value.EnumerateObject()))
        {
            foreach (var line in method.Value.GetProperty("Lines").EnumerateObject())
            {
                Note(document.Name, "line", int.Parse(line.Name, CultureInfo.InvariantCulture), line.Value.GetInt32());
            }

            foreach (var branch in method.Value.GetProperty("Branches").EnumerateArray())
            {
                var place = string.Join(' ', whatNamesABranch.Select(name => branch.GetProperty(name).GetInt32()));
                Note(document.Name, $"branch {method.Name} {place}", branch.GetProperty("Line").GetInt32(), branch.GetProperty("Hits").GetInt32());
            }
        }
    }
}

var points = hits.Select(hit => new Point(hit.Key.File.Replace('\\', '/'), hit.Key.Point, hit.Key.Line, hit.Value)).Where(point => IsOurs(point.Path)).ToList();
var projects = points.GroupBy(point => ProjectOf(point.Path)).OrderBy(project => project.Key, StringComparer.Ordinal).ToList();
Console.WriteLine($"{"",-40}{"lines",24}{"branches",24}");
foreach (var project in projects)
{
    Console.WriteLine($"{project.Key,-40}{Share(project, "line"),24}{Share(project, "branch"),24}");
}

Console.WriteLine($"{"src/",-40}{Share(points, "line"),24}{Share(points, "branch"),24}");

var uncovered = points
    .Where(point => IsBranch(point) && !point.Hit)
    .GroupBy(point => point.Path[(point.Path.LastIndexOf("/src/", StringComparison.Ordinal) + 1)..])
    .OrderByDescending(file => file.Count())
    .ThenBy(file => file.Key, StringComparer.Ordinal)
    .Select(file => $"{file.Count(),4} {file.Key}: {string.Join(' ', file.Select(point => point.Line).Distinct().Order())}");
var names = Path.Combine(args[0], "uncovered.txt");
File.WriteAllLines(names, uncovered);
Console.WriteLine($"Branches that no test reaches, by file and line: {names}");

void Note(string file, string point, int line, int count) =>
    hits[(file, point, line)] = count > 0 || hits.GetValueOrDefault((file, point, line));

// Source generators write below obj/; what they emit is measured where it is emitted from.
static bool IsOurs(string path) =>
    path.Contains("/src/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal);

static bool IsBranch(Point point) => point.Name.StartsWith("branch", StringComparison.Ordinal);

static string ProjectOf(string path) => path[(path.LastIndexOf("/src/", StringComparison.Ordinal) + 1)..].Split('/')[1];

static string Share(IEnumerable<Point> points, string kind)
{
    var all = points.Where(point => point.Name.StartsWith(kind, StringComparison.Ordinal)).ToList();
    var reached = all.Count(point => point.Hit);
    return all.Count == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{reached} of {all.Count} = {100.0 * reached / all.Count:0.0} %");
}

// A line, or a branch that starts in it, and whether any test reaches it.
internal sealed record Point(string Path, string Name, int Line, bool Hit);
