# shellcheck shell=bash
# Puts Odoo 19 and Odoo 14 on this machine from Debian packages, without touching the machine's own package sources.

PREFIX_19=$ODOO_HOME/19/prefix
ROOT_14=$ODOO_HOME/14/root

# The web assets of Odoo 19 are relative links into usr/share, so these are unpacked into the same prefix. From the
# machine's own release, because later ones (Font Awesome 6) lack files that Odoo links to; else from sid.
ASSETS_19=(libjs-jquery libjs-jquery-form libjs-underscore fonts-font-awesome fonts-roboto-unhinted
  fonts-inconsolata fonts-ocr-b gsfonts fonts-glyphicons-halflings fonts-dejavu-core fonts-montserrat)

# What Odoo 19 imports, from the machine's own release (Python 3.10 to 3.13).
PYTHON_19=(asn1crypto babel cbor2 chardet cryptography dateutil docutils geoip2 gevent greenlet idna jinja2 libsass
  lxml lxml-html-clean markupsafe num2words ofxparse openpyxl openssl pil polib psutil psycopg2 pypdf tz qrcode
  reportlab renderpm requests rjsmin serial stdnum urllib3 usb vobject werkzeug xlrd xlsxwriter xlwt zeep freezegun
  magic passlib phonenumbers)

ensure_installed() {
  case $1 in
  19) ensure_installed_19 ;;
  14) ensure_installed_14 ;;
  esac
}

# --- Odoo 19: unpacked, run by the machine's own Python -------------------------------------------------------------

