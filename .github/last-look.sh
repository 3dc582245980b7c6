#!/usr/bin/env bash
# Takes over what the last weekly look at the sources found, into data/health.json, or says why there is nothing to take.
#
# The file goes from a workflow run to the published site, so nothing about it is trusted. The run must be a scheduled
# one, or one that a maintainer started, of main of this very repository, at a commit that main has: a fork's pull
# request can have a branch called main and a run that succeeded. GitHub's own filters are not enough, so each field of
# its answer is looked at here. The artifact is never unpacked: one file of it is read, up to a size, and put in its
# place by our own command, which reads it by its schema. Whatever goes wrong, the step passes.
set -euo pipefail

nothing() {
  echo "No earlier look is taken over: $1."
  exit 0
}

rm -rf data/health.json # one that came with a change says what its author likes
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# shellcheck disable=SC2016 # jq reads the variable from the environment, not the shell
runs=$(gh api --method GET "repos/$GITHUB_REPOSITORY/actions/workflows/health.yml/runs" \
  -f branch=main -f status=success -f per_page=30 --jq '.workflow_runs[]
    | select(.event == "schedule" or .event == "workflow_dispatch")
    | select(.head_branch == "main" and .conclusion == "success")
    | select(.repository.full_name == env.GITHUB_REPOSITORY and .head_repository.full_name == env.GITHUB_REPOSITORY)
    | select((.path | split("@") | first) == ".github/workflows/health.yml")
    | "\(.id) \(.head_sha)"') || nothing 'GitHub does not list the runs'

artifact=''
while read -r run commit; do
  [[ "$run" =~ ^[0-9]+$ && "$commit" =~ ^[0-9a-f]{40}$ ]] || continue
  git merge-base --is-ancestor "$commit" HEAD 2>/dev/null || continue
  artifact=$(gh api "repos/$GITHUB_REPOSITORY/actions/runs/$run/artifacts" --jq '[.artifacts[]
    | select(.name == "health" and .expired == false and .size_in_bytes <= 5000000) | .id] | first // empty') || artifact=''
  [[ ! "$artifact" =~ ^[0-9]+$ ]] || break
done <<< "$runs"
[[ "$artifact" =~ ^[0-9]+$ ]] || nothing 'no run of main has left one'

gh api "repos/$GITHUB_REPOSITORY/actions/artifacts/$artifact/zip" > "$folder/health.zip" || nothing 'GitHub does not send it'
unzip -p "$folder/health.zip" health.json | head --bytes 20000001 > "$folder/health.json" ||
  nothing 'the artifact does not hold one file health.json of a usual size'

make .venv/.ready
.venv/bin/python -m macros health --take "$folder/health.json" || nothing 'the file is not of our form'
