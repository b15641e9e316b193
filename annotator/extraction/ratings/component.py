"""The rating finder as one component: candidates in, judged and completed candidates out."""

from __future__ import annotations

import itertools

from spacy.language import Language
from spacy.tokens import Doc

from annotator.core.scales import Scale, ScalePoint
from annotator.extraction.article import Article, article_of
from annotator.extraction.closed_words import CONTRASTS, QUOTES
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge, knowledge_of
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.categories.finding import Categories
from annotator.extraction.ratings.free.finding import FreeWording
from annotator.extraction.ratings.layouts.bracketed import Brackets
from annotator.extraction.ratings.layouts.grade_rows import GradeRows
from annotator.extraction.ratings.layouts.headed_lists import HeadedLists
from annotator.extraction.ratings.layouts.keyed import Keys
from annotator.extraction.ratings.layouts.listings import Listings
from annotator.extraction.ratings.layouts.shared_grades import SharedGrades
from annotator.extraction.ratings.layouts.tables import Tables
from annotator.extraction.ratings.merging import is_heading, merged
from annotator.extraction.ratings.setting import Setting, SettingFinder
from annotator.extraction.ratings.status.changes import compare, share_categories
from annotator.extraction.ratings.status.chronicle import date_lines
from annotator.extraction.ratings.status.rules import StatusRules
from annotator.extraction.ratings.status.superseded import Superseding
from annotator.extraction.ratings.status.vote import StatusVote, load_status_weights
from annotator.extraction.ratings.subjects.echoes import carry_over
from annotator.extraction.ratings.subjects.finding import Subjects
from annotator.extraction.ratings.subjects.focus import Focus
from annotator.extraction.ratings.values.codes import without_glosses
from annotator.extraction.ratings.values.definitions import Definitions
from annotator.extraction.ratings.values.repeats import Repeats
from annotator.extraction.ratings.values.signs import Signs
from annotator.extraction.ratings.values.vouched_numbers import VouchedNumbers
from annotator.extraction.ratings.values.wordings import Wordings
from annotator.extraction.ratings.voices.quotes import Quote, quotes_of
from annotator.extraction.ratings.voices.speakers import Speakers

#: Rules that take a name for a service of the kind that the article is mostly about.
_GUESSES = frozenset(["service-judged", "service-inspected", "service-unplaced", "rated-name"])
#: Begin a clause that turns to another time.
_TURNING = CONTRASTS | {"yet", "where"}


