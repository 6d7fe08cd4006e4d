namespace Mcp.Generators;

/// <summary>The names of the contract pipeline's stages, one constant each. Tests read them by reflection, so that a new stage is covered unasked.</summary>
internal static class ContractTrackingNames
{
    /// <summary>A marked interface → what is emitted for it, with the app's types that it uses.</summary>
    public const string Contracts = nameof(Contracts);

    /// <summary>Contracts without the types.</summary>
    public const string Clients = nameof(Clients);

    /// <summary>What contracts need of a server.</summary>
    public const string Needs = nameof(Needs);

    /// <summary>The revision that the project chooses for contracts that name none.</summary>
    public const string ChosenRevision = nameof(ChosenRevision);

    /// <summary>The app's types of all contracts, each once.</summary>
    public const string AppTypes = nameof(AppTypes);
}
