using Mcp.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mcp.Generators.Tests.Contracts;

/// <summary>Names of types are printed as the compiler prints them.</summary>
public sealed class SymbolTextTests
{
    private const string Source = """
        #nullable enable
        using System;
        using System.Collections.Generic;

        class Outside { public class Within { } }

        namespace @event.Deep.@class
        {
            class @int { public struct @new { } public class Of<T> { public class Further { } } }

            enum Kind { One }

            class Of<T, @out>
            {
                public class Nested { public class More<U> { } }
            }

            class Uses<T, V> where V : struct
            {
                object A; bool B; char C; sbyte D; byte E; short F; ushort G; int H; uint I; long J; ulong K; float L; double M; decimal N; string O; nint P; nuint Q;
                object? A1; string? O1; int? H1; Kind? Z1; nint? P1; DateTime? D1;
                int[] R; int[]? S; string?[]? T1; int[][] U; int[,] W; int?[] X; string[]?[] Y; @int[] Y1; T[] Y2; object?[] Y3;
                List<string?>? A2; Dictionary<string, List<int?>?> B2; List<List<@int>> C2; IReadOnlyList<Kind?[]> D2; List<Missing> E2; Missing F2; List<int[,]> G2;
                (int, string) A3; (int One, string? Two)? B3; List<(int, int)> C3; ValueTuple<int> D3; dynamic E3; List<dynamic> F3; dynamic? G3; List<(int, int)?> H3;
                T A4; T? B4; V C4; V? D4; List<T> E4; List<T?> F4;
                Outside A5; Outside.Within B5; Outside.Within? C5; @int D5; @int.@new E5; @int.@new? F5; @int.Of<string?> G5; @int.Of<int>.Further H5;
                Of<int, string> A6; Of<int, string?>.Nested B6; Of<int, string>.Nested.More<object>? C6; Of<Of<int, int>, Kind> D6;
                Nullable<int> A7; IntPtr B7; UIntPtr C7; Span<int> D7; Action<int?, string?> E7; Func<string?>? F7; ReadOnlyMemory<byte> G7; ReadOnlyMemory<byte>? H7;
                unsafe int* A8; unsafe delegate*<int, void> B8; Uri A9; Guid B9; System.Threading.CancellationToken C9; IProgress<int>? D9; Type E9; Enum F9; Array G9; ValueType H9; Delegate I9;
            #nullable disable
                string A10; List<string> B10; object[] C10; Uses<string, int> D10;
            }
        }
        """;

    private static readonly SymbolDisplayFormat Printed = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Name = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    [Fact]
    public void Every_form_of_a_type_is_printed_as_the_compiler_prints_it()
    {
        IReadOnlyList<ITypeSymbol> types = Types();

        Assert.NotEmpty(types);
        Assert.All(types, static type =>
        {
            Assert.Equal(type.ToDisplayString(Printed), SymbolText.Printed(type));
            Assert.Equal(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), SymbolText.Qualified(type));
            Assert.Equal(type.OriginalDefinition.ToDisplayString(Name), SymbolText.Name(type));
            Assert.Equal(type.OriginalDefinition.ToDisplayString(Printed), SymbolText.Printed(type.OriginalDefinition));
        });
    }

    [Fact]
    public void Namespaces_are_printed_as_they_are_declared()
    {
        Assert.Equal("@event.Deep.@class", SymbolText.Of(Types().OfType<INamedTypeSymbol>().First(static type => type.Name == "Of").ContainingNamespace));
        Assert.Equal("", SymbolText.Of(Types().OfType<INamedTypeSymbol>().First(static type => type.Name == "Outside").ContainingNamespace));
    }

    private static IReadOnlyList<ITypeSymbol> Types()
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "App",
            [CSharpSyntaxTree.ParseText(Source)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        INamedTypeSymbol uses = compilation.GetTypeByMetadataName("event.Deep.class.Uses`2")!;
        return [.. uses.GetMembers().OfType<IFieldSymbol>().Select(static field => field.Type)];
    }
}
