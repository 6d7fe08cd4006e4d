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

    /// <summary>The names of files that differ from another one's in the case of letters only.</summary>
    public const string FileTwins = nameof(FileTwins);

    /// <summary>Contracts that get their methods from a pin, each with the file's path.</summary>
    public const string PinnedContracts = nameof(PinnedContracts);

    /// <summary>The pins that contracts name, read.</summary>
    public const string Pins = nameof(Pins);

    /// <summary>A contract and its pin → what is emitted for it.</summary>
    public const string PinnedModels = nameof(PinnedModels);

    /// <summary>Pinned contracts with their calls.</summary>
    public const string PinnedClients = nameof(PinnedClients);

    /// <summary>The methods that pinned contracts declare.</summary>
    public const string PinnedMethods = nameof(PinnedMethods);

    /// <summary>What pinned contracts need of a server.</summary>
    public const string PinnedNeeds = nameof(PinnedNeeds);

    /// <summary>The types of pinned contracts, each in the place that its name gives it.</summary>
    public const string PinnedPlaces = nameof(PinnedPlaces);

    /// <summary>The types of pinned contracts.</summary>
    public const string PinnedTypes = nameof(PinnedTypes);
}
