"""Numbers with their nouns and words cut short, for sentences to people."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "", *, form: str = "") -> str:
    """A number with its noun: "1 article", "3 articles".

    Args:
        plural: where it is more than an s. form: format of the number, as "," for "1,000".
    """
    return f"{number:{form}} {noun if number == 1 else plural or noun + 's'}"


def shortened(words: str, most: int) -> str:
    """The words, cut where they are longer than ``most`` code points: "HM Inspectorate of…"."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
