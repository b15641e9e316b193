"""What a reader sees of a story is there: grades in lists, tables and boxes of every shape."""

from __future__ import annotations

import pytest

from annotator.exchange.conversion.html import article_of

FIRST = (
    "Brackenfold House, a care home for 42 people in Elderwick, has been rated requires "
    "improvement by the Care Quality Commission after an unannounced visit in March."
)
SECOND = (
    "Inspectors visited the home on three days and spoke with residents, relatives and members of "
    "the staff about the care that they gave and received."
)
SHORT = "Brackenfold House has been rated requires improvement by the CQC."
INTRO = "The regulator gave the home these grades:"
LAST = (
    "The home will be inspected again within six months, the regulator said, and must send a plan "
    "of what it will do before the end of May."
)
GRADES = {
    "Safe": "inadequate",
    "Effective": "requires improvement",
    "Caring": "good",
    "Responsive": "good",
    "Well-led": "inadequate",
}
LINKS = ("Home", "Sport", "Council leader resigns", "Bus routes to change")


def each(form: str) -> str:
    return "".join(form.format(*grade) for grade in GRADES.items())


UL = f"<ul>{each('<li>{}: {}</li>')}</ul>"
TABLE = (
    f"<table><tr><th>Area</th><th>Grade</th></tr>{each('<tr><td>{}</td><td>{}</td></tr>')}</table>"
)
DL = f"<dl>{each('<dt>{}</dt><dd>{}</dd>')}</dl>"


def p(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def page(body: str, around: str = "{}") -> str:
    links = [f'<li><a href="/{link}">{link}</a></li>' for link in LINKS]
    return (
        "<!doctype html><html><head><title>A care home is rated</title></head><body>"
        f"<ul>{''.join(links[:2])}</ul>{around.format(f'<h1>A care home is rated</h1>{body}')}"
        f"<div class=related><h3>Related</h3><ul>{''.join(links[2:])}</ul></div>"
        "<ul><li>© Elderwick Courier</li><li>All rights reserved</li></ul></body></html>"
    )


STORY = p(FIRST, SECOND, INTRO), p(LAST)
BOXES = f"<div>{each('<div class=box><b>{}</b> <i>{}</i></div>')}</div>"
SHAPES = {
    "a list in the body": (page(UL.join(STORY)), ": "),
    "a list of words in links": (
        page(f"<ol>{each('<li><a href=x>{}</a>: {}</li>')}</ol>".join(STORY)),
        ": ",
    ),
    "a list in a layout table": (page(UL.join(STORY), "<table><tr><td>{}</td></tr></table>"), ": "),
    "a list in an aside": (page(f"<aside>{UL}</aside>".join(STORY), "<main>{}</main>"), ": "),
    "a list in a section of its own": (
        page("</section><section>".join([STORY[0], UL, STORY[1]]), "<section>{}</section>"),
        ": ",
    ),
    "a table in the body": (page(TABLE.join(STORY)), " | "),
    "a list of definitions": (page(DL.join(STORY)), "\n"),
    "paragraphs under headings": (page(each("<h3>{}</h3><p>{}</p>").join(STORY)), "\n\n"),
    "paragraphs in a list": (
        page(f"<ul>{each('<li><p>{}</p><p>{}</p></li>')}</ul>".join(STORY)),
        "\n\n",
    ),
    "boxes in the body": (page(BOXES.join(STORY)), " "),
    "boxes in an article": (page(BOXES.join(STORY), "<article>{}</article>"), " "),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_grades_stand_where_a_reader_sees_them(shape: str) -> None:
    html, between = SHAPES[shape]
    text = article_of(html).text
    lines = [FIRST, SECOND, INTRO, *(between.join(grade) for grade in GRADES.items()), LAST]
    at = -1
    for line in lines:
        at = text.find(line, at + 1)
        assert at >= 0, f"“{line}” is missing or out of its place in:\n{text}"
    assert not [word for word in (*LINKS, "All rights") if word in text]
    assert text.count(FIRST) == 1


@pytest.mark.parametrize("around", ["<main>{}</main>", "<div class=entry-content>{}</div>", "{}"])
@pytest.mark.parametrize(
    ("grades", "line"), [(UL, "Safe: inadequate"), (TABLE, "Safe | inadequate")]
)
def test_a_short_report_that_ends_with_its_grades(around: str, grades: str, line: str) -> None:
    text = article_of(page(f"{p(SHORT, INTRO)}{grades}", around)).text
    assert text.index(SHORT) < text.index(line)
    assert not [word for word in LINKS if word in text]


def test_furniture_between_paragraphs_stays_out() -> None:
    between = (
        "<div class='newsletter-signUp'><ul><li>News by mail</li></ul></div>"
        f"<ul hidden><li>{INTRO}</li></ul>"
        "<ul class=share><li>Facebook</li></ul><div class=ad>Advertisement</div><h3>Related</h3>"
        "<ul><li><a href=x>Bus routes to change</a></li></ul>"
    )
    text = article_of(page(between.join([p(FIRST), p(SECOND, LAST)]))).text
    assert text.split("\n\n") == ["A care home is rated", FIRST, SECOND, LAST]


def test_words_behind_a_comment_are_words_of_a_fragment() -> None:
    assert article_of("<p>Rated<!-- grade --> good</p>").text == "Rated good"
