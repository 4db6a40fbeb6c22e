# shellcheck shell=bash
# Copies of the template: for people and scripts; tests use __tests__/helpers/odooServer.ts, which does the same.

# The comment says which Odoo a copy belongs to, so that "reset" knows.
new_database() {
  local name=$1 version=$2
  check_database_name "$name"
  require_facts "$version"
  createdb -h "$PG_HOST" -p "$PG_PORT" -U "$PG_ROLE" -T "$(template_name "$version")" --strategy=file_copy \
    "$name" "copy of $version" || die "no database \"$name\" could be made (PostgreSQL says why, above)."
  echo "$(instance_url "$version")/web?db=$name"
}

drop_database() {
  check_database_name "$1"
  database_exists "$1" || die "there is no database \"$1\"."
  psql_odoo -d postgres -c "DROP DATABASE \"$1\" WITH (FORCE)"
}

check_database_name() {
  [[ ${1:-} =~ ^[a-z][a-z0-9_]{0,62}$ ]] || die "a database name is of small letters, digits and _: not \"${1:-}\"."
}

require_facts() {
  [ -s "$ODOO_HOME/servers/$1.json" ] || die "Odoo $1 has not been set up yet: run scripts/odoo up --version $1"
}

copies_of() {
  psql_odoo -d postgres -Atc "SELECT datname FROM pg_database WHERE shobj_description(oid, 'pg_database') = 'copy of $1'"
}

# Test runs that were killed leave their copies behind; the name tells whose they were: tt_<pid>_<random>.
drop_abandoned() {
  local name pid
  for name in $(copies_of "$1"); do
    [[ $name =~ ^tt_([0-9]+)_ ]] || continue
    pid=${BASH_REMATCH[1]}
    if [ ! -e "/proc/$pid" ]; then drop_database "$name"; fi
  done
}

# Drops the copies of a version's template, with "all" the template too.
reset_version() {
  local version=$1 all=$2 name
  for name in $(copies_of "$version"); do
    drop_database "$name"
    echo "dropped $name" >&3
  done
  if [ "$all" = yes ]; then
    rm -f "$ODOO_HOME/servers/$version"*.json "$ODOO_HOME/template/$version.json"
    drop_template "$(template_name "$version")"
    echo "dropped $(template_name "$version"); the next up makes it again" >&3
  fi
}
