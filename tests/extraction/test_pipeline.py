"""The whole pipeline: any text, sound offsets, sound ids, the same result in a batch."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.documents import PartialDate, Zone
from annotator.core.errors import KnownError
from annotator.core.protocol import Answer, read_message
from annotator.core.ratings import Rating
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Span
from annotator.core.suggestions import Extraction
from annotator.core.tokens import is_grapheme_edge
from annotator.extraction import RULES
from annotator.extraction.pipeline import Pipeline
from annotator.extraction.word_lists import load_word_lists
from tests.extraction.conftest import Parts

NEWS = (
    "👮🏽‍♀️ Police force graded inadequate\r\n\r\n"
    "Northmere Police was graded “inadequate” by HMICFRS in May 2024.\r\n"
    "Chief Constable Ann Dale said: “We want to be good by 2027.”\r\n"
    "Sia\u0302n Fell, of Fish &amp; Co in LondonBBC"
)
#: Snippets that news is made of, and what breaks programs.
PIECES = st.sampled_from(
    [
        "Ofsted",
        " rated ",
        "Oak Academy",
        " and ",
        "Elm Academy",
        " inadequate",
        " requires improvement",
        " “good”",
        "‘",
        "’",
        '"',
        "\r\n",
        "\n",
        ". ",
        ", ",
        " was not ",
        " HMP Fell",
        " C3",
        " zero out of 5",
        "Rated 5: Cod Bar at 1 Quay; rated on 9 May",
        " special measures",
        " in 2019",
        " said",
        " Mr ",
        " CQC",
        "Safe: Good\n",
        " from ",
        " to ",
        " 🏥",
        "e\u0301",
        "\u200d",
        "&amp;",
        "\x00",
        "\ud800"[:0],
        "(",
        ")",
        "-",
        " it ",
        " both schools ",
        " which ",
        "Probation Delivery Unit",
        " a quarter of ",
        " 22 ",
        "London",
        "BBC",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=18).map("".join)
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check(text: str, found: Extraction) -> None:
    """What every extraction must hold."""
    parts = Parts.of(found)
    spans = {span.id: span for span in parts.spans}
    assert [s.id for s in found.suggestions] == [
        f"g{n}" for n, _ in enumerate(found.suggestions, 1)
    ]
    assert [s.id for s in parts.spans] == [f"s{n}" for n, _ in enumerate(parts.spans, 1)]
    assert all(s.origin == g.id for g in found.suggestions for s in [g.item])
    check_spans(text, parts.spans)
    used: set[str] = set()
    for rating in parts.ratings:
        used |= check_rating(text, rating, spans)
    assert used == {s.id for s in parts.spans if s.label == "RATING"}
    for suggestion in found.suggestions:
        assert suggestion.rules == RULES
        assert suggestion.rule
        assert suggestion.score is not None
        assert 0 < suggestion.score < 1
    assert read_message(Answer(3, found).to_line(), {3: text}) == Answer(3, found)


def check_spans(text: str, spans: tuple[Span, ...]) -> None:
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text), "flat and in text order"
        end = span.end
        assert text[span.start : span.end] == span.exact == span.exact.strip()
        assert is_grapheme_edge(text, span.start)
        assert is_grapheme_edge(text, span.end)


def check_rating(text: str, rating: Rating, spans: dict[str, Span]) -> set[str]:
    """Its mentions slice right and name their spans; the RATING spans it uses."""
    for _, mention in rating.mentions():
        assert text[mention.start : mention.end] == mention.exact
        if mention.span is not None:
            span = spans[mention.span]
            assert (span.start, span.end) == (mention.start, mention.end)
    assert rating.value is not None
    assert rating.evidence is not None
    assert rating.evidence.start <= rating.value.start
    return {m.span for m in (rating.value, *rating.also) if m.span is not None}


@pytest.mark.model
@SLOW
@given(TEXTS)
def test_extract_never_raises_and_spans_always_slice_right(pipeline: Pipeline, text: str) -> None:
    check(text, pipeline.extract(text))


@SLOW
@given(st.binary(max_size=400), st.sampled_from(["cp1252", "utf-8", "utf-16-le"]))
def test_binary_rubbish_and_halves_of_characters_do_no_harm(
    rules_only: Pipeline, raw: bytes, encoding: str
) -> None:
    text = f"Ofsted rated {raw.decode(encoding, 'replace')} Oak Academy good.\r\n"
    check(text, rules_only.extract(text))


@pytest.mark.soak
@pytest.mark.timeout(1500)
def test_ten_megabytes_are_read_in_bounded_memory(rules_only: Pipeline) -> None:
    resource = pytest.importorskip("resource")
    article = NEWS + "\r\n" + "It rained on the moor, and the road was quiet.\n" * 40
    text = article * (10_000_000 // len(article) + 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told: list[int] = []
    found = rules_only.extract(text, on_progress=lambda done, _: told.append(done))
    assert len(told) > 80
    check(text, found)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_500_000  # KB


@SLOW
@given(TEXTS)
def test_rules_alone_never_raise_either(rules_only: Pipeline, text: str) -> None:
    check(text, rules_only.extract(text))


@pytest.mark.model
def test_the_news_is_read_through_line_ends_accents_and_entities(pipeline: Pipeline) -> None:
    found = pipeline.extract(NEWS)
    check(NEWS, found)
    parts = Parts.of(found)
    assert parts.labels() >= {
        ("SERVICE", "Northmere Police"),
        ("INSPECTORATE", "HMICFRS"),
        ("DATE", "May 2024"),
        ("ROLE", "Chief Constable"),
        ("PERSON", "Ann Dale"),
        ("GPE", "London"),
        ("ORG", "BBC"),
        ("PERSON", "Sia\u0302n Fell"),
    }
    assert parts.official() == {
        ("Northmere Police", "inadequate", "current", "hmicfrs5"),
        ("Northmere Police", "good", "target", "hmicfrs5"),
    }
    assert found.model is not None
    assert found.model.startswith("en_core_web_")


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\ufeff", "\x00", "\u0301", "\ud7ff", "x" * 5000]
)
def test_texts_without_words_give_nothing(rules_only: Pipeline, text: str) -> None:
    assert rules_only.extract(text).suggestions == ()


@pytest.mark.model
def test_lone_surrogates_do_no_harm(pipeline: Pipeline) -> None:
    text = "Ofsted rated Oak Academy \ud800 inadequate."
    assert Parts.of(pipeline.extract(text)).official() == {
        ("Oak Academy", "inadequate", "current", "ofsted4")
    }


@pytest.mark.model
def test_furniture_is_not_read(pipeline: Pipeline) -> None:
    text = "Ofsted rated Oak Academy good.\nOfsted rated Elm Academy inadequate."
    found = pipeline.extract(text, (Zone(31, len(text)),))
    assert all(s.end <= 30 for s in Parts.of(found).spans)
    assert len(Parts.of(found).official()) == 1


@pytest.mark.model
def test_a_batch_gives_what_single_texts_give(pipeline: Pipeline) -> None:
    texts = [NEWS, "", "Ofsted rated Oak Academy good.", NEWS * 2] * 5
    batch = list(pipeline.read_many((text, ()) for text in texts))
    alone = (pipeline.extract(text) for text in texts)
    assert [tuple(m.suggestion for m in made) for made in batch] == [a.suggestions for a in alone]


def test_a_batch_reads_only_a_few_articles_ahead(rules_only: Pipeline) -> None:
    taken: list[int] = []

    def source() -> object:
        for number in range(100):
            taken.append(number)
            yield f"Text {number}.", ()

    results = rules_only.read_many(source())  # type: ignore[arg-type]
    next(results)
    assert len(taken) < 20


@pytest.mark.model
def test_a_line_without_end_is_read_in_pieces(pipeline: Pipeline) -> None:
    text = "Ofsted rated Oak Academy good. " * 700
    found = pipeline.extract(text)
    check(text, found)
    assert Parts.of(found).official() == {("Oak Academy", "good", "current", "ofsted4")}


@pytest.mark.model
def test_a_long_text_is_read_in_parts_and_says_how_far(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.extraction.pipeline.PART", 500)
    text = "\r\n".join([NEWS] * 7)
    told: list[tuple[int, int]] = []
    found = pipeline.extract(text, on_progress=lambda *news: told.append(news))
    check(text, found)
    assert len(Parts.of(found).ratings) == 2 * len(told) > 2
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted({done for done, _ in told})


@pytest.mark.model
def test_the_date_of_publication_chooses_the_scale_and_dates_the_rating(
    pipeline: Pipeline,
) -> None:
    text = "Ofsted rated Oak Academy good last year."

    def read(published: str) -> tuple[str, str | None]:
        found = pipeline.extract(text, (), PartialDate.from_words(published))
        (rating,) = Parts.of(found).ratings
        return rating.scale_code, rating.date.value

    assert read("2008-03-04") == ("ofsted4_2005", "2007")
    assert read("2024") == ("ofsted4", "2023")
    assert read("") == ("ofsted4", None)


def test_without_a_model_the_rules_still_find_names_and_grades(rules_only: Pipeline) -> None:
    assert rules_only.model is None
    parts = Parts.of(
        rules_only.extract("HMP Larkhill was rated poor by HM Inspectorate of Prisons.")
    )
    assert ("SERVICE", "HMP Larkhill") in parts.labels()
    assert ("INSPECTORATE", "HM Inspectorate of Prisons") in parts.labels()


def test_a_model_that_is_not_there_is_told(registry: ScaleRegistry) -> None:
    with pytest.raises(KnownError, match="“no_such_model” cannot be loaded"):
        Pipeline(registry, model="no_such_model")


def test_a_users_words_are_added(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("words")
    (folder / "places.toml").write_text('towns = ["Oxmere"]', encoding="utf-8")
    words = load_word_lists([folder])
    assert "Oxmere" in words["places", "towns"]
    assert "Leeds" in words["places", "towns"]
    assert words.complaints == ()


def test_a_users_words_tell_old_grades(tmp_path: Path, registry: ScaleRegistry) -> None:
    (tmp_path / "times.toml").write_text('former = ["umquhile"]', encoding="utf-8")
    text = "Ofsted inspectors visited Oakby Primary School. Its umquhile rating was good."
    for extra, status in (([], "current"), ([tmp_path], "previous")):
        parts = Parts.of(Pipeline(registry, "blank", load_word_lists(extra)).extract(text))
        assert [rating.status for rating in parts.ratings] == [status]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("places", "towns = 3", "key “towns”: a list of words is due here."),
        ("places", 'towms = ["Oxmere"]', "key “towms”: there is no such list."),
        ("places", "towns = [", "is not valid TOML:"),
        ("services", "[[kinds]]\nsuffixes = []", "key “kinds.id”: it is missing."),
        ("services", '[[kinds]]\nid = "a"\nnaming = "b"', "key “kinds.naming”: 'b' is not known"),
        ("services", '[[kinds]]\nid = "a"\nsuffix = []', "key “kinds.suffix”: there is no such"),
        ("services", "kinds = 3", "key “kinds”: tables [[kinds]] are due here."),
    ],
)
def test_a_users_words_with_a_fault_are_left_out_and_told(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    words = load_word_lists([tmp_path])
    (complaint,) = words.complaints
    assert complaint.startswith(f"{tmp_path.name}/{name}.toml")
    assert said in complaint
    assert words["places", "towns"] == load_word_lists()["places", "towns"]
