"""spaCy's binary training data; the one module outside ``extraction`` that needs spaCy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.core.gold import GoldLine
from annotator.core.spans import Span
from annotator.exchange.files import Files
from annotator.exchange.formats import Report, Wanted
from annotator.exchange.formats.tagging import Words, counted

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan
    from spacy.vocab import Vocab

#: Where spaCy's span categorizer looks for spans that may overlap.
SPANS_KEY = "sc"


def write(lines: Iterable[GoldLine], files: Files, wanted: Wanted) -> Report:
    """Words as ours, so that no span cuts one.

    spaCy writes such a file in one piece: some 25 bytes a word are held until the end, and four
    times that while it is put together.
    """
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    report, vocab = Report(), Vocab()
    file = files.main()
    kept = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for line in lines:
        kept.add(_doc(line, counted(line, report), vocab))
    file.write(kept.to_bytes())
    return report


def _doc(line: GoldLine, words: Words, vocab: Vocab) -> Doc:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

    texts = [words.text[token.start : token.end] for token in words.tokens]
    doc = Doc(vocab, words=texts, spaces=[token.space for token in words.tokens])
    first = {token.start: number for number, token in enumerate(words.tokens)}
    last = {token.end: number for number, token in enumerate(words.tokens)}

    def made(span: Span) -> SpacySpan:
        return SpacySpan(doc, first[span.start], last[span.end] + 1, label=span.label)

    doc.set_ents([made(span) for span in words.flat], default="outside")
    doc.spans[SPANS_KEY] = [made(span) for span in line.spans]
    doc.user_data["id"] = line.document.id
    return doc