download_19() {
  local new=$PREFIX_19.new package
  rm -rf "$new" && mkdir -p "$new/packages"
  private_apt sid apt-get update
  cd "$new/packages" || return
  private_apt sid apt-get download odoo-19
  for package in "${ASSETS_19[@]}"; do
    apt-get -o APT::Sandbox::User=root download "$package" || private_apt sid apt-get download "$package"
  done
  for package in ./*.deb; do dpkg -x "$package" "$new"; done
  cd /
  rm -rf "$new/packages" "$PREFIX_19"
  mv "$new" "$PREFIX_19"
}

ensure_installed_19() {
  local packages
  mapfile -t packages < <(printf 'python3-%s\n' "${PYTHON_19[@]}")
  if [ ! -e "$PREFIX_19/installed" ]; then
    ensure_packages "${packages[@]}"
    find_debian_mirror
    private_apt sid apt-get update >>"$ODOO_LOG" 2>&1 || true
    private_apt sid apt-cache show odoo-19 >/dev/null 2>&1 ||
      die_unavailable "The Debian mirror $DEBIAN_MIRROR does not offer the package odoo-19 (suite sid), or does not answer."
    step "downloading Odoo 19" download_19
  fi
  write_runner_19
  if [ ! -e "$PREFIX_19/installed" ]; then
    "$ODOO_HOME/bin/odoo-19" --version >>"$ODOO_LOG" 2>&1 ||
      die_unavailable "Odoo 19 does not start with the Python packages of this release (see the end of $ODOO_LOG)."
    touch "$PREFIX_19/installed"
  fi
}

write_runner_19() {
  write_file 755 "$ODOO_HOME/bin/odoo-19" <<RUNNER
#!/bin/bash
# Runs Odoo 19 with the given arguments as the servers' own user. Written by scripts/odoo.
set -eu
cd /
settings=(PATH=/usr/bin:/bin LANG=C.UTF-8 PYTHONPATH=$PREFIX_19/usr/lib/python3/dist-packages PYTHONDONTWRITEBYTECODE=1)
if [ "\$(id -u)" -ne 0 ]; then exec sudo -n "\$0" "\$@"; fi
exec setpriv --reuid $ODOO_OS_USER --regid $ODOO_OS_USER --init-groups \\
  env -i "\${settings[@]}" HOME=$ODOO_HOME/home /usr/bin/python3 -m odoo "\$@"
RUNNER
  write_shell_runner 19 "$PREFIX_19/usr/lib/python3/dist-packages/odoo/addons" "$ODOO_HOME/data/19"
}

# --- Odoo 14: a Debian 11 of its own, because its code needs an older Python ------------------------------------------

# Removes a half-made root; never through a mounted /proc.
remove_root() {
  umount "$1/proc" 2>/dev/null || true
  rm -rf --one-file-system "$1"
}

use_proxy_of_apt() {
  local proxy=
  eval "$(apt-config shell proxy Acquire::http::Proxy)"
  if [ -n "$proxy" ]; then export http_proxy=$proxy; fi
}

debootstrap_14() {
  remove_root "$ROOT_14.new"
  mkdir -p "$ROOT_14.new"
  use_proxy_of_apt
  debootstrap --variant=minbase ${DEBIAN_KEYRING:+--keyring="$DEBIAN_KEYRING"} bullseye "$ROOT_14.new" "$DEBIAN_MIRROR"
}

install_14() {
  local new=$ROOT_14.new uid gid
  use_proxy_of_apt
  mount_proc "$new"
  # Installing a package must not start its service inside the chroot.
  printf '#!/bin/sh\nexit 101\n' >"$new/usr/sbin/policy-rc.d"
  chmod 755 "$new/usr/sbin/policy-rc.d"
  in_root "$new" apt-get update
  in_root "$new" apt-get -o APT::Sandbox::User=root install -y --no-install-recommends odoo-14 python3-phonenumbers
  in_root "$new" apt-get clean
  # The same user number inside and outside, so that the private folder's files have one owner.
  uid=$(id -u "$ODOO_OS_USER")
  gid=$(id -g "$ODOO_OS_USER")
  echo "$ODOO_OS_USER:x:$gid:" >>"$new/etc/group"
  echo "$ODOO_OS_USER:x:$uid:$gid::/srv/odoo:/usr/sbin/nologin" >>"$new/etc/passwd"
  mkdir -p "$new/srv/odoo/data"
  chown -R "$uid:$gid" "$new/srv/odoo"
  in_root "$new" /usr/bin/odoo --version
  umount "$new/proc" || true
  remove_root "$ROOT_14"
  mv "$new" "$ROOT_14"
  touch "$ROOT_14/installed"
}

in_root() {
  local root=$1
  shift
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    ${http_proxy:+http_proxy="$http_proxy"} "$@" </dev/null
}

# Odoo 14 asks psutil about itself, which reads /proc; gone after every reboot.
mount_proc() {
  [ -e "$1/proc/self" ] || mount -t proc proc "$1/proc" || mount --bind /proc "$1/proc"
}

ensure_installed_14() {
  if [ ! -e "$ROOT_14/installed" ]; then
    ensure_packages debootstrap
    find_debian_mirror
    step "making a Debian 11 for Odoo 14" debootstrap_14_or_say
    step "installing Odoo 14 in it" install_14
  fi
  mount_proc "$ROOT_14" 2>/dev/null || true
  write_runner_14
}

debootstrap_14_or_say() {
  debootstrap_14 || die_unavailable "The Debian mirror $DEBIAN_MIRROR does not offer Debian 11 (bullseye, for Odoo 14) any more, or does not answer."
}

write_runner_14() {
  write_file 755 "$ODOO_HOME/bin/odoo-14" <<RUNNER
#!/bin/bash
# Runs Odoo 14 with the given arguments in its own Debian 11. Written by scripts/odoo.
set -eu
cd /
if [ "\$(id -u)" -ne 0 ]; then exec sudo -n "\$0" "\$@"; fi
exec chroot --userspec=$ODOO_OS_USER:$ODOO_OS_USER $ROOT_14 \\
  env -i PATH=/usr/bin:/bin HOME=/srv/odoo LANG=C.UTF-8 /usr/bin/odoo "\$@"
RUNNER
  write_shell_runner 14 /usr/lib/python3/dist-packages/odoo/addons /srv/odoo/data
}

# --- Python code inside Odoo ------------------------------------------------------------------------------------------

# A command that needs neither a checkout nor the servers' configuration: DATABASE as argument, Python on stdin.
write_shell_runner() {
  local version=$1 addons=$2 data=$3
  write_file 755 "$ODOO_HOME/bin/odoo-$version-shell" <<RUNNER
#!/bin/bash
# Usage: odoo-$version-shell DATABASE <script.py   runs Python inside Odoo $version. Written by scripts/odoo.
exec $ODOO_HOME/bin/odoo-$version shell --addons-path=$addons --data-dir=$data \\
  --db_host=$PG_HOST --db_port=$PG_PORT --db_user=$PG_ROLE --max-cron-threads=0 --no-http --log-level=warn -d "\$@"
RUNNER
}
