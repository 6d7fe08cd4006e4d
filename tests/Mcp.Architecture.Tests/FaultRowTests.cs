using System.Globalization;
using System.Text.RegularExpressions;

namespace Mcp.Architecture;

/// <summary>The faults that must be survived, by their row in the table of faults; grep for [Trait("Row", "n")] to find a row's tests.</summary>
public partial class FaultRowTests
{
    private static readonly SortedDictionary<int, string> Covered = new()
    {
        [1] = "killed in the middle of a frame",
        [2] = "killed with 100 calls in flight",
        [3] = "exit code or signal is told, with the last words",
        [5] = "a server that only ever starts to die",
        [7] = "garbage, banner, byte order mark, CRLF, blank lines",
        [8] = "JSON of the wrong shape",
        [9] = "invalid UTF-8, half a surrogate pair",
        [10] = "byte by byte; 10,000 frames in one read",
        [11] = "a line above the limit, an endless line",
        [12] = "nested 10,000 deep",
        [13] = "an answer twice",
        [15] = "an answer under an unknown or textual id",
        [16] = "requests of both sides under one id",
        [17] = "10,000 calls answered out of order",
        [18] = "cancelled before, during and after the write",
        [19] = "a cancel that races its answer",
        [21] = "a server that is stopped",
        [22] = "a server that is busy",
        [23] = "100 MB on standard error without a line feed",
        [24] = "a standard error callback that throws",
        [25] = "a grandchild that holds standard output open",
        [26] = "a server that ignores every request to end",
        [27] = "disposed at every moment, twice",
        [48] = "a server that restarts under 200 clients",
        [49] = "a server that offers less, or speaks another revision, when it is connected again",
        [51] = "parameters that cannot be written, or hold line feeds",
        [54] = "a watch or a handler that comes back",
        [52] = "a clock that jumps, a computer that slept",
        [53] = "a pool without a free thread",
    };

    [Fact]
    public void Every_covered_row_has_a_test_and_every_tested_row_is_listed()
    {
        int[] tested =
        [
            .. Repository.SourceFiles("tests")
                .SelectMany(file => RowTrait().Matches(File.ReadAllText(Repository.PathOf(file))))
                .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
                .Distinct()
                .Order(),
        ];

        Assert.Equal(Covered.Keys, tested);
    }

    [GeneratedRegex("""^    \[Trait\("Row", "([0-9]+)"\)\]""", RegexOptions.Multiline)]
    private static partial Regex RowTrait();
}
