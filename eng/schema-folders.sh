#!/usr/bin/env bash
# Takes each folder under schema/ away in turn, adds a later one of either era, and adds a revision in a library of somebody else: each
# time everything must build without another edit. Works on a copy. About a minute per build; the tests hold the same in memory.
# Last line: "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir -p "$copy/src" "$copy/eng"
cp -r Directory.Build.props Directory.Packages.props .editorconfig schema "$copy"
cp eng/BannedSymbols.txt "$copy/eng"
for project in Mcp.Generators Mcp.Generators.CodeFixes Mcp.Runtime Mcp.Protocol; do
    mkdir "$copy/src/$project"
    (cd "src/$project" && find . -type f -not -path './bin/*' -not -path './obj/*' -exec cp --parents {} "$copy/src/$project" \;)
done

passed=0 failed=0
build() { # name, project
    if dotnet build "$copy/$2" -f net10.0 -v q -nologo >"$copy/log" 2>&1; then
        passed=$((passed + 1))
        echo "schema-folders: $1 builds"
    else
        failed=$((failed + 1))
        echo "schema-folders: $1 FAILED"
        grep -E ' (error|warning) ' "$copy/log" | sort -u | head -5
    fi
}

for folder in schema/*/; do
    rm -r "$copy/$folder"
    build "without $folder" src/Mcp.Protocol
    cp -r "$folder" "$copy/$folder"
done

for like in 2025-11-25 2026-07-28; do
    mkdir "$copy/schema/2027-01-01"
    cp "schema/$like/schema.json" "$copy/schema/2027-01-01"
    build "a sixth like $like" src/Mcp.Protocol
    rm -r "$copy/schema/2027-01-01"
done

mkdir -p "$copy/src/Theirs/schema/2027-01-01"
cp schema/2026-07-28/schema.json "$copy/src/Theirs/schema/2027-01-01"
cat >"$copy/src/Theirs/Theirs.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <!-- What the package brings: the two assemblies, the generator and its props. -->
  <Import Project="../Mcp.Protocol/build/Mcp.Protocol.props" />
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <GenerateDocumentationFile>true</GenerateDocumentationFile>
  </PropertyGroup>
  <ItemGroup>
    <ProjectReference Include="../Mcp.Protocol/Mcp.Protocol.csproj" />
    <ProjectReference Include="../Mcp.Generators/Mcp.Generators.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
  </ItemGroup>
</Project>
PROJECT
cat >"$copy/src/Theirs/Both.cs" <<'SOURCE'
namespace Theirs;

internal static class Both
{
    public static Mcp.McpRevision Own => Mcp.V2027_01_01.Protocol.Revision;

    public static Mcp.McpRevision Known => Mcp.V2026_07_28.Protocol.Revision;
}
SOURCE
build "a library with a revision of its own" src/Theirs

echo "$passed passed, $failed failed"
((failed == 0))
