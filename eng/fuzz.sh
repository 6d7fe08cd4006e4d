#!/usr/bin/env bash
# Fuzzes the framers and the envelope scanner against slow references: eng/fuzz.sh [minutes], 10 when left out, for each of the three.
# Starts from a seed that nobody chose and prints the first document they disagree on; MCP_FUZZ_SEED=n dotnet test … replays that one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if MCP_FUZZ_MINUTES=${1:-10} dotnet test tests/Mcp.Runtime.Tests --filter Category=Fuzz --logger "console;verbosity=detailed" >"$log" 2>&1; then
    grep -E 'documents from seed|Passed Mcp' "$log"
else
    grep -Eo 'MCP_FUZZ_SEED=-?[0-9]+.*' "$log" | head -1 || tail -40 "$log"
    seed=$(grep -Eo 'MCP_FUZZ_SEED=-?[0-9]+' "$log" | head -1)
    [[ -z $seed ]] || echo "replay: $seed dotnet test tests/Mcp.Runtime.Tests --filter Category=Fuzz"
    exit 1
fi
