namespace Mcp.Generators.Diagnostics;

/// <summary>The numbers of all diagnostics. A number is never used for anything else again.</summary>
internal static class DiagnosticIds
{
    public const string NotPartial = "MCPG1001";
    public const string OutOfReach = "MCPG1002";
    public const string NotAMethod = "MCPG1003";
    public const string GenericMethod = "MCPG1004";
    public const string WrongReturn = "MCPG1005";
    public const string ByReference = "MCPG1006";
    public const string TokenPlace = "MCPG1007";
    public const string NoToken = "MCPG1008";
    public const string SameTarget = "MCPG1009";
    public const string TemplateMismatch = "MCPG1010";
    public const string NotText = "MCPG1011";
    public const string OddName = "MCPG1012";
    public const string TwoKinds = "MCPG1013";
    public const string NoContract = "MCPG1014";
    public const string NotInRevision = "MCPG1015";
    public const string TwoRevisions = "MCPG1016";
    public const string NotPlainData = "MCPG2001";
    public const string NotCovered = "MCPG2002";
    public const string NoContext = "MCPG2003";
    public const string IgnoredAttribute = "MCPG2004";
    public const string SameName = "MCPG2005";
    public const string NoConstructor = "MCPG2006";
    public const string NotJson = "MCPG3001";
    public const string UnsupportedKeyword = "MCPG3002";
    public const string UnresolvedReference = "MCPG3003";
    public const string NoDiscriminator = "MCPG3004";
    public const string NameClash = "MCPG3005";
    public const string NoResult = "MCPG3006";
    public const string UnknownRevision = "MCPG3007";
    public const string RevisionTwice = "MCPG3008";
    public const string UnknownFormat = "MCPG3009";
    public const string UnusedEntry = "MCPG3010";
    public const string NoPin = "MCPG4001";
    public const string NotPinned = "MCPG4002";
    public const string ArgumentDrift = "MCPG4003";
    public const string ResultDrift = "MCPG4004";
    public const string BeyondCSharp = "MCPG4005";
    public const string OtherRevision = "MCPG4006";
    public const string OldLanguage = "MCPG9001";
    public const string NoRuntime = "MCPG9002";
    public const string UnknownChoice = "MCPG9003";
}
