"""Puts build/linux/tree into a Debian package; the same tree and time give the same bytes.

What it depends on is read from the libraries that the bundle asks for and does not bring.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = Path("build/linux")
#: Loaded by Qt only when they are there, or by their name: no library's header asks for them.
ALSO = {"libegl1", "libgl1", "libx11-xcb1", "libdbus-1-3"}
PROGRAM = Path("usr/lib/annotator/annotator")
CONTROL = """Package: annotator
Version: {version}
Section: science
Priority: optional
Architecture: amd64
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: xdg-utils, fonts-noto-color-emoji
{homepage}Description: workbench that turns inspection news into gold data
 Annotator finds people, inspectorates, services, places, dates and ratings in
 news about inspections. An analyst confirms, corrects or rejects each with one
 key, and exports gold data in the formats that other tools read. It works
 without a network and brings its own runtime and language model.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--homepage", default="", help="where it is published, if anywhere")
    parser.add_argument("--maintainer", required=True)
    parser.add_argument("--compress", default="-Zxz -z6", help="options of dpkg-deb")
    given = parser.parse_args()
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    subprocess.run(["cp", "-al", BUILD / "tree", root / "usr"], check=True)
    put_documents(root, given.version, given.homepage, given.maintainer, epoch)
    files = sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink())
    control = root / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(
        CONTROL.format(
            version=given.version,
            maintainer=given.maintainer,
            homepage=f"Homepage: {given.homepage}\n" if given.homepage else "",
            size=sum(-(-file.stat().st_size // 1024) for file in files),
            depends=", ".join(depends(files)),
        ),
        encoding="utf-8",
    )
    sums = (f"{hashlib.md5(f.read_bytes()).hexdigest()}  {f.relative_to(root)}\n" for f in files)
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    tidy(root, epoch)
    given.out.parent.mkdir(exist_ok=True)
    options = ["--root-owner-group", *given.compress.split(), "--build"]
    subprocess.run(["dpkg-deb", *options, root, given.out], check=True)
    return 0


def put_documents(root: Path, version: str, homepage: str, maintainer: str, epoch: int) -> None:
    """Copyright, changelog and lintian's overrides, as Debian wants them."""
    documents = root / "usr/share/doc/annotator"
    documents.mkdir(parents=True)
    copyright_ = (HERE / "files/copyright").read_text(encoding="utf-8")
    source = f"Source: {homepage}\n" if homepage else ""
    text = copyright_.replace("Source: @HOMEPAGE@\n", source)
    (documents / "copyright").write_text(text, encoding="utf-8")
    day = format_datetime(datetime.fromtimestamp(epoch, UTC))
    what = f"annotator ({version}) stable; urgency=medium\n\n  * See NEWS."
    log = f"{what}\n\n -- {maintainer}  {day}\n"
    (documents / "changelog.gz").write_bytes(gzip.compress(log.encode(), 9, mtime=0))
    news = (ROOT / "CHANGELOG.md").read_bytes()
    (documents / "NEWS.gz").write_bytes(gzip.compress(news, 9, mtime=0))
    overrides = root / "usr/share/lintian/overrides/annotator"
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(HERE / "files/lintian-overrides", overrides)


def depends(files: list[Path]) -> list[str]:
    """The packages of this Debian that hold what the bundle's libraries ask for."""
    brought = {file.name for file in files}
    needed, glibc = set(), (2, 0)
    for file in files:
        if file.read_bytes()[:4] == b"\x7fELF":
            said = output("objdump", "-p", file)
            needed |= set(re.findall(r"NEEDED\s+(\S+)", said)) - brought
            versions = re.findall(r"GLIBC_2\.(\d+)", said)
            glibc = max([glibc, *((2, int(minor)) for minor in versions)])
    packages = set(ALSO)
    for library in needed:
        lines = output("dpkg-query", "-S", f"*/{library}").splitlines()
        owners = {line.split(":")[0] for line in lines if "-dev" not in line}
        if not owners:
            raise SystemExit(f"Nothing here brings {library}, which the bundle needs.")
        packages.add(min(owners))
    packages -= {"libc6"}
    # Releases after Debian 12 renamed these for 64-bit times.
    either = {"libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64"}
    return [f"libc6 (>= {glibc[0]}.{glibc[1]})", *(either.get(p, p) for p in sorted(packages))]


def output(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def tidy(root: Path, epoch: int) -> None:
    """The same modes and times whoever builds."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path == root / PROGRAM
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


if __name__ == "__main__":
    sys.exit(main())
