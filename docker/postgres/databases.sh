#!/bin/bash
# Runs once, on an empty data volume: creates a role and databases for Throughline and for Temporal.
set -euo pipefail

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
  --set throughline="$THROUGHLINE_DB_PASSWORD" --set temporal="$TEMPORAL_DB_PASSWORD" <<'SQL'
create role throughline login password :'throughline';
create role temporal login password :'temporal';
create database throughline owner throughline;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke all on database throughline, temporal, temporal_visibility from public;
SQL
