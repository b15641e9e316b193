"""The style sheet of the report: the labels' colours, by day, by night and on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.core.labels import LabelSet

_STYLE = """
:root { color-scheme: light dark;
  --ink: #1f2328; --page: #fbfbfa; --soft: #5c636b; --line: #d9dcdf; }
body { font: 16px/1.6 Inter, "Segoe UI", system-ui, sans-serif; color: var(--ink);
  background: var(--page); max-width: 62rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .25rem; }
article + article { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 2rem; }
.about { color: var(--soft); font-size: .875rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
.note { border-left: 3px solid var(--line); padding-left: .75rem; }
.text { font: 1.0625rem/2 "Source Serif 4", Georgia, serif; white-space: pre-wrap;
  overflow-wrap: anywhere; margin-bottom: 1.5rem; }
mark { color: inherit; background: #e6e8eb; border-radius: 3px; padding: 1px 2px; }
mark.open { background: none; outline: 1px dashed currentcolor; }
.tag { font: 600 .625rem/1 Inter, system-ui, sans-serif; letter-spacing: .03em;
  text-transform: uppercase; margin-right: 3px; vertical-align: .25em; }
.furniture { opacity: .5; }
table { border-collapse: collapse; width: 100%; font-size: .8125rem; line-height: 1.4;
  margin-bottom: 1.5rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem;
  border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
td.value { font-weight: 600; }
td.evidence { min-width: 14rem; }
tr.negative td:first-child { box-shadow: inset 3px 0 #b3261e; }
tr.positive td:first-child { box-shadow: inset 3px 0 #1a7f37; }
tr.mixed td:first-child { box-shadow: inset 3px 0 #9a6700; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8ea; --page: #1a1b1e; --soft: #a2a9b1; --line: #3a3e44; }
  mark { background: #3a3e44; }
}
@media print { body { max-width: none; margin: 0; } article { break-after: page; } }
"""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_CLASS = re.compile(r"[A-Za-z0-9_-]+")


def stylesheet(labels: LabelSet, ids: Sequence[str]) -> str:
    """The style of everything, with two rules for each label (by ``.l-ID``)."""
    light: list[str] = []
    dark: list[str] = []
    for label in (labels.get(label_id) for label_id in ids):
        if label is None or not _CLASS.fullmatch(label.id):
            continue
        for rules, colours in ((light, label.light), (dark, label.dark)):
            if _COLOUR.fullmatch(colours.ink) and _COLOUR.fullmatch(colours.tint):
                tag = f"mark.l-{label.id} .tag {{ color: {colours.ink}; }}"
                open_ = (
                    f"mark.l-{label.id}.open {{ background: none; outline-color: {colours.ink}; }}"
                )
                rules.append(f"mark.l-{label.id} {{ background: {colours.tint}; }} {tag} {open_}")
    night = "\n".join(dark)
    return _STYLE + "\n".join(light) + f"\n@media (prefers-color-scheme: dark) {{\n{night}\n}}\n"
