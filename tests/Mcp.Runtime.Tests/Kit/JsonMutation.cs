using System.Text.Json.Nodes;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>One change at a random place of a JSON text.</summary>
internal static class JsonMutation
{
    private static readonly string[] Values = ["null", "true", "false", "0", "-1.5", "\"x\"", "[]", "{}", "[\"x\"]", "{\"type\":\"string\"}"];

    /// <summary>Changes one member or item somewhere in the tree.</summary>
    /// <returns>Where and what.</returns>
    public static string Apply(JsonNode root, Random random)
    {
        JsonNode[] places = [.. Containers(root)];
        JsonNode place = places[random.Next(places.Length)];
        string path = place.GetPath();
        string done = place is JsonObject members ? Change(members, random) : Change(place.AsArray(), random);
        return $"{path}: {done}";
    }

    private static IEnumerable<JsonNode> Containers(JsonNode node)
    {
        if (node is not (JsonObject or JsonArray))
            yield break;
        yield return node;
        IEnumerable<JsonNode?> children = node is JsonObject members ? members.Select(member => member.Value) : node.AsArray();
        foreach (JsonNode? child in children)
        {
            if (child is null)
                continue;
            foreach (JsonNode below in Containers(child))
                yield return below;
        }
    }

    private static string Change(JsonObject members, Random random)
    {
        int change = members.Count == 0 ? 0 : random.Next(4);
        string name = change == 0 ? "added" : members.ElementAt(random.Next(members.Count)).Key;
        JsonNode? value = change == 3 ? members[name]?.DeepClone() : Value(random);
        if (change is 1 or 3)
            members.Remove(name);
        if (change != 1)
            members[change == 3 ? name + "2" : name] = value;
        return $"{(change == 1 ? "removed" : change == 3 ? "renamed" : "set")} {name}";
    }

    private static string Change(JsonArray items, Random random)
    {
        int index = items.Count == 0 ? 0 : random.Next(items.Count);
        int change = items.Count == 0 ? 0 : random.Next(4);
        JsonNode? value = change == 2 ? items[index]?.DeepClone() : Value(random);
        if (change is 1 or 3)
            items.RemoveAt(index);
        if (change != 1)
            items.Insert(change == 2 ? 0 : index, value);
        return $"changed item {index} of {items.Count}";
    }

    private static JsonNode? Value(Random random) => JsonNode.Parse(Values[random.Next(Values.Length)]);
}
