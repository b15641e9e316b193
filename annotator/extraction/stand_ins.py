"""Values that look like verbs, as the model shall read them: "rated requires improvement".

The parser takes "requires" there for the verb of the sentence and reads all around it wrongly. An
adjective of the same length stands in for it, word by word, so that no offset moves.
"""

from __future__ import annotations

import regex

from annotator.extraction.word_lists import WordLists

#: "2014: requires improvement"
_YEAR = r"(?:19|20)\d\d\s?[:–—-]"


class StandIns:
    """Puts the stand-ins into a line for the model; the article keeps its own words."""

    def __init__(self, words: WordLists) -> None:
        pairs = (entry.partition(" = ") for entry in words["grammar", "stand_ins.values"])
        self._stand_ins = {value: other for value, _, other in pairs}
        values = "|".join(map(regex.escape, self._stand_ins))
        before = "|".join(map(regex.escape, words["grammar", "stand_ins.after"]))
        self._pattern = regex.compile(
            rf"\b((?:(?:{before})\b\s?['\"(:]?|{_YEAR})\s?)({values})\b", regex.I
        )

    def __call__(self, line: str) -> str:
        """The line with every such value behind a word that takes no verb; equal in length."""
        return self._pattern.sub(self._put, line) if "mprove" in line or "eeds" in line else line

    def _put(self, match: regex.Match[str]) -> str:
        return f"{match[1]}{self._stand_ins[match[2].lower()]}"
