namespace Mcp.Generators;

/// <summary>The names of the pipeline's stages, one constant each. Tests read them by reflection, so that a new stage is covered unasked.</summary>
internal static class TrackingNames
{
    /// <summary>The texts of the schema files.</summary>
    public const string SchemaFiles = nameof(SchemaFiles);

    /// <summary>Files whose revision is there already.</summary>
    public const string Twins = nameof(Twins);

    /// <summary>Schema text → schema, or errors.</summary>
    public const string Schemas = nameof(Schemas);

    /// <summary>protocol.json → rules.</summary>
    public const string Rules = nameof(Rules);

    /// <summary>descriptions.json → texts.</summary>
    public const string Prose = nameof(Prose);

    /// <summary>Schema and rules → bound revision, or errors.</summary>
    public const string Bindings = nameof(Bindings);

    /// <summary>All that is wrong with the files.</summary>
    public const string SchemaErrors = nameof(SchemaErrors);

    /// <summary>Data types, one value each.</summary>
    public const string Types = nameof(Types);

    /// <summary>Data types with their texts.</summary>
    public const string DescribedTypes = nameof(DescribedTypes);

    /// <summary>The names of all types of each revision.</summary>
    public const string Contexts = nameof(Contexts);

    /// <summary>Revisions without data types, with their texts.</summary>
    public const string Revisions = nameof(Revisions);

    /// <summary>The revision that the project chooses, if there is no such one.</summary>
    public const string UnknownRevision = nameof(UnknownRevision);
}
