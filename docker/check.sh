#!/bin/sh
# Checks that docker-compose.yml is valid. Needs no Docker engine, only one of the two compose tools.
set -eu
cd "$(dirname "$0")/.."

if docker compose version >/dev/null 2>&1; then
  compose='docker compose'
elif command -v docker-compose >/dev/null 2>&1; then
  compose='docker-compose'
else
  echo 'docker/check.sh: no compose tool found, so docker-compose.yml was NOT checked.' >&2
  echo '  Debian and Ubuntu: apt-get install docker-compose    elsewhere: https://docs.docker.com/compose/install/' >&2
  exit 2
fi

# The example with every empty variable filled in, so that the check needs no real secrets.
example="$(mktemp)"
trap 'rm -f "$example"' EXIT
sed 's/^\([A-Z_]*\)=$/\1=for-the-check-only/' docker/.env.example >"$example"

$compose --env-file "$example" -f docker-compose.yml config -q
for service in postgres temporal-schema temporal temporal-ui migrate api worker mail; do
  $compose --env-file "$example" -f docker-compose.yml config --services | grep -qx "$service" ||
    { echo "docker/check.sh: the service $service is missing." >&2; exit 1; }
done
for script in docker/check.sh docker/temporal/schema.sh; do sh -n "$script"; done
bash -n docker/postgres/databases.sh
echo "docker-compose.yml is valid ($compose)."
