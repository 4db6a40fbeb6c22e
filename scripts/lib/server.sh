# shellcheck shell=bash
# Starting and stopping Odoo. An instance is 19, 14, or 19-workers (the same Odoo 19, prefork, on another port).

instance_version() { echo "${1%%-*}"; }

instance_port() {
  case $1 in
  19) echo "${TIKTOK_ODOO_PORT_19:-18069}" ;;
  19-workers) echo "${TIKTOK_ODOO_PORT_19_WORKERS:-18169}" ;;
  14) echo "${TIKTOK_ODOO_PORT_14:-14069}" ;;
  esac
}

instance_gevent_port() {
  case $1 in
  19) echo "${TIKTOK_ODOO_GEVENT_PORT_19:-18072}" ;;
  19-workers) echo "${TIKTOK_ODOO_GEVENT_PORT_19_WORKERS:-18172}" ;;
  14) echo "${TIKTOK_ODOO_GEVENT_PORT_14:-14072}" ;;
  esac
}

instance_url() { echo "http://127.0.0.1:$(instance_port "$1")"; }

# The configuration file as seen from outside; inside the chroot of Odoo 14 the path is shorter.
config_file() {
  case $1 in
  14) echo "$ROOT_14/srv/odoo/odoo.conf" ;;
  *) echo "$ODOO_HOME/conf/odoo-$1.conf" ;;
  esac
}

server_arguments() {
  case $1 in
  14) printf '%s\n' -c /srv/odoo/odoo.conf ;;
  *) printf '%s\n' server -c "$(config_file "$1")" ;;
  esac
}

# The password of Odoo's database manager, which can drop databases: random, once, for all.
master_password() {
  local file=$ODOO_HOME/conf/master-password
  if [ ! -s "$file" ]; then
    (umask 077 && od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$file")
  fi
  cat "$file"
}

write_config() {
  local instance=$1 workers=$2 file gevent addons data
  file=$(config_file "$instance")
  case $instance in
  14) gevent=longpolling_port addons=/usr/lib/python3/dist-packages/odoo/addons data=/srv/odoo/data ;;
  *) gevent=gevent_port addons=$PREFIX_19/usr/lib/python3/dist-packages/odoo/addons data=$ODOO_HOME/data/19 ;;
  esac
  [ "$instance" = 14 ] || install -d -o "$ODOO_OS_USER" -g "$ODOO_OS_USER" -m 750 "$data"
  write_file 600 "$file" <<CONF
[options]
admin_passwd = $(master_password)
addons_path = $addons
data_dir = $data
db_host = $PG_HOST
db_port = $PG_PORT
db_user = $PG_ROLE
db_password = False
db_maxconn = 48
list_db = True
dbfilter =
proxy_mode = False
http_interface = 127.0.0.1
http_port = $(instance_port "$instance")
$gevent = $(instance_gevent_port "$instance")
workers = $workers
max_cron_threads = 0
limit_time_cpu = 3600
limit_time_real = 7200
limit_memory_soft = 6442450944
limit_memory_hard = 0
without_demo = True
log_level = info
CONF
  chown "$ODOO_OS_USER:" "$file"
}

server_alive() { pid_alive "$ODOO_HOME/run/odoo-$1.pid" "$(server_arguments "$1" | tail -n 1)"; }

# Asks over RPC, because a server that only accepts connections may still be loading.
server_answers() {
  /usr/bin/python3 - "$(instance_url "$1")/jsonrpc" <<'PYTHON' >/dev/null 2>&1
import json, sys, urllib.request
body = {"jsonrpc": "2.0", "method": "call", "id": 1, "params": {"service": "common", "method": "version", "args": []}}
request = urllib.request.Request(sys.argv[1], json.dumps(body).encode(), {"Content-Type": "application/json"})
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
assert "server_version" in json.load(opener.open(request, timeout=10))["result"]
PYTHON
}

port_taken() { (exec 4<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

wait_for_server() {
  local deadline=$((SECONDS + 180))
  until server_answers "$1"; do
    server_alive "$1" || return 1
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.3
  done
}

# setsid: the server must outlive the shell, and its process group is what is ended as a whole.
launch_server() {
  local instance=$1 arguments
  mapfile -t arguments < <(server_arguments "$instance")
  setsid "$ODOO_HOME/bin/odoo-$(instance_version "$instance")" "${arguments[@]}" \
    >>"$ODOO_HOME/log/odoo-$instance.log" 2>&1 </dev/null 3>&- 9>&- &
  echo $! >"$ODOO_HOME/run/odoo-$instance.pid"
  wait_for_server "$instance"
}

ensure_server() {
  local instance=$1 workers=${2:-0} port
  port=$(instance_port "$instance")
  if server_alive "$instance" && [ "$(cat "$ODOO_HOME/run/odoo-$instance.workers" 2>/dev/null)" = "$workers" ]; then
    if wait_for_server "$instance"; then return 0; fi
  fi
  end_server "$instance"
  if port_taken "$port"; then
    die "port $port is taken by another program; end it, or set TIKTOK_ODOO_PORT_$(instance_version "$instance") to a free port."
  fi
  write_config "$instance" "$workers"
  echo "$workers" >"$ODOO_HOME/run/odoo-$instance.workers"
  step "starting Odoo $instance on port $port" launch_server "$instance"
}

# Ends the whole process group of an instance: workers may be left over from a parent that was killed.
end_server() {
  local file=$ODOO_HOME/run/odoo-$1.pid pid waited=0
  [ -s "$file" ] || return 0
  pid=$(cat "$file")
  if group_is_ours "$1" "$pid"; then
    kill -TERM -- "-$pid" 2>/dev/null || true
    while group_is_ours "$1" "$pid" && [ "$waited" -lt 60 ]; do
      sleep 0.25
      waited=$((waited + 1))
    done
    kill -KILL -- "-$pid" 2>/dev/null || true
  fi
  rm -f "$file"
}

# True while any process of the group runs this instance; a number that the machine has given away again is left alone.
group_is_ours() {
  local word member
  word=$(server_arguments "$1" | tail -n 1)
  for member in $(pgrep -g "$2" || true); do
    if runs_with "$member" "$word"; then return 0; fi
  done
  return 1
}

stop_server() {
  [ -s "$ODOO_HOME/run/odoo-$1.pid" ] || return 0
  step "stopping Odoo $1" end_server "$1"
}
