# shellcheck shell=bash
# What runs, for people and for scripts. Needs no root: it asks the servers, not their private files.

INSTANCES=(19 19-workers 14)

any_server_alive() {
  local instance
  for instance in "${INSTANCES[@]}"; do
    if server_alive "$instance"; then return 0; fi
  done
  return 1
}

postgres_answers() { psql_odoo -d postgres -Atc 'SELECT 1' >/dev/null 2>&1; }

instance_state() {
  if [ ! -s "$ODOO_HOME/servers/$1.json" ]; then
    echo absent
  elif ! server_alive "$1"; then
    echo stopped
  elif server_answers "$1"; then
    echo running
  else
    echo silent
  fi
}

show_status() {
  local postgres=stopped instance lines=()
  if postgres_answers; then postgres=running; fi
  if [ "$1" = yes ]; then
    for instance in "${INSTANCES[@]}"; do
      lines+=("\"$instance\": {\"state\": \"$(instance_state "$instance")\", \"url\": \"$(instance_url "$instance")\", \"facts\": \"$ODOO_HOME/servers/$instance.json\", \"pid\": $(instance_pid "$instance")}")
    done
    printf '{"home": "%s", "postgres": {"state": "%s", "host": "%s", "port": %s}, "servers": {%s}}\n' \
      "$ODOO_HOME" "$postgres" "$PG_HOST" "$PG_PORT" "$(IFS=, && echo "${lines[*]}")"
    return 0
  fi
  printf '%-18s %-8s %s\n' PostgreSQL "$postgres" "$PG_HOST:$PG_PORT"
  for instance in "${INSTANCES[@]}"; do
    printf '%-18s %-8s %s\n' "Odoo $instance" "$(instance_state "$instance")" "$(instance_url "$instance")"
  done
}

instance_pid() {
  if server_alive "$1"; then cat "$ODOO_HOME/run/odoo-$1.pid"; else echo null; fi
}
