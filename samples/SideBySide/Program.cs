// Nothing runs here: compiling is the point. `dotnet run --project samples/QuickStart` runs something.
Console.WriteLine("See docs/from-the-official-sdk.md.");
