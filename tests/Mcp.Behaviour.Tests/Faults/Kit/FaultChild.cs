using System.Diagnostics;

namespace Mcp.Behaviour.Tests.Faults.Kit;

/// <summary>A client of FaultServer, whose first process runs one script and every later one another.</summary>
internal sealed class FaultChild : ChildClient
{
    private readonly DirectoryInfo _folder;

    /// <param name="script">What the first process does.</param>
    /// <param name="laterLives">What every later one does.</param>
    public FaultChild(string script, string laterLives = "serve")
        : this(Directory.CreateTempSubdirectory("mcp-faults-"), script, laterLives)
    {
    }

    private FaultChild(DirectoryInfo folder, string script, string laterLives)
        : base(ChildProgram.FaultServer, "--journal", Path.Combine(folder.FullName, "journal"), "--state", Path.Combine(folder.FullName, "lives"), "--first-life", script, "--later-lives", laterLives)
    {
        _folder = folder;
        Journal = new Journal(Path.Combine(folder.FullName, "journal"));
    }

    public Journal Journal { get; }

    /// <summary>Calls a tool that the script does something special with.</summary>
    public Task<McpToolResult> CallAsync(string tool = "echo", McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        Guard.Soon(Client.CallToolAsync(tool, McpJson.Parse("""{"message":"special"}"""), options, cancellationToken));

    protected override void Clean()
    {
        foreach (int heir in Journal.Grandchildren)
        {
            using Process process = Process.GetProcessById(heir);
            process.Kill();
        }

        _folder.Delete(recursive: true);
    }
}
