#!/bin/sh
# The program as a folder that needs no Python: build/linux/bundle/annotator.
set -eu
cd "$(dirname "$0")/../.."
site=build/linux/venv/lib/python3.11/site-packages
bundle=build/linux/bundle/annotator

# PyInstaller lies beside the run-time packages, not among them, so that it cannot bring any along.
# -P: our code comes from the wheel, with its resources, not from this folder.
unset PYTHONPATH
PYTHONHASHSEED=0 build/linux/venv/bin/python -P -c '
import sys
sys.path.append("build/tools/lib/python3.11/site-packages")
from PyInstaller.__main__ import run
run(sys.argv[1:])
' --noconfirm --log-level ERROR --workpath build/linux/work --distpath build/linux/bundle \
    packaging/linux/annotator.spec

# Libraries in *.libs were patched by auditwheel: strip would leave them with a broken layout.
find "$bundle" -type f -name '*.so*' ! -path '*.libs/*' -exec strip --strip-unneeded {} +
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
