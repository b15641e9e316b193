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
