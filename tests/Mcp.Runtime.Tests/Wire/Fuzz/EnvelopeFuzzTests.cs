using System.Text;
using Mcp.Wire;
using Xunit.Abstractions;

namespace Mcp.Runtime.Tests.Wire.Fuzz;

/// <summary>One forward pass finds the same in any document as the slow reference that reads it whole.</summary>
[Trait("Category", "Fuzz")]
public sealed class EnvelopeFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void The_scanner_agrees_with_the_reference()
    {
        var seen = new int[5];
        FuzzRun.Over(60_000, output, chance =>
        {
            byte[] document = new DocumentMaker(chance).Next();
            Envelope found = EnvelopeScanner.Scan(document);
            Compare(ReferenceEnvelope.Of(document), found, document);
            seen[(int)found.Kind]++;
        });
        // Documents that are all noise, or all well formed, would prove little. A replay of one seed sees one kind.
        Assert.True(seen.Sum() == 1 || seen.All(count => count > 500), string.Join(' ', seen));
    }

    private static void Compare(ReferenceEnvelope expected, in Envelope found, byte[] document)
    {
        string text = Encoding.Latin1.GetString(document);
        if (expected.HasOddText && found.Fault == FrameFault.NotAMessage)
            return;
        Assert.True((expected.Fault, expected.Kind, expected.IsAnswer) == (found.Fault, found.Kind, found.IsAnswer),
            $"expected {expected.Fault} {expected.Kind} {expected.IsAnswer}, found {found.Fault} {found.Kind} {found.IsAnswer}: {text}");
        if (expected.IsAnswer || expected.Fault == FrameFault.None)
        {
            Assert.True(expected.Id == found.Id, $"expected id {expected.Id}, found {found.Id}: {text}");
            if (found.Id is IdKind.Number or IdKind.Text)
                Same(expected.NumericId.ToString(), found.NumericId.ToString(), text);
        }

        if (expected.Fault != FrameFault.None)
            return;
        Same(expected.IdText, found.IdText, text);
        Same(expected.Method, found.Method, text);
        Same(expected.Params, found.Params, text);
        Same(expected.Result, found.Result, text);
        Same(expected.Error, found.Error, text);
    }

    private static void Same(string expected, ReadOnlySpan<byte> found, string document) => Same(expected, Encoding.Latin1.GetString(found), document);

    private static void Same(string expected, string found, string document) =>
        Assert.True(expected == found, $"expected '{expected}', found '{found}': {document}");
}
