using Mcp.Sessions;

namespace Mcp.Runtime.Tests.Sessions;

public sealed class SlotTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(16)]
    public void Ids_stay_positive_numbers_of_32_bits_when_generations_start_over(int bits)
    {
        int last = int.MaxValue >> bits;
        int highestSlot = (1 << bits) - 1;

        Assert.Equal(last, SlotTable.NextGeneration(last - 1, bits));
        Assert.Equal(1, SlotTable.NextGeneration(last, bits));
        Assert.Equal(1, SlotTable.NextGeneration(0, bits));
        Assert.Equal(int.MaxValue, (last << bits) | highestSlot);
    }
}
