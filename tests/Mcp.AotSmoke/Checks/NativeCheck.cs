using System.Runtime.CompilerServices;

namespace Mcp.AotSmoke.Checks;

/// <summary>Everything else here proves little if a just-in-time compiler runs it.</summary>
internal static class NativeCheck
{
    public static Task RunAsync()
    {
        Report.Require(!RuntimeFeature.IsDynamicCodeSupported, "this process can compile code at run time, so it is not native");
        return Task.CompletedTask;
    }
}
