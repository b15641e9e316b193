"""One record per subject, value and status: headline, body, repeats and categories join."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate, Merged, Subject
from annotator.extraction.ratings.subjects.focus import Focus

#: Signs of values that stand in a list or a table behind what they are of.
_KEYED = frozenset(["listed-value", "table-cell"])


def split_subjects(candidates: list[Candidate]) -> list[tuple[Candidate, Subject | None]]:
    """A coordinated subject gives one record each."""
    out: list[tuple[Candidate, Subject | None]] = []
    for candidate in candidates:
        if not candidate.subjects:
            out.append((candidate, None))
        out.extend((candidate, subject) for subject in candidate.subjects)
    return out


def merged(article: Article, candidates: list[Candidate], focus: Focus) -> list[Merged]:
    """Records in text order of their values.

    Repeats join where subject, value and status are equal and the categories are too; categories
    are joined where one clause rates several. The clearest sentence gives the value, a headline
    only repeats it.
    """
    out: list[Merged] = []
    by_key: dict[object, list[Merged]] = {}
    for candidate, subject in sorted(
        split_subjects(candidates), key=lambda p: _rank(article, p[0])
    ):
        key = _key(article, candidate, subject, focus)
        same = by_key.setdefault(key, [])
        home = next((m for m in same if _joins(article, m, candidate)), None)
        if home is None and candidate.free and is_heading(article, candidate.start):
            home = next((m for m in out if _same_words(article, m.candidate, candidate)), None)
        if home is None:
            record = Merged(candidate, subject)
            same.append(record)
            out.append(record)
        elif home.candidate is candidate or home.candidate.start == candidate.start:
            continue
        else:
            home.also.append((candidate.start, candidate.end))
            if _same_sentence(article, home.candidate, candidate):
                home.category += [c for c in candidate.category if c not in home.category]
    return sorted(
        out,
        key=lambda m: (
            m.candidate.start,
            m.subject.found.start if m.subject and m.subject.found else 0,
        ),
    )


def _rank(article: Article, candidate: Candidate) -> tuple[int, int]:
    """Sentences before headlines, then in text order."""
    is_keyed = candidate.sign in _KEYED
    return (is_heading(article, candidate.start) and not is_keyed, candidate.start)


def is_heading(article: Article, index: int) -> bool:
    """A line without a full stop that is short: headline, crosshead, caption."""
    first, last = article.line(index)
    ends = article.words[last - 1]
    if ends in {".", "!", "?", ";"} or last - first >= 25:
        return False
    return first == 0 or (last - first < 7 and article.words[first] not in {"-", "•", "*"})


def _key(article: Article, candidate: Candidate, subject: Subject | None, focus: Focus) -> object:
    who = focus.key(subject.found) if subject and subject.found else None
    if candidate.free:
        words = " ".join(article.lowers[candidate.start : candidate.end])
        return who, words.removeprefix("in "), candidate.status
    return (
        who,
        candidate.scale.code if candidate.scale else "",
        candidate.value_norm,
        candidate.status,
    )


def _same_words(article: Article, a: Candidate, b: Candidate) -> bool:
    """A crosshead takes its words from the story, whoever they are about."""
    return a.free and article.lowers[a.start : a.end] == article.lowers[b.start : b.end]


def _joins(article: Article, home: Merged, candidate: Candidate) -> bool:
    is_keyed = candidate.sign in _KEYED  # "Caring: good" says what is good
    if candidate.free or (is_heading(article, candidate.start) and not is_keyed):
        return True
    return set(home.category) == set(candidate.category)


def _same_sentence(article: Article, a: Candidate, b: Candidate) -> bool:
    return article.sent_of(a.start) == article.sent_of(b.start)
