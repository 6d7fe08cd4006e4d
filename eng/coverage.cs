#:property PublishAot=false
// Plain IL is enough for a script, and it runs where no native runtime pack restores.

// Unites coverlet's coverage.json files and prints what the tests reach of each project under src/:
//   dotnet run eng/coverage.cs -- <folder with results>
using System.Globalization;
using System.Text.Json;

string[] whatNamesABranch = ["Line", "Offset", "EndOffset", "Path", "Ordinal"];
var hits = new Dictionary<(string File, string Point), bool>();
foreach (var report in Directory.EnumerateFiles(args[0], "coverage.json", SearchOption.AllDirectories))
{
    using var json = JsonDocument.Parse(File.ReadAllBytes(report));
    foreach (var document in json.RootElement.EnumerateObject().SelectMany(module => module.Value.EnumerateObject()))
    {
        foreach (var method in document.Value.EnumerateObject().SelectMany(type => type.Value.EnumerateObject()))
        {
            foreach (var line in method.Value.GetProperty("Lines").EnumerateObject())
            {
                Note(document.Name, "line " + line.Name, line.Value.GetInt32());
            }

            foreach (var branch in method.Value.GetProperty("Branches").EnumerateArray())
            {
                var place = string.Join(' ', whatNamesABranch.Select(name => branch.GetProperty(name).GetInt32()));
                Note(document.Name, $"branch {method.Name} {place}", branch.GetProperty("Hits").GetInt32());
            }
        }
    }
}

var points = hits.Select(hit => (Path: hit.Key.File.Replace('\\', '/'), hit.Key.Point, Hit: hit.Value)).Where(point => IsOurs(point.Path)).ToList();
var projects = points.GroupBy(point => ProjectOf(point.Path)).OrderBy(project => project.Key, StringComparer.Ordinal).ToList();
Console.WriteLine($"{"",-40}{"lines",24}{"branches",24}");
foreach (var project in projects)
{
    Console.WriteLine($"{project.Key,-40}{Share(project, "line"),24}{Share(project, "branch"),24}");
}

Console.WriteLine($"{"src/",-40}{Share(points, "line"),24}{Share(points, "branch"),24}");

void Note(string file, string point, int count) =>
    hits[(file, point)] = count > 0 || hits.GetValueOrDefault((file, point));

// Source generators write below obj/; what they emit is measured where it is emitted from.
static bool IsOurs(string path) =>
    path.Contains("/src/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal);

static string ProjectOf(string path) => path[(path.LastIndexOf("/src/", StringComparison.Ordinal) + 1)..].Split('/')[1];

static string Share(IEnumerable<(string Path, string Point, bool Hit)> points, string kind)
{
    var all = points.Where(point => point.Point.StartsWith(kind, StringComparison.Ordinal)).ToList();
    var reached = all.Count(point => point.Hit);
    return all.Count == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{reached} of {all.Count} = {100.0 * reached / all.Count:0.0} %");
}
