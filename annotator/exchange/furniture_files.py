"""Furniture patterns from TOML files: the packaged ones and a user's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from annotator import assets
from annotator.core.furniture import FurniturePatterns
from annotator.exchange.toml_files import bad_key, read_toml


def load_furniture(extra: Sequence[Path] = ()) -> FurniturePatterns:
    """The packaged patterns and those of further files, together.

    Raises:
        BadInput: names file, key and reason.
    """
    lines: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    title: dict[str, int] = {}
    not_title: list[str] = []
    heads: set[str] = set()
    for path in [assets.resource("extraction", "furniture.toml"), *extra]:
        data = read_toml(path, "furniture")
        lines.update(line.lower().rstrip(".:").rstrip() for line in data.get("lines", ()))
        heads.update(line.lower() for line in data.get("list_heads", ()))
        patterns.extend(_compiled(path, data.get("patterns", ())))
        head = data.get("title", {})
        title.update({key: head[key] for key in ("min_words", "max_words") if key in head})
        not_title.extend(start.lower() for start in head.get("not_starting", ()))
    return FurniturePatterns(
        frozenset(lines | heads),
        tuple(patterns),
        title.get("min_words", 4),
        title.get("max_words", 30),
        tuple(not_title),
        frozenset(heads),
    )


def _compiled(path: Path, patterns: Sequence[str]) -> list[re.Pattern[str]]:
    out = []
    for number, pattern in enumerate(patterns):
        try:
            out.append(re.compile(pattern, re.IGNORECASE))
        except re.error as error:
            raise bad_key(path, f"patterns[{number}]", f"no regular expression: {error}") from None
    return out
