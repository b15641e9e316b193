"""A new run of the extractor: what it may change in an article under review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.core.ratings import Rating
from annotator.core.rerun import Rerun, rerun
from annotator.core.spans import Mention, Span
from annotator.core.suggestions import Extraction
from tests.samples import TEXT, items_of, rating_of, span_of, suggested

FIRST = suggested(items_of(TEXT))
Item = Span | Rating


def run(
    items: Iterable[Item],
    extraction: Extraction,
    mentioned: Iterable[str] = (),
    discarded: Iterable[tuple[str, Item]] = (),
) -> Rerun:
    """The sample's first run is there; ``items`` is what became of it."""
    return rerun(FIRST.suggestions, items, set(mentioned), extraction, discarded)


def first() -> dict[str, Item]:
    return {s.item.id: s.item for s in FIRST.suggestions}


def withdrawn(result: Rerun) -> set[str]:
    return {s.item.id for s in result.withdrawn}


def confirmed(*ids: str) -> list[Item]:
    return [
        replace(item, state="confirmed") if item.id in ids else item for item in first().values()
    ]


def test_a_first_run_is_numbered_from_one() -> None:
    result = rerun([], [], set(), FIRST)
    assert result.withdrawn == ()
    assert [s.id for s in result.added] == [f"g{n}" for n in range(1, 10)]
    assert [s.item.id for s in result.added] == [f"s{n}" for n in range(1, 8)] + ["r1", "r2"]
    assert all(s.item.origin == s.id for s in result.added)


def test_the_same_run_again_replaces_what_nobody_decided() -> None:
    result = run(first().values(), FIRST)
    assert withdrawn(result) == set(first())
    assert [s.id for s in result.added] == [f"g{n}" for n in range(10, 19)]
    assert [s.item.id for s in result.added] == [f"s{n}" for n in range(8, 15)] + ["r3", "r4"]


def test_a_ratings_mentions_get_the_new_names_of_their_spans() -> None:
    result = run(first().values(), FIRST)
    rating = next(s.item for s in result.added if s.item.id == "r3")
    assert isinstance(rating, Rating)
    names = {s.item.id: s.item for s in result.added if isinstance(s.item, Span)}
    for _, mention in rating.mentions():
        if mention.span:
            assert names[mention.span].exact == mention.exact
    assert rating.span_ids() == {"s8", "s9", "s10"}


def test_decided_items_stay_and_are_not_suggested_twice() -> None:
    decided = ("r1", "s1", "s2", "s3")
    result = run(confirmed(*decided), FIRST, mentioned=decided)
    assert withdrawn(result) == {"s4", "s5", "s6", "s7", "r2"}
    assert not {"inadequate", "Ashcombe Vale Probation"} & {
        s.item.exact for s in result.added if isinstance(s.item, Span)
    }
    assert len(result.added) == len(items_of(TEXT)) - len(decided)


def test_what_was_rejected_does_not_come_back() -> None:
    left = [item for item in first().values() if item.id not in ("s4", "r2")]
    result = run(left, FIRST, mentioned=["s4", "r2"])
    assert "May 2024" not in {s.item.exact for s in result.added if isinstance(s.item, Span)}
    values = [s.item.value_norm for s in result.added if isinstance(s.item, Rating)]
    assert values == ["inadequate"]


def test_a_rejected_rating_comes_back_only_as_another_one() -> None:
    left = [item for item in first().values() if item.id != "r2"]
    rating = first()["r2"]
    assert isinstance(rating, Rating)
    other = replace(rating, status="target")
    result = run(left, suggested([*items_of(TEXT)[:7], other]), mentioned=["r2"])
    assert [s.item.status for s in result.added if isinstance(s.item, Rating)] == ["target"]


def test_a_corrected_span_does_not_come_back_uncorrected() -> None:
    span = first()["s1"]
    assert isinstance(span, Span)
    shorter = replace(span, end=13, exact="Ashcombe Vale", state="corrected")
    items = [shorter, *(i for i in first().values() if i.id != "s1")]
    result = run(items, FIRST, mentioned=["s1"])
    assert not [s for s in result.added if isinstance(s.item, Span) and s.item.start == 0]
    rating = next(s.item for s in result.added if isinstance(s.item, Rating))
    assert rating.subject is not None
    assert rating.subject.span == "s1"  # it follows the corrected span once it is in the review


