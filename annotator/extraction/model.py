"""Loads the language model: the best installed one, or none with rules only."""

from __future__ import annotations

import warnings
from importlib.util import find_spec

import spacy
from spacy.language import Language

from annotator.core.errors import KnownError
from annotator.extraction import PACKAGES

#: Components nothing here reads.
_UNUSED = ("lemmatizer", "senter")


def load_model(wanted: str | None = None) -> tuple[Language, str | None]:
    """The model's pipeline and its name with version; a blank pipeline and None without a model.

    Args:
        wanted: package name or path; "" or None tries the known packages, "blank" takes none.

    Raises:
        KnownError: ``wanted`` names a model that cannot be loaded.
    """
    if wanted == "blank":
        return blank_model(), None
    if wanted:
        try:
            return _loaded(wanted)
        except (OSError, ImportError, ValueError) as error:
            raise KnownError(
                f"The language model “{wanted}” cannot be loaded: {error}",
                todo="Choose another one in the settings.",
            ) from error
    for package in PACKAGES:
        if find_spec(package) is not None:
            try:
                return _loaded(package)
            except (OSError, ImportError, ValueError):
                continue
    return blank_model(), None


def blank_model() -> Language:
    """Tokenizer and sentences only."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def load_names(package: str) -> Language:
    """Only what finds names in a model.

    Raises:
        OSError, ImportError, ValueError: as spaCy does.
    """
    return spacy.load(package, exclude=["tagger", "parser", "attribute_ruler", *_UNUSED])


def _loaded(name: str) -> tuple[Language, str]:
    with warnings.catch_warnings():
        # The md package was made for spaCy 3.7 and measured with 3.8.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(name, exclude=list(_UNUSED))
    if "parser" not in nlp.pipe_names and "sentencizer" not in nlp.pipe_names:
        nlp.add_pipe("sentencizer")
    # Tensors are a third of the memory and nobody reads them.
    nlp.add_pipe("doc_cleaner", config={"attrs": {"tensor": None}, "silent": True}, last=True)
    meta = nlp.meta
    title = meta["name"] if meta["name"].startswith("en_") else f"{meta['lang']}_{meta['name']}"
    return nlp, f"{title}-{meta['version']}"
