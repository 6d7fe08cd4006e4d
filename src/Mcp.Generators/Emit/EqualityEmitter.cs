using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>Equality by value where the compiler's own would compare a list or a map by reference.</summary>
internal static class EqualityEmitter
{
    public const string Helper = "ValueEquality";

    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        if (!model.IsOpen && !model.Properties.Any(static property => property.Type.IsCollection))
        {
            return;
        }

        var names = model.Properties.Select(static property => Identifiers.Escape(property.Name)).ToList();
        if (model.IsOpen)
        {
            names.Add("AdditionalMembers");
        }

        writer.Line().Line("/// <inheritdoc/>").Line($"public bool Equals({model.FullName}? other) =>");
        using (writer.Indent())
        {
            var end = names.Count == 0 ? ";" : "";
            writer.Line($"{(model.Union is null ? "other is not null" : "other is not null && base.Equals(other)")}{end}");
            for (var i = 0; i < names.Count; i++)
            {
                writer.Line($"&& {Full(model)}.Same({names[i]}, other.{names[i]}){(i == names.Count - 1 ? ";" : "")}");
            }
        }

        writer.Line().Line("/// <inheritdoc/>");
        using var body = writer.Open("public override int GetHashCode()");
        writer.Line("var hash = new global::System.HashCode();");
        foreach (var name in names)
        {
            writer.Line($"{Full(model)}.Add(ref hash, {name});");
        }

        writer.Line("return hash.ToHashCode();");
    }

    /// <summary>The comparisons, once per revision, so that a revision stands alone.</summary>
    public static SourceFile EmitHelper(string @namespace)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, @namespace);
        EmitHelper(writer, "internal");
        return new SourceFile($"{@namespace}.{Helper}.g.cs", writer.ToString());
    }

    /// <summary>The comparisons as a class of their own.</summary>
    public static void EmitHelper(SourceWriter writer, string access) => writer
            .Line("/// <summary>Compares members by value, lists and maps item by item.</summary>")
            .Line(SourceFile.GeneratedCode)
            .Line(
                $$"""
                {{access}} static class ValueEquality
                {
                    public static bool Same<T>(T left, T right) =>
                        global::System.Collections.Generic.EqualityComparer<T>.Default.Equals(left, right);

                    public static bool Same<T>(
                        global::System.Collections.Generic.IReadOnlyList<T>? left,
                        global::System.Collections.Generic.IReadOnlyList<T>? right)
                    {
                        if (ReferenceEquals(left, right))
                        {
                            return true;
                        }

                        if (left is null || right is null || left.Count != right.Count)
                        {
                            return false;
                        }

                        for (var i = 0; i < left.Count; i++)
                        {
                            if (!Same(left[i], right[i]))
                            {
                                return false;
                            }
                        }

                        return true;
                    }

                    public static bool Same<T>(
                        global::System.Collections.Generic.IReadOnlyDictionary<string, T>? left,
                        global::System.Collections.Generic.IReadOnlyDictionary<string, T>? right)
                    {
                        if (ReferenceEquals(left, right))
                        {
                            return true;
                        }

                        if (left is null || right is null || left.Count != right.Count)
                        {
                            return false;
                        }

                        foreach (var member in left)
                        {
                            if (!right.TryGetValue(member.Key, out var value) || !Same(member.Value, value))
                            {
                                return false;
                            }
                        }

                        return true;
                    }

                    public static void Add<T>(ref global::System.HashCode hash, T value) => hash.Add(value);

                    public static void Add<T>(ref global::System.HashCode hash, global::System.Collections.Generic.IReadOnlyList<T>? items)
                    {
                        for (var i = 0; i < (items?.Count ?? 0); i++)
                        {
                            hash.Add(items![i]);
                        }
                    }

                    public static void Add<T>(
                        ref global::System.HashCode hash,
                        global::System.Collections.Generic.IReadOnlyDictionary<string, T>? members)
                    {
                        // The order of the members must not count, so their hashes are summed up.
                        var sum = 0;
                        if (members is not null)
                        {
                            foreach (var member in members)
                            {
                                sum += global::System.HashCode.Combine(member.Key, member.Value);
                            }
                        }

                        hash.Add(sum);
                    }
                }
                """);

    private static string Full(ObjectModel model) => $"global::{model.Namespace}.{Helper}";
}
