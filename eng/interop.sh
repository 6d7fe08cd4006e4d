#!/usr/bin/env bash
# Runs our client against the official servers over stdio, and compares them with their pins in tests/Pins: one line per check, last line
# "N passed, N failed".
# The servers are pinned in tests/Mcp.Interop. Node is used if it is there, and installed from the system's packages if not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. eng/node.sh

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
# From a folder with a project, as apps call it. It also installs the servers.
(cd tests/Mcp.Interop && ../../eng/pin.sh --all "$fresh")
dotnet run --project tests/Mcp.Interop -c Release -v quiet -- "$PWD/tests/Mcp.Interop/node_modules" "$PWD/tests/Pins" "$fresh"
