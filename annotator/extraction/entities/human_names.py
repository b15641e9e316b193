"""Which names of an article are people's for sure: those that speak, bear a title or an age."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import QUOTES
from annotator.extraction.entities.free_names import usable
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge

#: Soon behind a name they mean its bearer.
_OWN = frozenset(["he", "she", "his", "her", "him"])
_NEAR = 7


class HumanNames:
    """Finds them by the lists of names.toml and of speech."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._saying = words.set("grammar", "speech.verbs")
        self._doing = self._saying | words.set("grammar", "speech.hoping")
        self._doing |= words.set("names", "doing") | {"who", "whose"}
        self._before = knowledge.titles | self._saying
        self._placing = words.set("places", "certain_before") | {"at", "of", "from", "for"}

    def of(self, article: Article) -> frozenset[str]:
        """The people's names that the text itself shows to be ones, and their surnames."""
        out: set[str] = set()
        for found in article.entities:
            guess = found.model and found.label in {"ORG", "GPE", "LOC"}
            named = found.label == "PERSON" or guess
            if named and (found.rule == "person-aged" or self._acts(article, found)):
                out.add(article.text(found.start, found.end))
                if found.end - found.start > 1:
                    out.add(article.words[found.end - 1])
        return frozenset(out)

    def _acts(self, article: Article, found: Found) -> bool:
        """Does it bear a title, have a role or an age, speak?"""
        before = article.before(found.start)
        if article.lowers[found.end : found.end + 2] == [",", "which"]:
            return False
        if before in self._before:
            return True
        holder = article.owner[found.start - 1] if found.start else None
        if holder is not None and holder.label == "ROLE":
            return True
        placed = before in self._placing
        return not placed and (_aged(article, found.end) or self._speaks(article, found.end))

    def _speaks(self, article: Article, after: int) -> bool:
        """ "Joan Fell, who", "Joan Fell took her son out" """
        line = article.line(after - 1)[1]
        behind = article.lowers[after : min(line, after + _NEAR)]
        if behind[:1] == [","]:
            behind = behind[1:]
        return behind[:1] != [] and (behind[0] in self._doing or bool(_OWN & set(behind[1:])))


class ShapedNames:
    """Finds names of people that only their form and the comma behind them show."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._not_first = words.set("names", "openers") | words.set("names", "function_words")
        self._not_last = words.set("organisations", "suffixes") | words.set(
            "places", "street_words"
        )
        self._not_last |= {word for kind in words.kinds for word in (*kind.weak, *kind.suffixes)}
        self._saying = words.set("grammar", "speech.verbs")
        self._honorifics = words.set("roles", "honorifics")
        self._titles = knowledge.titles

    def before(self, article: Article, comma: int) -> int | None:
        """Where "Gethin Marlais" begins, two or three capitals that open a sentence or follow
        "said"; None where no such name ends before the comma."""
        first = article.line(comma)[0]
        start = comma
        while start > first and comma - start < _NEAR and _of_name(article, start - 1):
            start -= 1
        start += start < comma and article.words[start] in self._honorifics
        names = [i for i in range(start, comma) if article.is_capital(i)]
        if not 1 < len(names) < 4 or names[0] != start or names[-1] != comma - 1:
            return None
        if article.lowers[start] in self._not_first or article.words[comma - 1] in self._not_last:
            return None
        before = article.before(start)
        opens = start in {first, article.sent(start)[0]} or before in QUOTES
        titled = before in self._titles
        return start if opens or titled or before in self._saying else None


def _of_name(article: Article, index: int) -> bool:
    """A capital that no rule took, or a hyphen."""
    word = article.words[index]
    named = word[0].isupper() and len(word) > 1 and not word.isupper()
    return usable(article, index) and (named or word == "-")


def is_human(article: Article, start: int, end: int, humans: frozenset[str]) -> bool:
    """Is a name, or its last word, one of theirs?"""
    return article.text(start, end) in humans or article.words[end - 1] in humans


def _aged(article: Article, comma: int) -> bool:
    """ "Blessing Adeyemi, 34," and "Perpetua Garside, the head," """
    if article.lowers[comma : comma + 1] != [","]:
        return False
    holders = [o for o in article.owner[comma + 1 : comma + 3] if o is not None]
    age = article.low(comma + 1)
    return any(o.label == "ROLE" for o in holders) or age[:1].isdigit()
