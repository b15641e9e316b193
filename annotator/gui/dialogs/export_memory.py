"""What the settings keep of an export, so that the next one begins with it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.core.errors import KnownError
from annotator.core.exports import ExportWish
from annotator.core.filters import ArticleFilter, read_filter
from annotator.core.splitting import Split, read_split
from annotator.gui.dialogs.export_choices import MOST_SEED

if TYPE_CHECKING:
    from annotator.session.exporting import Format


def remembered(wish: ExportWish, shown: ArticleFilter, format_: Format) -> dict[str, Any]:
    """What the settings keep of a wish; of what its format does not offer they keep the former.

    Args:
        shown: the filter of the list of articles.
    """
    is_shown = wish.filter == shown and wish.all_articles
    return {
        "out": str(wish.out),
        "format": wish.format,
        "all": wish.all_articles,
        "shown": is_shown,
        "filter": wish.filter.to_line() if wish.filter and not is_shown else "",
        "split": str(wish.split or ""),
        "seed": wish.split.seed if wish.split else 0,
        "log": wish.log,
        **({"labels": list(wish.only)} if format_.by_label else {}),
        **({"per_category": wish.per_category} if format_.by_category else {}),
    }


def recalled(
    last: Mapping[str, object], usual: ExportWish, shown: ArticleFilter, formats: Mapping[str, Any]
) -> ExportWish:
    """The wish that the settings keep; what they do not say, or cannot be used, is as usual."""
    out, format_, labels = last.get("out"), last.get("format"), last.get("labels")
    wish = replace(
        usual,
        out=Path(out) if isinstance(out, str) and out else usual.out,
        format=format_ if isinstance(format_, str) and format_ in formats else usual.format,
        only=tuple(one for one in labels if isinstance(one, str))
        if isinstance(labels, list)
        else (),
        split=_split(last),
        all_articles=last.get("all") is True,
        log=last.get("log") is not False,
        per_category=last.get("per_category") is True,
    )
    if last.get("shown") is True:
        return replace(wish, filter=shown)
    typed = last.get("filter")
    with suppress(KnownError):
        if isinstance(typed, str) and typed:
            return replace(wish, filter=read_filter(typed), all_articles=False)
    return wish


def _split(last: Mapping[str, object]) -> Split | None:
    typed, seed = last.get("split"), last.get("seed")
    is_seed = isinstance(seed, int) and abs(seed) <= MOST_SEED
    with suppress(KnownError):
        if isinstance(typed, str) and typed:
            return read_split(typed, int(seed) if is_seed else 0)  # type: ignore[call-overload]
    return None
