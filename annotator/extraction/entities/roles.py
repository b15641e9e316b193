"""Job titles and public offices of a specific holder."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.closed_words import POSSESSIVES
from annotator.extraction.entities.human_names import ShapedNames
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of

#: What may stand between a title and the name of its holder, besides "Mr" and the like.
_BETWEEN = frozenset([",", "of", "for", "at", "the", "'s", "(", "-", "and", "his", "her"])
_BETWEEN |= {"majesty", "hm"}
_OWNERS = POSSESSIVES | {"whose", "'s"}
_AFTER_OFFICE = frozenset(["was", "is", "has", "had", "of", ","])
_NOT_ONE = frozenset(
    ["a", "an", "any", "every", "each", "no", "another", "many", "some", "most", "former"]
)


class Roles:
    """Claims titles: known ones everywhere, other heads only beside a name or an owner."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._strong = knowledge.word_phrases("roles", "strong")
        self._objects = knowledge.word_phrases("roles", "objects")
        self._heads = words.set("roles", "heads")
        self._modifiers = words.set("roles", "modifiers")
        self._owned = {w[:-2] for w in self._modifiers if w.endswith("'s")}
        self._fields = self._modifiers.union(
            word for phrase in words["roles", "objects"] for word in phrase.split()
        ) - words.set("names", "function_words")
        self._not_modifiers = words.set("roles", "not_modifiers")
        self._before_names = words.set("roles", "honorifics")
        self._shaped = ShapedNames(knowledge)
        self._becoming = words.set("roles", "becoming")
        self._bare_ends = words.set("roles", "bare_ends")
        self._saying = words.set("grammar", "speech.verbs")
        self._regions = {w.lower() for w in words["places", "compass"]} | {"midlands", "region"}
        self._honorifics = frozenset(w.lower() for w in words["roles", "honorifics"])
        self._changes = self._not_modifiers | {"permanent", "next"}
        self._between = knowledge.titles | _BETWEEN
        self._after_office = words.set("grammar", "speech.verbs") | _AFTER_OFFICE
        self._after_office |= words.set("roles", "leaving")
        self._crowds = words.set("roles", "not_objects")
        self._never = words.set("roles", "never")
        self._single = words.set("roles", "single")
        self._many = words.set("roles", "many")

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        for start, end, _ in self._strong.find(article.lowers):
            if self._specific(article, start, end):
                for owner in list(article.inside(start, end)):
                    if owner.rule == "gazetteer" and owner.end == end:
                        article.release(owner)  # chief inspector of prisons for Scotland
                self._claim(article, start, end, "role-list", 0.92)
        named = {
            tuple(article.words[f.start : f.start + 2])
            for f in article.entities
            if f.label == "SERVICE" and f.end - f.start > 2
        }
        for index in range(len(article)):
            if tuple(article.words[index : index + 2]) in named:
                continue  # Bishop Wulfstan, a school
            rule = self._why(article, index) if self._is_head(article, index) else None
            if rule:
                self._claim(article, index, index + 1, *rule)
        return doc

    def _is_head(self, article: Article, index: int) -> bool:
        """A title's last word, but not the "Ms" before a name."""
        if article.lowers[index] not in self._heads or article.owner[index] is not None:
            return False
        return article.low(index + 1) not in self._heads and (
            article.words[index] not in self._before_names
        )

    def _claim(self, article: Article, start: int, end: int, rule: str, score: float) -> None:
        if article.lowers[start] != "cllr":
            start = self._left(article, start)
        end = self._right(article, self._object_end(article, start, end))
        end = self._with_region(article, start, end)
        article.claim(Found(start, end, "ROLE", rule, score))

    def _with_region(self, article: Article, start: int, end: int) -> int:
        """ "director of primary care IN THE EAST OF ENGLAND": whose field is a region."""
        stop = end + 2
        directs = {"director", "inspector"} & set(article.lowers[start:end])
        if not directs or article.lowers[end:stop] != ["in", "the"] or end - start < 3:
            return end
        while stop < len(article) and article.lowers[stop] in self._regions:
            stop += 1
        if stop > end + 2 and article.lowers[stop : stop + 2] == ["of", "england"]:
            stop += 2
        owners = [owner for owner in article.inside(end, stop) if owner.label in {"GPE", "LOC"}]
        if stop == end + 2 or any(owner.end > stop for owner in owners):
            return end
        for owner in owners:
            article.release(owner)
        return stop if article.free(end, stop) else end

    def _left(self, article: Article, start: int) -> int:
        first = article.sent(start)[0]
        position = start
        if article.lowers[start].startswith("spokes"):
            return start  # a council spokesman: the council is the body
        while position > first and article.owner[position - 1] is None:
            low = article.lowers[position - 1]
            if low in self._becoming:
                break
            title = article.is_capital(start) and article.is_capital(position - 1)
            if low in self._modifiers or (title and self._plain_capital(article, position - 1)):
                position -= 1
                start = position
            elif self._joins(article, position - 1, first):
                position -= 1
            else:
                break
        return start

    def _joins(self, article: Article, index: int, first: int) -> bool:
        """ "police AND crime commissioner", not "principal AND chief executive"."""
        before = article.lowers[index - 1] if index > first else ""
        if article.lowers[index] == "'s":
            return before in self._owned
        if article.lowers[index] == "and":
            return before in self._modifiers - self._heads
        return article.lowers[index] == "-" and before in self._modifiers

    def _plain_capital(self, article: Article, index: int) -> bool:
        """ "Local Democracy Reporter": a capital that is no name and opens no sentence."""
        low = article.lowers[index]
        return (
            index > article.sent(index)[0]
            and low not in self._not_modifiers
            and not article.doc[index].ent_type_
            and low.isalpha()
            and low not in self._honorifics
        )

    def _object_end(self, article: Article, start: int, end: int) -> int:
        """Behind a longer object than the known title has: "director of operations IN THE EAST"."""
        title = article.lowers[start:end]
        if "of" not in title:
            return end
        begin = start + title.index("of") + 1
        hit = self._objects.at(article.lowers, begin) if begin < len(article) else None
        return max(end, begin + hit[0]) if hit and article.free(begin, begin + hit[0]) else end

    def _right(self, article: Article, end: int) -> int:
        if end + 1 < len(article) and article.lowers[end] in {"of", "for"}:
            hit = self._objects.at(article.lowers, end + 1)
            if hit and article.free(end, end + 1 + hit[0]):
                return end + 1 + hit[0]
            stop = end + 1
            while stop < min(article.sent(end)[1], end + 5) and self._plain_object(article, stop):
                stop += 1
            return stop if stop > end + 1 else end
        return end

    def _plain_object(self, article: Article, index: int) -> bool:
        """ "director OF SECONDARY CARE": lower-case nouns and their adjectives, known fields."""
        low = article.lowers[index]
        if article.owner[index] is None and article.is_capital(index) and low in self._fields:
            return True  # Director of Consumer Regulation
        return (
            article.words[index] == low
            and low.isalpha()
            and article.pos[index] in {"NOUN", "ADJ"}
            and article.owner[index] is None
            and low not in self._crowds
        )

    def _specific(self, article: Article, start: int, end: int) -> bool:
        """Not "any chief executive" nor part of a plural."""
        before = article.before(start)
        title = article.lowers[start:end]
        head = start + title.index("of") - 1 if "of" in title else end - 1
        return article.tags[head] != "NNS" and before not in {"any", "every", "each", "many"}

    def _why(self, article: Article, index: int) -> tuple[str, float] | None:
        """The rule by which an ordinary head is a title here."""
        start = self._left(article, index)
        end = self._right(article, index + 1)
        other = article.tags[index] in {"NNS", "VB", "VBZ", "VBD", "VBP", "JJ"}
        if other and not article.is_capital(index):
            alone = article.lowers[index] in self._single and _person_at(article, end)
            return ("role-beside-name", 0.8) if alone else None
        before = article.before(start)
        person = self._person_after(article, end) or self._apposed(article, start, end)
        if self._new_holder(article, start, end):
            return "role-new-holder", 0.7
        if before in _NOT_ONE and not person and not self._called(article, start):
            return None
        if person or self._person_before(article, start):
            return "role-beside-name", 0.9
        if before in _OWNERS and self._holds(article, index, end):
            return "role-owned", 0.6
        if self._is_office(article, index, start, end):
            return "role-office", 0.6
        if before in self._becoming and self._is_bare(article, index, end):
            return "role-bare", 0.7
        return None

    def _apposed(self, article: Article, start: int, end: int) -> bool:
        """ "the janitor, Erchie Mutch,": two free capitals between commas."""
        words = article.words[end : end + 4]
        before = article.before(start)
        plain = len(words) == 4 and words[0] == "," == words[3] and before in {"the", "its", "'s"}
        return plain and all(
            article.owner[i] is None and article.is_capital(i) and not article.words[i].isupper()
            for i in (end + 1, end + 2)
        )

    def _called(self, article: Article, start: int) -> bool:
        """ "Hattie Gill, a local MP": an apposition, no former office."""
        before = article.before(start)
        return before in {"a", "an"} and self._person_before(article, start - 1)

    def _holds(self, article: Article, index: int, end: int) -> bool:
        """ "its head quit", not "his head down" nor "their teacher"."""
        low = article.lowers[index]
        if low in self._many:
            return False
        if low in {"head", "chief", "lead"}:
            return article.pos[end : end + 1] in (["VERB"], ["AUX"], ["PUNCT"])
        return True

    def _new_holder(self, article: Article, start: int, end: int) -> bool:
        """ "a new governor", "the new head": an office of which there is one."""
        if start < 2 or article.before(start) not in self._changes:
            return False
        single = (
            article.lowers[end - 1] in self._single
            or " ".join(article.lowers[start:end]) in self._single
        )
        return single and article.low(start - 2) in {"a", "the", "its", "their", "'s", "this"}

    def _is_bare(self, article: Article, index: int, end: int) -> bool:
        """ "was librarian for 31 years", "named governor of": a holder needs no article."""
        low = article.lowers[index]
        if low in self._many or low in self._changes or low in {"lead", "deputy", "chief"}:
            return False
        after = article.low(end) if end < article.line(index)[1] else "."
        return after in self._bare_ends and (low != "head" or after in {"of", "at", "from"})

    def _is_office(self, article: Article, index: int, start: int, end: int) -> bool:
        """ "the governor said", "the chair of the forum": an office of which there is one."""
        if article.lowers[index] not in self._single or start == 0:
            return False
        if end >= article.line(index)[1]:
            return False
        before, after = article.before(start), article.lowers[end]
        if before in {",", ":", "but"}:
            return after in self._saying and article.pos[end] == "VERB"  # head tells parents
        if article.pos[start - 1] == "ADJ" and article.before(start - 1) == "the":
            before = "the"  # the old head
        if before not in {"the", "same"}:
            return False
        if after == "who" or (article.tags[end] in {"VBZ", "VBD"} and article.pos[end] == "VERB"):
            return True
        if article.lowers[index] in {"head", "chair"}:
            return before == "same" or after in self._after_office
        return article.pos[end] in {"VERB", "AUX"} or after in {",", "."}

    def _person_after(self, article: Article, end: int) -> bool:
        """Does a name follow, perhaps after the body: "director for Kent, Mary ..."?"""
        position = end
        stop = min(article.sent(end - 1)[1], end + 9)
        while position < stop:
            owner = article.owner[position]
            if owner is not None and owner.label != "PERSON":
                position = owner.end
                continue
            if _person_at(article, position):
                return True
            low = article.lowers[position]
            if low not in self._between and not article.is_capital(position):
                return False
            position += 1
        return False

    def _person_before(self, article: Article, start: int) -> bool:
        """Is it an apposition behind a name: "Suki Binning, Chief Executive"?"""
        position = start - 1
        first = article.sent(start)[0]
        while position >= first and start - position < 6:
            if _person_at(article, position):
                return (
                    article.lowers[position + 1] in {",", "(", "'s", "-"} or position == start - 1
                )
            owner = article.owner[position]
            if (
                article.words[position] == ","
                and self._shaped.before(article, position) is not None
            ):
                return True
            if article.lowers[position] not in self._between and owner is None:
                return False
            position -= 1
        return False


def _person_at(article: Article, index: int) -> bool:
    return article.doc[index].ent_type_ == "PERSON" and article.owner[index] is None


@Language.factory("annotator_roles")
def make_roles(nlp: Language, name: str) -> Roles:
    """The component for ``nlp.add_pipe``."""
    return Roles(knowledge_of(nlp))
