# shellcheck shell=bash
# A PostgreSQL cluster of our own: throw-away data, so nothing waits for the disk.

PG_DATA=$ODOO_HOME/postgres/data
PG_SOCKETS=$ODOO_HOME/postgres/run

# Prints the folder of the server's programs: those that made the cluster, else the newest.
postgres_bin() {
  local made found
  made=$(cat "$PG_DATA/PG_VERSION" 2>/dev/null || echo '*')
  # shellcheck disable=SC2086 # the star must be expanded
  found=$(printf '%s\n' /usr/lib/postgresql/$made/bin/initdb | sort -V | tail -n 1)
  [ -x "$found" ] || return 1
  dirname "$found"
}

# Clients of any user: TCP, no superuser. The servers' own user is superuser, over the socket only.
psql_odoo() { PGOPTIONS='' psql -X -q -v ON_ERROR_STOP=1 -h "$PG_HOST" -p "$PG_PORT" -U "$PG_ROLE" "$@"; }
psql_super() { as_odoo psql -X -q -v ON_ERROR_STOP=1 -h "$PG_SOCKETS" -p "$PG_PORT" -d postgres "$@"; }

postgres_running() { pid_alive_postgres && "$(postgres_bin)/pg_isready" -q -h "$PG_HOST" -p "$PG_PORT" -U "$PG_ROLE" -d postgres; }

pid_alive_postgres() {
  local pid
  pid=$(head -n 1 "$PG_DATA/postmaster.pid" 2>/dev/null) && [ -n "$pid" ] || return 1
  runs_with "$pid" "$PG_DATA"
}

write_postgres_config() {
  as_odoo tee "$PG_DATA/postgresql.conf" >/dev/null <<CONF
# Written by scripts/odoo. The data may be lost at any time: it is made again from a template.
listen_addresses = '$PG_HOST'
port = $PG_PORT
unix_socket_directories = '$PG_SOCKETS'
max_connections = 200
shared_buffers = ${TIKTOK_ODOO_PG_BUFFERS:-512MB}
work_mem = 16MB
maintenance_work_mem = 128MB
effective_cache_size = 2GB
random_page_cost = 1.1
jit = off
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
checkpoint_timeout = 30min
timezone = 'UTC'
lc_messages = 'C'
CONF
  as_odoo tee "$PG_DATA/pg_hba.conf" >/dev/null <<CONF
# The superuser only over the socket, where the kernel says who asks; the role odoo from this machine.
local all all peer
host all $PG_ROLE 127.0.0.1/32 trust
CONF
}

make_cluster() {
  rm -rf "$PG_DATA"
  install -d -o "$ODOO_OS_USER" -g "$ODOO_OS_USER" -m 755 "$ODOO_HOME/postgres"
  install -d -o "$ODOO_OS_USER" -g "$ODOO_OS_USER" -m 700 "$PG_DATA" "$PG_SOCKETS"
  as_odoo "$(postgres_bin)/initdb" -D "$PG_DATA" -E UTF8 --locale=C.UTF-8 --auth=peer --no-sync
}

# After a reboot or a kill the old pids may belong to another program, and PostgreSQL would refuse to start; processes
# of a killed one end within moments.
start_cluster() {
  local attempt
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    pid_alive_postgres || rm -f "$PG_DATA/postmaster.pid" "$PG_SOCKETS"/.s.PGSQL.*
    as_odoo "$1/pg_ctl" -D "$PG_DATA" -w -t 60 -l "$PG_DATA/server.log" start 9>&- && return 0
    echo "PostgreSQL did not start (attempt $attempt)"
    sleep 0.5
  done
  return 1
}

# Starts the cluster when it does not run, and makes it when there is none. An upgrade of the machine may have taken
# the programs of its version away: then it is made anew, for nothing in it is worth keeping.
ensure_postgres() {
  local bin
  if ! postgres_bin >/dev/null; then
    rm -f "$PG_DATA/PG_VERSION"
    ensure_packages postgresql
  fi
  bin=$(postgres_bin) || die_unavailable "PostgreSQL could not be installed from this machine's package sources."
  if postgres_running; then return 0; fi
  [ -s "$PG_DATA/PG_VERSION" ] || step "making the PostgreSQL cluster" make_cluster
  write_postgres_config
  step "starting PostgreSQL on port $PG_PORT" start_cluster "$bin"
  if [ "$(psql_super -Atc "SELECT 1 FROM pg_roles WHERE rolname = '$PG_ROLE'")" != 1 ]; then
    psql_super -c "CREATE ROLE $PG_ROLE LOGIN CREATEDB"
  fi
}

stop_postgres() {
  pid_alive_postgres || return 0
  step "stopping PostgreSQL" as_odoo "$(postgres_bin)/pg_ctl" -D "$PG_DATA" -m fast -w stop
}

database_exists() { [ "$(psql_odoo -d postgres -Atc "SELECT 1 FROM pg_database WHERE datname = '$1'")" = 1 ]; }
database_comment() {
  psql_odoo -d postgres -Atc "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '$1'"
}
