# shellcheck shell=bash
# Debian packages: those of the machine's own release by apt-get, those of another suite through a private apt
# configuration, so that the machine's own sources never name a foreign suite.

APT_LOCK=(-o DPkg::Lock::Timeout=600)

# Prints those of the given packages that are not installed.
missing_packages() {
  local package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
  done
}

# Refreshes the machine's package lists. A vendor's source that does not answer is no reason to stop: what is then
# really missing shows when it is installed. Another apt may hold the lists for a moment.
update_lists() {
  local attempt
  for attempt in 1 2 3 4 5; do
    apt-get update && return 0
    echo "apt-get update failed (attempt $attempt)"
    [ "$attempt" -eq 5 ] || sleep 3
  done
  return 0
}

install_packages() {
  DEBIAN_FRONTEND=noninteractive apt-get "${APT_LOCK[@]}" install -y --no-install-recommends "$@" </dev/null
}

# Installs what is missing of the given packages; those that this release does not have are left out with a note in
# the log, because releases split and merge Python packages. Whether Odoo then starts is checked by the caller.
ensure_packages() {
  local missing known package
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0
  known=()
  ensure_lists
  for package in "${missing[@]}"; do
    if apt-cache show --no-all-versions "$package" >/dev/null 2>&1; then
      known+=("$package")
    else
      echo "not in this release: $package" >>"$ODOO_LOG"
    fi
  done
  [ "${#known[@]}" -gt 0 ] || return 0
  step "installing ${#known[@]} Debian packages" install_packages "${known[@]}"
}

# Refreshes the lists at most once per run.
ensure_lists() {
  [ -z "${LISTS_UPDATED:-}" ] || return 0
  command -v apt-get >/dev/null || die_unavailable "A real Odoo is set up from Debian packages and this machine has no apt-get."
  step "refreshing the package lists" update_lists
  LISTS_UPDATED=1
}

# Sets DEBIAN_MIRROR and DEBIAN_KEYRING to what this machine's own Debian source uses. apt itself is asked, so both
# file formats are understood, and other vendors' sources drop out by their Origin, whatever suite they claim.
find_debian_mirror() {
  ensure_lists
  local entry
  # shellcheck disable=SC2016 # the $(…) are apt's own placeholders
  entry=$(apt-get indextargets --format '$(ORIGIN)|$(COMPONENT)|$(RELEASE)|$(REPO_URI)|$(SOURCESENTRY)' 'Created-By: Packages' |
    awk -F'|' '$1 == "Debian" && $2 == "main" && $3 !~ /-/ { print $4 "|" $5; exit }')
  [ -n "$entry" ] || die_unavailable "This machine's package sources name no Debian mirror that answers, which the packages of Odoo come from."
  DEBIAN_MIRROR=${entry%%|*}
  case $DEBIAN_MIRROR in
  mirror+file:*) DEBIAN_MIRROR=$(awk 'NF && !/^#/ { print $1; exit }' "${DEBIAN_MIRROR#mirror+file:}") ;;
  esac
  DEBIAN_MIRROR=${DEBIAN_MIRROR%/}
  DEBIAN_KEYRING=$(signed_by "${entry#*|}")
}

# Prints the keyring that a source entry ("file:position") names; else Debian's usual one, where there is one.
signed_by() {
  local file=${1%:*} found
  found=$(grep -ihoE 'signed-by[:=] *[^] ]*\.(gpg|asc|pgp)' "$file" 2>/dev/null | head -n 1 | sed -E 's/^[^:=]*[:=] *//') || true
  if [ -z "$found" ] && [ -r /usr/share/keyrings/debian-archive-keyring.gpg ]; then
    found=/usr/share/keyrings/debian-archive-keyring.gpg
  fi
  echo "$found"
}

# Runs an apt program with a configuration of its own that knows only the given suite.
private_apt() {
  local suite=$1 program=$2
  shift 2
  local dir=$ODOO_HOME/apt/$suite
  mkdir -p "$dir"/lists/partial "$dir"/cache/archives/partial
  printf 'deb [%s] %s %s main\n' "${DEBIAN_KEYRING:+signed-by=$DEBIAN_KEYRING}" "$DEBIAN_MIRROR" "$suite" |
    sed 's/^deb \[\] /deb /' >"$dir/sources.list"
  "$program" -o Dir::Etc::sourcelist="$dir/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=- \
    -o Dir::State::lists="$dir/lists" -o Dir::Cache="$dir/cache" -o APT::Sandbox::User=root "$@"
}
