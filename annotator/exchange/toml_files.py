"""Reads one TOML file and holds it against a JSON schema; faults name file, key and reason."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator import assets
from annotator.core.errors import BadInput

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError


def read_toml(path: Path, schema: str) -> dict[str, Any]:
    """The file's content, checked against ``resources/schemas/<schema>.schema.json``.

    What is packaged is checked by the tests, not at every start.

    Raises:
        BadInput: the file cannot be read, is no TOML, or breaks the schema.
    """
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path.name} is not valid TOML: {error}.") from None
    if not assets.is_resource(path):
        check(path, data, schema)
    return data


def check(path: Path, data: dict[str, Any], schema: str) -> None:
    """Hold what a file says against a schema.

    Raises:
        BadInput: it breaks the schema.
    """
    from jsonschema.exceptions import best_match  # slow to load, and few have files of their own

    fault = best_match(_validator(schema).iter_errors(data))
    if fault is not None:
        raise bad_key(path, _key(fault), fault.message)


def bad_key(path: Path, key: str, reason: str) -> BadInput:
    """The error for one key of one file."""
    return BadInput(f"{path.name}: key “{key}”: {reason.rstrip('.')}.", todo="Correct the file.")


def toml_files(folders: Iterable[Path]) -> list[Path]:
    """All ``*.toml`` of the folders, each folder in order of names; a missing folder is empty."""
    return [path for folder in folders for path in sorted(folder.glob("*.toml"))]


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
