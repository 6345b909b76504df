#!/usr/bin/env bash
# Make the two roles and the database, as the server's superuser. The PostgreSQL image runs this once, when it is new; on a
# server of one's own: RECRUIT_DATABASE_PASSWORD=… RECRUIT_BACKUP_PASSWORD=… deploy/make-database.sh
#
# recruit          owns the database; neither superuser nor exempt from row security: the wall between companies
# recruit_backup   reads all rows of all companies, and writes none
set -euo pipefail
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname=postgres \
    --set=password="$RECRUIT_DATABASE_PASSWORD" --set=backup_password="$RECRUIT_BACKUP_PASSWORD" <<'SQL'
CREATE ROLE recruit LOGIN PASSWORD :'password' NOSUPERUSER NOBYPASSRLS;
CREATE ROLE recruit_backup LOGIN PASSWORD :'backup_password' NOSUPERUSER BYPASSRLS IN ROLE pg_read_all_data;
CREATE DATABASE recruit OWNER recruit TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
SQL
