#!/bin/sh
# Install what the tests need from Debian; without root, say the one line to run.
set -eu
packages="postgresql chromium fonts-noto-core poppler-utils gettext sip-tester espeak-ng openssl unzip libreoffice-writer-nogui"
command -v node >/dev/null 2>&1 || packages="$packages nodejs"
command -v npm >/dev/null 2>&1 || packages="$packages npm"
missing=""
for package in $packages; do
  dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
line="apt-get update && apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  sh -c "$line" >/tmp/payung-debian.log 2>&1 || { tail -20 /tmp/payung-debian.log; exit 1; }
else
  echo "The tests need some Debian packages. Run this once, then make test again:"
  echo "  sudo sh -c '$line'"
  exit 1
fi
