"""Counts: from the number or fraction to the end of the counted noun."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_PARAGRAPH = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_OF = frozenset(["the", "its", "their", "his", "her", "those", "these", "all", "our", "your"])
_PRONOUNS = (["them"], ["us"], ["you"])


class Counts:
    """Claims numbers of people and things; times, money, ages and scores are none."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._in_number = words.set("counts", "inside")
        self._about = words.set("counts", "about")
        self._loose = words.set("counts", "behind_loose")
        self._numbers = words.set("counts", "numbers")
        self._phones = words.set("counts", "phone_numbers")
        self._answered = words.set("counts", "behind_phone_number")
        self._crowds = words.set("counts", "crowds")
        self._fractions = words.set("counts", "fractions")
        self._measures = words.set("counts", "measures")
        self._no_noun = words.set("counts", "not_nouns")
        self._no_before = words.set("counts", "not_before")
        self._long_nouns = knowledge.word_phrases("counts", "long_nouns")
        self._grade_nouns = words.set("counts", "grade_nouns")
        self._grades = knowledge.phrases(
            (wording.lower(), point.code)
            for scale in knowledge.registry
            for point in scale.points
            for wording in (point.name, *point.synonyms)
            if wording[0].isalpha()
        )

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        index = 0
        while index < len(article):
            end = self._at(article, index) if article.owner[index] is None else 0
            if end and article.claim(Found(index, end, "COUNT", "count", 0.82)):
                index = end
            else:
                index += 1
        return doc

    def _at(self, article: Article, index: int) -> int:
        """The end of a count that starts here; 0 where none does."""
        low = article.lowers[index]
        if low in {"a", "one", "two", "three", "four", "half", "nearly"} or low in self._fractions:
            end = self._fraction(article, index)
            if end:
                return end
        if low == "a" and article.low(index + 1) == "dozen":
            end = self._noun_end(article, index + 2)
            return end if end > index + 2 else 0
        if not self._is_number(article, index) or _numbers_paragraph(article, index):
            return 0
        if _of_children(article, index):
            return index + 1
        if self._is_other(article, index) or self._one_of_many(article, index):
            return 0
        return self._counted(article, index)

    def _one_of_many(self, article: Article, index: int) -> bool:
        """ "one of the largest landlords", "one of them": no count without another number."""
        if article.lowers[index] != "one" or article.low(index + 1) != "of":
            return False
        return not any(
            self._is_number(article, i) for i in range(index + 2, min(index + 5, len(article)))
        )

    def _is_number(self, article: Article, index: int) -> bool:
        low = article.lowers[index]
        return low in self._numbers or _DIGITS.fullmatch(low) is not None

    def _is_other(self, article: Article, index: int) -> bool:
        """A score, an age, a page, a phone number, a part of a word."""
        lowers = article.lowers
        before = lowers[index - 1] if index else ""
        after = lowers[index + 1] if index + 1 < len(article) else ""
        share = _percent_end(lowers, index + 1)
        if share and lowers[share : share + 1] == ["of"]:
            return before in {"by", "-"}
        if before in {"to", "and", "or", "-"} and lowers[max(0, index - 3) : index - 2] == ["aged"]:
            return True
        if before in self._no_before or after in self._no_noun or before == "-" or before == "/":
            return True
        if after in {"-", "/", ":"} and article.end_char(index) == article.starts[index + 1]:
            return (
                lowers[index].isdigit() if after == ":" else not self._hyphen_noun(article, index)
            )
        if before == "," and after in {",", ".", "and"} and lowers[index].isdigit():
            return True  # Jane Doe, 24, said
        noun = index + 1 < len(article) and article.pos[index + 1] in {"NOUN", "ADJ", "VERB"}
        return lowers[index] in self._phones and (not noun or after in self._answered)

    def _hyphen_noun(self, article: Article, index: int) -> bool:
        """ "three-quarters of", "forty-two homes", "three-bed homes"."""
        if index + 2 >= len(article):
            return False
        after = article.lowers[index + 2]
        return after in self._fractions or (
            article.lowers[index].endswith("ty") and after in self._numbers
        )

    def _fraction(self, article: Article, index: int) -> int:
        """ "a quarter of the cases", "half of patients", "two-thirds of"."""
        lowers, size = article.lowers, len(article)
        position = index
        if index and lowers[index - 1] in {"each", "other", "either", "first", "second"}:
            return 0
        while position < min(index + 3, size) and lowers[position] not in self._fractions:
            if lowers[position] not in {"a", "one", "two", "three", "four", "-"}:
                return 0
            position += 1
        if position >= min(index + 3, size) or position + 1 >= size:
            return 0
        if lowers[position] == "quarter" and lowers[position + 1] != "of":
            return 0
        if lowers[position + 1] != "of":
            if lowers[position] == "half" and self._half_of_them(article, index, position):
                return position + 1
            nouns = lowers[position] == "half" and lowers[position + 1] in _OF
            return self._noun_end(article, position + 1) if nouns else 0
        if lowers[position + 2 : position + 3] in _PRONOUNS:
            return position + 3
        if article.low(position + 2) == "those" and article.tags[position + 3 : position + 4] == [
            "VBN"
        ]:
            return position + 4
        end = self._noun_end(article, position + 2)
        return end if end > position + 2 else 0

    def _half_of_them(self, article: Article, index: int, position: int) -> bool:
        """ "almost half had been there for a year": whom it counts was said before."""
        opens = index == article.sent(index)[0] or article.before(index) in self._about
        return opens and index == position and article.pos[position + 1] in {"AUX", "VERB"}

    def _before_grade(self, article: Article, position: int) -> int:
        """Behind the modifiers of "two successive inadequate verdicts": the grade is no noun."""
        stop = position
        while stop < position + 3 and stop < len(article):
            hit = self._grades.at(article.lowers, stop)
            if hit and article.lowers[stop + hit[0] : stop + hit[0] + 1] != []:
                return stop if article.lowers[stop + hit[0]] in self._grade_nouns else 0
            if article.pos[stop] != "ADJ" or article.owner[stop] is not None:
                return 0
            stop += 1
        return 0

    def _counted(self, article: Article, index: int) -> int:
        """The end of "12 new officers", "three in four shops", "six of the 14 wards"."""
        lowers, size = article.lowers, len(article)
        position = self._number_end(article, index)
        percent = _percent_end(lowers, position)
        if percent:
            return self._share(article, percent)
        following = lowers[position] if position < size else ""
        if following in {"in", "out"}:
            return self._one_in(article, position)
        if following == "of" and position + 1 < size:
            return self._some_of(article, position)
        graded = self._before_grade(article, position)
        if graded:
            return graded if lowers[index] not in {"one", "1"} else 0
        end = self._noun_end(article, position)
        if end > position:
            one = lowers[index] in {"one", "1"}
            return self._one_in_after(article, end) or (
                0 if one and not self._counts_one(article, index, end) else end
            )
        return position if self._stands_alone(article, index, position) else 0

    def _number_end(self, article: Article, index: int) -> int:
        """Behind "two hundred", "forty-two", "three million"."""
        lowers, size = article.lowers, len(article)
        position = index + 1
        if position < size and lowers[position] == "-" and self._hyphen_noun(article, index):
            position += 2
        while position < size and lowers[position] in self._in_number and lowers[position] != "and":
            if lowers[position] == "half" or lowers[position] == "-":
                break
            position += 1
        return position

    def _some_of(self, article: Article, position: int) -> int:
        """ "two of them", "six of the 14 wards", "12 of the town's 90 shops"."""
        lowers = article.lowers
        if lowers[position + 1] in {"them", "us", "you", "those", "these"}:
            end = self._noun_end(article, position + 2) if lowers[position + 1][0] == "t" else 0
            return end if end > position + 2 else position + 2
        stop = min(article.sent(position)[1], position + 6)
        if any(
            article.tags[i] in {"JJS", "RBS"} and lowers[i] not in {"least", "most"}
            for i in range(position + 1, min(position + 3, stop))
        ):
            return 0
        for owned in range(position + 2, stop - 1):
            if lowers[owned] in {"'s", "'"} and self._is_number(article, owned + 1):
                end = self._noun_end(article, owned + 2)
                return end if end > owned + 2 else owned + 2
        if lowers[position + 1] in _OF and self._is_number(article, position + 2):
            end = self._noun_end(article, position + 3)
            return max(end, position + 3)  # two of the nine
        end = self._noun_end(article, position + 1)
        if end == position + 1:
            return position  # eight of Kent's schools, 30 of whom
        if end < len(article) and lowers[end] == "'s":
            end = max(self._noun_end(article, end + 1), end)
        return end if end > position + 2 or lowers[position + 1] not in _OF else 0

    def _share(self, article: Article, position: int) -> int:
        """ "60% of prisoners"; a percentage alone is no count."""
        if position + 1 >= len(article) or article.lowers[position] != "of":
            return 0
        if article.lowers[position + 1 : position + 2] in _PRONOUNS:
            return position + 2
        end = self._noun_end(article, position + 1)
        return end if end > position + 1 else 0

    def _counts_one(self, article: Article, index: int, end: int) -> bool:
        """ "One city, four services": "one" counts before or beside another number."""
        del end
        first, last = article.sent(index)
        if index > first + 1 and article.before(index) == ",":
            return any(f.label == "COUNT" for f in article.inside(max(first, index - 4), index))
        if index != first:
            return False
        return any(
            article.lowers[i] in self._numbers and article.lowers[i] != "one"
            for i in range(index + 1, min(last, index + 8))
        )

    def _one_in(self, article: Article, position: int) -> int:
        """ "one in three prisoners", "seven out of ten homes"."""
        position += 2 if article.lowers[position] == "out" else 1
        position += article.low(position) == "every"
        if position >= len(article) or not self._is_number(article, position):
            return 0
        if article.owner[position] is not None:
            return 0
        after = position + 1
        if after < len(article) and article.lowers[after] == "of":
            after += 1
        end = self._noun_end(article, after)
        out = article.lowers[position - 1] == "of"
        return end if end > after else (0 if out else position + 1)

    def _one_in_after(self, article: Article, end: int) -> int:
        """ "one pupil in eight"."""
        inside = end + 1 < len(article) and article.lowers[end] == "in"
        if not inside or not self._is_number(article, end + 1) or article.lowers[end + 1] == "one":
            return 0
        if article.owner[end + 1] is not None or self._noun_end(article, end + 2) > end + 2:
            return 0
        return end + 2

    def _noun_end(self, article: Article, start: int) -> int:
        """Behind the noun that the words from ``start`` lead to; ``start`` where none does."""
        if start < len(article):
            known = self._long_nouns.find(article.lowers, start, min(start + 6, len(article)))
            hit = next(iter(known), None)
            if hit and hit[0] <= start + 1 and article.free(start, hit[1]):
                return hit[1]
        end = self._plain_noun_end(article, start)
        return self._with_more(article, end) if end > start else end

    def _with_more(self, article: Article, end: int) -> int:
        """ "22 parents and carers", "three sacks of copper wire"."""
        last = article.sent(end - 1)[1]
        if end + 1 >= last or article.owner[end] is not None:
            return end
        low, after = article.lowers[end], end + 1
        bare = article.owner[after] is None and article.lowers[after] not in self._no_noun
        if (
            low in {"and", "or"}
            and bare
            and article.tags[after] == "NNS"
            and article.tags[end - 1] == "NNS"
        ):
            ends_there = after + 1 >= last or article.pos[after + 1] not in {"VERB", "AUX", "NOUN"}
            return after + 1 if ends_there and article.deps[after] == "conj" else end
        if (
            low == "of"
            and article.lowers[end - 1] in self._measures
            and bare
            and article.pos[after] in {"NOUN", "ADJ"}
        ):
            stop = self._plain_noun_end(article, after)
            return stop if stop > after else end
        return end

    def _plain_noun_end(self, article: Article, start: int) -> int:
        if start >= len(article) or (start and article.line_of(start) > article.line_of(start - 1)):
            return start
        last = article.sent(start)[1]
        position = start
        end = start
        while position < min(last, start + 8):
            pos, low = article.pos[position], article.lowers[position]
            if article.owner[position] is not None or (low in self._no_noun and end == start):
                break
            if pos in {"NOUN", "PROPN"} and low not in self._no_noun:
                end = position + 1
            elif (
                end > start and not (low == "-" and position + 1 < last)
            ) or not self._before_noun(article, position, start):
                break
            position += 1
        if end == start and position > start and position < last:
            owner = article.owner[position]
            if owner is not None and owner.label in {"SERVICE", "ORG"}:
                return position
        return end

    def _before_noun(self, article: Article, position: int, start: int) -> bool:
        low, pos = article.lowers[position], article.pos[position]
        if low in {"and", "or"} and position > start:
            after = position + 1 < len(article) and article.owner[position + 1] is None
            return after and article.pos[position - 1] == "ADJ" == article.pos[position + 1]
        if pos in {"ADJ", "ADV", "NUM"} or low == "-" or article.tags[position] in {"VBN", "VBG"}:
            if low in {"later", "earlier", "more"}:
                return article.pos[position + 1 : position + 2] in (["NOUN"], ["ADJ"])
            return low not in {"ago", "too", "not"}
        return position == start and low in _OF

    def _known(self, article: Article, index: int, end: int) -> bool:
        """ "all three belong to", "the two cannot", "adequate in three: ..."."""
        before = article.before(index)
        if before == "in" and article.lowers[end] == ":":
            return True
        verb = article.pos[end] in {"AUX", "VERB"} and not article.lowers[index].isdigit()
        return verb and before in {"all", "the", "these", "those"}

    def _stands_alone(self, article: Article, index: int, end: int) -> bool:
        """ "nine recommendations to one and SIX to the other": the noun was counted before."""
        crowd = (
            index > 1 and article.before(index) == "of" and article.low(index - 2) in self._crowds
        )
        if crowd:
            return True
        if index and end < len(article) and self._known(article, index, end):
            return True
        if end < len(article) and article.lowers[end] not in self._loose:
            return False
        if index == end - 1 and article.words[index].isdigit() and len(article.words[index]) == 4:
            return False
        if article.lowers[index] == "one":
            return False
        first, _ = article.sent(index)
        return any(found.label == "COUNT" for found in article.inside(first, index))


def _of_children(article: Article, index: int) -> bool:
    """ "a mother-of-two"."""
    lowers = article.lowers
    of = index > 3 and lowers[index - 3 : index] == ["-", "of", "-"]
    return of and lowers[index - 4] != "out"


def _percent_end(lowers: list[str], position: int) -> int:
    """Behind "%", "per cent" or "percent" at a position; 0 where there is none."""
    if lowers[position : position + 2] == ["per", "cent"]:
        return position + 2
    return position + 1 if lowers[position : position + 1] in (["%"], ["percent"]) else 0


def _numbers_paragraph(article: Article, index: int) -> bool:
    """ "2.1 The overall effectiveness ...": the number of a paragraph."""
    first, last = article.line(index)
    words = article.words[index : index + 2]
    numbered = index == first and _PARAGRAPH.fullmatch(words[0])
    return bool(numbered) and last - index > 1 and words[1][:1].isupper()


@Language.factory("annotator_counts")
def make_counts(nlp: Language, name: str) -> Counts:
    """The component for ``nlp.add_pipe``."""
    return Counts(knowledge_of(nlp))
