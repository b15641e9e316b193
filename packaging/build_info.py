"""Writes into an unpacked program what it was built from; ``annotator --version`` says it.

    python packaging/build_info.py SITE_PACKAGES

The date is SOURCE_DATE_EPOCH, so that the same commit gives the same bytes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, check=True)
    return done.stdout.decode().strip()


def info() -> dict[str, str]:
    """Commit, marked with + where files differ from it, and the day of the build."""
    changed = git("status", "--porcelain", "--untracked-files=no")
    built = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    commit = git("rev-parse", "--short=10", "HEAD") + ("+" if changed else "")
    return {"commit": commit, "date": f"{built:%Y-%m-%d}"}


if __name__ == "__main__":
    target = Path(sys.argv[1], "annotator", "_resources", "build.json")
    target.write_text(json.dumps(info()) + "\n", encoding="utf-8")
