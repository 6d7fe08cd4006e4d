#!/usr/bin/env bash
# Runs simulated clients, server and network over many seeds: eng/simulation.sh [schedules] [first seed], 100000 and 0 when left out.
# Prints seeds per second; stops at the first failure with its seed and the command that replays it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
filter=FullyQualifiedName~SimulationTests.Every_call_ends_once
if MCP_SCHEDULES=${1:-100000} MCP_FIRST_SEED=${2:-0} dotnet test tests/Mcp.Behaviour.Tests -c Release --filter "$filter" --logger "console;verbosity=detailed" >"$log" 2>&1; then
    grep 'schedules,' "$log"
else
    grep -Eo 'MCP_SEED=[0-9]+.*' "$log" | head -1 || tail -40 "$log"
    seed=$(grep -Eo 'MCP_SEED=[0-9]+' "$log" | head -1)
    [[ -z $seed ]] || echo "replay: $seed dotnet test tests/Mcp.Behaviour.Tests --filter $filter"
    exit 1
fi
