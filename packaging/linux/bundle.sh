#!/bin/sh
# The program as a folder that needs no Python: build/linux/bundle/annotator.
set -eu
cd "$(dirname "$0")/../.."
site=build/linux/venv/lib/python3.11/site-packages
bundle=build/linux/bundle/annotator

sh packaging/linux/pyinstaller.sh packaging/linux/annotator.spec annotator
chmod 755 "$bundle/annotator"
find "$bundle/_internal" -type f -exec chmod 644 {} +

# Licences: of the packages, of Python, of Qt, and of the libraries taken from this Debian.
set --
for name in LGPL-3 GPL-3 Apache-2.0; do
    set -- "$@" --text "$name=/usr/share/common-licenses/$name"
done
python=$(build/linux/venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
set -- "$@" --text "Python=$python/LICENSE.txt"
for library in $(find "$bundle/_internal" -maxdepth 1 -type f -name 'lib*.so*' -printf '%f\n' | LC_ALL=C sort); do
    package=$(dpkg-query -S "*/$library" 2>/dev/null | sed -n '1s/:.*//p')
    [ -z "$package" ] || set -- "$@" --text "$library=/usr/share/doc/$package/copyright"
done
build/linux/venv/bin/python packaging/licences.py "$site" "$bundle/THIRD-PARTY.txt" "$@"
cp LICENSE "$bundle/LICENSE"

find "$bundle" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
