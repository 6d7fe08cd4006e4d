namespace Mcp.Generators.Pins.Binding;

/// <summary>What a pin may have of a kind before it is JSON: beyond it the compiler is at the emitted code for seconds, where people type.</summary>
internal static class PinLimits
{
    /// <summary>Members of an object, and parameters of a method. The compiler takes a record of 1,250 lists for 20 seconds.</summary>
    public const int Members = 500;

    /// <summary>Texts of an enum. The compiler takes 5,000 for four seconds.</summary>
    public const int Values = 2_000;

    /// <summary>Forms of a union, each of which is a record.</summary>
    public const int Forms = 100;

    /// <summary>Types of one schema: parts that are joined anew on each level could go on for ever.</summary>
    public const int Types = 1_000;
}
