#!/usr/bin/env bash
# Runs the tests with coverage and prints lines and branches of each project under src/.
# Arguments go to dotnet test, for instance: eng/coverage.sh --filter Wire
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

results=artifacts/coverage
rm -rf "$results"
mkdir -p "$results"
# Coverlet's own JSON tells single branches apart, so that two test projects can be united without guessing.
dotnet test Mcp.Generated.sln --collect "XPlat Code Coverage" --results-directory "$results" "$@" \
    -- DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.Format=json
dotnet run eng/coverage.cs -- "$results"
