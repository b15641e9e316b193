"""Places told by what stands around them: "in X", "a X care home", the last line of a letter."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.closed_words import ARTICLES, DASHES
from annotator.extraction.entities.free_names import FreeNames, surnames_of, usable
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of

#: A signature or a picture's place is no longer than this many words.
_SHORT_LINE = 10
_AT = frozenset(["at", "the", "of", "from"])
_SHOUTED = re.compile(r"[A-Z][A-Z'-]{2,}")


class PlaceContexts:
    """Claims what the model missed: places behind "in", villages, surnames used alone."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._names = FreeNames(knowledge)
        self._in = words.set("places", "certain_before")
        self._villages = words.set("places", "village_words")
        self._streets = words.set("places", "street_words") | words.set("organisations", "suffixes")
        self._houses = frozenset(word for kind in words.kinds for word in kind.weak)
        self._documents = words.set("places", "document_words")
        self._never = words.set("organisations", "not_names") | words.set("times", "months")
        self._ordinary = words.set("organisations", "ordinary")
        self._nouns = knowledge.kind_nouns

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        self._datelines(article)
        self._villages_named(article)
        self._behind_in(article)
        self._beside_noun(article)
        self._last_of_line(article)
        self._after_address(article)
        self._alone(article)
        return doc

    def _place(
        self, article: Article, start: int, end: int, rule: str, score: float, label: str = "GPE"
    ) -> None:
        """Claims a place where only the model has another opinion."""
        owners = {id(o): o for o in article.owner[start:end] if o is not None}.values()
        if any(not o.model or o.start < start or o.end > end for o in owners):
            return
        if article.text(start, end) in self._never or article.lowers[start] in self._ordinary:
            return
        for owner in owners:
            article.release(owner)
        article.claim(Found(start, end, label, rule, score))

    def _datelines(self, article: Article) -> None:
        """ "SELBY, Wednesday – A school ..." at the beginning of a story."""
        for first, last in article.lines:
            end = first
            while end + 1 < last and end - first < 3 and self._shouted(article, end):
                end += 1
            if end == first or last - first < _SHORT_LINE:
                continue
            if article.words[end] == ":" and not self._known(article, first, end):
                self._place(article, first, end, "dateline", 0.75)  # SELBY: A school ...
                continue
            mark = next(
                (i for i in range(end, min(end + 8, last)) if article.words[i] in DASHES), 0
            )
            between = range(end, mark)
            small = all(
                article.words[i] in {",", "(", ")"} or article.is_capital(i) or article.owner[i]
                for i in between
            )
            if mark and small and article.is_capital(min(mark + 1, last - 1)):
                self._place(article, first, end, "dateline", 0.8)

    def _shouted(self, article: Article, index: int) -> bool:
        """A word in capitals, or the hyphen of "PONT-RHYD"."""
        return bool(_SHOUTED.fullmatch(article.words[index])) or (
            article.words[index] == "-" and article.end_char(index) == article.starts[index + 1]
        )

    def _known(self, article: Article, first: int, end: int) -> bool:
        """ "HEALTH: ...": words of the language head a paragraph."""
        return all(article.doc.vocab.has_vector(w) for w in article.lowers[first:end])

    def _villages_named(self, article: Article) -> None:
        """ "Nether Aldby", "in Great Aldby"."""
        words = article.words
        for index in range(len(words) - 1):
            if words[index] not in self._villages or not self._names.is_word(article, index + 1):
                continue
            same_line = article.line_of(index) == article.line_of(index + 1)
            if same_line and words[index + 1] not in self._streets:
                self._place(article, index, index + 2, "village-word", 0.75)

    def _behind_in(self, article: Article) -> None:
        """Free capitals behind "in" or "near", and what "and" joins to them."""
        for index, low in enumerate(article.lowers):
            if low not in self._in:
                continue
            name = self._names.after(article, index + 1)
            if name is None or name[0] != index + 1 or not self._free(article, *name):
                continue
            last = article.words[name[1] - 1]
            if last not in self._streets and last not in self._documents:
                self._place(article, *name, "behind-in", 0.7)
        for found in [f for f in article.entities if f.label == "GPE"]:
            if article.lowers[found.end : found.end + 1] != ["and"]:
                continue
            name = self._names.after(article, found.end + 1)
            single = name is not None and name[1] - name[0] == 1
            if name and single and self._free(article, *name):
                self._place(article, *name, "joined-place", 0.65)

    def _free(self, article: Article, start: int, end: int) -> bool:
        return article.free(start, end) and all(
            article.pos[i] == "PROPN" for i in range(start, end) if article.is_capital(i)
        )

    def _beside_noun(self, article: Article) -> None:
        """ "a SELBY care home": one capital between "a" and what stands there."""
        for noun, _, _ in self._nouns.find(article.lowers):
            start = noun - 1
            if start < 0 or article.words[noun] != article.lowers[noun]:
                continue
            word = article.words[start]
            if len(word) < 4 or not word[0].isupper() or not self._may_stand(article, start):
                continue
            owner = article.owner[start]
            if owner is not None and owner.end - owner.start > 1:
                continue
            shouted = word.isupper() and article.before(start) in {"a", "an"} and len(word) > 5
            shouted = shouted and not article.doc.vocab.has_vector(article.lowers[start])
            if shouted or article.pos[start] == "PROPN":
                self._place(article, start, noun, "place-of-noun", 0.7)

    def _after_address(self, article: Article) -> None:
        """ "in Cable Street, Wrensea," and "at Fernlea Hospital, Matlow."."""
        for found in article.entities:
            end = found.end
            at_service = found.label == "SERVICE" and article.before(found.start) in _AT
            if not (found.label == "LOC" or at_service) or article.low(end) != ",":
                continue
            name = self._names.after(article, end + 1)
            if name is None or name[0] != end + 1 or name[1] - name[0] > 2:
                continue
            if at_service and (name[1] - name[0] > 1 or article.low(name[1] + 1) == "and"):
                continue  # at Elm School, Fell View and Holt Primary
            closed = article.lowers[name[1] : name[1] + 1] in ([","], ["."], [";"], [")"])
            if closed and article.words[name[1] - 1] not in self._streets:
                self._place(article, *name, "after-address", 0.7)

    def _may_stand(self, article: Article, start: int) -> bool:
        """ "a SELBY care home", "tells SELBY hospital": no end of a longer name."""
        if not usable(article, start) or start == article.line(start)[0]:
            return usable(article, start)
        before = article.words[start - 1]
        small = not before[0].isupper() or before.lower() in ARTICLES
        return small and article.pos[start - 1] != "PROPN" and before not in {"-", "'s", "&"}

    def _last_of_line(self, article: Article) -> None:
        """ "Jane Doe, Selby" at the end of a letter, "Wok This Way, Quayside: 5" in a list."""
        for first, last in article.lines:
            last = _before_mark(article, first, last)
            if not 3 <= last - first <= _SHORT_LINE or article.lowers[last - 1] in {".", "!", "?"}:
                continue
            begin = next((i for i in range(last - 1, first, -1) if article.lowers[i] == ","), 0)
            owner = article.owner[begin - 1] if begin else None
            if owner is None or owner.label not in {"PERSON", "ROLE", "LOC", "SERVICE"}:
                continue
            name = self._names.after(article, begin + 1)
            if name is None or name != (begin + 1, last):
                continue
            if owner.kind == "food" or article.words[last - 1] in self._houses:
                self._place(article, *name, "listed-street", 0.65, "LOC")
            elif last - begin < 4:
                self._place(article, *name, "line-end", 0.7)

    def _alone(self, article: Article) -> None:
        """A surname alone that nothing took."""
        names = surnames_of(article)
        for index, word in enumerate(article.words):
            if word not in names or article.owner[index] is not None:
                continue
            known = article.pos[index] == "PROPN" or not article.word_counts[word.lower()]
            if known and word.lower() not in self._ordinary:
                article.claim(Found(index, index + 1, "PERSON", "surname", 0.75))


def _before_mark(article: Article, first: int, last: int) -> int:
    """The colon or spaced dash of a line; its end where it has none."""
    for index in range(first + 1, last):
        word = article.words[index]
        apart = article.starts[index] > article.end_char(index - 1)
        if word == ":" or (word in DASHES and apart):
            return index
    return last


@Language.factory("annotator_place_contexts")
def make_place_contexts(nlp: Language, name: str) -> PlaceContexts:
    """The component for ``nlp.add_pipe``."""
    return PlaceContexts(knowledge_of(nlp))
