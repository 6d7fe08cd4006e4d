using System.Text;

namespace Mcp;

/// <summary>One difference between what a contract needs and what a server offers.</summary>
/// <param name="IsBreaking">A call fails or is misunderstood because of it; otherwise it may be, depending on values.</param>
/// <param name="Subject">What it is about: <c>tool 'forecast'</c>.</param>
/// <param name="Text">What differs.</param>
public sealed record McpContractFinding(bool IsBreaking, string Subject, string Text)
{
    /// <summary>The finding as one line.</summary>
    public override string ToString() => $"{(IsBreaking ? "breaking" : "note"),-9} {Subject}: {Text}";
}

/// <summary>How a contract and a server fit together. Immutable.</summary>
/// <param name="Contract">The contract's name.</param>
/// <param name="Findings">What differs, in the order of the contract's methods; empty when all fits.</param>
public sealed record McpContractReport(string Contract, IReadOnlyList<McpContractFinding> Findings)
{
    /// <summary>Whether nothing differs that breaks a call.</summary>
    public bool IsFit => Findings.All(static finding => !finding.IsBreaking);

    /// <summary>Throws unless <see cref="IsFit"/>.</summary>
    /// <exception cref="McpContractException">Something breaks a call.</exception>
    public void ThrowIfBroken()
    {
        if (!IsFit)
            throw new McpContractException(this);
    }

    /// <summary>The report for people: one line, and one more for each finding.</summary>
    public override string ToString()
    {
        int breaking = Findings.Count(static finding => finding.IsBreaking);
        var text = new StringBuilder($"{Contract}: {(Findings.Count == 0 ? "fits" : $"{breaking} breaking, {Findings.Count - breaking} to note")}");
        foreach (McpContractFinding finding in Findings)
            text.Append("\n  ").Append(finding);
        return text.ToString();
    }
}
