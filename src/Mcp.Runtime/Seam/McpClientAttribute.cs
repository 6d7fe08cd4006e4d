namespace Mcp;

/// <summary>
/// Makes a partial interface a contract: its methods are tools, prompts and resources of a server, and the implementation is generated.
/// Get it from <see cref="McpCaller.As{TContract}"/>, or from the static method <c>Over</c> that the interface receives.
/// </summary>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class McpClientAttribute : Attribute
{
    /// <summary>
    /// A <c>JsonSerializerContext</c> of the app. It reads and writes the types that it lists by <c>[JsonSerializable]</c>; all others are
    /// generated as without it.
    /// </summary>
    public Type? JsonContext { get; set; }

    /// <summary>
    /// The only revision that the contract is meant for, by its date: <c>"2025-06-18"</c>. Protocol types of another one do not compile in it,
    /// and a check says when the server speaks another one. Unset, it is the revision whose protocol types the contract has, or else what the
    /// project chooses by the MSBuild property <c>McpProtocolVersion</c>; without either the contract runs over every revision.
    /// </summary>
    public string? ProtocolVersion { get; set; }

    /// <summary>
    /// A pin: the file of a captured catalog (<see cref="McpCatalog.SaveAsync"/>) among the project's <c>AdditionalFiles</c>, by its path from
    /// the project's folder or by a name that only one of them has: <c>"everything.mcp.json"</c>. An interface without methods gets the methods
    /// and types of all that the pin offers; the methods of any other are checked against it while the project compiles. Unset, neither happens.
    /// </summary>
    public string? Pin { get; set; }

    /// <summary>How a method without an attribute is called on the wire. Default: <c>GetForecastAsync</c> → <c>get_forecast</c>.</summary>
    public McpNaming MethodNaming { get; set; } = McpNaming.SnakeCase;

    /// <summary>How parameters and the members of the contract's types are called on the wire. Default: <c>windSpeed</c>.</summary>
    public McpNaming MemberNaming { get; set; } = McpNaming.CamelCase;
}
