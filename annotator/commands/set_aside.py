"""Articles that are none of a project's are set aside, or brought back."""

from __future__ import annotations

import argparse

from annotator.commands.opening import opened
from annotator.commands.saying import say
from annotator.core import edits
from annotator.core.errors import BadInput
from annotator.core.filters import ArticleFilter
from annotator.core.wording import counted


def run(options: argparse.Namespace) -> int:
    """Set articles aside or bring them back, as one gesture; without any, list those aside.

    Raises:
        BadInput: there is no such article; nothing was changed.
    """
    with opened(options.project) as session:
        aside = session.article_ids(ArticleFilter(aside=True))
        wanted = dict.fromkeys(options.articles, True) | dict.fromkeys(options.back, False)
        if not wanted:
            for document_id in aside:
                say(document_id)
            return 0
        known = {*aside, *session.article_ids()}
        for document_id in wanted:
            if document_id not in known:
                raise BadInput(
                    f"There is no article “{document_id}”.",
                    safe="Nothing was changed.",
                    todo="An import says the ids, and so does every gold line.",
                )
        made = [edits.set_aside(session.read(i), is_aside) for i, is_aside in wanted.items()]
        moved = [edit for edit in made if edit]
        session.apply_all(moved)
    gone = sum(wanted[edit.document_id] for edit in moved)
    if options.articles:
        print(f"{counted(gone, 'article')} set aside")
    if options.back:
        print(f"{counted(len(moved) - gone, 'article')} brought back")
    return 0
