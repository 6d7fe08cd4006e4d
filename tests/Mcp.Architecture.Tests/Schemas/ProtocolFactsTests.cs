using System.Text.Json;

namespace Mcp.Architecture.Schemas;

/// <summary>protocol.json against its own schema and against the revisions it speaks of.</summary>
public class ProtocolFactsTests
{
    private static readonly JsonElement Facts = SchemaFolder.Read("protocol.json");
    private static readonly JsonElement[] Revisions = [.. SchemaFolder.Revisions.Select(SchemaFolder.Schema)];

    /// <summary>The definitions of all revisions under their names; a name may occur several times.</summary>
    private static readonly ILookup<string, JsonElement> Definitions =
        Revisions.SelectMany(SchemaFolder.Definitions).ToLookup(definition => definition.Name, definition => definition.Value);

    private static IEnumerable<JsonProperty> Methods => Facts.GetProperty("methods").EnumerateObject();

    [Fact]
    public void It_has_the_form_that_its_schema_asks_for() =>
        Findings.None(SmallSchemaValidator.Check(SchemaFolder.Read("protocol.schema.json"), Facts));

    [Fact]
    public void It_knows_the_methods_of_all_revisions_and_no_others() =>
        Assert.Equal(
            SchemaNames.OfAllRevisions().Methods.Order(StringComparer.Ordinal),
            Methods.Select(method => method.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Requests_have_a_retry_class_and_notifications_have_none() =>
        Assert.All(Methods, method =>
            Assert.NotEqual(method.Name.StartsWith("notifications/", StringComparison.Ordinal), method.Value.At("retry") is not null));

    [Fact]
    public void A_capability_is_one_that_some_revision_knows() =>
        Assert.All(Methods.Where(method => method.Value.At("capability") is not null), method =>
        {
            string[] owners = method.Value.At("declaredBy")?.GetString() switch
            {
                "client" => ["ClientCapabilities"],
                "both" => ["ClientCapabilities", "ServerCapabilities"],
                _ => ["ServerCapabilities"],
            };
            string[] paths = [method.Value.GetProperty("capability").GetString()!, .. method.Value.At("finerCapabilities")?.Strings() ?? []];
            Assert.All(owners, owner => Assert.All(paths, path => Assert.Contains(Definitions[owner], capabilities => HasMember(capabilities, path.Split('.')))));
        });

    [Fact]
    public void A_named_member_of_params_is_one_that_some_revision_knows() =>
        Assert.All(Methods, method =>
        {
            string[] members = [.. method.Value.At("cacheKey")?.Strings() ?? [], .. method.Value.At("nameMember") is { } name ? [name.GetString()!] : Array.Empty<string>()];
            Assert.All(members, member => Assert.Contains(ParamsOf(method.Name), shape => HasMember(shape, [member])));
        });

    [Fact]
    public void Severities_are_those_of_the_schemas_put_in_order()
    {
        var ordered = Facts.GetProperty("severityOrder").Strings().ToList();

        Assert.All(Definitions["LoggingLevel"], level => Assert.Equal(level.GetProperty("enum").Strings().Order(), ordered.Order()));
        Assert.Equal(("debug", "emergency"), (ordered[0], ordered[^1]));
    }

    [Fact]
    public void Result_types_that_carry_their_own_tag_exist() =>
        Assert.All(Facts.GetProperty("resultTypes").EnumerateObject(), type => Assert.Contains(Definitions[type.Name], shape => HasMember(shape, ["resultType"])));

    [Fact]
    public void Only_required_members_need_a_meaning_for_their_absence() =>
        Assert.All(Facts.GetProperty("missingMeans").EnumerateObject(), member =>
            Assert.Contains(Definitions.SelectMany(d => d), shape => shape.At("required")?.Strings().Contains(member.Name) == true));

    [Fact]
    public void The_places_to_copy_meta_from_have_it()
    {
        var rule = Facts.GetProperty("addMeta");
        var legacy = SchemaFolder.Revisions.Intersect(rule.GetProperty("revisions").Strings()).Select(SchemaFolder.Schema);
        string[][] places = [.. new[] { "request", "notification", "result" }.Select(kind => rule.GetProperty(kind).GetString()!.Split('.'))];

        Assert.All(legacy, schema => Assert.All(places, place =>
            Assert.True(HasMember(SchemaFolder.Definitions(schema).Single(d => d.Name == place[0]).Value, [.. place[1..], "_meta"]))));
    }

    [Fact]
    public void Each_error_code_that_a_schema_fixes_is_known()
    {
        var known = Facts.GetProperty("errorCodes").EnumerateObject().Select(error => error.Value.GetProperty("code").GetInt32()).ToHashSet();
        var schemas = SchemaFolder.Revisions.Select(revision => File.ReadAllText(Repository.PathOf("schema", revision, "schema.json")));

        Assert.Superset(schemas.SelectMany(FixedCodes).ToHashSet(), known);
    }

    [Fact]
    public void What_is_deprecated_exists()
    {
        var names = SchemaNames.OfAllRevisions();
        var keys = Facts.GetProperty("deprecated").EnumerateObject().SelectMany(revision => revision.Value.Strings());

        Assert.All(keys, key => Assert.True(names.Knows(key), key + " names nothing"));
    }

    private static IEnumerable<int> FixedCodes(string schema) =>
        System.Text.RegularExpressions.Regex.Matches(schema, "\"const\": (-[0-9]+)").Select(match => int.Parse(match.Groups[1].Value));

    private static IEnumerable<JsonElement> ParamsOf(string method) =>
        from definition in Definitions.SelectMany(d => d)
        where definition.At("properties", "method", "const")?.GetString() == method
        from shape in Resolve(definition.GetProperty("properties").GetProperty("params"))
        select shape;

    /// <summary>Follows a path of properties; a reference may lead to the definition of any revision.</summary>
    private static bool HasMember(JsonElement shape, string[] path) =>
        path.Length == 0 || Resolve(shape).Any(s => s.At("properties", path[0]) is { } member && HasMember(member, path[1..]));

    private static IEnumerable<JsonElement> Resolve(JsonElement shape) =>
        shape.At("$ref") is { } reference ? Definitions[reference.GetString()!.Split('/')[^1]] : [shape];
}
