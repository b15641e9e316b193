"""How far a name reaches from its first or last word: capitals and the small words between."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge

_NUMBER_LIKE = frozenset("0123456789")
#: A name is never longer than this many words.
_LONGEST = 14
#: "May", "Jan" and the like may be a name's.
_SHORT = 3


class NameEdges:
    """Finds both ends of a name; small words and openers are those of names.toml."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._function_words = words.set("names", "function_words")
        self._openers = words.set("names", "openers")
        self._titles = words.set("names", "titles")
        self._links = words.set("names", "links")
        self._inside = words.set("names", "inside")
        self._around = words.set("names", "around")
        days = (*words["times", "months"], *words["times", "weekdays"])
        self._times = {word.lower() for word in days if len(word) > _SHORT}
        self._ends = self._function_words | self._times

    def left(self, article: Article, index: int, *, joins_and: bool) -> int:
        """Where a name that ends at ``index`` (its first known word) begins; ``index`` if nowhere.

        Args:
            joins_and: may "and" (and commas before it) stand inside, as in "Larkmere and Vale"?
        """
        first, _ = article.line(index)
        first = max(first, _sentence_start(article, index), index - _LONGEST)
        begin = position = index
        seen_and = False
        while position > first:
            word = article.words[position - 1]
            if article.owner[position - 1] is not None:
                break
            low = article.lowers[position - 1]
            if low in self._times:
                break
            if word == "-" and position - 2 >= first and _hyphened(article, position - 1):
                position -= 2
                begin = position if article.is_capital(position) else begin
            elif word[0].isupper() or (word[0] in _NUMBER_LIKE and len(word) < 3):
                position -= 1
                begin = position
            elif low in self._links and position - 1 > first and _links(article, position - 1):
                district = low == "and" and article.lowers[position] in self._around
                may_join = district or (joins_and and (low == "and" or seen_and))
                if low in {"and", ","} and not may_join:
                    break
                if low in {"of", "the", ","} and self._other_name(article, position - 2):
                    break
                seen_and = seen_and or low == "and"
                position -= 1
            else:
                break
        return self._without_openers(article, begin, index)

    def right(self, article: Article, index: int, area: frozenset[str] = frozenset()) -> int:
        """Where a name that begins before ``index`` (behind its first known word) ends.

        Args:
            area: words (lower case) that may go on after "and" and close the name in lower case:
                "South East and Eastern division".
        """
        _, last = article.line(index - 1)
        last = min(last, article.sent(index - 1)[1], index + 6)
        end = position = index
        while position < last and article.owner[position] is None:
            word, low = article.words[position], article.lowers[position]
            if word[0].isupper() and low not in self._ends:
                position += 1
                end = position
            elif (
                area
                and low in {"and", "division", "region", "area"}
                and _of_area(article, position, last, area)
            ):
                position += 1
                end = position if low != "and" else end
            elif low in self._inside and position + 1 < last and (low != "'s" or position > index):
                position += 1
            elif word == "-" and _tight(article, position):
                position += 2
                end = min(position, last)
            else:
                break
        return end

    def _other_name(self, article: Article, index: int) -> bool:
        """Is the word the end of a person's name or of a title?"""
        return article.lowers[index] in self._titles or article.doc[index].ent_type_ == "PERSON"

    def _without_openers(self, article: Article, begin: int, index: int) -> int:
        """Skips words that only begin the sentence."""
        while begin < index:
            low = article.lowers[begin]
            is_and = low in self._links and low != "the"
            owns = article.lowers[begin + 1 : begin + 2] in (["'"], ["'s"])
            opener = low in self._function_words or (low in self._openers and not owns)
            if opener or is_and or not article.words[begin][0].isalnum():
                begin += 1
            else:
                break
        return begin


def _sentence_start(article: Article, index: int) -> int:
    """Where the sentence begins; a parser's cut between two capitals is none."""
    start = article.sent(index)[0]
    while (
        start > max(0, index - _LONGEST)
        and article.words[start - 1][-1].isalnum()
        and article.is_capital(start)
    ):
        before = article.sent(start - 1)[0]
        if before >= start:
            break
        start = before
    return start


def _links(article: Article, position: int) -> bool:
    """Does this small word follow a capital (or another small word that does)?"""
    before = article.words[position - 1]
    return before[0].isupper() or before.lower() in {"of", "upon", "on", "de"} or before == "'"


def _of_area(article: Article, position: int, last: int, area: frozenset[str]) -> bool:
    if article.lowers[position] != "and":
        return article.lowers[position - 1] in area
    return position + 1 < last and article.lowers[position + 1] in area


def _tight(article: Article, position: int) -> bool:
    """Is a hyphen glued to the words on both sides?"""
    if position + 1 >= len(article) or position == 0:
        return False
    return (
        article.end_char(position - 1) == article.starts[position]
        and article.starts[position + 1] == article.starts[position] + 1
    )


def _hyphened(article: Article, index: int) -> bool:
    """Is the hyphen inside a name: "Stow-Bell", both of "Min-y-Nant"?"""
    if not _tight(article, index):
        return False
    inner = index > 1 and article.words[index - 2] == "-" and article.words[index - 1].isalpha()
    return article.is_capital(index - 1) or inner
