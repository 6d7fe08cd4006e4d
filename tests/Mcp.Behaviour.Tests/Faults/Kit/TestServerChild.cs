namespace Mcp.Behaviour.Tests.Faults.Kit;

/// <summary>A client of our own server in a process of its own.</summary>
internal sealed class TestServerChild(params string[] arguments) : ChildClient([ChildProgram.TestServer, .. arguments]);
