"""Who is rated where no name stands beside the judgement."""

# ruff: noqa: E501 - one sentence a line reads best

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from annotator.extraction.article import Article, article_of
from annotator.extraction.found import Found
from annotator.extraction.ratings.subjects.salience import Salience
from annotator.extraction.word_lists import load_word_lists
from tests.extraction.conftest import Parts, Word

Read = Callable[[str], Parts]
Build = Callable[..., Doc]

CASES: list[tuple[str, list[tuple[str, str, str]]]] = [
    (  # a name in passing does not take over
        "HMP Farholt has been inspected by HM Inspectorate of Prisons. Safety was poor.\n\nGovernor Ruth Paley, who arrived in June from HMP Leaford, said the jail was aiming for reasonably good outcomes.",
        [("Farholt", "poor", "current"), ("Farholt", "reasonably_good", "target")],
    ),
    (  # the noun tells which of two is meant
        "Calder Vale NHS Trust runs Ashfield Hospital. The CQC looked at Ashfield Hospital in May. The trust requires improvement.",
        [("Calder Vale", "requires_improvement", "current")],
    ),
    (
        "Elmtree Court and Rosebank Lodge, two care homes, were inspected by the Care Inspectorate. The former was graded 5 – very good. The latter was graded 2 – weak.",
        [("Elmtree", "very_good", "current"), ("Rosebank", "weak", "current")],
    ),
    (
        "The CQC went to two care homes, Elmtree Court and Rosebank Lodge. Rosebank Lodge was rated good. The other home requires improvement.",
        [("Rosebank", "good", "current"), ("Elmtree", "requires_improvement", "current")],
    ),
    (  # the clause after "and" has a subject of its own
        "Ofsted inspected Oak Lane Primary School and St Hild's Primary School. Oak Lane slipped to requires improvement and St Hild's remained good.",
        [("Oak Lane", "requires_improvement", "current"), ("St Hild", "good", "current")],
    ),
    (  # what is left out of a second clause
        "Ashmere Homes, Bexmoor Homes and Five Lanes Housing had news from the Regulator of Social Housing. Ashmere and Bexmoor were rated V1, Five Lanes V2.",
        [
            ("Ashmere", "V1", "current"),
            ("Bexmoor", "V1", "current"),
            ("Five Lanes", "V2", "current"),
        ],
    ),
    (  # a grade that heads a list of names
        "Inspectors scored cafes under the Food Standards Agency scheme.\n\nFIVE STARS\nBlue Lagoon Fish Bar, Harbour Street\nTop Slice\n\nONE STAR\nOld Forge Inn\n",
        [("Blue Lagoon", "5", "current"), ("Top Slice", "5", "current"), ("Forge", "1", "current")],
    ),
    (
        "Ashmere City Council has become the third landlord to be handed a C4 by the Regulator of Social Housing. Bexmoor Homes was not.",
        [("Ashmere", "C4", "current")],
    ),
    (  # an order shares the grades out
        "Larch Nursing Home, Ash Care Home and Elm Lodge were rated good, inadequate and outstanding, in that order, by the CQC.",
        [
            ("Larch", "good", "current"),
            ("Ash", "inadequate", "current"),
            ("Elm", "outstanding", "current"),
        ],
    ),
    (
        "The Plough, the Ship and Ned's Kebabs got food hygiene ratings of five, four and one respectively.",
        [("Plough", "5", "current"), ("Ship", "4", "current"), ("Kebabs", "1", "current")],
    ),
    (  # the verb is left out behind "the latter" and "the other"
        "The CQC inspected Larch Nursing Home and Ash Care Home. The former was rated good and the latter inadequate.",
        [("Larch", "good", "current"), ("Ash", "inadequate", "current")],
    ),
    (
        "The CQC went to Larch Nursing Home and Ash Care Home. One was rated good, the other inadequate.",
        [("Larch", "good", "current"), ("Ash", "inadequate", "current")],
    ),
    (  # whoever does it to a body is not rated
        "The CQC visited Selby General Hospital. Ministers lifted Northvale NHS Foundation Trust out of special measures.",
        [("Northvale", "special_measures", "previous")],
    ),
    (  # "both" may be two parts of one body
        "The CQC rated Larch Nursing Home good. At the last visit safety and leadership let it down; both were rated requires improvement.",
        [("Larch", "good", "current"), ("Larch", "requires_improvement", "current")],
    ),
    (  # what says more of "a school" does not name it
        "Ofsted rated Hill Primary School good. It is a triumph for a school that was inadequate when it shared a head with Fold Academy.",
        [("Hill", "good", "current"), ("Hill", "inadequate", "previous")],
    ),
    (  # what is told, not who is told it
        "Brightwell Care has been told by the CQC that its home in Holt, Larch Nursing Home, is inadequate.",
        [("Larch", "inadequate", "current")],
    ),
    (  # "it" keeps the chip shop in mind
        "The Salt Cellar was given a food hygiene rating of 5. There was bad news for Ned's Kebabs in Mill Lane, which fell to 1. It used to have a 4. The officers' report says the structure of the building was generally satisfactory.",
        [
            ("Salt", "5", "current"),
            ("Kebabs", "1", "current"),
            ("Kebabs", "4", "previous"),
            ("Kebabs", "3", "current"),
        ],
    ),
    (  # whose "we" it is
        'The CQC rated Holt NHS Trust good and Ashdown NHS Trust requires improvement. Ann Marsh, chairman at Holt, said: "We will be outstanding next year."',
        [
            ("Holt", "good", "current"),
            ("Ashdown", "requires_improvement", "current"),
            ("Holt", "outstanding", "target"),
        ],
    ),
    (  # a company's manager speaks of the nursery
        'Ofsted has rated Acre Lane Nursery inadequate. Tom Reid, area manager of Bright Steps Nurseries, said: "We want it to be good within a year."',
        [("Acre Lane", "inadequate", "current"), ("Acre Lane", "good", "target")],
    ),
    (  # "in the latter" opens the sentence
        "The CQC inspected Larch Nursing Home and Ash Care Home. In the latter, leadership was inadequate.",
        [("Ash", "inadequate", "current")],
    ),
    (  # what the story is about, and what a council runs
        "The Care Inspectorate has been to two care homes. It graded Birch Care Home excellent. It was another story at Glenmore, which Lorne Council runs. There the setting was weak.",
        [("Birch", "excellent", "current"), ("Glenmore", "weak", "current")],
    ),
    (
        "Rated good by the CQC were Larch Nursing Home and Ash Care Home; only Elm Care Home was inadequate.",
        [
            ("Larch", "good", "current"),
            ("Ash", "good", "current"),
            ("Elm", "inadequate", "current"),
        ],
    ),
    (  # a noun and a grade, no verb
        "Holt NHS Trust runs Holt Infirmary. The CQC rated the trust good and the hospital inadequate.",
        [("Trust", "good", "current"), ("Infirmary", "inadequate", "current")],
    ),
    (  # the chief executive speaks of hers, though another one is called so
        "The Regulator of Social Housing gave Marsh Homes a C3 and Pentland Housing Association a C1. Greg Stott, chief executive of Marsh Homes, said the association intended to be C2 within two years.",
        [("Marsh", "C3", "current"), ("Pentland", "C1", "current"), ("Marsh", "C2", "target")],
    ),
    (  # "and" joins a body to a body
        "The CQC rated Larch House and Ash Court good.",
        [("Larch", "good", "current"), ("Ash", "good", "current")],
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "records"), CASES, ids=range(len(CASES)))
def test_subjects(read: Read, text: str, records: list[tuple[str, str, str]]) -> None:
    """Every value is said of the body it belongs to, and of no other one."""
    got = [record[:3] for record in read(text).official()]
    for name, *rest in records:
        assert any(name in subject and rest == found for subject, *found in got), (name, got)
    assert len(got) == len(records), got


