"""Furniture patterns from TOML files: the packaged ones and a user's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from annotator import assets
from annotator.core.furniture import FurniturePatterns, plain_line
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
        lines.update(map(plain_line, data.get("lines", ())))
        heads.update(map(plain_line, data.get("list_heads", ())))
        patterns.extend(_compiled(path, data.get("patterns", ())))
        head = data.get("title", {})
        lengths = ("min_words", "max_words")
        title.update({f"title_{key}": head[key] for key in lengths if key in head})
        not_title.extend(start.lower() for start in head.get("not_starting", ()))
    return FurniturePatterns(
        lines=frozenset(lines | heads),
        patterns=tuple(patterns),
        not_title=tuple(not_title),
        list_heads=frozenset(heads),
        **title,
    )


def _compiled(path: Path, patterns: Sequence[str]) -> list[re.Pattern[str]]:
    out = []
    for number, pattern in enumerate(patterns):
        try:
            out.append(re.compile(pattern, re.IGNORECASE))
        except re.error as error:
            raise bad_key(path, f"patterns[{number}]", f"no regular expression: {error}") from None
    return out
