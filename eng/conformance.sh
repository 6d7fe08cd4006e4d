#!/usr/bin/env bash
# Runs our client under the official conformance runner, scenario by scenario, but for those of OAuth: as released, and its coming version with
# the scenarios of 2026-07-28. One line per scenario, last line "N passed, N failed". What a failed one printed is shown.
# Node is used if it is there, and installed from the system's packages if not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/node.sh

(cd tests/Mcp.Conformance.Client && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null)
dotnet build tests/Mcp.Conformance.Client -c Release -v quiet --nologo
client=$PWD/tests/Mcp.Conformance.Client/bin/Release/net10.0/Mcp.Conformance.Client
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0

scenario() { # runner, scenario, option…
    local runner=$1 name=$2
    shift 2
    if (cd tests/Mcp.Conformance.Client && timeout 60 node --import ./node/register.mjs "node_modules/$runner/dist/index.js" client --command "$client" --scenario "$name" "$@") >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "ok      $runner $name $*"
    else
        failed=$((failed + 1))
        echo "FAILED  $runner $name $*"
        cat "$log"
    fi
}

released=@modelcontextprotocol/conformance
for name in initialize tools_call elicitation-sep1034-client-defaults sse-retry; do
    scenario $released $name
    scenario conformance-next $name --spec-version 2025-11-25
done
scenario conformance-next json-schema-2020-12-preservation --spec-version 2025-11-25
for name in tools_call request-metadata sep-2322-client-request-state http-standard-headers http-custom-headers http-invalid-tool-headers json-schema-ref-no-deref json-schema-2020-12-preservation; do
    scenario conformance-next $name --spec-version 2026-07-28
done
echo "$passed passed, $failed failed"
((failed == 0))