def test_what_a_person_added_and_rejected_does_not_come_back() -> None:
    own = span_of(TEXT, "Dunmere", "GPE", "as3")
    again = suggested([span_of(TEXT, "Dunmere", "GPE", "s1")])
    assert run([], again, mentioned=["as3"], discarded=[("as3", own)]).added == ()
    assert len(run([], again, mentioned=["as3"]).added) == 1


def test_the_corrected_form_does_not_come_back_after_its_rejection() -> None:
    former = replace(first()["s1"], end=13, exact="Ashcombe Vale", state="corrected")  # type: ignore[call-arg]
    left = [item for item in first().values() if item.id != "s1"]
    again = suggested([span_of(TEXT, "Ashcombe Vale", "SERVICE", "s1")])
    assert run(left, again, mentioned=["s1"], discarded=[("s1", former)]).added == ()


def test_an_open_span_of_a_rating_that_stays_is_not_withdrawn() -> None:
    """Decided or only spoken of: a rating keeps the words that prove it."""
    result = run(confirmed("r1"), suggested([]), mentioned=["r1"])
    assert withdrawn(result) == {"s4", "s5", "s6", "s7", "r2"}
    result = run(first().values(), suggested([]), mentioned=["r2"])
    assert withdrawn(result) == {"r1", "s1", "s2", "s3", "s4", "s5"}


def test_an_item_whose_decision_was_undone_is_not_withdrawn() -> None:
    assert "s5" not in withdrawn(run(first().values(), suggested([]), mentioned=["s5"]))


def test_new_numbers_are_above_all_that_were_ever_given() -> None:
    own = span_of(TEXT, "Dunmere", "GPE", "s40")
    result = run([*first().values(), own], suggested([span_of(TEXT, "May", "DATE", "s1")]))
    assert [(s.id, s.item.id) for s in result.added] == [("g10", "s41")]


def test_a_mention_of_a_rejected_span_keeps_its_words_only() -> None:
    left = [item for item in first().values() if item.id not in ("s6", "r2")]
    result = run(left, FIRST, mentioned=["s6"])
    rejected_too = [s.item for s in result.added if s.item.id == "r4"]
    assert rejected_too == []  # r2 itself was rejected with it
    value = span_of(TEXT, "requires improvement", "RATING", "s1")
    subject = span_of(TEXT, "Dunmere Prison", "SERVICE", "s2")
    rating = rating_of("r1", subject, value, "hmicfrs5@1", "requires_improvement")
    result = run(left, suggested([value, subject, rating]), mentioned=["s6"])
    (new,) = (s.item for s in result.added if isinstance(s.item, Rating))
    assert new.subject == Mention(subject.start, subject.end, "Dunmere Prison", None)


def test_free_ratings_are_told_apart_by_their_words() -> None:
    def free(words: str, rating_id: str) -> Rating:
        value = Mention.at(TEXT, TEXT.index(words), TEXT.index(words) + len(words))
        return Rating(rating_id, None, value, None)

    earlier = suggested([free("patchy", "r1")])
    again = suggested([free("patchy", "r1"), free("inadequate", "r2")])
    result = rerun(earlier.suggestions, [], {"r1"}, again)
    assert [s.item.value.exact for s in result.added if isinstance(s.item, Rating)] == [  # type: ignore[union-attr]
        "inadequate"
    ]


def test_what_a_file_brought_in_as_suggestions_is_no_runs_to_take_away() -> None:
    from_file = [replace(s, rules=None, model=None, rule="import") for s in FIRST.suggestions]
    result = rerun(from_file, first().values(), set(), suggested(items_of(TEXT)[:1]))
    assert (result.withdrawn, result.added) == ((), ())


def test_a_rating_of_another_category_is_not_the_one_that_was_decided() -> None:
    (rating,) = (s for s in FIRST.suggestions if s.item.id == "r1")
    assert isinstance(rating.item, Rating)
    other = replace(rating.item, id="r3", origin="g10", category=("safe",))
    twin = replace(rating, id="g10", item=other)
    both = replace(FIRST, suggestions=(*FIRST.suggestions, twin))
    items = [replace(rating.item, state="confirmed"), other]
    again = rerun(both.suggestions, items, {"r1"}, both)
    found = [s.item.category for s in again.added if isinstance(s.item, Rating)]
    assert "r3" in withdrawn(again)
    assert found.count(("safe",)) == 1
    assert rating.item.category not in found
    rejected = rerun(both.suggestions, items[:1], {"r1", "r3"}, both, [("r3", other)])
    assert ("safe",) not in [s.item.category for s in rejected.added if isinstance(s.item, Rating)]
