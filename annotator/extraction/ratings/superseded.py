"""Two current grades for one thing cannot both hold: the dated or subordinate one is over."""

from __future__ import annotations

import itertools

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.focus import Focus
from annotator.extraction.ratings.latest import keep_latest
from annotator.extraction.ratings.merging import is_heading

_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_AHEAD = frozenset(["by", "before", "until", "since"])
_NEAR = 6
#: "... although in 2018 it got a three"
_TURNING = frozenset(
    ["that", "although", "though", "but", "while", "whereas", "yet", ";", "–", "-"]
)
#: Begin what a later visit found.
_AGAIN = (
    *("follow-up", "follow - up", "second visit", "return visit", "returned", "came back"),
    *(
        "went back",
        "re-inspection",
        "reinspection",
        "re - inspection",
        "months later",
        "weeks later",
    ),
    *(
        "year later",
        "years later",
        "next visit",
        "latest visit",
        "new inspection",
        "fresh inspection",
    ),
    *("new report", "latest report", "report published", "published today", "published this week"),
    *("since then", "latest inspection", "revisit", "this time", "second inspection"),
)
_SUBORDINATE = frozenset(["acl", "relcl", "advcl"])


def supersede(
    article: Article, candidates: list[Candidate], focus: Focus, year: int | None
) -> None:
    """Marks as previous what a later grade of the same subject has replaced.

    Only where the text itself dates it ("rated good in 2019", another grade being undated or
    younger) or tells it aside ("which was rated good", another value standing in a main clause).

    Args:
        year: the latest year the text names; an undated grade counts as of that year.
    """
    bodies: dict[object, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.free or candidate.status != "current":
            continue
        for subject in candidate.subjects:
            if subject.found is not None:
                bodies.setdefault(focus.key(subject.found), []).append(candidate)
    keep_latest(article, candidates, focus)
    for group in bodies.values():
        _older(article, group, year or 0)
        _told_aside(article, group)
        _lifted_since(article, group)
        _visited_again(article, group)
        _moved_on(article, group)


def _moved_on(article: Article, group: list[Candidate]) -> None:
    """ "graded leadership 1 in March; the grade had risen to 3": where it rose from is over."""
    for earlier, later in itertools.pairwise(group):
        rose = later.sign == "verb-moved" or later.change in {"up", "down"}
        rose = (
            rose
            and earlier.change not in {"up", "down"}
            and "to" in article.lowers[max(0, later.start - 3) : later.start]
        )
        both = earlier.status == later.status == "current" and earlier.scale is later.scale
        near = article.sent_of(later.start) - article.sent_of(earlier.start) <= 1
        same = set(earlier.category) == set(later.category)
        same = same or (
            later.category == ("overall",)
            and article.sent_of(later.start) == article.sent_of(earlier.start)
        )
        rose = rose and "to" not in article.lowers[max(0, earlier.start - 3) : earlier.start]
        if rose and both and near and same and earlier.value_norm != later.value_norm:
            earlier.status = "previous"


def _visited_again(article: Article, group: list[Candidate]) -> None:
    """ "was marked weak in May. A follow-up in July ... gave it good": the first is over."""
    for later in group:
        first = article.sent(later.start)[0]
        told = " ".join(article.lowers[first : later.start])
        if later.status != "current" or not any(cue in told for cue in _AGAIN):
            continue
        for earlier in group:
            before = earlier.end <= first and earlier.scale is later.scale
            before = before and not is_heading(article, earlier.start)
            wide = {"all", "overall"} & {*earlier.category, *later.category}
            same = wide or set(earlier.category) & set(later.category)
            dated = earlier.date is not None and not (
                _just_now(article, earlier) or _lasted(article, earlier)
            )
            news = earlier.value_norm != later.value_norm and earlier.status == "current"
            if before and same and dated and news and earlier.change != "same":
                earlier.status = "previous"


def _just_now(article: Article, candidate: Candidate) -> bool:
    """Is its date that of the news: "this week", "today"?"""
    date = candidate.date
    words = set(article.lowers[date.start : date.end]) if date else set()
    return bool(words & {"this", "today", "yesterday", "tonight", "week"})


def _older(article: Article, group: list[Candidate], now: int) -> None:
    years = [_year(article, candidate) for candidate in group]
    for number, candidate in enumerate(group):
        if candidate.date and article.lowers[candidate.date.end - 1] == "later":
            years[number] = now + 1  # "in special measures in 2015, good three years later"
        elif years[number] is None and (
            _now(article, candidate)
            or _reviews(candidate)
            or _told_before(article, candidate, group, years, now)
        ):
            years[number] = now + 1
    for candidate, year in zip(group, years, strict=True):
        rivals = (
            now if y is None else y
            for c, y in zip(group, years, strict=True)
            if c is candidate or not _of_progress(c) or _of_progress(candidate)
        )
        if year is not None and year < max(rivals) and candidate.change != "same":
            candidate.status = "previous"


def _told_before(
    article: Article,
    candidate: Candidate,
    group: list[Candidate],
    years: list[int | None],
    now: int,
) -> bool:
    """Is it told without a date before a sentence looks back: "In 2019 the jail scored ..."?

    Who tells the news does not open with its year.
    """
    return any(
        year == now
        and other.start > candidate.end
        and other.scale is candidate.scale
        and other.value_norm != candidate.value_norm
        and _looks_back(article, other)
        for other, year in zip(group, years, strict=True)
    )


def _looks_back(article: Article, candidate: Candidate) -> bool:
    """Is its year told first, and its verb in the past: "in 2018 it was rated X"?"""
    date = candidate.date
    if date is None or not date.start < candidate.start:
        return False
    if article.lowers[date.start - 1] != "in":
        return False
    first = article.sent(candidate.start)[0]
    told = [i for i in range(first, candidate.start) if article.tags[i] in _FINITE]
    behind = [i for i in told if i > date.start]
    opens = date.start <= first + 2 and article.lowers[first] in {"in", "back"}
    opens = opens or article.lowers[date.start - 2] in _TURNING
    return opens and bool(behind) and all(article.tags[i] == "VBD" for i in behind)


def _reviews(candidate: Candidate) -> bool:
    """A review of progress comes after the inspection it reviews."""
    return candidate.scale is not None and candidate.scale.code == "hmi_prisons_irp4"


def _of_progress(candidate: Candidate) -> bool:
    """A visit between two inspections replaces no grade."""
    return candidate.scale is not None and candidate.scale.code == "ofsted_monitoring"


def _told_aside(article: Article, group: list[Candidate]) -> None:
    same: dict[object, list[Candidate]] = {}
    for candidate in group:
        code = candidate.scale.code if candidate.scale else ""
        if candidate.status == "current":
            same.setdefault((code, candidate.category), []).append(candidate)
    for rivals in same.values():
        aside = [c for c in rivals if _aside(article, c) or _back_then(article, c)]
        if any(_now(article, c) for c in rivals):
            then = [
                c
                for c in rivals
                if (_was(article, c) or _for_years(article, c)) and not _now(article, c)
            ]
            aside += [c for c in then if c not in aside]
        if len({c.value_norm for c in rivals}) > 1 and len(aside) < len(rivals):
            for candidate in aside:
                candidate.status = "previous"


def _lifted_since(article: Article, group: list[Candidate]) -> None:
    """ "rated good by the CQC, which put it in special measures in 2019": over by now."""
    grades = [c for c in group if c.status == "current" and c.scale and c.scale.kind == "ordered"]
    if not any(c.point and (c.point.rank or 0) > 1 for c in grades):
        return
    for candidate in group:
        is_status = candidate.scale is not None and candidate.scale.kind == "status"
        aside = _aside(article, candidate) and _year(article, candidate)
        if is_status and (aside or _back_then(article, candidate)):
            candidate.status = "previous"


def _now(article: Article, candidate: Candidate) -> bool:
    """ "now it's very good" """
    first = max(article.sent(candidate.start)[0], candidate.start - 5)
    return "now" in article.lowers[first : candidate.start]


def _back_then(article: Article, candidate: Candidate) -> bool:
    """ "was on 4 last year": a time gone by and a verb in the past."""
    date = candidate.date
    if date is None or date.start < candidate.end or date.start - candidate.end > _NEAR:
        return False
    words = set(article.lowers[date.start : date.end + 1])
    first = max(article.sent(candidate.start)[0], candidate.start - _NEAR)
    told = set(article.lowers[first : candidate.start])
    was = bool({"was", "were", "had", "scored", "got"} & told)
    bare = date.start == candidate.end and not {"is", "are", "has", "have", "now"} & told
    return (was or bare) and bool(words & {"last", "ago", "earlier", "before", "previous"})


def _for_years(article: Article, candidate: Candidate) -> bool:
    """ "outstanding for a decade, is now only good" """
    behind = article.owner[candidate.end + 1] if candidate.end + 1 < len(article) else None
    lasting = article.lowers[candidate.end] == "for" if behind is not None else False
    return lasting and behind is not None and behind.label == "DATE"


def _was(article: Article, candidate: Candidate) -> bool:
    """ "always was good" """
    first = max(article.sent(candidate.start)[0], candidate.start - 3)
    return "was" in article.lowers[first : candidate.start]


def _lasted(article: Article, candidate: Candidate) -> bool:
    """ "after nine years": a date that counts and tells no time."""
    date = candidate.date
    words = article.lowers[date.start : date.end + 1] if date else []
    return (
        bool(words) and "years" in words and not {"ago", "earlier", "before", "last"} & set(words)
    )


def _year(article: Article, candidate: Candidate) -> int | None:
    """The year in the words that belong to the candidate, a plan's year left out."""
    date = candidate.date
    if date is None or (date.start and article.lowers[date.start - 1] in _AHEAD):
        return None
    years = [w for w in article.words[date.start : date.end] if w.isdigit() and len(w) == 4]
    return int(years[-1]) if years else None


def _aside(article: Article, candidate: Candidate) -> bool:
    verb = candidate.verb
    dated = candidate.date is not None and not _lasted(article, candidate)
    if candidate.sign in {"attribute-of-service", "body-then-value"} and (
        dated and not _now(article, candidate)
    ):
        return True
    return (
        verb is not None
        and article.deps[verb] in _SUBORDINATE
        and article.tags[verb] in {"VBN", "VBD"}
        and (
            dated
            or any(article.lowers[c] in {"was", "were", "had"} for c in article.children[verb])
        )
    )
