namespace Mcp.Architecture.Rooms;

/// <summary>The reader of uses, tried on this test assembly, whose types are known.</summary>
public class AssemblyUsesTests
{
    [Theory]
    [InlineData(typeof(ByField))]
    [InlineData(typeof(BySignature))]
    [InlineData(typeof(ByGenericArgument))]
    [InlineData(typeof(ByLocal))]
    [InlineData(typeof(ByStaticCall))]
    [InlineData(typeof(ByGenericCall))]
    [InlineData(typeof(ByBase))]
    [InlineData(typeof(ByInterface))]
    [InlineData(typeof(ByConstraint<>))]
    [InlineData(typeof(ByAttribute))]
    [InlineData(typeof(ByTypeOf))]
    [InlineData(typeof(InsideAsyncLambda))]
    public void A_use_is_found_wherever_it_hides(Type user)
    {
        using var uses = Open();

        Assert.Contains(uses.Uses(), use => use.Type == user.FullName && (use.UsedType == typeof(Used).FullName || use.UsedType == typeof(IUsed).FullName));
    }

    [Fact]
    public void A_type_that_mentions_nothing_uses_nothing()
    {
        using var uses = Open();

        Assert.DoesNotContain(uses.Uses(), use => use.Type == typeof(UsesNothing).FullName);
    }

    [Theory]
    [InlineData(typeof(Used))]
    [InlineData(typeof(IUsed))]
    [InlineData(typeof(UsedEnum))]
    [InlineData(typeof(UsedDelegate))]
    [InlineData(typeof(UsesNothing))]
    public void The_source_of_a_type_is_found_with_or_without_code_in_it(Type type)
    {
        using var uses = Open();

        var source = Assert.Single(uses.SourcesByType()[type.FullName!]);
        Assert.EndsWith("/Rooms/AssemblyUsesSamples.cs", source, StringComparison.Ordinal);
    }

    private static AssemblyUses Open() => new(typeof(AssemblyUsesTests).Assembly.Location);
}
