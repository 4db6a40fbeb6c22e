# shellcheck shell=bash
# The parts of scripts/demo: a private folder with settings and state, the sandbox process, the steps.
# shellcheck disable=SC2154 # PROJECT_ROOT and ODOO_HOME come from the other files

DEMO_DB=${TIKTOK_ODOO_DEMO_DB:-tiktok_demo}
DEMO_PORT=${TIKTOK_ODOO_DEMO_PORT:-8765}
DEMO_ORDERS=${TIKTOK_ODOO_DEMO_ORDERS:-300}
# the tests run a demo of their own beside that of people
DEMO_HOME=$ODOO_HOME/demo
if [ "$DEMO_DB" != tiktok_demo ]; then DEMO_HOME=$ODOO_HOME/demo-$DEMO_DB; fi
DEMO_URL=http://127.0.0.1:$DEMO_PORT
DEMO_STATE=$DEMO_HOME/sandbox.json
BRIDGE=$DEMO_HOME/tiktok-odoo

demo_up() {
  forget_settings
  ensure_build
  "$PROJECT_ROOT/scripts/odoo" up --version 19
  make_demo_home
  exec 8>"$DEMO_HOME/lock"
  if ! flock --nonblock 8; then
    printf 'waiting for another scripts/demo to finish …\n' >&2
    flock 8
  fi
  ensure_demo_database
  write_bridge_command
  ensure_sandbox
  demo_script summary.ts save "$DEMO_HOME/before.json"
  bridge install
  echo
  demo_script products.ts "$DEMO_URL"
  link_shops
  bridge shops enable "Sample US Shop"
  bridge shops enable "Sample GB Shop" --goods-tax "20% VAT incl." --shipping-tax "20% VAT incl."
  bridge shops enable "Sample ID Shop" --goods-tax "11% PPN incl." --shipping-tax "11% PPN incl."
  sync_demo_orders
  demo_script summary.ts print "$DEMO_HOME/before.json"
  print_where
}

# Settings for another Odoo in the environment would win over those of the demo.
forget_settings() {
  local name
  for name in $(compgen -e ODOO_ || true) $(compgen -e TIKTOK_APP_ || true); do unset "$name"; done
}

# Says a command as people would type it, then runs it.
bridge() {
  local argument words=()
  for argument in "$@"; do
    case $argument in *[!a-zA-Z0-9:=,./_-]*) words+=("\"$argument\"") ;; *) words+=("$argument") ;; esac
  done
  printf '\n$ tiktok-odoo %s\n' "${words[*]}"
  "$BRIDGE" "$@" 8>&-
}

# Runs one of the demo's own TypeScript files with the demo's settings.
demo_script() {
  local file=$1
  shift
  TIKTOK_ODOO_RC=$DEMO_HOME/.odoorc "$PROJECT_ROOT/node_modules/.bin/tsx" "$PROJECT_ROOT/scripts/lib/demo/$file" "$@" 8>&-
}

# Odoo's folder belongs to root; the demo runs as whoever started it.
make_demo_home() {
  if [ -d "$DEMO_HOME" ] && [ -w "$DEMO_HOME" ]; then return 0; fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  "${as_root[@]}" install -d -m 700 -o "$(id -un)" -g "$(id -gn)" "$DEMO_HOME"
}

# The settings hold the keys of the database that they were made with, so they are written before it is made and kept
# as long as it is there.
ensure_demo_database() {
  if database_exists "$DEMO_DB"; then
    if [ ! -s "$DEMO_HOME/.odoorc" ]; then write_demo_settings password; fi
    return 0
  fi
  rm -f "$DEMO_HOME/.odoorc"
  write_demo_settings apiKey
  printf 'making the database %s … ' "$DEMO_DB" >&2
  "$PROJECT_ROOT/scripts/odoo" newdb "$DEMO_DB" >/dev/null
  printf 'done\n' >&2
}

write_demo_settings() {
  local secret=$1
  (umask 077 && node - "$ODOO_HOME/servers/19.json" "$secret" "$DEMO_DB" "$DEMO_URL" "$DEMO_HOME/state" >"$DEMO_HOME/.odoorc.new") <<'SCRIPT'
const [file, secret, db, sandbox, state] = process.argv.slice(2);
const { url, admin, bridge } = JSON.parse(require('node:fs').readFileSync(file, 'utf8'));
const option = secret === 'apiKey' ? 'api_key' : 'password';
process.stdout.write(`# The settings of scripts/demo. Written by it; README.md explains every line.
[options]
odoo_url = ${url}
odoo_db = ${db}
odoo_user = ${bridge.login}
odoo_${option} = ${bridge[secret]}
odoo_admin_user = ${admin.login}
odoo_admin_${option} = ${admin[secret]}
tiktok_api_url = ${sandbox}
tiktok_auth_url = ${sandbox}
tiktok_consent_url = ${sandbox}/open/authorize
tiktok_consent_url_us = ${sandbox}/open/authorize
state_dir = ${state}

[app:main]
app_key = sandboxapp001
app_secret = sandbox-secret-0123456789abcdef01234567
service_id = 7400000000000000001
`);
SCRIPT
  mv -f "$DEMO_HOME/.odoorc.new" "$DEMO_HOME/.odoorc"
}

