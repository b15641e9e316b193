"""Small articles and hand-made extractions that several tests share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from annotator.core.decisions import ArticleState, Decision, Edit
from annotator.core.documents import Document, Zone
from annotator.core.exports import ExportWish
from annotator.core.gold import GoldLine, in_gold_order
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.scales import ScaleRegistry
from annotator.core.spans import Mention, Span
from annotator.core.suggestions import Extraction, Suggestion
from annotator.core.tokens import is_grapheme_edge, trimmed
from annotator.exchange.scale_files import load_registry
from annotator.session import Session

RULES = "1.0"
MODEL = "hand-made-1"

#: One rating with a subject, an inspectorate, a place, a role and a date around it.
TEXT = (
    "Ashcombe Vale Probation was rated inadequate by HMI Probation in May 2024.\r\n"
    "Chief inspector Ruth Hale called the unit’s work “patchy” 😀.\n"
    "Dunmere Prison requires improvement, inspectors said."
)
#: (words, label) of the spans that ``extract`` finds in ``TEXT``.
WORDS = (
    ("Ashcombe Vale Probation", "SERVICE"),
    ("inadequate", "RATING"),
    ("HMI Probation", "INSPECTORATE"),
    ("May 2024", "DATE"),
    ("Ruth Hale", "PERSON"),
    ("Dunmere Prison", "SERVICE"),
    ("requires improvement", "RATING"),
)


@cache
def scales() -> ScaleRegistry:
    """The packaged scales."""
    return load_registry()


def span_of(text: str, words: str, label: str, item_id: str) -> Span:
    """The span of the first place where ``words`` stand."""
    start = text.index(words)
    return Span(item_id, start, start + len(words), words, label)


def rating_of(item_id: str, subject: Span | None, value: Span, scale: str, norm: str) -> Rating:
    """A current overall rating whose fields use these spans."""
    rank, polarity = scales().checked(scale, norm)
    return Rating(
        id=item_id,
        subject=Mention.of(subject) if subject else None,
        value=Mention.of(value),
        evidence=None,
        scale=scale,
        value_norm=norm,
        rank=rank,
        polarity=polarity,
    )


def suggested(items: Iterable[Span | Rating], *, rules: str = RULES) -> Extraction:
    """A run that found these items, in this order."""
    found = [
        Suggestion(f"g{n}", replace(item, origin=f"g{n}"), MODEL, rules, "by-hand", 0.5)
        for n, item in enumerate(items, 1)
    ]
    return Extraction(tuple(found), MODEL, rules)


def items_of(text: str) -> list[Span | Rating]:
    """The spans of ``WORDS`` that the text holds, and the ratings that join them."""
    spans = [
        span_of(text, words, label, f"s{n}")
        for n, (words, label) in enumerate(((w, x) for w, x in WORDS if w in text), 1)
    ]
    by_words = {span.exact: span for span in spans}
    out: list[Span | Rating] = list(spans)
    if {"Ashcombe Vale Probation", "inadequate"} <= by_words.keys():
        rating = rating_of(
            "r1",
            by_words["Ashcombe Vale Probation"],
            by_words["inadequate"],
            "hmi_probation4@1",
            "inadequate",
        )
        body = by_words.get("HMI Probation")
        evidence = Mention.at(text, 0, text.index("2024.") + 5) if "2024." in text else None
        out.append(
            replace(rating, rating_body=Mention.of(body) if body else None, evidence=evidence)
        )
    if {"Dunmere Prison", "requires improvement"} <= by_words.keys():
        subject, value = by_words["Dunmere Prison"], by_words["requires improvement"]
        out.append(
            rating_of("r2", subject, value, "cqc4@1", "requires_improvement"),
        )
    return out


def extract(text: str, zones: tuple[Zone, ...] = ()) -> Extraction:
    """An extractor as a plain function."""
    return suggested(items_of(text))


def document(text: str = TEXT, document_id: str = "ashcombe.txt") -> Document:
    return Document(document_id, text, title="Ashcombe", raw_sha256="0" * 64)


def review(items: Sequence[Span | Rating] | None = None, text: str = TEXT) -> Review:
    """An article under review with the sample's suggestions, none of them decided."""
    found = suggested(items_of(text) if items is None else items)
    return Review(document(text), (s.item for s in found.suggestions))


def before(after: Review, edit: Edit) -> Review:
    """The state that a gesture was made on, by what its changes say was there."""
    review = after.copy()
    for change in reversed(edit.changes):
        review.put(change.kind, change.target, change.before)
    return review


