"""The packaged word lists and the rules that read them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import annotator.extraction
from annotator import assets
from annotator.extraction.word_lists import load_word_lists

_CODE = Path(annotator.extraction.__file__).parent
_FILES = {path.stem for path in assets.resource("extraction").glob("*.toml")}


def _pattern(node: ast.expr) -> str:
    """A key as a regular expression; what an f-string fills in may be anything."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(_pattern(p) if isinstance(p, ast.Constant) else ".+" for p in parts)


def _asked() -> Iterator[tuple[str, str]]:
    """File and key of every look-up: ``words.set("places", "towns")``, ``words["places", key]``."""
    for path in _CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            pair: list[ast.expr] = []
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                pair = node.args if node.func.attr in {"set", "word_phrases"} else []
            elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
                pair = node.slice.elts
            if len(pair) == 2 and isinstance(pair[0], ast.Constant) and pair[0].value in _FILES:
                yield pair[0].value, _pattern(pair[1])


def test_every_list_that_a_rule_reads_is_there() -> None:
    lists = load_word_lists()
    asked = set(_asked())
    assert len(asked) > 100
    for file, key in asked:
        assert any(re.fullmatch(key, known) for known in lists.keys(file)), (file, key)


def test_every_list_is_read_by_a_rule() -> None:
    lists = load_word_lists()
    asked = set(_asked())
    # These are read by a key that a variable holds.
    unread = {("places", "counties"), ("places", "towns")}
    for file in _FILES:
        for known in lists.keys(file):
            told = any(file == f and key != ".+" and re.fullmatch(key, known) for f, key in asked)
            assert told or (file, known) in unread, (file, known)