# A command line with the demo's settings, for the demo and for whoever wants to go on by hand.
write_bridge_command() {
  write_file 755 "$BRIDGE" <<COMMAND
#!/usr/bin/env bash
# tiktok-odoo with the settings of the demo. Written by scripts/demo.
exec node "$PROJECT_ROOT/dist/cli/main.js" --config "$DEMO_HOME/.odoorc" "\$@"
COMMAND
}

sandbox_answers() {
  node -e 'fetch(process.argv[1], { signal: AbortSignal.timeout(2000) }).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))' \
    "$DEMO_URL/sandbox/shops"
}

sandbox_alive() { pid_alive "$DEMO_HOME/sandbox.pid" "$DEMO_STATE"; }

ensure_sandbox() {
  if sandbox_alive && sandbox_answers; then return 0; fi
  stop_sandbox
  if sandbox_answers; then
    demo_fail "another sandbox answers on $DEMO_URL: stop it, or choose another port with TIKTOK_ODOO_DEMO_PORT."
  fi
  # tokens of a sandbox that is gone are worth nothing
  if [ ! -s "$DEMO_STATE" ]; then rm -rf "$DEMO_HOME/state"; fi
  printf 'starting the TikTok Shop sandbox on %s … ' "$DEMO_URL" >&2
  # the pid is on the disk before the sandbox is, so that it can always be stopped
  # shellcheck disable=SC2016 # expanded by the inner shell
  setsid bash -c 'echo $$ >"$1"; shift; exec "$@"' _ "$DEMO_HOME/sandbox.pid" \
    node "$PROJECT_ROOT/dist/cli/main.js" sandbox --config "$DEMO_HOME/.odoorc" --port "$DEMO_PORT" --seed demo \
    --markets "US:$DEMO_ORDERS,GB:$((DEMO_ORDERS / 5)),ID:$((DEMO_ORDERS / 5))" --state "$DEMO_STATE" >"$DEMO_HOME/sandbox.log" 2>&1 </dev/null 3>&- 8>&- &
  local attempt
  for attempt in $(seq 60); do
    if sandbox_answers; then
      printf 'done\n' >&2
      return 0
    fi
    if [ "$attempt" -gt 4 ] && ! sandbox_alive; then break; fi
    sleep 0.5
  done
  echo failed >&2
  demo_fail "the sandbox did not start; $DEMO_HOME/sandbox.log says: $(tail -n 3 "$DEMO_HOME/sandbox.log")"
}

stop_sandbox() {
  local pid attempt
  if ! sandbox_alive; then return 0; fi
  pid=$(cat "$DEMO_HOME/sandbox.pid")
  kill "$pid" 2>/dev/null || true
  for attempt in $(seq 40); do
    if ! sandbox_alive; then break; fi
    if [ "$attempt" -eq 30 ]; then kill -9 "$pid" 2>/dev/null || true; fi
    sleep 0.25
  done
  rm -f "$DEMO_HOME/sandbox.pid"
}

# Linked means that Odoo knows the account and this folder has its tokens.
is_linked() {
  "$BRIDGE" auth status --json 2>/dev/null 8>&- | node -e '
    let text = "";
    process.stdin.on("data", (part) => (text += part)).on("end", () => {
      const { accounts = [] } = JSON.parse(text);
      process.exit(accounts.some(({ state, tokens }) => tokens === "here" && state === "linked") ? 0 : 1);
    });'
}

link_shops() {
  local link address
  if is_linked; then
    bridge auth status
    return 0
  fi
  link=$DEMO_HOME/link.txt
  bridge auth link | tee "$link"
  printf '\n(The seller opens that address and allows the app: the demo presses the button.)\n'
  address=$(demo_script consent.ts "$(grep -o 'http[^ ]*state=[^ ]*' "$link")")
  rm -f "$link"
  bridge auth complete "$address"
}

# 2 tells that orders are blocked, as some of the demo are on purpose.
sync_demo_orders() {
  local status=0
  bridge sync orders || status=$?
  if [ "$status" -ne 0 ] && [ "$status" -ne 2 ]; then demo_fail "the order sync could not run."; fi
}

print_where() {
  cat <<WHERE

Look at it     http://127.0.0.1:${TIKTOK_ODOO_PORT_19:-18069}/web?db=$DEMO_DB   log in as admin, password admin; menu TikTok Shop
Go on by hand  $BRIDGE shops list
               $BRIDGE sync orders
               $BRIDGE show order $(demo_script summary.ts example)
New orders     $DEMO_URL/sandbox lists what the sandbox can do; its orders can be shipped, cancelled, changed
Stop it        scripts/demo down            everything is kept for the next scripts/demo
Start over     scripts/demo reset && scripts/demo
WHERE
}

demo_down() {
  stop_sandbox
  "$PROJECT_ROOT/scripts/odoo" down --version 19
  echo "The demo is stopped; everything is kept for the next scripts/demo."
}

demo_reset() {
  stop_sandbox
  if psql_odoo -d postgres -Atc 'SELECT 1' >/dev/null 2>&1; then
    if database_exists "$DEMO_DB"; then "$PROJECT_ROOT/scripts/odoo" dropdb "$DEMO_DB"; fi
  elif [ -s "$ODOO_HOME/servers/19.json" ]; then
    demo_fail "PostgreSQL does not run, so the database $DEMO_DB cannot be removed: run scripts/odoo up first."
  fi
  rm -rf "$DEMO_HOME"
  echo "The demo is removed; Odoo stays as it is (scripts/odoo status)."
}

demo_fail() {
  printf 'scripts/demo: %s\n' "$*" >&2
  exit 1
}
