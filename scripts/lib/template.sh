# shellcheck shell=bash
# The template databases: made once, copied for every test. This file and templateData.py are the recipe: when either
# changes, the next "up" makes the template anew.

# shellcheck disable=SC2034 # used by name, ${!modules}
TEMPLATE_MODULES_19=sale_management,stock,account,purchase,stock_delivery
# shellcheck disable=SC2034
TEMPLATE_MODULES_14=sale_management,stock,account,purchase,delivery,l10n_generic_coa

template_name() { echo "tiktok_template_$1"; }

recipe_hash() {
  { echo "$1" && cat "$ODOO_LIB/template.sh" "$ODOO_LIB/templateData.py"; } | sha256sum | cut -c 1-16
}

# The hash is kept as the comment of the database, so it can never be about another database than this one.
template_is_current() {
  [ -s "$ODOO_HOME/template/$1.json" ] &&
    [ "$(database_comment "$(template_name "$1")")" = "recipe $(recipe_hash "$1")" ]
}

ensure_template() {
  local version=$1
  if template_is_current "$version"; then return 0; fi
  step "making the template database of Odoo $version" build_template "$version"
}

# Built under another name and renamed at the end: a template that exists is complete, and copies can be made from the
# old one meanwhile.
build_template() {
  local version=$1 name build modules shell=$ODOO_HOME/bin/odoo-$1-shell keys
  name=$(template_name "$version")
  build=${name}_build
  modules=TEMPLATE_MODULES_$version
  drop_template "$build"
  createdb -h "$PG_HOST" -p "$PG_PORT" -U "$PG_ROLE" -T template0 -E UTF8 --lc-collate=C --lc-ctype=C.UTF-8 "$build"
  install_modules "$version" "$build" "${!modules}"
  keys=$("$shell" "$build" <"$ODOO_LIB/templateData.py" | sed -n 's/^TEMPLATE-FACTS //p')
  [ -n "$keys" ] || return 1
  rm -rf "$ODOO_HOME/data/19/filestore/$build" "$ROOT_14/srv/odoo/data/filestore/$build"
  drop_template "$name"
  psql_odoo -d postgres -c "ALTER DATABASE $build RENAME TO $name" \
    -c "ALTER DATABASE $name IS_TEMPLATE true ALLOW_CONNECTIONS false" \
    -c "COMMENT ON DATABASE $name IS 'recipe $(recipe_hash "$version")'"
  echo "$keys" | write_file 644 "$ODOO_HOME/template/$version.json"
}

install_modules() {
  local version=$1 database=$2 modules=$3 command=()
  case $version in
  19) command=(server --addons-path="$PREFIX_19/usr/lib/python3/dist-packages/odoo/addons" --data-dir="$ODOO_HOME/data/19" --without-demo=True) ;;
  14) command=(--addons-path=/usr/lib/python3/dist-packages/odoo/addons --data-dir=/srv/odoo/data --without-demo=all) ;;
  esac
  "$ODOO_HOME/bin/odoo-$version" "${command[@]}" --db_host="$PG_HOST" --db_port="$PG_PORT" --db_user="$PG_ROLE" \
    --max-cron-threads=0 --no-http --stop-after-init -d "$database" -i "$modules"
}

drop_template() {
  if ! database_exists "$1"; then return 0; fi
  psql_odoo -d postgres -c "ALTER DATABASE $1 IS_TEMPLATE false" -c "DROP DATABASE $1 WITH (FORCE)"
}

# Writes what tests need to know about an instance.
write_facts() {
  local instance=$1 version
  version=$(instance_version "$instance")
  /usr/bin/python3 - "$instance" "$ODOO_HOME/template/$version.json" <<PYTHON | write_file 644 "$ODOO_HOME/servers/$instance.json"
import json, sys
print(json.dumps({
    "version": "$version",
    "url": "$(instance_url "$instance")",
    "template": "$(template_name "$version")",
    **json.load(open(sys.argv[2])),
    "postgres": {"host": "$PG_HOST", "port": $PG_PORT, "user": "$PG_ROLE"},
    "shell": ["$ODOO_HOME/bin/odoo-$version-shell"],
    "workers": int("$(cat "$ODOO_HOME/run/odoo-$instance.workers")"),
    "log": "$ODOO_HOME/log/odoo-$instance.log",
}, indent=2))
PYTHON
}
