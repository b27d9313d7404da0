#!/usr/bin/env bash
# setup/fetch.sh WHAT COMMAND…: run it; when it fails, say in plain words what could not be fetched.
what=$1
shift
"$@" && exit
echo "  could not be fetched: $what" >&2
echo "  Is there a network? Behind a proxy or a mirror, set up pip and npm for it; then run the same again." >&2
exit 1
