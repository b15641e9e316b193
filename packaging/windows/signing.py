"""Signs what Windows asks a signature of, where a certificate is given.

    ANNOTATOR_SIGN_PFX             the certificate with its key, a .pfx file
    ANNOTATOR_SIGN_PASSWORD_FILE   a file with its password
    ANNOTATOR_SIGN_TIMESTAMP_URL   a time server, so that the signature outlives the certificate

Without the first, nothing is signed and that is said. As a program it signs the files named.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def is_wanted() -> bool:
    """Has a certificate been given?"""
    return bool(os.environ.get("ANNOTATOR_SIGN_PFX"))


def sign(file: Path) -> None:
    """Sign a program in its place; leaves it alone where there is no certificate."""
    if not is_wanted():
        print(f"{file.name} is not signed: ANNOTATOR_SIGN_PFX names no certificate.")
        return
    signed = file.with_suffix(".signed")
    options: list[str | Path] = [
        "-pkcs12",
        os.environ["ANNOTATOR_SIGN_PFX"],
        "-h",
        "sha256",
        "-n",
        "Annotator",
    ]
    if password := os.environ.get("ANNOTATOR_SIGN_PASSWORD_FILE"):
        options += ["-readpass", password]
    if server := os.environ.get("ANNOTATOR_SIGN_TIMESTAMP_URL"):
        options += ["-ts", server]
    options += ["-in", file, "-out", signed]
    subprocess.run(["osslsigncode", "sign", *options], check=True)
    signed.replace(file)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sign(Path(name))
