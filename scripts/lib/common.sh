# shellcheck shell=bash
# What every other file here needs: places, ports, progress lines, errors, the lock.
# shellcheck disable=SC2034 # the places and ports are used by the other files

ODOO_HOME=${TIKTOK_ODOO_HOME:-/var/lib/tiktok-odoo}
ODOO_OS_USER=tiktok-odoo
ODOO_LOG=$ODOO_HOME/log/setup.log

PG_HOST=127.0.0.1
PG_PORT=${TIKTOK_ODOO_PG_PORT:-55432}
PG_ROLE=odoo

# The original stderr: functions that run inside step() have theirs in the log file, errors must still be seen.
exec 3>&2

# Says in one line what is wrong and ends the script; 70 tells an enclosing step() that the user has been told.
die() {
  printf 'odoo: %s\n' "$*" >&3
  exit 70
}

# Runs a slow step with its output in the log file; one progress line tells how long it took.
# The command runs in the background and is waited for, because "cmd || …" would switch `set -e` off inside it.
step() {
  local text=$1 started=$SECONDS status=0
  shift
  printf '%s … ' "$text" >&3
  printf '\n== %(%F %T)T %s\n' -1 "$text" >>"$ODOO_LOG"
  "$@" >>"$ODOO_LOG" 2>&1 &
  wait $! || status=$?
  if [ "$status" -eq 0 ]; then
    printf '%d s\n' $((SECONDS - started)) >&3
  elif [ "$status" -eq 70 ]; then
    exit 70
  else
    printf 'failed after %d s\n' $((SECONDS - started)) >&3
    die "\"$text\" did not work; the last lines of $ODOO_LOG say why."
  fi
}

# Ends with what is missing and with the two ways that need nothing from Debian.
die_unavailable() {
  die "$1 Instead you can run any Docker image of Odoo, or set ODOO_URL, ODOO_DB, ODOO_USER and ODOO_PASSWORD to any Odoo that you may use."
}

# Everything that installs, starts or stops needs root once; a plain user is asked by sudo.
require_root() {
  [ "$(id -u)" -ne 0 ] || return 0
  command -v sudo >/dev/null ||
    die "this needs root (packages, a system user, a chroot) and there is no sudo here."
  local name settings=()
  for name in $(compgen -e TIKTOK_ODOO_ || true); do settings+=("$name=${!name}"); done
  exec sudo env "${settings[@]}" "$ODOO_SCRIPT" "$@"
}

# One process at a time prepares, starts or stops; a second one waits and then finds the work done.
take_lock() {
  exec 9>"$ODOO_HOME/lock"
  flock --nonblock 9 && return
  printf 'waiting for another scripts/odoo to finish …\n' >&3
  flock --timeout "${TIKTOK_ODOO_LOCK_SECONDS:-1800}" 9 || die "another scripts/odoo has held $ODOO_HOME/lock for too long."
}

# Runs a command as the servers' own user, in a bare environment: no pyenv, no settings of the calling shell.
as_odoo() {
  setpriv --reuid "$ODOO_OS_USER" --regid "$ODOO_OS_USER" --init-groups \
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$ODOO_HOME/home" LANG=C.UTF-8 "$@"
}

# Makes the private folder and its system user.
prepare_home() {
  mkdir -p "$ODOO_HOME"/{bin,conf,log,run,servers,template}
  chmod 755 "$ODOO_HOME"
  if ! id "$ODOO_OS_USER" >/dev/null 2>&1; then
    useradd --system --user-group --home-dir "$ODOO_HOME/home" --shell /usr/sbin/nologin "$ODOO_OS_USER"
  fi
  install -d -o "$ODOO_OS_USER" -g "$ODOO_OS_USER" -m 750 "$ODOO_HOME/home" "$ODOO_HOME/conf" "$ODOO_HOME/data"
}

# Writes stdin to a file in one move, so that nobody ever reads half of it.
write_file() {
  local mode=$1 file=$2
  cat >"$file.new"
  chmod "$mode" "$file.new"
  mv -f "$file.new" "$file"
}

# True when a process lives whose command line holds the given word; a number from before a reboot does not.
runs_with() { { tr '\0' ' ' <"/proc/$1/cmdline" | grep -qF -- "$2"; } 2>/dev/null; }

pid_alive() {
  local file=$1 word=$2 pid
  pid=$(cat "$file" 2>/dev/null) && [ -n "$pid" ] || return 1
  runs_with "$pid" "$word"
}
