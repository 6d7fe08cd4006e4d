namespace Mcp.Generators.Pins.Binding;

/// <summary>A number for a text, the same in every process, since names and the order of emitted files should be: FNV-1a.</summary>
internal static class StableHash
{
    public static uint Of(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash;
    }
}
