"""Entity components one by one, on Docs built by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from annotator.extraction.article import article_of

Build = Callable[..., Doc]


def found(finder: Language, doc: Doc, *components: str) -> list[tuple[str, str]]:
    """Label and words of all that the components find, in text order."""
    for name in components:
        doc = finder.get_pipe(f"annotator_{name}")(doc)
    article = article_of(doc)
    return [(f.label, article.text(f.start, f.end)) for f in article.entities]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("a report by HM Inspectorate of Prisons said", "hmi-prisons"),
        ("HM Inspectorate of Prisons for Scotland said", "hmips"),
        ("the Care Inspectorate Wales report", "ciw"),
        ("the CQC said", "cqc"),
        ("probation work, HMIP said of the probation unit", "hmi-probation"),
        ("the prison, HMIP said of the jail", "hmi-prisons"),
    ],
)
def test_inspectorates_take_the_longest_name_and_know_the_body(
    finder: Language, build: Build, text: str, body: str
) -> None:
    doc = finder.get_pipe("annotator_inspectorates")(build(text))
    assert [f.body for f in article_of(doc).entities] == [body]


def test_an_acronym_that_is_a_word_in_lower_case_is_none(finder: Language, build: Build) -> None:
    assert found(finder, build("his chi was fine"), "inspectorates") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("staff at HMP Larkhill said", ["HMP Larkhill"]),
        ("at HMP & YOI Fell Moor today", ["HMP & YOI Fell Moor"]),
        (
            "Thornleigh Church of England Primary School opened",
            ["Thornleigh Church of England Primary School"],
        ),
        ("The Thornleigh Primary School opened", ["Thornleigh Primary School"]),
        ("Carse and Ardle NHS Foundation Trust runs it", ["Carse and Ardle NHS Foundation Trust"]),
        ("Oak Academy and Elm Academy opened", ["Oak Academy", "Elm Academy"]),
        ("Northmere Police and Southmere Police met", ["Northmere Police", "Southmere Police"]),
        (
            "Fell, Dale and Moor Community Rehabilitation Company won",
            ["Fell, Dale and Moor Community Rehabilitation Company"],
        ),
        ("Ysgol Pen-y-Bryn opened", ["Ysgol Pen-y-Bryn"]),
        ("the school and a Primary School opened", []),
        ("the Police Federation said", []),
        ("at St Bede's Surgery in town", ["St Bede's Surgery"]),
    ],
)
def test_services_reach_as_far_as_their_name(
    finder: Language, build: Build, text: str, names: Sequence[str]
) -> None:
    got = found(finder, build(text), "services")
    assert got == [("SERVICE", name) for name in names]


def test_councils_and_landlords_are_organisations(finder: Language, build: Build) -> None:
    doc = build("Ashby County Council and Ashby council met Meadow Housing Association")
    assert found(finder, doc, "services") == [
        ("ORG", "Ashby County Council"),
        ("ORG", "Ashby council"),
        ("ORG", "Meadow Housing Association"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Ministry of Justice said", ["Ministry of Justice"]),
        ("the National Association of Ward Clerks said", ["National Association of Ward Clerks"]),
        ("the Fell Tenants' Guild said", ["Fell Tenants' Guild"]),
        ("the guild said", []),
    ],
)
def test_other_organisations(
    finder: Language, build: Build, text: str, names: Sequence[str]
) -> None:
    assert found(finder, build(text), "organisations") == [("ORG", name) for name in names]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("in West Kent and East Sussex", [("GPE", "West Kent"), ("GPE", "East Sussex")]),
        ("across Tayside", [("LOC", "Tayside")]),
        ("at 12 Bell Lane in Leeds", [("LOC", "12 Bell Lane"), ("GPE", "Leeds")]),
        ("on the A39 today", [("LOC", "A39")]),
        ("was Reading a book", []),
        ("in Reading", [("GPE", "Reading")]),
    ],
)
def test_places(finder: Language, build: Build, text: str, places: list[tuple[str, str]]) -> None:
    assert found(finder, build(text), "places") == places


def test_a_town_inside_a_persons_name_is_no_place(finder: Language, build: Build) -> None:
    doc = build("said Jack London today", ents=[("Jack London", "PERSON")])
    assert found(finder, doc, "places") == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on Tuesday, 14 May 2024", ["Tuesday, 14 May 2024"]),
        ("before the end of June", ["the end of June"]),
        ("more than a decade ago", ["a decade ago"]),
        ("within eighteen months", ["eighteen months"]),
        ("last year and in 2019/20", ["last year", "2019/20"]),
        ("since Easter", ["Easter"]),
        ("a 16-year-old aged 24", []),
        ("for 22 hours a day", []),
        ("the annual report", []),
        ("pay £3 a week", []),
        ("12 years on", ["12 years"]),
        ("we may march", []),
    ],
)
def test_dates(finder: Language, build: Build, text: str, dates: Sequence[str]) -> None:
    assert found(finder, build(text), "dates") == [("DATE", date) for date in dates]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        (
            [("Chief", "PROPN"), ("Inspector", "PROPN"), ("of", "ADP"), ("Probation", "PROPN")],
            "Chief Inspector of Probation",
        ),
        ([("the", "DET"), ("deputy", "ADJ"), ("headteacher", "NOUN")], "deputy headteacher"),
        ([("Acting", "PROPN"), ("headteacher", "NOUN")], "headteacher"),
        (
            [
                ("its", "PRON"),
                ("director", "NOUN"),
                ("of", "ADP"),
                ("secondary", "ADJ"),
                ("care", "NOUN"),
            ],
            "director of secondary care",
        ),
    ],
)
def test_roles(finder: Language, build: Build, words: list[tuple[str, str]], role: str) -> None:
    doc = build(words=[(text, pos, "dep", 0) for text, pos in words])
    assert found(finder, doc, "roles") == [("ROLE", role)]


def test_an_ordinary_head_is_a_role_only_beside_a_name(finder: Language, build: Build) -> None:
    named = build("Night manager Tom Fell said", ents=[("Tom Fell", "PERSON")])
    assert ("ROLE", "Night manager") in found(finder, named, "roles")
    after = build("Tom Fell, manager, said", ents=[("Tom Fell", "PERSON")])
    assert ("ROLE", "manager") in found(finder, after, "roles")
    assert found(finder, build("any manager can say so"), "roles") == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Twelve/NUM recommendations/NOUN were/AUX made/VERB", "Twelve recommendations"),
        ("only/ADV a/DET quarter/NOUN of/ADP the/DET cases/NOUN", "a quarter of the cases"),
        ("one/NUM in/ADP three/NUM prisoners/NOUN", "one in three prisoners"),
        ("one/NUM pupil/NOUN in/ADP eight/NUM", "one pupil in eight"),
        ("45/NUM of/ADP the/DET most/ADV violent/ADJ men/NOUN", "45 of the most violent men"),
        ("140/NUM trainee/NOUN officers/NOUN joined/VERB", "140 trainee officers"),
        ("rose/VERB by/ADP 42/NUM %/NOUN", ""),
        ("£/SYM 3/NUM", ""),
        ("call/VERB 999/NUM", ""),
        ("22/NUM hours/NOUN", ""),
        ("rated/VERB 5/NUM", ""),
        ("a/DET team/NOUN of/ADP eleven/NUM", "eleven"),
    ],
)
def test_counts(finder: Language, build: Build, words: str, count: str) -> None:
    pairs = [w.rsplit("/", 1) for w in words.split()]
    doc = build(words=[(text, pos, "dep", 0) for text, pos in pairs])
    assert found(finder, doc, "counts") == ([("COUNT", count)] if count else [])


def test_short_forms_and_acronyms_are_the_same_body(finder: Language, build: Build) -> None:
    doc = build(
        "Fell and Dale Community Rehabilitation Company grew. FD CRC said so. "
        "HMP Stonemere shut. Stonemere reopened."
    )
    got = found(finder, doc, "services", "short_forms")
    assert ("SERVICE", "FD CRC") in got
    assert ("SERVICE", "Stonemere") in got
    groups = {article_of(doc).text(f.start, f.end): f.group for f in article_of(doc).entities}
    assert groups["FD CRC"] == groups["Fell and Dale Community Rehabilitation Company"]
    assert groups["Stonemere"] == groups["HMP Stonemere"]
    assert groups["Stonemere"] != groups["FD CRC"]


def test_the_place_in_an_areas_service_stays_a_place(finder: Language, build: Build) -> None:
    doc = build(
        "Harlow Vale Probation Delivery Unit grew. Harlow Vale is big.",
        ents=[("Harlow Vale is", "PERSON")][:0],
    )
    got = found(finder, doc, "services", "one_label", "short_forms")
    assert got == [("SERVICE", "Harlow Vale Probation Delivery Unit"), ("GPE", "Harlow Vale")]


def test_model_entities_are_trimmed_and_put_right(finder: Language, build: Build) -> None:
    doc = build(
        "Yesterday the Fellside Trustees met Dr Ann Dale's team in Oxmere and on Mill Brow",
        ents=[
            ("the Fellside Trustees", "ORG"),
            ("Dr Ann Dale's", "PERSON"),
            ("Oxmere", "PERSON"),
            ("Mill Brow", "GPE"),
        ],
    )
    assert found(finder, doc, "model_entities") == [
        ("ORG", "Fellside Trustees"),
        ("PERSON", "Ann Dale"),
        ("GPE", "Oxmere"),
        ("LOC", "Mill Brow"),
    ]


def test_a_word_of_a_scale_is_no_name(finder: Language, build: Build) -> None:
    assert found(finder, build("graded C3 now", ents=[("C3", "ORG")]), "model_entities") == []


def test_one_string_keeps_one_label(finder: Language, build: Build) -> None:
    doc = build(
        "Oxmere won. In Oxmere it rained. In Oxmere it snowed.",
    )
    starts = [i for i in range(len(doc)) if doc[i].text == "Oxmere"]
    doc.ents = [
        doc.char_span(doc[i].idx, doc[i].idx + 6, label=label)
        for i, label in zip(starts, ["PERSON", "GPE", "GPE"], strict=True)
    ]
    assert found(finder, doc, "model_entities", "one_label") == [("GPE", "Oxmere")] * 3
