#!/usr/bin/env bash
# Install the system libraries that Python packages can't bring, only those that are missing.
#   setup/system.sh run    what the server needs: Pango and HarfBuzz for PDF, a Chinese font
#   setup/system.sh test   also a browser and PDF tools
#   setup/system.sh venv   what Debian's Python lacks for virtual environments
# Exit code 3 when something is still missing, after saying what: the server runs without, /readyz says it too.
set -euo pipefail
source "$(dirname "$0")/find_python.sh"

debian=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk)
formulas=(pango)
casks=(font-noto-sans-cjk-sc font-noto-serif-cjk-sc)
case "${1:-run}" in
  test)
    debian+=(chromium poppler-utils)
    formulas+=(poppler)
    casks+=(google-chrome)
    ;;
  venv) debian=() ;;
esac

say() { printf '  %s\n' "$*"; }

# Debian keeps a part of Python back that makes virtual environments.
venv_package() {
  local python
  python=$(find_python) || return 0
  "$python" -c 'import ensurepip' 2>/dev/null || "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

missing_debian() {
  local name
  for name in "$@"; do
    case "$name" in
      chromium) command -v chromium chromium-browser google-chrome >/dev/null && continue ;;
      poppler-utils) command -v pdftoppm >/dev/null && continue ;;
    esac
    dpkg-query -W -f '${db:Status-Abbrev}' "$name" 2>/dev/null | grep -q '^ii' || echo "$name"
  done
  venv_package
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y "$@" >/dev/null 2>&1
}

install_debian() {
  local wanted
  wanted=($(missing_debian "$@"))
  if [ "${#wanted[@]}" = 0 ]; then return; fi
  local by_hand="apt-get install --no-install-recommends ${wanted[*]}"
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "needs an administrator: $by_hand"
      return 3
    fi
    say "needs an administrator's password, if sudo asks for it"
    sudo -v || { say "not installed; please do it yourself: $by_hand"; return 3; }
  fi
  say "installing, which can take some minutes: ${wanted[*]}"
  if ! apt_install "${wanted[@]}"; then
    say "reading the lists of packages first"
    as_root apt-get -qq update >/dev/null || true
    apt_install "${wanted[@]}" || { say "could not be installed: cards or tests won't work without: $by_hand"; return 3; }
  fi
}

# The browser without its desktop halves the time of the browser tests; not every system has it, and it needs no word.
install_lighter_browser() {
  command -v chromium-headless-shell >/dev/null && return
  apt-cache show chromium-headless-shell >/dev/null 2>&1 || return 0
  if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then
    apt_install chromium-headless-shell || say "without chromium-headless-shell the browser tests take longer"
  fi
}

brew_install() {  # kind, name
  brew list "--$1" --versions "$2" >/dev/null 2>&1 && return
  [ "$2" = google-chrome ] && [ -d "/Applications/Google Chrome.app" ] && return
  say "installing: $2"
  brew install --quiet "--$1" "$2" || { say "could not be installed: brew install --$1 $2"; return 3; }
}

install_brew() {
  local name result=0
  for name in "${formulas[@]}"; do brew_install formula "$name" || result=3; done
  for name in "${casks[@]}"; do brew_install cask "$name" || result=3; done
  return "$result"
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  install_debian ${debian[@]+"${debian[@]}"}
  if [ "${1:-run}" = test ]; then install_lighter_browser; fi
elif [ "${1:-run}" = venv ]; then
  say "this Python has no ensurepip, which makes virtual environments. Install it, or another Python."
  exit 3
elif command -v brew >/dev/null; then
  install_brew
elif [ "$(uname)" = Darwin ]; then
  say "Homebrew is missing. Install it from https://brew.sh, or what is like: ${formulas[*]} ${casks[*]}"
  exit 3
else
  say "this system has neither apt nor brew. Please install what is like: ${debian[*]}"
  exit 3
fi
