#!/usr/bin/env bash
# Packs, looks into the packages, and builds fresh projects from them, one as native code (eng/aot-smoke.sh fetches the linker if there is
# none). Arguments go to dotnet test. Its last lines are those of dotnet test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

dotnet test tests/Mcp.PackageTests -c Release -v q -nologo "$@"
