using Mcp.Bench.Calls;
using Mcp.Bench.Faults;
using Mcp.Bench.Generator;
using Mcp.Bench.Pooling;
using Mcp.Bench.Resilience;

switch (args)
{
    case ["calls", .. var rest]:
        await CallsTable.RunAsync(rest is [var rounds] ? int.Parse(rounds) : 11);
        return 0;
    case ["contracts", .. var rest]:
        await ContractsTable.RunAsync(rest is [var contractRounds] ? int.Parse(contractRounds) : 11);
        return 0;
    case ["generator"]:
        await GeneratorTable.RunAsync();
        return 0;
    case ["generator-contracts"]:
        await ContractEditTable.RunAsync();
        return 0;
    case ["generator-cold", .. var revisions]:
        GeneratorTable.RunColdSample(revisions);
        return 0;
    case ["killed", .. var rest]:
        await KilledTable.RunAsync(rest is [var kills] ? int.Parse(kills) : 21);
        return 0;
    case ["resilience", .. var rest]:
        await ResilienceTable.RunAsync(rest is [var resilienceRounds] ? int.Parse(resilienceRounds) : 21);
        return 0;
    case ["pick", .. var rest]:
        return await PickTable.RunAsync(rest is [var pickRounds] ? int.Parse(pickRounds) : 21) ? 0 : 1;
    case ["profile", .. var rest]:
        await CallsProfile.RunAsync(rest is [var column, ..] ? column : "runtime", rest is [_, var times] ? int.Parse(times) : 10);
        return 0;
    default:
        Console.Error.WriteLine("dotnet run -c Release --project bench/Mcp.Bench -- calls [rounds] | contracts [rounds] | generator | generator-contracts | killed [rounds] | resilience [rounds] | pick [rounds] | profile [runtime|task|sdk] [rounds]");
        return 1;
}
