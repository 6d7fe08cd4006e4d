using Mcp.Resilience;
using State = Mcp.McpClientState;

namespace Mcp.Runtime.Tests.Resilience;

public sealed class ConnectionStatesTests
{
    /// <summary>The table of docs/resilience.md.</summary>
    private static readonly Dictionary<State, State[]> Edges = new()
    {
        [State.Idle] = [State.Connecting, State.Draining],
        [State.Connecting] = [State.Negotiating, State.Backoff, State.Faulted, State.Draining],
        [State.Negotiating] = [State.Ready, State.Backoff, State.Faulted, State.Draining],
        [State.Ready] = [State.Degraded, State.Backoff, State.Faulted, State.Draining],
        [State.Degraded] = [State.Ready, State.Backoff, State.Faulted, State.Draining],
        [State.Backoff] = [State.Connecting, State.Faulted, State.Draining],
        [State.Faulted] = [State.Connecting, State.Draining],
        [State.Draining] = [State.Closed],
        [State.Closed] = [],
    };

    [Fact]
    public void A_state_leads_where_the_table_says_and_nowhere_else()
    {
        foreach (State from in Enum.GetValues<State>())
            Assert.Equal(Edges[from].Order(), Enum.GetValues<State>().Where(to => ConnectionStates.IsEdge(from, to)));
    }

    [Fact]
    public void Every_state_but_the_last_can_be_closed_and_none_comes_back_from_there()
    {
        foreach (State from in Enum.GetValues<State>().Where(state => state is not (State.Draining or State.Closed)))
            Assert.True(ConnectionStates.IsEdge(from, State.Draining));
        Assert.DoesNotContain(Enum.GetValues<State>(), to => ConnectionStates.IsEdge(State.Closed, to));
    }
}