def _article(build: Build, *sentences: list[Word]) -> Article:
    """Sentences one behind the other; heads count from the start of their own."""
    words: list[Word] = []
    for sentence in sentences:
        begin = len(words)
        words += [(text, pos, dep, head + begin) for text, pos, dep, head in sentence]
    return article_of(build(words=words))


def _named(article: Article, *names: str) -> tuple[Salience, list[Found]]:
    found = [
        Found(i, i + 1, "SERVICE", "test", 1.0)
        for i, word in enumerate(article.words)
        if word in names
    ]
    salience = Salience(article, lambda f: article.words[f.start], load_word_lists())
    for name in found:
        salience.name(name)
    return salience, found


_OAK_LEADS: list[Word] = [
    ("Oak", "PROPN", "nsubj", 1),
    ("reopened", "VERB", "ROOT", 1),
    ("near", "ADP", "prep", 1),
    ("Elm", "PROPN", "pobj", 2),
    (".", "PUNCT", "punct", 1),
]
_ELM_LEADS: list[Word] = [("Elm", "PROPN", "nsubj", 1), ("reopened", "VERB", "ROOT", 1)]
_PLAIN: list[Word] = [("Rain", "NOUN", "nsubj", 1), ("fell", "VERB", "ROOT", 1)]


def test_the_subject_outweighs_a_later_name_in_passing(build: Build) -> None:
    article = _article(build, _OAK_LEADS, _PLAIN)
    salience, (oak, _) = _named(article, "Oak", "Elm")
    assert salience.best(len(article), lambda f: True) is oak


def test_a_new_subject_takes_over(build: Build) -> None:
    article = _article(build, _OAK_LEADS, _ELM_LEADS, _PLAIN)
    salience, found = _named(article, "Oak", "Elm")
    assert salience.best(len(article), lambda f: True) is found[-1]


def test_what_fits_none_before_is_sought_behind(build: Build) -> None:
    article = _article(build, _OAK_LEADS, _ELM_LEADS)
    salience, (oak, *_) = _named(article, "Oak", "Elm")
    assert salience.best(0, lambda f: True) is oak
    assert salience.best(len(article), lambda f: False) is None


def test_a_noun_keeps_its_body_in_the_foreground(build: Build) -> None:
    article = _article(build, _OAK_LEADS, _ELM_LEADS, _PLAIN, _PLAIN)
    salience, (oak, *_) = _named(article, "Oak", "Elm")
    salience.mean(7, oak, 0.9)  # "Rain", as if it were "the school"
    assert salience.best(len(article), lambda f: True) is oak
