#!/bin/sh
# What Python and Qt need from Debian, and the packages named behind it: installs them as root, else
# says the exact line to type.
# Elsewhere than on Debian and its children there is nothing to do.
set -eu

command -v dpkg-query >/dev/null 2>&1 || exit 0

wanted="libegl1 libgl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libglib2.0-0
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-xkb1
libxkbcommon-x11-0 libxcb-shape0 libxcb-randr0"
wanted="$wanted $*"
python3 -c 'import ensurepip, venv' 2>/dev/null || wanted="python3-venv $wanted"

missing=""
for name in $wanted; do
    # Newer releases carry some of these under a name with "t64" at its end.
    if ! dpkg-query -W -f '${db:Status-Status}\n' "$name" "${name}t64" 2>/dev/null | grep -qx installed; then
        missing="$missing $name"
    fi
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "Some Debian packages are missing. Type this line, then call make again:" >&2
    echo "  sudo apt-get install -y$missing" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to be split
apt-get install -y -qq --no-install-recommends $missing >/dev/null
