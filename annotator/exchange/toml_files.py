"""Reads one TOML file and holds it against a JSON schema; faults name file, key and reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator import assets
from annotator.core.errors import BadInput
from annotator.core.toml_text import parsed
from annotator.core.wording import shortened, written_out

#: No file written by hand is larger.
_MOST_BYTES = 5_000_000
#: So much of a reason is said: it may quote all that stands in the file.
_MOST_SAID = 300

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError


def read_toml(path: Path, schema: str) -> dict[str, Any]:
    """The file's content, checked against ``resources/schemas/<schema>.schema.json``.

    What is packaged is checked by the tests, not at every start.

    Raises:
        BadInput: the file cannot be read, is no TOML, or breaks the schema.
    """
    data = parsed(path.name, content(path))
    if not assets.is_resource(path):
        check(path, data, schema)
    return data


def check(path: Path, data: dict[str, Any], schema: str) -> None:
    """Hold what a file says against a schema.

    Raises:
        BadInput: it breaks the schema.
    """
    from jsonschema.exceptions import best_match  # slow to load, and few have files of their own

    try:
        fault = best_match(_validator(schema).iter_errors(data))
    except RecursionError:
        raise BadInput(f"{path.name} is nested too deep.") from None
    if fault is not None:
        raise bad_key(path, _key(fault), fault.message)


def content(path: Path) -> bytes:
    """The bytes of a file that a person wrote by hand.

    Raises:
        BadInput: it cannot be read, or is no such file.
    """
    try:
        # A pipe would be waited for, a device read for ever.
        if path.exists() and not path.is_file():
            raise BadInput(f"{path.name} is no plain file.")
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(f"{path.name} has more than {_MOST_BYTES // 1_000_000} MB.")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror or error}.") from None


def bad_key(path: Path, key: str, reason: str) -> BadInput:
    """The error for one key of one file."""
    said = written_out(shortened(reason.rstrip("."), _MOST_SAID))
    return BadInput(
        f"{path.name}: key “{written_out(shortened(key, 80))}”: {said}.", todo="Correct the file."
    )


def toml_files(folders: Iterable[Path]) -> list[Path]:
    """All ``*.toml`` of the folders, each folder in order of names; a missing folder is empty.

    Raises:
        BadInput: a folder may not be looked into.
    """
    return [path for folder in folders for path in sorted(_of(folder))]


def _of(folder: Path) -> Iterator[Path]:
    try:
        for path in folder.iterdir():
            if path.name.endswith(".toml"):
                yield path
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise BadInput(f"{folder.name} cannot be read: {error.strerror or error}.") from None


@cache
def _validator(schema: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    path = assets.resource("schemas", f"{schema}.schema.json")
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def _key(fault: ValidationError) -> str:
    """``points[2].rank``: where in the file the fault lies."""
    out = ""
    for part in fault.absolute_path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else str(part)
    return out or "(whole file)"
