using System.Diagnostics;
using System.Globalization;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>How to start the fault server, and what its journal says.</summary>
internal sealed class FaultServerProcess : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mcp-runtime-tests-").FullName;

    private string JournalFile => Path.Combine(_folder, "journal");

    public McpStdioOptions Options(params string[] arguments) => new()
    {
        Command = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        Arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "children", "Mcp.FaultServer", "Mcp.FaultServer.dll"),
            "--journal", JournalFile, "--state", Path.Combine(_folder, "lives"), .. arguments,
        ],
    };

    public string[] Journal() => File.Exists(JournalFile) ? File.ReadAllLines(JournalFile) : [];

    public void Dispose()
    {
        // An heir outlives its parent by design; it is ours to end.
        foreach (string line in Journal().Where(line => line.StartsWith("grandchild ", StringComparison.Ordinal)))
        {
            try
            {
                using Process heir = Process.GetProcessById(int.Parse(line["grandchild ".Length..], CultureInfo.InvariantCulture));
                heir.Kill();
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
        }

        Directory.Delete(_folder, recursive: true);
    }
}
