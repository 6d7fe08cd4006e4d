namespace Mcp.Catalog;

/// <summary>What the changes of a resource, or of a template, mean.</summary>
internal static class ResourceChanges
{
    public static CatalogItem Item(McpResource resource) => new(resource.Uri, resource.Raw, Shape(resource.Raw), resource.Description);

    public static CatalogItem Item(McpResourceTemplate template) => new(template.UriTemplate, template.Raw, Shape(template.Raw), template.Description);

    public static void Compare(ItemChanges resource)
    {
        string? was = Members.Text(resource.Old, "mimeType"u8);
        string? now = Members.Text(resource.New, "mimeType"u8);
        // An app that reads one kind of content cannot read another; one that was not told has to look anyway.
        bool isOther = was is not null && now is not null && !string.Equals(was, now, StringComparison.OrdinalIgnoreCase);
        if (isOther)
            resource.Report(McpCatalogChangeKind.Breaking, $"its content is '{now}' now, and was '{was}'");
        resource.CompareOthers(isOther ? ["mimeType"] : []);
    }

    private static McpJson Shape(McpJson resource) => resource.TryGetProperty("name", out McpJson name) ? name : default;
}
