"""TOML that somebody wrote by hand, as data."""

from __future__ import annotations

import tomllib
from typing import Any

from annotator.core.errors import BadInput


def parsed(name: str, raw: bytes) -> dict[str, Any]:
    """What a file holds.

    Args:
        name: of the file, for sentences.

    Raises:
        BadInput: it is no UTF-8 or no TOML; says where.
    """
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(f"{name} is not UTF-8 text (line {line}).") from None
    except RecursionError:
        raise BadInput(f"{name} is not valid TOML: it is nested too deep.") from None
    except ValueError as error:  # a number with thousands of digits is one too
        raise BadInput(f"{name} is not valid TOML: {error}.") from None
