#!/bin/sh
# Bundles what a spec describes: sh pyinstaller.sh SPEC NAME makes build/linux/bundle/NAME.
set -eu
cd "$(dirname "$0")/../.."

# PyInstaller lies beside the run-time packages, not among them, so that it cannot bring any along.
# -P: our code comes from the wheel, with its resources, not from this folder.
unset PYTHONPATH
PYTHONHASHSEED=0 build/linux/venv/bin/python -P -c '
import sys
sys.path.append("build/tools/lib/python3.11/site-packages")
from PyInstaller.__main__ import run
run(sys.argv[1:])
' --noconfirm --log-level ERROR --workpath build/linux/work --distpath build/linux/bundle \
    "$1"

# Libraries in *.libs were patched by auditwheel: strip would leave them with a broken layout.
find "build/linux/bundle/$2" -type f -name '*.so*' ! -path '*.libs/*' -exec strip --strip-unneeded {} +

# Shiboken keeps a part of itself as source texts in its library and compiles them at every start, unless
# they lie beside it as files: SBK_EMBED=0 is its own switch for that. -B: compiled in the bundle only.
inside="build/linux/bundle/$2/_internal"
SBK_EMBED=0 build/linux/venv/bin/python -P -B -c 'import shiboken6'
cp -r build/linux/venv/lib/python3.11/site-packages/shiboken6/files.dir "$inside/shiboken6/"
PYTHONHASHSEED=0 build/linux/venv/bin/python -m compileall -q --invalidation-mode unchecked-hash \
    -s "$inside" "$inside/shiboken6/files.dir"
