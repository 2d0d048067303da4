#!/bin/sh
# Creates or updates Temporal's tables. Does nothing if they are up to date.
set -eu

for database in temporal:temporal temporal_visibility:visibility; do
  name="${database%%:*}"
  folder="/etc/temporal/schema/postgresql/v12/${database##*:}/versioned"
  temporal-sql-tool --db "$name" setup-schema -v 0.0
  temporal-sql-tool --db "$name" update-schema -d "$folder"
done
