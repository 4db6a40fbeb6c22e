# shellcheck shell=bash
# What scripts/demo and scripts/test need before they start: a Node that is new enough, the packages, a build.
# Works from the project's root folder, PROJECT_ROOT if set, else the folder above scripts/.

PROJECT_ROOT=${PROJECT_ROOT:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
NODE_LEAST=20.19.0

node_fail() {
  printf '%s\n' "$*" >&2
  exit 69
}

require_node() {
  local found
  command -v node >/dev/null || node_fail "Node.js is missing: install version $NODE_LEAST or later."
  command -v npm >/dev/null || node_fail "npm is missing: it comes with Node.js, install version $NODE_LEAST or later."
  found=$(node -p process.versions.node)
  [ "$(printf '%s\n' "$NODE_LEAST" "$found" | sort -V | head -n 1)" = "$NODE_LEAST" ] ||
    node_fail "Node.js $found is too old: install version $NODE_LEAST or later."
}

# Runs a quiet command with one progress line; what it said is shown only when it fails.
node_step() {
  local text=$1 started=$SECONDS output
  shift
  printf '%s … ' "$text" >&2
  if output=$(cd "$PROJECT_ROOT" && "$@" 2>&1); then
    printf '%d s\n' $((SECONDS - started)) >&2
  else
    printf 'failed\n%s\n' "$output" >&2
    node_fail "\"$*\" did not work; what it said is above."
  fi
}

# Two scripts that start together must not install or build into each other's folders: a lock per checkout.
with_node_lock() {
  (
    exec 8<"$PROJECT_ROOT/package.json"
    flock 8
    "$@"
  )
}

# npm writes node_modules/.package-lock.json last, so that file tells when a complete installation was made.
packages_are_current() {
  local mark=$PROJECT_ROOT/node_modules/.package-lock.json
  [ -e "$mark" ] && [ ! "$PROJECT_ROOT/package-lock.json" -nt "$mark" ]
}

install_node_packages() {
  if packages_are_current; then return 0; fi
  node_step "installing npm packages" npm ci --no-audit --no-fund --loglevel=error
  touch "$PROJECT_ROOT/node_modules/.package-lock.json"
}

ensure_node_packages() {
  require_node
  if packages_are_current; then return 0; fi
  with_node_lock install_node_packages
}

# A mark of our own, as old as the start of the last build: what is edited while a build runs is built next time.
build_is_current() {
  local mark=$PROJECT_ROOT/dist/.built
  [ -e "$mark" ] || return 1
  [ -z "$(cd "$PROJECT_ROOT" && find src package.json tsconfig*.json -newer "$mark" -print -quit 2>/dev/null)" ]
}

build_project() {
  if build_is_current; then return 0; fi
  mkdir -p "$PROJECT_ROOT/dist"
  touch "$PROJECT_ROOT/dist/.building"
  node_step "building" npm run --silent build
  mv "$PROJECT_ROOT/dist/.building" "$PROJECT_ROOT/dist/.built"
}

ensure_build() {
  ensure_node_packages
  if build_is_current; then return 0; fi
  with_node_lock build_project
}
