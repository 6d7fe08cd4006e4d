namespace Mcp.Architecture;

public class SourceFileTests
{
    private const int LongestFile = 300;

    // Spelled in halves, since this file is searched too.
    private static readonly string[] ForbiddenMarks = ["NotImplemented" + "Exception", "TO" + "DO", "FIX" + "ME"];

    [Fact]
    public void No_source_file_grows_beyond_what_one_subject_needs()
    {
        var tooLong =
            from file in Repository.SourceFiles("src")
            let lines = File.ReadLines(Repository.PathOf(file)).Count()
            where lines > LongestFile
            select $"{file} has {lines} lines; split it by subject, {LongestFile} are enough for one";

        Findings.None(tooLong);
    }

    [Fact]
    public void Nothing_is_left_to_be_finished_later()
    {
        var marks =
            from file in Repository.SourceFiles("src").Concat(Repository.SourceFiles("tests"))
            from line in File.ReadLines(Repository.PathOf(file)).Index()
            from mark in ForbiddenMarks
            where line.Item.Contains(mark, StringComparison.Ordinal)
            select $"{file}({line.Index + 1}): {mark}";

        Findings.None(marks);
    }

    [Fact]
    public void The_search_for_source_files_finds_this_one() =>
        Assert.Contains("tests/Mcp.Architecture.Tests/SourceFileTests.cs", Repository.SourceFiles("tests"));
}
