"""Numbers with their nouns and words cut short, for sentences to people."""

from __future__ import annotations

from unicodedata import category


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 article", "3,000 articles".

    Args:
        plural: where it is more than an s.
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def per_cent(score: float | None) -> str:
    """A score from 0 to 1 in per cent; nothing where there is none."""
    return "" if score is None else f"{round(score * 100)}\u202f%"


def shortened(words: str, most: int) -> str:
    """The words, cut where they are longer than ``most`` code points: "HM Inspectorate of…"."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def written_out(words: str) -> str:
    """The words with what is no sign, as a line's end in the name of a file, written out.

    A terminal obeys control characters, and who reads lines takes each for something of its own.
    """
    return "".join(sign if _is_plain(sign) else _escaped(sign) for sign in words)


def _is_plain(sign: str) -> bool:
    return sign.isprintable() or sign in _JOINERS or category(sign) == "Zs"


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape", "surrogatepass").decode("ascii")


#: They stand between the parts of one emoji and the letters of some scripts.
_JOINERS = "\u200c\u200d"