class Ratings:
    """Fills ``article.ratings``; stays silent where nobody inspects anybody."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._setting = SettingFinder(knowledge)
        self._wordings = Wordings(knowledge)
        self._signs = Signs(knowledge)
        self._listings = Listings(knowledge)
        self._tables = Tables(knowledge)
        self._definitions = Definitions(knowledge)
        self._brackets = Brackets(knowledge)
        self._rows = GradeRows(knowledge)
        self._headed = HeadedLists(knowledge)
        self._numbers = VouchedNumbers(knowledge)
        self._free = FreeWording(knowledge)
        self._categories = Categories(knowledge)
        self._status = StatusRules(knowledge)
        self._speakers = Speakers(knowledge)
        self._supersede = Superseding(knowledge)
        self.vote = StatusVote(knowledge, load_status_weights())
        self._keys = Keys(knowledge)
        self._shared = SharedGrades(knowledge)
        self._repeats = Repeats(knowledge)

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        setting = self._setting(article)
        if not setting.bodies:
            return doc
        quotes = quotes_of(article)
        found = self._wordings.candidates(article, setting.scales)
        self._listings.names(article, found, setting)
        focus = Focus(article, setting, self._knowledge)
        official = self._official(article, found, quotes, setting, focus)
        taken = {i for c in official for i in range(c.start, c.end)}
        taken |= self._categories.words_of(article, official)
        free = self._free.candidates(article, quotes, taken, focus)
        candidates = sorted([*official, *free], key=lambda c: c.start)
        self._complete(article, candidates, quotes, setting, focus)
        carry_over(article, candidates, focus)
        self._status.restore(article, candidates)
        date_lines(article, candidates)
        told = [c.status for c in candidates]
        self._supersede(article, candidates, focus, setting.year)
        for status, (before, after) in zip(told, itertools.pairwise(candidates), strict=False):
            if before.status != status and after.date in {None, before.date}:
                self._status.inherit(article, before, after)  # what one verb lists
        self.vote(article, candidates, focus, setting.year)
        share_categories(article, candidates)
        compare(candidates, focus)
        article.ratings = merged(article, [c for c in candidates if c.subjects], focus)
        return doc

    def _official(
        self,
        article: Article,
        found: list[Candidate],
        quotes: list[Quote],
        setting: Setting,
        focus: Focus,
    ) -> list[Candidate]:
        quoted = {i for q in quotes if q.whole for i in range(q.start, q.end)}
        explained = self._definitions.numbers(article, found)
        found = [c for number, c in enumerate(found) if number not in explained]
        for candidate in found:
            candidate.quoted = candidate.start in quoted
            self._listings.judge(article, candidate, focus)
            self._signs.judge(article, candidate, setting)
        self._tables.judge(article, found, focus)
        self._headed.judge(article, found, focus)
        self._brackets.judge(article, found)
        self._keys.read(article, found)
        self._numbers.judge(article, found)
        self._rows.judge(article, found)
        self._shared.share(article, found, focus)
        self._repeats.accept(article, found, is_heading)
        return without_glosses(article, found)

    def _complete(
        self,
        article: Article,
        candidates: list[Candidate],
        quotes: list[Quote],
        setting: Setting,
        focus: Focus,
    ) -> None:
        finder = Subjects(article, setting, focus, self._knowledge)
        finder.find_all(candidates)
        voices = self._speakers.voices(article, quotes)
        for number, candidate in enumerate(candidates):
            left = candidates[number - 1].end if number else 0
            right = candidates[number + 1].start if number + 1 < len(candidates) else len(article)
            self._choose_point(article, candidate, setting)
            candidate.category = self._categories.find(article, candidate, left, right)
            candidate.date = _date(article, candidate, left, right)
            self._status.set(article, candidate, left, right, setting)
            if number:
                self._status.inherit(article, candidates[number - 1], candidate)
            self._speakers.set(article, candidate, voices, setting)

    def _choose_point(self, article: Article, candidate: Candidate, setting: Setting) -> None:
        """The scale of the inspectorate whose remit the subject falls in, else the likeliest."""
        if candidate.free:
            return
        named = [s.found for s in candidate.subjects if s.found and s.found.kind]
        guessed = {found.kind for found in named}
        kinds = {found.kind for found in named if found.rule not in _GUESSES}
        remit = {b.id: set(b.remit) for b in setting.bodies}
        told, last_told = _inspectorates_near(article, candidate)

        def fit(option: tuple[Scale, ScalePoint]) -> tuple[bool, ...]:
            bodies = set(option[0].bodies)
            return (
                not any(remit.get(b, set()) & kinds for b in bodies),
                not told & bodies,
                not last_told & bodies,
                not any(remit.get(b, set()) & guessed for b in bodies),
            )

        candidate.scale, candidate.point = min(candidate.options, key=fit)
        candidate.polarity = candidate.point.polarity


def _inspectorates_near(article: Article, candidate: Candidate) -> tuple[set[str], set[str]]:
    """Those told in its sentence; the last one told up to it in its line or the line before."""
    first, last = article.sent(candidate.start)
    told = {f.body for f in article.inside(first, last) if f.body}
    line = article.lines[max(0, article.line_of(first) - 1)][0]
    before = [f.body for f in article.inside(line, candidate.end) if f.body]
    return told, {*before[-1:]}


def _of_next(article: Article, candidate: Candidate, date: Found) -> bool:
    """ "scored one, although in 2019 it managed a four": the date is in the clause behind."""
    return bool(_TURNING & set(article.lowers[candidate.end : date.start]))


def _of_last(between: list[str]) -> bool:
    """ "from poor in 2023 to good", "(poor in 2023) and good": the date is the former value's."""
    words = [word for word in between if word not in QUOTES]
    return ")" in between or words == ["to"]


def _date(article: Article, candidate: Candidate, left: int, right: int) -> Found | None:
    """The date in the words that belong to the candidate, the nearest one."""
    first, last = article.sent(candidate.start)
    if article.words[last - 1] != "." and candidate.sign == "listed-rating":
        last = article.line(candidate.start)[1]
    dates = [f for f in article.inside(max(first, left), min(last, right)) if f.label == "DATE"]
    dates = [f for f in dates if f.start < candidate.end or not _of_next(article, candidate, f)]
    if left > first:  # "weak in 2021, are now good": the date right behind a value is that one's
        dates = [f for f in dates if f.start - left > 1 or f.end + 1 >= candidate.start]
    dates = [f for f in dates if not _of_last(article.lowers[f.end : candidate.start])]
    return min(
        dates, key=lambda f: (abs(f.start - candidate.end), f.start < candidate.start), default=None
    )


@Language.factory("annotator_ratings")
def make_ratings(nlp: Language, name: str) -> Ratings:
    """The component for ``nlp.add_pipe``."""
    return Ratings(knowledge_of(nlp))
