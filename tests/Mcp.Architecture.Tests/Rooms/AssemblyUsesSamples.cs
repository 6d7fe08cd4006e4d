#pragma warning disable CA1812, CA1823, CS0169, IDE0044, IDE0051 // Read as metadata, never run.

namespace Mcp.Architecture.Rooms;

[AttributeUsage(AttributeTargets.Class)]
internal class Used : Attribute
{
    public static void Act()
    {
    }
}

internal interface IUsed;

internal enum UsedEnum
{
    None,
}

internal delegate void UsedDelegate();

internal sealed class UsesNothing
{
    public int Number { get; set; }
}

internal sealed class ByField
{
    private Used? _field;
}

internal abstract class BySignature
{
    public abstract Used Give();
}

internal sealed class ByGenericArgument
{
    private List<Used[]>? _field;
}

internal sealed class ByGenericCall
{
    public static object Make() => Array.Empty<Used>();
}

internal sealed class ByLocal
{
    public static bool Fits(object value)
    {
        var used = value as Used;
        return used is not null && used.Equals(value);
    }
}

internal sealed class ByStaticCall
{
    public static void Call() => Used.Act();
}

internal sealed class ByBase : Used
{
}

internal sealed class ByInterface : IUsed
{
}

internal sealed class ByConstraint<T>
    where T : Used
{
}

[Used]
internal sealed class ByAttribute
{
}

internal sealed class ByTypeOf
{
    public static Type Name() => typeof(Used);
}

internal sealed class InsideAsyncLambda
{
    public static Func<Task> Make() => async () =>
    {
        await Task.Yield();
        Used.Act();
    };
}
