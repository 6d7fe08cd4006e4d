using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Mcp.Protocol.Tests.Kit;

namespace Mcp.Protocol.Tests.Properties.Kit;

/// <summary>Which of the members that may be left out are set.</summary>
internal enum Fill
{
    None,
    Some,
    All,
}

/// <summary>A random value of any generated type, made from the choices of a tape.</summary>
internal sealed class ValueBuilder(Tape tape, Fill fill)
{
    private const int Deepest = 4;

    private static readonly ConcurrentDictionary<Type, Member[]> Members = new();
    private static readonly ILookup<Type, Type> Cases = ProtocolTypes.All.Where(static type => type.BaseType is { IsAbstract: true })
        .OrderByDescending(IsUnknownCase).ToLookup(static type => type.BaseType!);

    public object Build(Type type) => Build(type, 0);

    public static bool IsUnknownCase(Type type) => type.BaseType is { IsAbstract: true } && type.Name.StartsWith("Unknown", StringComparison.Ordinal);

    private object Build(Type type, int depth) => type switch
    {
        _ when type == typeof(string) => RandomJson.Text(tape),
        _ when type == typeof(long) => RandomJson.Integer(tape),
        _ when type == typeof(double) => RandomJson.Number(tape),
        _ when type == typeof(bool) => tape.Flip(),
        _ when type == typeof(McpJson) => RandomJson.Any(tape, depth),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => List(type.GenericTypeArguments[0], depth),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) => Map(type.GenericTypeArguments[1], Count(depth), depth),
        // Without a choice it is the unknown case, where recursion ends.
        { IsAbstract: true } => Build(tape.Of(Cases[type].ToList()), depth),
        { IsValueType: true } => Struct(type, depth),
        _ => Record(type, depth),
    };

    /// <summary>An enum (of a text), an identifier (of a text or a number) or an answer (one record or another).</summary>
    private object Struct(Type type, int depth)
    {
        PropertyInfo[] named = Named(type);
        if (named.Length > 0 && tape.Below(3) < 2)
            return tape.Of(named).GetValue(null)!;
        ConstructorInfo constructor = tape.Of(type.GetConstructors().OrderBy(static each => each.ToString(), StringComparer.Ordinal).ToList());
        return constructor.Invoke([Build(constructor.GetParameters()[0].ParameterType, depth + 1)]);
    }

    private object Record(Type type, int depth)
    {
        object value = Activator.CreateInstance(type)!;
        foreach (Member member in Members.GetOrAdd(type, MembersOf))
        {
            bool isSet = !member.MayBeNull || fill switch
            {
                Fill.All => depth < Deepest,
                Fill.Some => depth < Deepest && tape.Flip(),
                _ => false,
            };
            if (isSet)
                member.Property.SetValue(value, Value(member, depth));
        }

        return value;
    }

    private object Value(Member member, int depth) => member switch
    {
        // None at all is null, which is the same on the wire.
        { Property.Name: "AdditionalMembers" } => Map(typeof(McpJson), 1 + Count(depth), depth),
        _ when IsUnknownCase(member.Property.DeclaringType!) => RandomJson.UnknownCase(tape, depth),
        // A union's case is told by it.
        { Property.Name: "Type", Type.IsValueType: true } when Named(member.Type) is { Length: > 0 } named => tape.Of(named).GetValue(null)!,
        { MayBeNull: true } when member.Type == typeof(McpJson) => RandomJson.NotNull(tape, depth),
        _ => Build(member.Type, depth + 1),
    };

    private IList List(Type item, int depth)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        for (int count = Count(depth); count > 0; count--)
            list.Add(Build(item, depth + 1));
        return list;
    }

    private IDictionary Map(Type item, int count, int depth)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
        for (int i = 0; i < count; i++)
            map[RandomJson.UnknownName(tape, i)] = Build(item, depth + 1);
        return map;
    }

    private int Count(int depth) => fill == Fill.None || depth >= Deepest ? 0 : tape.Below(4);

    private static PropertyInfo[] Named(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type).ToArray();

    private static Member[] MembersOf(Type type)
    {
        var context = new NullabilityInfoContext();
        return [.. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                   where property.CanWrite && property.Name != "Rejected"
                   let underlying = Nullable.GetUnderlyingType(property.PropertyType)
                   // Without it, it is an enum schema without titles: the same JSON, and the schema's own ambiguity.
                   let tellsCase = type.Name == "LegacyTitledEnumSchema" && property.Name == "EnumNames"
                   let mayBeNull = !tellsCase && (underlying is not null || context.Create(property).ReadState == NullabilityState.Nullable)
                   orderby property.Name
                   select new Member(property, underlying ?? property.PropertyType, mayBeNull)];
    }

    private sealed record Member(PropertyInfo Property, Type Type, bool MayBeNull);
}
