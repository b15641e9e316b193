"""Signs, status and quotes on parses built by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from annotator.core.documents import PartialDate
from annotator.core.scales import ScaleRegistry
from annotator.extraction.article import article_of
from annotator.extraction.knowledge import knowledge_of
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import governing_verb, phrase, subject_of
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.status.dating import partial_date
from annotator.extraction.ratings.status.rules import StatusRules
from annotator.extraction.ratings.values.signs import Signs
from annotator.extraction.ratings.values.wordings import Wordings
from annotator.extraction.ratings.voices.quotes import quotes_of

Build = Callable[..., Doc]


@pytest.fixture(scope="module")
def schools(registry: ScaleRegistry) -> Setting:
    body = registry.body("ofsted")
    scale = registry.find("ofsted4")
    assert body is not None
    assert scale is not None
    return Setting((body,), (scale,), frozenset(body.remit), False, None)


def candidates(finder: Language, doc: Doc, setting: Setting) -> list[Candidate]:
    wordings = Wordings(knowledge_of(finder))
    return wordings.candidates(article_of(doc), setting.scales)


RATED = [
    ("The", "DET", "det", 1),
    ("school", "NOUN", "nsubjpass", 3),
    ("was", "AUX", "auxpass", 3),
    ("rated", "VERB", "ROOT", 3),
    ("good", "ADJ", "oprd", 3),
    (".", "PUNCT", "punct", 3),
]
PROGRESS = [
    ("Pupils", "NOUN", "nsubj", 1),
    ("make", "VERB", "ROOT", 1),
    ("good", "ADJ", "amod", 3),
    ("progress", "NOUN", "dobj", 1),
    (".", "PUNCT", "punct", 1),
]
NEGATED = [
    ("It", "PRON", "nsubjpass", 3),
    ("was", "AUX", "auxpass", 3),
    ("not", "PART", "neg", 3),
    ("judged", "VERB", "ROOT", 3),
    ("inadequate", "ADJ", "oprd", 3),
]
HOPED = [
    ("It", "PRON", "nsubj", 1),
    ("hopes", "VERB", "ROOT", 1),
    ("to", "PART", "aux", 3),
    ("be", "AUX", "xcomp", 1),
    ("outstanding", "ADJ", "acomp", 3),
]
LONGER = [
    ("It", "PRON", "nsubj", 1),
    ("is", "AUX", "ROOT", 1),
    ("no", "ADV", "neg", 3),
    ("longer", "ADV", "advmod", 1),
    ("inadequate", "ADJ", "acomp", 1),
]


@pytest.mark.parametrize(
    ("words", "sign", "status"),
    [
        (RATED, "verb-rated", "current"),
        (PROGRESS, "", "current"),
        (NEGATED, "verb-rated", "negated"),
        (HOPED, "aimed-at", "target"),
        (LONGER, "body-is-value", "previous"),
    ],
)
def test_a_word_is_a_judgement_only_with_a_sign(
    finder: Language, build: Build, schools: Setting, words: list[object], sign: str, status: str
) -> None:
    doc = build(words=words)
    (candidate,) = candidates(finder, doc, schools)
    Signs(knowledge_of(finder)).judge(article_of(doc), candidate, schools)
    assert candidate.sign == sign
    StatusRules(knowledge_of(finder)).set(article_of(doc), candidate, 0, len(doc), schools)
    assert candidate.status == status


def test_the_longest_wording_wins(finder: Language, build: Build, schools: Setting) -> None:
    doc = build("it requires improvement to be good")
    (candidate,) = candidates(finder, doc, schools)
    assert doc[candidate.start : candidate.end].text == "requires improvement to be good"
    assert candidate.options[0][1].code == "requires_improvement"


def test_subject_and_verb_are_read_off_the_parse(build: Build) -> None:
    article = article_of(build(words=RATED))
    verb = governing_verb(article, 4, 5)
    assert verb == 3
    assert subject_of(article, 3) == 1
    assert phrase(article, 1) == (0, 2)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('was "a joke" they said', [("a joke", False)]),
        ("in a 'survival mode' now", [("survival mode", False)]),
        ('He said : "We are very proud of it."', [("We are very proud of it.", True)]),
        ("the staff's own words", []),
        ('"It goes on and on', [("It goes on and on", True)]),
    ],
)
def test_quotations(build: Build, text: str, quoted: list[tuple[str, bool]]) -> None:
    article = article_of(build(text))
    assert [(article.text(q.start, q.end), q.whole) for q in quotes_of(article)] == quoted


@pytest.mark.parametrize(
    ("words", "value", "precision"),
    [
        ("14 May 2024", "2024-05-14", "day"),
        ("May 2022", "2022-05", "month"),
        ("2019", "2019", "year"),
        ("Tuesday", None, "unknown"),
        ("9 January", None, "unknown"),
        ("late September 2021", "2021-09", "month"),
    ],
)
def test_dates_as_far_as_known(words: str, value: str | None, precision: str) -> None:
    assert partial_date(words) == PartialDate(value, precision)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "published", "value"),
    [
        ("last year", "2024-02-06", "2023"),
        ("earlier this year", "2024", "2024"),
        ("last month", "2024-01", "2023-12"),
        ("last month", "2024", None),
        ("March", "2024-02-06", "2023-03"),
        ("March", "2024-03-01", "2024-03"),
        ("March", "2024", None),
        ("next March", "2024-02-06", "2024-03"),
        ("May last year", "2024-02-06", "2023-05"),
        ("6 February", "2024-02-06", "2024-02-06"),
        ("7 February", "2024-02-06", "2023-02-07"),
        ("31 February", "2024-03-06", "2024-02"),
        ("Tuesday", "2024-02-06", "2024-02-06"),
        ("Wednesday", "2024-02-06", "2024-01-31"),
        ("last Tuesday", "2024-02-06", "2024-01-30"),
        ("next Tuesday", "2024-02-06", "2024-02-13"),
        ("yesterday", "2024-03-01", "2024-02-29"),
        ("two years ago", "2024-03-01", "2022"),
        ("a month ago", "2024-03-01", "2024-02"),
        ("several years ago", "2024-03-01", None),
        ("the previous decade", "2024-03-01", None),
        ("yesterday", "2023-02-31", None),
        ("14 May 2022", "2024-03-01", "2022-05-14"),
    ],
)
def test_relative_dates_need_the_day_of_publication(
    words: str, published: str, value: str | None
) -> None:
    assert partial_date(words, PartialDate.from_words(published)).value == value
    if not any(c.isdigit() for c in words):
        assert partial_date(words) == PartialDate()
