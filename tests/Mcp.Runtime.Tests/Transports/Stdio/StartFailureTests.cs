using Mcp.Transports.Stdio;

namespace Mcp.Runtime.Tests.Transports.Stdio;

/// <summary>Why a program did not start, in words that help. The numbers are those of the systems.</summary>
public sealed class StartFailureTests
{
    [Theory]
    [InlineData(false, 2, "was not found")]
    [InlineData(true, 2, "was not found")]
    [InlineData(true, 3, "was not found")]
    [InlineData(true, 5, "may not be executed")]
    [InlineData(false, 13, "may not be executed")]
    [InlineData(true, 193, "not a program for this system")]
    [InlineData(false, 8, "not a program for this system")]
    [InlineData(false, 3, "what the system says")]
    [InlineData(false, 5, "what the system says")]
    [InlineData(true, 13, "what the system says")]
    [InlineData(true, 8, "what the system says")]
    [InlineData(false, 193, "what the system says")]
    public void A_number_means_what_its_system_means_by_it(bool windows, int code, string hint)
    {
        string text = StartFailure.Describe("tool", code, "what the system says.", windows);

        Assert.StartsWith($"the command 'tool' cannot be started (native error {code}): ", text, StringComparison.Ordinal);
        Assert.Contains(hint, text, StringComparison.Ordinal);
    }
}
