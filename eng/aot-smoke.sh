#!/usr/bin/env bash
# Publishes tests/Mcp.AotSmoke as native code without a single warning, and runs it. Its last line: "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

project=tests/Mcp.AotSmoke/Mcp.AotSmoke.csproj
output=artifacts/aot-smoke
if [[ ! -f $project ]]; then
    echo "aot-smoke: $project is missing, so nothing proves that native code works" >&2
    exit 1
fi

# Native AOT links with a C toolchain, which a bare machine lacks. Whatever is there is used.
missing=()
command -v clang >/dev/null || command -v gcc >/dev/null || missing+=(gcc libc6-dev)
[[ -e /usr/include/zlib.h ]] || missing+=(zlib1g-dev)
if ((${#missing[@]} > 0)) && command -v apt-get >/dev/null; then
    echo "aot-smoke: installing ${missing[*]}"
    as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
linker=()
command -v clang >/dev/null || linker=(-p:CppCompilerAndLinker=gcc)

log=$(mktemp)
trap 'rm -f "$log"' EXIT

publish() { # directory, property…
    local directory=$1
    shift
    rm -rf "$directory"
    # The target that the runtime pack exists for; --use-current-runtime asks for native code of this machine.
    dotnet publish "$project" -c Release -f net9.0 --use-current-runtime -o "$directory" "${linker[@]}" "$@" 2>&1 | tee "$log"
    if grep -Eq '(^|[ :])warning ([A-Z]+[0-9]+)?' "$log"; then
        echo "aot-smoke: the publish has warnings" >&2
        exit 1
    fi
}

echo "aot-smoke: everything in the libraries, reached or not, in search of warnings"
publish "$output/whole" -p:WholeLibraries=true -p:NativeIntermediateOutputPath=obj/whole/

echo "aot-smoke: the program"
publish "$output/program"
"$output/program/Mcp.AotSmoke"
