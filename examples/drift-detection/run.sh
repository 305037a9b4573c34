#!/usr/bin/env bash
# Runs drift with the settings of a job, which are variables. Drift does not fail the job; a failed plan does.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
reports=${REPORTS:-.}
terraform=${TERRAFORM:-terraform}
arguments=(--directory "${DIRECTORY:-.}" --terraform "$terraform" --lock-timeout "${LOCK_TIMEOUT:-5m}")
arguments+=(--report "$reports/drift.md" --json "$reports/drift.json")
if [ "${SURVEY:-true}" = true ]; then
  "$terraform" -chdir="$here/survey" init -input=false >/dev/null
  arguments+=(--survey "$here/survey")
fi
for domain in ${DOMAINS:-}; do arguments+=(--domain "$domain"); done
for state in ${STATES:-}; do arguments+=(--state "$state"); done
[ -z "${EVENTS:-}" ] || arguments+=(--events "$EVENTS")
[ "${ISSUE:-true}" != true ] || arguments+=(--issue)

code=0
python3 "$here/drift" "${arguments[@]}" || code=$?
tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}" <"$reports/drift.md"
case $code in
  0) status=clean ;;
  2) status=drift ;;
  *) exit "$code" ;;
esac
echo "status=$status" >>"${GITHUB_OUTPUT:-/dev/null}"
