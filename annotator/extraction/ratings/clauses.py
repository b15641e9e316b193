"""Reads subjects, objects and phrases off the parse."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.extraction.article import Article
from annotator.extraction.ratings.candidate import Candidate

SUBJECT = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass"])
SUBORDINATE = frozenset(["acl", "relcl", "advcl"])
#: Tags of verbs in the present tense.
PRESENT = frozenset(["VBZ", "VBP"])
_RELATIVE = frozenset(["which", "that", "who"])
_UP = frozenset(
    [
        "conj",
        "xcomp",
        "ccomp",
        "advcl",
        "pcomp",
        "prep",
        "aux",
        "auxpass",
        "dep",
        "acomp",
        "oprd",
        "attr",
        "dobj",
        "pobj",
        "advmod",
        "amod",
        "npadvmod",
        "nmod",
        "ROOT",
        "compound",
        "cc",
        "appos",
        "agent",
    ]
)
_ASIDE = frozenset(["relcl", "acl"])
#: Chains in a parse are followed this far.
_FAR = 10


def head_of(article: Article, start: int, end: int) -> int:
    """The word of ``[start, end)`` whose head lies outside."""
    for index in range(end - 1, start - 1, -1):
        head = article.heads[index]
        if head == index or not start <= head < end:
            return index
    return end - 1


def upward(article: Article, index: int) -> Iterator[int]:
    """The word, its head, the head's head ... to the root of the sentence."""
    for _ in range(_FAR):
        yield index
        head = article.heads[index]
        if head == index:
            return
        index = head


def governing_verb(article: Article, start: int, end: int) -> int | None:
    """The verb that the words ``[start, end)`` hang on."""
    index = head_of(article, start, end)
    for step, word in enumerate(upward(article, index)):
        if article.pos[word] in {"VERB", "AUX"} and (step or article.pos[index] == "VERB"):
            return word
    return None


def verb_of(article: Article, candidate: Candidate) -> int | None:
    """The verb that says the judgement: the one its sign found, else the governing one."""
    if candidate.verb is not None and article.pos[candidate.verb] in {"VERB", "AUX"}:
        return candidate.verb
    if candidate.verb is not None:  # "a rating of ...": the noun that announces the value
        for index in upward(article, candidate.verb):
            if article.pos[index] in {"VERB", "AUX"}:
                return index
        return None
    return governing_verb(article, candidate.start, candidate.end)


def subject_of(article: Article, verb: int) -> int | None:
    """Head of the subject of a verb; shared subjects and antecedents of "which" are followed."""
    for _ in range(_FAR):
        own = [c for c in article.children[verb] if article.deps[c] in SUBJECT and c < verb]
        own = own or [c for c in article.children[verb] if article.deps[c] in SUBJECT]
        dep = article.deps[verb]
        if own:
            if article.lowers[own[0]] in _RELATIVE and dep == "relcl":
                return article.heads[verb]
            return own[0]
        if dep in {"acl", "relcl"}:
            noun = article.heads[verb]
            if article.deps[noun] != "attr":
                return noun
            verb = article.heads[noun]  # "X is the third school to be rated ..."
            continue
        head = article.heads[verb]
        if head == verb or dep not in _UP:
            return None
        verb = head
    return None


def objects_of(article: Article, verb: int) -> list[int]:
    """Heads of objects of an active verb, also the subject of its small clause."""
    out: list[int] = []
    for child in article.children[verb]:
        if article.deps[child] in {"dobj", "dative", "pobj"}:
            out.append(child)
        elif article.deps[child] in {"ccomp", "xcomp", "oprd"}:
            out.extend(c for c in article.children[child] if article.deps[c] in SUBJECT)
    return out


def phrase(article: Article, head: int, *, deep: bool = False) -> tuple[int, int]:
    """First and behind-last word of a noun phrase, without its clauses and appositions.

    Args:
        deep: with appositions.
    """
    skip = {"relcl", "acl", "advcl", "punct", "ccomp", "xcomp", "cop", "parataxis"}
    if not deep:
        skip.add("appos")
    first = last = head
    stack = [head]
    while stack:
        index = stack.pop()
        first, last = min(first, index), max(last, index)
        stack.extend(c for c in article.children[index] if article.deps[c] not in skip)
    return first, last + 1


def prepositional(article: Article, head: int) -> Iterator[int]:
    """Objects of the prepositions that hang on a word."""
    for child in article.children[head]:
        if article.deps[child] in {"prep", "agent"}:
            for inner in article.children[child]:
                if article.deps[inner] == "pobj":
                    yield inner


def in_aside(article: Article, index: int, start: int, *, wide: bool = False) -> bool:
    """Does a word stand in a clause told aside that has ended before the word ``start``?

    "X, a brigade in which one in five HAD BEEN bullied, has been found inadequate". Or in a clause
    that another one with a subject of its own is joined to: "that two scanners HAD BEEN bought and
    that it hoped safety would be good"?

    Args:
        wide: appositions and adverbial clauses are told aside too.
    """
    asides = _ASIDE | {"appos", "advcl"} if wide else _ASIDE
    own = list(upward(article, start))
    if _joined_to(article, index, own):
        return True
    for word in upward(article, index):
        if word in own:
            return False
        if article.deps[word] in asides and article.doc[word].right_edge.i < start:
            return True
    return False


def in_present(article: Article, start: int, stop: int) -> bool:
    """Is there a verb in the present tense between the two words?"""
    return any(article.tags[i] in PRESENT for i in range(start, stop))


def _joined_to(article: Article, index: int, own: list[int]) -> bool:
    """Is the word's verb joined to one in the chain ``own`` that has a subject of its own?"""
    verb = next((w for w in upward(article, index) if article.pos[w] == "VERB"), None)
    return any(
        article.deps[word] == "conj"
        and article.heads[word] == verb
        and any(article.deps[c] in SUBJECT and index < c < word for c in article.children[word])
        for word in own
    )
