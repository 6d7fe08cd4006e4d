using System.Reflection;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Values of any type of an app, from a seed.</summary>
internal sealed class RandomValues(Random random)
{
    private const string Letters = "abc \"\\/<>&'+äß€漢\t\n";

    private static readonly NullabilityInfoContext Nullability = new();

    public object? Of(Type type, NullabilityInfo? info = null)
    {
        if ((Nullable.GetUnderlyingType(type) is not null || info?.ReadState == NullabilityState.Nullable) && random.Next(3) == 0)
        {
            return null;
        }

        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return Scalar(plain) ?? Collection(plain, info) ?? Object(plain);
    }

    private object? Scalar(Type type) => type switch
    {
        _ when type == typeof(string) => Text(),
        _ when type == typeof(bool) => random.Next(2) == 0,
        _ when type == typeof(int) => random.Next(2) == 0 ? 0 : random.Next(int.MinValue, int.MaxValue),
        _ when type == typeof(long) => random.NextInt64(long.MinValue, long.MaxValue),
        _ when type == typeof(double) => random.Next(2) == 0 ? random.Next() : random.NextDouble() * Math.Pow(10, random.Next(-30, 30)),
        _ when type == typeof(byte) => (byte)random.Next(256),
        _ when type == typeof(sbyte) => (sbyte)random.Next(-128, 128),
        _ when type == typeof(short) => (short)random.Next(short.MinValue, short.MaxValue),
        _ when type == typeof(ushort) => (ushort)random.Next(ushort.MaxValue),
        _ when type == typeof(uint) => (uint)random.NextInt64(uint.MaxValue),
        _ when type == typeof(ulong) => (ulong)random.NextInt64() * 2,
        _ when type == typeof(float) => (float)(random.NextDouble() * Math.Pow(10, random.Next(-20, 20))),
        _ when type == typeof(decimal) => new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)),
        _ when type == typeof(char) => (char)random.Next('a', 'z'),
        _ when type == typeof(Guid) => new Guid(Bytes(16)),
        _ when type == typeof(DateTime) => new DateTime(Ticks(0, DateTime.MaxValue.Ticks), random.Next(2) == 0 ? DateTimeKind.Utc : DateTimeKind.Unspecified),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(Ticks(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks / 2), TimeSpan.FromMinutes(random.Next(-600, 600))),
        _ when type == typeof(DateOnly) => DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber)),
        _ when type == typeof(TimeOnly) => new TimeOnly(Ticks(0, TimeSpan.TicksPerDay)),
        _ when type == typeof(TimeSpan) => new TimeSpan(Ticks(-TimeSpan.TicksPerDay * 1000, TimeSpan.TicksPerDay * 1000)),
        _ when type == typeof(Uri) => new Uri("demo://host/" + Text(), UriKind.RelativeOrAbsolute),
        _ when type == typeof(byte[]) => Bytes(random.Next(20)),
        { IsEnum: true } => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)),
        _ => null,
    };

    private object? Collection(Type type, NullabilityInfo? info)
    {
        if (!type.IsArray && !(type.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(type)))
        {
            return null;
        }

        var isMap = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>);
        var item = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[^1];
        var itemInfo = type.IsArray ? info?.ElementType : info?.GenericTypeArguments.LastOrDefault();
        var items = Array.CreateInstance(item, random.Next(4));
        for (var i = 0; i < items.Length; i++)
        {
            items.SetValue(Of(item, itemInfo), i);
        }

        if (type.IsArray)
        {
            return items;
        }

        if (!isMap)
        {
            return Activator.CreateInstance(typeof(List<>).MakeGenericType(item), items);
        }

        var map = (System.Collections.IDictionary)Activator.CreateInstance(type)!;
        foreach (var value in items)
        {
            map[Text() + map.Count] = value;
        }

        return map;
    }

    private object Object(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(static found => found.GetParameters().Length).FirstOrDefault(found => found.GetParameters() is not [var only] || only.ParameterType != type);
        var made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, Nullability.Create(parameter)))]);
        foreach (var property in type.GetProperties().Where(static property => property.SetMethod is not null))
        {
            if (constructor?.GetParameters().Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)) != true)
            {
                property.SetValue(made, Of(property.PropertyType, Nullability.Create(property)));
            }
        }

        return made;
    }

    /// <summary>Whole seconds, whole milliseconds, or any number of ticks.</summary>
    private long Ticks(long least, long most)
    {
        var step = random.Next(3) switch
        {
            0 => TimeSpan.TicksPerSecond,
            1 => TimeSpan.TicksPerMillisecond,
            _ => 1,
        };
        return random.NextInt64(least, most) / step * step;
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Text() => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Letters[random.Next(Letters.Length)]));
}
