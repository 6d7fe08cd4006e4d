#!/usr/bin/env bash
# Pins stdio servers: writes what they offer to a file, sorted, so that an unchanged server gives the same bytes.
#   eng/pin.sh <out-file> <command> [argument…]     one server
#   eng/pin.sh --all [folder]                       those of tests/Pins/servers.json, from tests/Mcp.Interop's packages, into tests/Pins or a folder
# Needs the .NET 10 SDK; --all needs Node and npm.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [[ ${1-} == --all ]]; then
    folder=${2-$root/tests/Pins}
    mkdir -p "$folder"
    (cd "$root/tests/Mcp.Interop" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null)
    set -- --all "$root/tests/Pins/servers.json" "$root/tests/Mcp.Interop/node_modules" "$folder"
fi
# Without --file, a project in the folder that this is called from would be run instead.
dotnet run -c Release --file "$root/eng/pin.cs" -- "$@"
