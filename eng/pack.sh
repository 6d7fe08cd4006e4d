#!/usr/bin/env bash
# Builds the packages: eng/pack.sh [folder] [property…], for instance eng/pack.sh artifacts/packages -p:Version=0.2.0. Nothing is published.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# A folder is meant as whoever calls this writes it.
folder=${1:-$root/artifacts/packages}
[[ $folder == /* || $folder == ?:* ]] || folder=$PWD/$folder
shift || true
cd "$root"
# The paths of this machine are no part of a package.
for project in src/*/*.csproj; do
    dotnet pack "$project" -c Release -o "$folder" -p:ContinuousIntegrationBuild=true -v q -nologo "$@"
done
ls "$folder"
