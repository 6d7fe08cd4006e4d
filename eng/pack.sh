#!/usr/bin/env bash
# Builds the packages: eng/pack.sh [folder] [property…], for instance eng/pack.sh artifacts/packages -p:Version=0.2.0. Nothing is published.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=${1:-artifacts/packages}
shift || true
# The paths of this machine are no part of a package.
for project in src/*/*.csproj; do
    dotnet pack "$project" -c Release -o "$folder" -p:ContinuousIntegrationBuild=true -v q -nologo "$@"
done
ls "$folder"
