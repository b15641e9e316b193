"""What does not fit together, in one article and across the project."""

from __future__ import annotations

from dataclasses import replace

from annotator.core.checking import Forms, of_article
from annotator.core.documents import Zone
from annotator.core.review import Review
from annotator.core.spans import Span
from tests import samples


def marked(label: str, item_id: str, state: str = "confirmed") -> Span:
    span = samples.span_of(samples.TEXT, "Dunmere Prison", label, item_id)
    return replace(span, state=state)  # type: ignore[arg-type]


def test_judgements_that_no_rating_uses_and_spans_in_furniture() -> None:
    value = samples.span_of(samples.TEXT, "patchy", "RATING", "s1")
    zone = Zone(samples.TEXT.index("Dunmere"), len(samples.TEXT))
    document = replace(samples.document(), zones=(zone,))
    review = Review(document, [value, marked("SERVICE", "s2")])
    found = of_article(review, samples.scales())
    assert [(doubt.kind, doubt.item, doubt.is_open) for doubt in found] == [
        ("unused", "s1", True),
        ("furniture", "s2", False),
    ]
    assert found[0].start == samples.TEXT.index("patchy")


def test_the_unusual_labels_of_the_same_words_are_listed() -> None:
    forms = Forms()
    for number, label in enumerate(("SERVICE", "ORG", "SERVICE", "GPE")):
        document = replace(samples.document(), id=f"{number}.txt")
        state = "suggested" if label == "GPE" else "confirmed"
        forms.add(Review(document, [marked(label, "s1", state)]), with_open=False)
    (form,) = forms.differing()
    assert (form.words, form.labels) == ("Dunmere Prison", (("SERVICE", 2), ("ORG", 1)))
    assert [(doubt.document_id, doubt.what) for doubt in form.doubts] == [("1.txt", "ORG")]