def plain_line(text: str = TEXT, document_id: str = "ashcombe.txt") -> GoldLine:
    """An article without anything found in it."""
    return GoldLine(document(text, document_id), ArticleState())


def import_act(document_id: str, **after: str) -> Decision:
    """The project's own note of an import."""
    said = {"name": "x", "raw_sha256": "1" * 64, **after}
    return Decision(None, "article", document_id, "import", None, said, "anna", "t", 0)


def forge(conn: sqlite3.Connection, *statements: str) -> None:
    """Change a project as somebody with another program would; its guards stand again after."""
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("PRAGMA ignore_check_constraints = ON")
    triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        conn.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        conn.execute(statement)
    for _, made in triggers:
        conn.execute(made)
    conn.commit()


def write_article(folder: Path, name: str = "ashcombe.txt", text: str = TEXT) -> Path:
    """A file as an analyst would save it."""
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def filled(session: Session, folder: Path, name: str = "ashcombe.txt", text: str = TEXT) -> str:
    """Import an article, suggest, and open it; returns its id."""
    (done,) = session.import_files([write_article(folder, name, text)])
    assert done.outcome == "added", done
    assert done.document_id is not None
    session.add_suggestions(done.document_id, extract(text))
    session.open_article(done.document_id)
    return done.document_id


def messy_texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Texts with everything that has ever moved an offset."""
    return st.lists(st.sampled_from(_MESS), max_size=max_size).map("".join)


@st.composite
def labelled_lines(draw: st.DrawFn) -> GoldLine:
    """Complete articles with any spans that the gate lets pass: nested, crossing, inside words."""
    text = draw(messy_texts())
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    found: list[Span] = []
    for start, end in draw(st.lists(places, max_size=12)):
        start, end = trimmed(text, min(start, end), max(start, end))
        label = draw(st.sampled_from(("SERVICE", "RATING", "DATE")))
        if start < end and is_grapheme_edge(text, start) and is_grapheme_edge(text, end):
            item_id = f"s{len(found) + 1}"
            found.append(Span(item_id, start, end, text[start:end], label, None, "added"))
    spans, ratings = in_gold_order(found, [])
    line = GoldLine(document(text), ArticleState("complete"), spans, ratings)
    return replace(line, has_log=False)


_MESS = (
    *("rated ", "inadequate", " ", "\t", "Dunmere", "’s", ". ", "1,204", "C3", "(", "”", "–"),
    *("\r\n", "\r", "\n", "\u2028", "\u2029", "\x85", "\u00a0", "\x0b", "\x0c"),
    *("😀", "👩\u200d🚒", "👍🏽", "🇬🇧", "🇬", "1\ufe0f\u20e3", "𝔸"),
    *("e\u0301", "\u0301", "नि", "กำ", "한", "\u1112\u1161\u11ab", "\u0600", "\u200d", "\u200c"),
    *("\u00ad", "\ufdd0", "\ufdd1", "\ufffc", "\ufeff", "\u202e", "\U000e0067", "\ufdfa"),
)

#: A story long enough to have near copies, by paragraphs.
STORY = (
    "Watchdog finds failings at Ashcombe Vale unit",
    "Ashcombe Vale Probation was rated inadequate by HMI Probation in May 2024, after inspectors"
    " found that risk had been poorly assessed in almost every case that they looked at.",
    "Chief inspector Ruth Hale said that staff at the Larkmouth office carried far too many cases,"
    " and that new plans were rarely written within the first four weeks.",
    "The unit had been told three years ago to train its managers, and little of that was done by"
    " the time inspectors came back to Thornley Road in the spring.",
    "Regional director Imran Sefton promised a plan by the autumn, with weekly checks of every"
    " case in which somebody might come to harm, and more staff for the courts.",
)


def story(*, start: int = 0, paragraphs: int = 9, headline: str = "", more: str = "") -> str:
    """The story, or what an outlet makes of it."""
    parts = [headline or STORY[0], *STORY[1:]][start : start + paragraphs]
    return "\n\n".join([*parts, more] if more else parts)


def twin() -> str:
    """Another story in the same wording: another service, other people, other places."""
    names = {"Ashcombe Vale": "Westering Fell", "Ruth Hale": "Colm Adair"}
    names |= {"Imran Sefton": "Petra Lowe", "Larkmouth": "Brinsop", "Thornley Road": "Salt Lane"}
    text = story()
    for name, other in names.items():
        text = text.replace(name, other)
    return text


def write_gold(session: Session, out: Path, *, all_articles: bool = False, log: bool = True) -> int:
    """Export gold as the command line does; returns how many articles were written."""
    return session.exporting.run(ExportWish(out, all_articles=all_articles, log=log)).total
