"""Cues of a judgement's status outside its own clause: answers, denials behind it, corrections."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import SUBJECT, upward

Cue = tuple[int, int]
_UNTRUE = frozenset(
    ["wrong", "untrue", "false", "incorrect", "mistaken", "unfounded", "inaccurate"]
)
_UNTRUE |= frozenset(
    ["nonsense", "rubbish", "baseless", "groundless", "fiction", "without", "wide"]
)
_WE_SAID = frozenset(["said", "reported", "stated", "wrote", "suggested", "claimed", "implied"])
_RIGHT = frozenset(["fact", "correct", "corrected", "apologise", "apologies", "wrongly", "error"])
_RIGHT |= frozenset(["sorry", "incorrectly", "clarify"])
_NO = frozenset(["no", "not", "nope", "never", "neither", "none"])
_OVER = (["not", "any"], ["no", "longer"], ["not", "now"])
_DEPRIVED = frozenset(["stripped", "robbed", "deprived", "strips", "strip", "shorn"])
_ENDED = frozenset(["lifted", "removed", "withdrawn", "revoked", "dropped", "rescinded", "ended"])
_ENDED |= frozenset(["closed", "discharged", "scrapped", "cancelled", "overturned", "replaced"])
_LEFT = frozenset(["left", "exited", "escaped"])
_GRADE_NOUNS = frozenset(["grade", "category", "rating", "status", "band", "bracket", "mark"])
_GRADE_NOUNS |= frozenset(["position", "list", "group", "judgement", "heading", "score"])
_PAST_BE = frozenset(["was", "were"])
_ASIDE = frozenset(["acl", "relcl", "advcl"])
_VISITING = frozenset(["inspected", "visited", "assessed", "called", "reviewed", "examined"])
_AGO = frozenset(["ago", "earlier", "before", "previously"])


def answered(article: Article, candidate: Candidate) -> tuple[str, Cue] | None:
    """ "Was anything inadequate? No." The answer stands in the next sentence."""
    number = article.sent_of(candidate.end - 1)
    _, last = article.sents[number]
    if article.words[last - 1] != "?" or number + 1 >= len(article.sents):
        return None
    first, stop = article.sents[number + 1]
    opening = article.lowers[first : min(stop, first + 3)]
    cue = (first, min(stop, first + 2))
    if opening[:2] in _OVER:
        return "previous", cue
    if opening[0] in _NO:
        return "negated", cue
    past = opening[:2] == ["it", "was"] and "until" in article.lowers[first:stop]
    return ("previous", cue) if past else None


def belied(article: Article, candidate: Candidate) -> Cue | None:
    """ "a claim that it was in special measures was wrong", "said it was X. That was wrong." """
    _, last = article.sent(candidate.end - 1)
    opening = article.lowers[last : last + 4]
    denied = opening[1:3] in (["is", "n't"], ["is", "not"], ["was", "not"], ["was", "n't"])
    still = "still" in article.lowers[max(0, candidate.start - 4) : candidate.start]
    near = last - candidate.end < 4  # not the first of two grades in the sentence
    if opening[:1] == ["it"] and denied and near and not still and opening[3:4] == ["."]:
        return last, last + 3  # "announced that it was now good. It isn't."
    told = last - candidate.end < 8
    if told and opening[:1] in (["that"], ["this"]) and opening[1:2] in (["is"], ["was"]):
        denied = opening[2:4] == ["not", "so"] or (opening[2:3] == ["not"] and "case" in opening)
        if denied or (_UNTRUE & set(opening[2:])):
            return last, last + 3
    for index in range(candidate.end, min(last, candidate.end + 10)):
        if article.lowers[index] in _UNTRUE and article.lowers[index - 1] in (
            _PAST_BE | {"is", "are", "entirely", "simply", "completely"}
        ):
            return index - 1, index + 1
        if article.words[index] in {";", ","} and article.lowers[index + 1 : index + 2] == ["but"]:
            return None
    return None


def never_there(article: Article, candidate: Candidate) -> Cue | None:
    """ "... under special measures. The school has never been in that category." """
    first, last = _sentence_behind(article, candidate)
    for index in range(first, last - 1):
        if article.lowers[index] == "never" and _that_grade(article, index + 1, last):
            return index, index + 1
    return None


def was_there(article: Article, candidate: Candidate) -> Cue | None:
    """ "That was wrong. It was lifted out of that grade in 2023." """
    line_end = article.line(candidate.end - 1)[1]
    for index in range(article.sent(candidate.end - 1)[1], line_end - 2):
        left = article.lowers[index] == "left" or article.lowers[index : index + 2] == ["out", "of"]
        if left and _that_grade(article, index + 1, min(line_end, index + 5)):
            return index, index + 2
    return None


def _sentence_behind(article: Article, candidate: Candidate) -> tuple[int, int]:
    number = article.sent_of(candidate.end - 1) + 1
    return article.sents[number] if number < len(article.sents) else (0, 0)


def _that_grade(article: Article, start: int, stop: int) -> bool:
    """ "that category", "such a grade" before ``stop``; no other clause between."""
    for index in range(start, min(stop - 1, start + 6)):
        if article.lowers[index] in {"that", "such", "this"}:
            return bool(_GRADE_NOUNS & set(article.lowers[index + 1 : index + 3]))
    return False


def in_none(article: Article, candidate: Candidate) -> Cue | None:
    """ "good in none of them" """
    words = article.lowers[candidate.end : candidate.end + 2]
    none = words[:1] in (["in"], ["for"], ["against"], ["at"]) and words[1:] in (["none"], ["no"])
    return (candidate.end, candidate.end + 2) if none else None


def lifted(article: Article, candidate: Candidate) -> Cue | None:
    """ "its inadequate status was lifted", "the C3 held by X has been withdrawn" """
    _, last = article.sent(candidate.end - 1)
    for index in range(candidate.end, min(last - 1, candidate.end + 14)):
        if article.lowers[index] == "since" and article.lowers[index + 1] in _ENDED:
            return index, index + 2  # "a warning notice in September, since lifted"
        ended = article.lowers[index + 1] in _ENDED and article.lowers[index] in (
            _PAST_BE | {"been", "is", "being", "are", "has", "have"}
        )
        if article.lowers[index - 1] in {"would", "could", "might"}:
            continue  # "a zero would have closed us"
        if article.lowers[index] in _LEFT and article.lowers[index + 1] == "it":
            return index, index + 2  # "was put into Engage and left it a year later"
        if ended and (index < candidate.end + 4 or _is_subject(article, candidate, index + 1)):
            return index, index + 2
    return None


def _is_subject(article: Article, candidate: Candidate, verb: int) -> bool:
    """Does the phrase that holds the value hang on this verb as its subject?"""
    return any(
        article.heads[word] == verb and article.deps[word] in SUBJECT
        for word in upward(article, candidate.end - 1)
    )


def corrected(article: Article, candidate: Candidate) -> Cue | None:
    """ "We said it had been rated X. In fact ..." """
    first, last = article.sent(candidate.start)
    for index in range(first, candidate.start - 1):
        if article.lowers[index] == "we" and article.lowers[index + 1] in _WE_SAID:
            line_end = article.line(candidate.start)[1]
            after = set(article.lowers[last:line_end]) | set(article.lowers[first:index])
            return (index, index + 2) if _RIGHT & after else None
    return None


def set_right(article: Article, candidate: Candidate) -> bool:
    """ "Correction: we said X. It was Y.": Y, behind the sentence that was wrong, is true."""
    first = article.line(candidate.start)[0]
    start = article.sent(candidate.start)[0]
    return any(
        article.lowers[index] == "we" and article.lowers[index + 1] in _WE_SAID
        for index in range(first, start - 1)
    )


def deprived(article: Article, candidate: Candidate) -> Cue | None:
    """ "stripped the trust of its three stars" """
    for index in range(candidate.start - 1, max(candidate.start - 4, -1), -1):
        if article.lowers[index] == "of":
            first = article.sent(index)[0]
            for verb in range(index - 1, max(first, index - 10) - 1, -1):
                if article.lowers[verb] in _DEPRIVED:
                    return verb, verb + 1
    return None


def bygone(article: Article, candidate: Candidate, start: int, right: int) -> Cue | None:
    """ "was outstanding until June", "was weak in 2016", "three years ago this was ..."."""
    lowers = article.lowers
    told = _told_then(article, candidate, start)
    if told is not None:
        return told
    last = min(right, article.sent(candidate.end - 1)[1], candidate.end + 9)
    verb = candidate.verb
    rated = verb is not None and article.tags[verb] == "VBN" and article.deps[verb] in _ASIDE
    if not _PAST_BE & set(lowers[start : candidate.start]) and not rated:
        return None
    behind = lowers[candidate.end : candidate.end + 1]
    if behind == ["when"] and _on_this_visit(article, candidate.end, last):
        return None
    contrast = lowers[candidate.end + 1 : candidate.end + 2] in (["every"], ["all"], ["most"])
    if behind in (["until"], ["when"]) and not contrast:  # "when all others were good"
        return candidate.end, candidate.end + 1
    for found in article.inside(start, last):
        if found.label != "DATE":
            continue
        words = lowers[found.start : min(found.end + 1, len(article))]
        if (
            found.start - start < 2
            and start > article.sent(start)[0]
            and found.end < candidate.start
        ):
            continue  # "graded good two years ago, was now X": that of the value before
        years = "year" in words or "years" in words or "decade" in words
        if years and _AGO & set(words):
            return found.start, found.end
        linked = candidate.sign in {"dated-value", "body-is-value", "category-is-value"}
        near = found.start >= candidate.end or found.start - article.sent(found.start)[0] <= 2
        if linked and near and any(w.isdigit() and len(w) == 4 for w in words):
            return found.start, found.end
    return None


def _on_this_visit(article: Article, start: int, last: int) -> bool:
    """ "was weak when it was inspected in February", "when it came to safety": it still is."""
    if article.lowers[start : start + 4] == ["when", "it", "came", "to"]:
        return True
    words = article.lowers[start : min(last, start + 12)]
    dates = [w for f in article.inside(start, last) for w in article.lowers[f.start : f.end + 1]]
    long_ago = {"last", "first", "ago", "earlier", "previously", "before"} & {*words, *dates}
    dated = any(w.isdigit() and len(w) == 4 for w in words)
    return bool(_VISITING & set(words)) and not long_ago and not dated


def _told_then(article: Article, candidate: Candidate, start: int) -> Cue | None:
    """ "inspectors who last year described it as 'lawless'" """
    for found in article.inside(start, candidate.start):
        if found.label != "DATE" or article.lowers[found.start - 1] not in {"who", "which"}:
            continue
        past = found.end < len(article) and article.tags[found.end] == "VBD"
        if past and {"last", "ago", "earlier", "previous"} & set(
            article.lowers[found.start : found.end]
        ):
            return found.start, found.end
    return None
