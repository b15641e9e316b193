"""Lays out what a Linux installation has below its prefix (/usr, or ~/.local): build/linux/tree."""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = Path("build/linux")
TREE = BUILD / "tree"
SIZES = (16, 32, 48, 64, 128, 256)
TYPE = "application-x-annotator-project"
#: What of the metadata needs an address on the web.
WITH_ADDRESS = re.compile(r"  <screenshots>.*?</screenshots>\n|  <url [^\n]*\n", re.DOTALL)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--version", required=True)
    parser.add_argument("--homepage", default="", help="where it is published, if anywhere")
    parser.add_argument("--app-id", required=True)
    given = parser.parse_args()
    shutil.rmtree(TREE, ignore_errors=True)
    put_program()
    put_shell_files()
    put_icons()
    day = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    share = TREE / "share"
    copy(HERE / "files/annotator.desktop", share / "applications/annotator.desktop")
    copy(HERE / "files/annotator.xml", share / "mime/packages/annotator.xml")
    text = (HERE / "files/annotator.metainfo.xml").read_text(encoding="utf-8")
    if not given.homepage:
        print("No HOMEPAGE is set: the package names no address, its metadata show no pictures.")
        text = WITH_ADDRESS.sub("", text)
    for name, value in (
        ("VERSION", given.version),
        ("HOMEPAGE", given.homepage),
        ("APP_ID", given.app_id),
        ("DATE", f"{day:%Y-%m-%d}"),
    ):
        text = text.replace(f"@{name}@", value)
    write(share / f"metainfo/{given.app_id}.metainfo.xml", text)
    return 0


def put_program() -> None:
    """The bundle, by hard links, and its name on the PATH."""
    target = TREE / "lib/annotator"
    target.parent.mkdir(parents=True)
    subprocess.run(["cp", "-al", BUILD / "bundle/annotator", target], check=True)
    (TREE / "bin").mkdir()
    (TREE / "bin/annotator").symlink_to("../lib/annotator/annotator")


def put_shell_files() -> None:
    made = BUILD / "shell"
    shutil.rmtree(made, ignore_errors=True)
    subprocess.run([sys.executable, HERE / "shell_files.py", made], check=True)
    share = TREE / "share"
    copy(made / "annotator.bash", share / "bash-completion/completions/annotator")
    copy(made / "_annotator", share / "zsh/vendor-completions/_annotator")
    copy(made / "annotator.fish", share / "fish/vendor_completions.d/annotator.fish")
    page = share / "man/man1/annotator.1.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(gzip.compress((made / "annotator.1").read_bytes(), 9, mtime=0))


def put_icons() -> None:
    drawing = HERE.parent / "icon.svg"
    icons = TREE / "share/icons/hicolor"
    for kind, name in (("apps", "annotator"), ("mimetypes", TYPE)):
        copy(drawing, icons / f"scalable/{kind}/{name}.svg")
        for size in SIZES:
            target = icons / f"{size}x{size}/{kind}/{name}.png"
            target.parent.mkdir(parents=True)
            edge = str(size)
            subprocess.run(
                ["rsvg-convert", "-w", edge, "-h", edge, drawing, "-o", target], check=True
            )


def copy(source: Path, target: Path) -> None:
    write(target, source.read_text(encoding="utf-8"))


def write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
