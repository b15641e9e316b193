"""Tries every installer that lies in dist/ as a person would; the last line is JSON.

Each kind has a script of its own whose last line is JSON too: {kind: {mb, passed, skipped}}. A kind
whose installer was not built counts as skipped, and that is said loudly.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build/smoke/pictures"
#: kind -> the installer's name and the script that tries it.
KINDS = {
    "deb": ("annotator_*_amd64.deb", "packaging/linux/smoke.py"),
    "run": ("annotator-*-linux-x86_64.run", "packaging/linux/smoke.py"),
    "windows": ("annotator-*-setup.exe", "packaging/windows/smoke.py"),
}


def main() -> int:
    wanted = sys.argv[1:] or list(KINDS)
    results: dict[str, dict[str, float]] = {}
    failed = False
    for kind in wanted:
        pattern, script = KINDS[kind]
        found = sorted((ROOT / "dist").glob(pattern), key=lambda file: file.stat().st_mtime)
        if not found:
            print(f"\n!!!! SKIPPED: there is no {pattern} in dist/: it was NOT tried !!!!\n")
            results[kind] = {"mb": 0, "passed": 0, "skipped": 1}
            continue
        command = [sys.executable, script, found[-1], "--pictures", PICTURES / kind]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as tried:
            last = "{}"
            for line in tried.stdout or ():
                if line.startswith("{"):
                    last = line
                else:
                    print(line, end="", flush=True)
        failed |= tried.returncode != 0
        results[kind] = json.loads(last).get(kind, {"mb": 0, "passed": 0, "skipped": 0})
    print(json.dumps(results))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
