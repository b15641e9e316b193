"""The part of requirements.lock that the program needs when it runs, on Linux or on Windows.

Starts at the dependencies in pyproject.toml and follows what the installed packages say they
require; versions and hashes are those of the lock. So there is no second list to keep.

    .venv/bin/python packaging/runtime_lock.py --system windows > build/runtime.lock
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
#: What markers are asked about; Python is the same one everywhere.
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "windows": {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
    },
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--system", choices=SYSTEMS, default="linux")
    system = parser.parse_args().system
    locked = entries((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    for name in sorted(needed(SYSTEMS[system])):
        if name not in locked:
            print(f"{name} is needed, but requirements.lock has none.", file=sys.stderr)
            return 1
        print(locked[name])
    return 0


def entries(lock: str) -> dict[str, str]:
    """name -> its lines in the lock, with version and hashes, without the marker."""
    found: dict[str, str] = {}
    for entry in lock.replace("\\\n", " ").splitlines():
        if entry.strip() and not entry.startswith("#"):
            requirement, *hashes = entry.split("--hash=")
            parsed = Requirement(requirement)
            lines = [f"{parsed.name}{parsed.specifier}", *(f"--hash={h.strip()}" for h in hashes)]
            found[canonicalize_name(parsed.name)] = " \\\n    ".join(lines)
    return found


def needed(system: dict[str, str]) -> set[str]:
    """Names of all packages that the program imports, or that those require."""
    environment = {**default_environment(), **system}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = applying(project["dependencies"], environment, "")
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras}:
            if (name, extra) not in seen:
                seen.add((name, extra))
                waiting += applying(required_by(name), environment, extra)
    return {name for name, _ in seen}


def applying(lines: list[str], environment: dict[str, str], extra: str) -> list[Requirement]:
    """The requirements whose marker holds there."""
    asked = {**environment, "extra": extra}
    return [r for r in map(Requirement, lines) if not r.marker or r.marker.evaluate(asked)]


def required_by(name: str) -> list[str]:
    """What an installed package says; nothing where it is one of another system."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


if __name__ == "__main__":
    sys.exit(main())
