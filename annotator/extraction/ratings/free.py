"""Evaluative wording outside every scale: short quotations, predicates, set phrases."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge, Phrases
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import governing_verb, phrase, subject_of
from annotator.extraction.ratings.focus import Focus
from annotator.extraction.ratings.quotes import Quote

_POLARITIES = ("positive", "negative", "mixed")
_EDGE = frozenset([",", ".", "!", "?", ";", ":", "'", '"'])
_LONGEST = 8
_PREDICATE = frozenset(
    [
        "acomp",
        "oprd",
        "attr",
        "ROOT",
        "ccomp",
        "conj",
        "xcomp",
        "advcl",
        "relcl",
        "dobj",
        "pobj",
        "pcomp",
        "dep",
        "advmod",
    ]
)


class FreeWording:
    """Finds candidates of scale ``free``."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._adjectives = self._finder(knowledge, "adjectives")
        self._nouns = self._finder(knowledge, "nouns")
        self._idioms = self._finder(knowledge, "idioms")
        self._intensifiers = words.set("lexicon", "words.intensifiers")
        self._not = words.set("lexicon", "words.not_ratings")
        self._not_subjects = words.set("lexicon", "words.not_subjects")
        self._work = words.set("lexicon", "words.work")
        self._being = words.set("grammar", "verbs.being")
        self._linking = self._being | {
            "described",
            "found",
            "considered",
            "seen",
            "called",
            "deemed",
            "judged",
            "felt",
            "branded",
            "labelled",
            "regarded",
            "rated",
            "assessed",
        }
        self._inspecting = words.set("grammar", "nouns.inspecting") - {
            "inspected",
            "inspection",
            "inspections",
        }
        self._plain_nouns = words.set("lexicon", "words.telling_nouns")
        self._plain = words.set("lexicon", "words.plain")
        self._kinds = frozenset(n for kind in words.kinds for n in kind.nouns)

    def _finder(self, knowledge: Knowledge, key: str) -> Phrases[str]:
        return knowledge.phrases(
            ((w, p) for p in _POLARITIES for w in knowledge.words["lexicon", f"{key}.{p}"]),
            lower=True,
        )

    def candidates(
        self, article: Article, quotes: list[Quote], taken: set[int], focus: Focus
    ) -> list[Candidate]:
        """Free candidates that touch no word in ``taken``, in text order."""
        used = set(taken)
        out: list[Candidate] = []
        for made in (
            self._from_quotes(article, quotes),
            self._from_idioms(article, quotes, focus),
            self._from_predicates(article, quotes, focus),
        ):
            for candidate in made:
                words = set(range(candidate.start, candidate.end))
                if words & used or any(
                    o is not None and o.label not in {"COUNT", "ORG"}
                    for o in article.owner[candidate.start : candidate.end]
                ):
                    continue
                used |= words
                out.append(candidate)
        return sorted(out, key=lambda c: c.start)

    # -- quotations -----------------------------------------------------------------------------

    def _from_quotes(self, article: Article, quotes: list[Quote]) -> Iterator[Candidate]:
        for quote in quotes:
            if quote.whole:
                continue
            start, end = quote.start, quote.end
            while end > start and article.words[end - 1] in _EDGE:
                end -= 1
            lowers = article.lowers[start:end]
            if not lowers or len(lowers) > _LONGEST or self._feeling(article, quote.start):
                continue
            if any(w in self._not for w in lowers):
                continue
            polarity = self._polarity(article, start, end)
            if polarity:
                yield Candidate(start, end, [], sign="quoted-phrase", score=0.66, polarity=polarity)
            elif (
                self._after_linking(article, quote.start)
                and len(lowers) <= 6
                and any(article.pos[i] in {"ADJ", "NOUN"} for i in range(start, end))
            ):
                yield Candidate(start, end, [], sign="quoted-predicate", score=0.45)

    def _after_linking(self, article: Article, start: int) -> bool:
        """ "was described as 'a joke'", "called the line 'a joke'"."""
        before = article.lowers[max(article.sent(start)[0], start - 8) : start - 1]
        near = before[-3:]
        if any(w in self._being for w in near) or near[-1:] == ["as"]:
            return True
        return any(
            w in {"called", "calls", "branded", "become", "became", "described", "labelled"}
            for w in before
        )

    def _feeling(self, article: Article, start: int) -> bool:
        before = article.lowers[max(0, start - 4) : start]
        return any(w in {"felt", "feel", "feeling", "feels"} for w in before)

    def _polarity(self, article: Article, start: int, end: int) -> str | None:
        """Of the evaluative words in ``[start, end)``; mixed where they disagree."""
        seen = set()
        for finder in (self._idioms, self._nouns, self._adjectives):
            seen |= {v[0] for _, _, v in finder.find(article.lowers, start, end)}
            if seen and finder is self._idioms:
                break
        if not seen:
            return None
        return seen.pop() if len(seen) == 1 else "mixed"

    # -- set phrases ----------------------------------------------------------------------------

    def _from_idioms(
        self, article: Article, quotes: list[Quote], focus: Focus
    ) -> Iterator[Candidate]:
        for start, end, values in self._idioms.find(article.lowers):
            if not self._about_work(article, start, end, focus):
                continue
            start, end = self._widened(article, start, end)
            yield Candidate(start, end, [], sign="set-phrase", score=0.6, polarity=values[0])

    def _widened(self, article: Article, start: int, end: int) -> tuple[int, int]:
        """With its article, adverbs and a short complement: "got on with the job in hand"."""
        first, last = article.sent(start)
        while start > first and (
            article.lowers[start - 1] in self._intensifiers
            or article.lowers[start - 1] in {"a", "an"}
            or (article.pos[start - 1] == "ADJ" and article.owner[start - 1] is None)
        ):
            start -= 1
        if (
            start > first
            and article.lowers[start - 1] == "in"
            and article.lowers[end - 1] == "mode"
        ):
            start -= 1
        if (
            end < last
            and article.lowers[end] == "in"
            and article.lowers[end + 1 : end + 2] == ["hand"]
        ):
            end += 2
        elif (
            end < last
            and article.lowers[end] == "to"
            and article.lowers[start] in {"struggling", "not"}
        ):
            stop = end + 1
            while stop < min(last, end + 4) and article.pos[stop] in {
                "VERB",
                "PRON",
                "DET",
                "NOUN",
            }:
                stop += 1
            end = stop if stop > end + 1 else end
        return start, end

    # -- predicates -----------------------------------------------------------------------------

    def _from_predicates(
        self, article: Article, quotes: list[Quote], focus: Focus
    ) -> Iterator[Candidate]:
        quoted = {i for q in quotes if q.whole for i in range(q.start, q.end)}
        skip = -1
        for start, end, values in self._adjectives.find(article.lowers):
            if start < skip:
                continue
            if self._is_predicate(article, start, end) and self._about_work(
                article, start, end, focus
            ):
                left, right, polarity = self._phrase(article, start, end, values[0])
                skip = right
                yield Candidate(left, right, [], sign="predicate", score=0.5, polarity=polarity)
            elif (
                start in quoted
                and values[0] == "negative"
                and self._hits_noun(article, start, end)
                and (self._inspectors_speak(article, start))
            ):
                left, right, polarity = self._phrase(article, start, end, values[0])
                skip = right
                yield Candidate(
                    left, right, [], sign="quoted-attribute", score=0.45, polarity=polarity
                )
        yield from self._unknown_predicates(article, focus)
        yield from self._quoted_nouns(article, quoted)
        for start, end, values in self._nouns.find(article.lowers):
            verb = article.heads[end - 1]
            is_attr = article.deps[end - 1] == "attr" and article.lowers[verb] in self._being
            if is_attr and self._about_work(article, start, end, focus):
                yield Candidate(
                    start, end, [], sign="noun-predicate", score=0.45, polarity=values[0]
                )

    def _quoted_nouns(self, article: Article, quoted: set[int]) -> Iterator[Candidate]:
        """ "clear direction could not disguise shortfalls": what inspectors' own words name."""
        for start, end, values in self._nouns.find(article.lowers):
            noun = end - 1
            if start not in quoted or article.deps[noun] not in {
                "dobj",
                "nsubj",
                "nsubjpass",
                "attr",
            }:
                continue
            if not self._inspectors_speak(article, start):
                continue
            while article.deps[start - 1] == "amod" and start - 1 in quoted:
                start -= 1
            bare = start == noun and values[0] == "positive"
            if not bare and (start < noun or article.lowers[noun] in self._plain_nouns):
                yield Candidate(start, end, [], sign="quoted-noun", score=0.4, polarity=values[0])

    def _inspectors_speak(self, article: Article, index: int) -> bool:
        """Does the line, or the one before a running quotation, name who inspects?"""
        number = article.line_of(index)
        for line in range(number, max(-1, number - 4), -1):
            first, last = article.lines[line]
            low = article.lowers[first:last]
            if any(w in self._inspecting for w in low) or any(
                f.label == "INSPECTORATE" for f in article.inside(first, last)
            ):
                return True
            if (
                line < number
                and article.words[last - 1] != "."
                and article.words[last - 1] not in {'"', "'"}
            ):
                return False
        return False

    def _unknown_predicates(self, article: Article, focus: Focus) -> Iterator[Candidate]:
        """ "lessons were lively": any adjective said of the work itself, if it states no fact."""
        for index, dep in enumerate(article.deps):
            if (
                dep != "acomp"
                or article.tags[index] != "JJ"
                or article.lowers[index] in self._plain
            ):
                continue
            head = article.heads[index]
            if article.lowers[head] not in self._being or index < head:
                continue
            subject = subject_of(article, head)
            if subject is None or article.lowers[subject] not in self._work:
                continue
            if any(article.deps[c] in {"prep", "xcomp", "ccomp"} for c in article.children[index]):
                continue
            left, right, polarity = self._phrase(article, index, index + 1, "")
            yield Candidate(
                left, right, [], sign="plain-predicate", score=0.38, polarity=polarity or None
            )

    def _is_predicate(self, article: Article, start: int, end: int) -> bool:
        """ "was patchy", "were described as wholly inadequate", "is well used"."""
        index = end - 1
        for _ in range(3):
            if article.deps[index] != "conj":
                break
            index = article.heads[index]
        head = article.heads[index]
        if article.deps[index] in {"acomp", "oprd"}:
            return article.lowers[head] in self._linking
        if article.deps[index] == "attr":
            return article.lowers[head] in self._being
        if self._as_predicate(article, start):
            return True
        if article.deps[index] == "amod" and article.deps[head] == "attr" and head > index:
            return article.lowers[article.heads[head]] in self._being and (
                article.lowers[head]
                in self._kinds | {"place", "environment", "picture", "regime", "culture"}
            )
        if article.tags[index] in {"VBN", "VBG", "JJ"} and article.deps[index] in {
            "ROOT",
            "ccomp",
            "conj",
            "relcl",
            "advcl",
        }:
            return any(
                article.deps[c] in {"auxpass", "aux", "cop"} and article.lowers[c] in self._being
                for c in article.children[index]
            )
        if article.deps[index] in {"amod", "pobj", "pcomp"} and article.lowers[head] == "as":
            return article.lowers[article.heads[head]] in self._linking
        return False

    def _as_predicate(self, article: Article, start: int) -> bool:
        """ "judged by the inspectors as impressive": "as" right before, a linking verb further left."""
        first = article.sent(start)[0]
        while start > first and article.lowers[start - 1] in self._intensifiers | {"being"}:
            start -= 1
        if start <= first or article.lowers[start - 1] != "as":
            return False
        return any(
            w in self._linking - self._being
            for w in article.lowers[max(first, start - 9) : start - 1]
        )

    def _hits_noun(self, article: Article, start: int, end: int) -> bool:
        """Does the adjective describe a weakness or the work: "unacceptable pressure"?"""
        index = end - 1
        if article.deps[index] == "conj":
            index = article.heads[index]
        if article.deps[index] != "amod":
            return False
        noun = article.lowers[article.heads[index]]
        return self._nouns.at([noun], 0) is not None

    def _phrase(
        self, article: Article, start: int, end: int, polarity: str
    ) -> tuple[int, int, str]:
        """With adverbs before it and what "and" or "but" joins to it."""
        first, last = article.sent(start)
        left = self._with_adverbs(article, start, first)
        seen = {polarity}
        while end + 1 < last and article.lowers[end] in {"and", "but", "yet"}:
            after = end + 1
            while after < last - 1 and article.lowers[after] in self._intensifiers:
                after += 1
            hit = self._adjectives.at(article.lowers, after)
            if not hit:
                break
            seen.add(hit[1][0])
            end = after + hit[0]
        return left, end, seen.pop() if len(seen) == 1 else "mixed"

    def _with_adverbs(self, article: Article, start: int, first: int) -> int:
        while (
            start > first
            and article.lowers[start - 1] in self._intensifiers
            and (article.owner[start - 1] is None)
        ):
            start -= 1
        if (
            start > first
            and article.tags[start - 1] == "RB"
            and article.lowers[start - 1].endswith("ly")
        ):
            start -= 1
        return start

    def _about_work(self, article: Article, start: int, end: int, focus: Focus) -> bool:
        """Is the subject a rated body or its work, and no feeling, weather or report?"""
        verb = governing_verb(article, start, end)
        subject = subject_of(article, verb) if verb is not None else None
        if subject is None or start <= subject < end:
            return bool(article.line(start)[1] - article.line(start)[0] < 9)
        low = article.lowers[subject]
        owner = article.owner[subject]
        if owner is not None:
            return focus.eligible(owner) or any(f is owner for f in focus.bodies)
        if low in self._not_subjects:
            return False
        if any(focus.eligible(f) for f in article.inside(*phrase(article, subject))):
            return True
        if low in self._work or low in self._kinds or low in {"it", "which", "that", "they"}:
            return True
        return article.pos[subject] == "NOUN" and low.removesuffix("s") not in self._not_subjects
