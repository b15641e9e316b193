"""Which names of an article are people's for sure: those that speak, bear a title or an age."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.found import Found

#: What only people do, right behind their names.
_SPEAKING = frozenset(
    [
        *("said", "says", "told", "added", "believes", "believed", "thinks", "thought", "hopes"),
        *("hoped", "wants", "wanted", "wrote", "writes", "insisted", "insists", "admitted"),
        *("apologised", "thanked", "welcomed", "described", "called", "recalled", "whose", "who"),
    ]
)
#: Behind quoted words: "the roof leaks," said Joan Fell.
_SAID = frozenset(["said", "says", "added", "insisted", "asked", "joked", "told", "wrote"])
#: Before a name: something is there.
_PLACING = frozenset(["at", "in", "near", "of", "from", "for", "outside"])
#: Soon behind a name they mean its bearer.
_OWN = frozenset(["he", "she", "his", "her", "him"])
_NEAR = 7
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "cllr"])


def human_names(article: Article) -> frozenset[str]:
    """The people's names that the text itself shows to be ones, and their surnames."""
    out: set[str] = set()
    for found in article.entities:
        named = found.label == "PERSON" or (found.model and found.label in {"ORG", "GPE", "LOC"})
        if named and (found.rule == "person-aged" or _acts(article, found)):
            out.add(article.text(found.start, found.end))
            if found.end - found.start > 1:
                out.add(article.words[found.end - 1])
    return frozenset(out)


def is_human(article: Article, start: int, end: int, humans: frozenset[str]) -> bool:
    """Is a name, or its last word, one of theirs?"""
    return article.text(start, end) in humans or article.words[end - 1] in humans


def _acts(article: Article, found: Found) -> bool:
    """Does it bear a title, have a role or an age, speak?"""
    before = article.lowers[found.start - 1] if found.start else ""
    if article.lowers[found.end : found.end + 2] == [",", "which"]:
        return False
    if before in _TITLES | _SAID:
        return True
    holder = article.owner[found.start - 1] if found.start else None
    if holder is not None and holder.label == "ROLE":
        return True
    return before not in _PLACING and (_aged(article, found.end) or _speaks(article, found.end))


def _aged(article: Article, comma: int) -> bool:
    """ "Blessing Adeyemi, 34," and "Perpetua Garside, the head," """
    if article.lowers[comma : comma + 1] != [","]:
        return False
    holders = [o for o in article.owner[comma + 1 : comma + 3] if o is not None]
    age = article.lowers[comma + 1 : comma + 2]
    return any(o.label == "ROLE" for o in holders) or (bool(age) and age[0].isdigit())


def _speaks(article: Article, after: int) -> bool:
    """ "Joan Fell, who", "Joan Fell took her son out" """
    line = article.line(after - 1)[1]
    behind = article.lowers[after : min(line, after + _NEAR)]
    if behind[:1] == [","]:
        behind = behind[1:]
    return behind[:1] != [] and (behind[0] in _SPEAKING or bool(_OWN & set(behind[1:])))
