using System.Text.Json.Nodes;
using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Catalog;

/// <summary>
/// Random schemas against random values: where a value is a witness that the newer schema refuses what the older one took, or takes what
/// it refused, the comparison has to say breaking. It may say so without a witness; it may not miss one.
/// </summary>
public sealed class SchemaSoundnessTests
{
    private const int PairsPerSeed = 150;
    private const int ValuesPerPair = 30;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void No_value_proves_a_comparison_wrong(int seed)
    {
        var random = new Random(seed);
        var schemas = new RandomSchemas(random);
        int witnesses = 0;
        for (int i = 0; i < PairsPerSeed; i++)
        {
            JsonNode old = schemas.Document();
            JsonNode @new = random.Next(3) == 0 ? schemas.Document() : Changed(old, random);
            for (int j = 0; j < ValuesPerPair; j++)
            {
                JsonNode? value = schemas.Value(3);
                bool wasTaken = TinyValidator.Accepts(old, value);
                bool isTaken = TinyValidator.Accepts(@new, value);
                if (wasTaken == isTaken)
                    continue;
                witnesses++;
                string member = old.ToJsonString();
                string changed = @new.ToJsonString();
                McpCatalogChanges changes = wasTaken
                    ? McpCatalog.Compare(Catalogs.OfInput(member), Catalogs.OfInput(changed))
                    : McpCatalog.Compare(Catalogs.OfOutput(member), Catalogs.OfOutput(changed));
                Assert.True(changes.IsBreaking, $"{value?.ToJsonString() ?? "null"} {(wasTaken ? "is refused now" : "was refused")}\n{member}\n{changed}\n{changes}");
            }
        }

        Assert.InRange(witnesses, PairsPerSeed / 2, int.MaxValue);
    }

    private static JsonNode Changed(JsonNode old, Random random)
    {
        JsonNode copy = old.DeepClone();
        JsonMutation.Apply(copy, random);
        return copy;
    }
}
