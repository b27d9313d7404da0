#!/usr/bin/env bash
# Install the system libraries that Python packages can't bring, only those that are missing.
#   setup/system.sh run    what the server needs: Pango and HarfBuzz for PDF, a Chinese font
#   setup/system.sh test   also a browser and PDF tools
# Exit code 0 also when it can't install: it says what is missing, and /readyz says so later.
set -euo pipefail

debian_run=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk)
debian_test=(chromium poppler-utils)
brew_run=(pango)
brew_test=(poppler)

say() { printf '  %s\n' "$*"; }

missing_debian() {
  local name
  for name in "$@"; do
    case "$name" in
      chromium) command -v chromium chromium-browser google-chrome >/dev/null && continue ;;
      poppler-utils) command -v pdftoppm >/dev/null && continue ;;
    esac
    dpkg-query -W -f '${db:Status-Abbrev}' "$name" 2>/dev/null | grep -q '^ii' || echo "$name"
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@" 2>/dev/null || sudo "$@"; fi
}

install_debian() {
  local wanted
  mapfile -t wanted < <(missing_debian "$@")
  if [ "${#wanted[@]}" = 0 ]; then return; fi
  say "installing: ${wanted[*]}"
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    say "needs an administrator: apt-get install --no-install-recommends ${wanted[*]}"
    return
  fi
  export DEBIAN_FRONTEND=noninteractive
  if ! as_root apt-get -qq install --no-install-recommends -y "${wanted[@]}" >/dev/null 2>&1; then
    say "reading the lists of packages first"
    as_root apt-get -qq update >/dev/null || true
    as_root apt-get -qq install --no-install-recommends -y "${wanted[@]}" >/dev/null ||
      say "could not be installed: ${wanted[*]} — cards or browser tests will not work without them"
  fi
}

install_brew() {
  local name
  for name in "$@"; do
    if ! brew list --versions "$name" >/dev/null 2>&1; then
      say "installing: $name"
      brew install --quiet "$name" || say "could not be installed: $name"
    fi
  done
}

wanted=("${debian_run[@]}")
brew_wanted=("${brew_run[@]}")
if [ "${1:-run}" = test ]; then
  wanted+=("${debian_test[@]}")
  brew_wanted+=("${brew_test[@]}")
fi

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  install_debian "${wanted[@]}"
elif command -v brew >/dev/null; then
  install_brew "${brew_wanted[@]}"
else
  say "this system has neither apt nor brew. Please install what is like: ${wanted[*]}"
fi
