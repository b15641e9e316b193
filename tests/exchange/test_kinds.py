"""What becomes of a sound file of each kind: text, title, date, outlet, address, zones."""

from __future__ import annotations

import hashlib
import io

import docx
import pytest

from annotator.core.documents import Document
from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine
from annotator.exchange.readers.columns import UnclearColumns, parse
from tests.exchange import given_files
from tests.exchange.conftest import Read
from tests.exchange.given_files import ADDRESS, HEADLINE, MORE, STORY


def documents(found: list[GoldLine | BadInput]) -> list[Document]:
    assert not [line for line in found if isinstance(line, BadInput)], found
    return [line.document for line in found if isinstance(line, GoldLine)]


def only(found: list[GoldLine | BadInput]) -> Document:
    (document,) = documents(found)
    return document


def problems(found: list[GoldLine | BadInput]) -> list[str]:
    return [line.what for line in found if isinstance(line, BadInput)]


@pytest.mark.parametrize("name", ["page.html", "page.mhtml", "named-wrongly.txt"])
def test_a_saved_page_keeps_only_its_story(read: Read, name: str) -> None:
    raw = given_files.mhtml() if "mhtml" in name else given_files.page()
    page = only(read(name, raw))
    assert page.text == "\n\n".join(
        [HEADLINE, STORY, "Leadership", MORE, "Area | Grade\nSafety | Poor"]
    )
    assert (page.id, page.title, page.outlet) == (name, HEADLINE, "Sedgeholm Echo")
    assert (page.url, page.published.value) == (ADDRESS, "2024-05-14")
    assert page.raw_sha256 == hashlib.sha256(raw).hexdigest()
    assert page.zones == ()


@pytest.mark.parametrize("name", ["windows-1252", "iso-8859-1", "us-ascii"])
def test_a_page_in_an_older_encoding(read: Read, name: str) -> None:
    old = given_files.PAGE.replace('charset="utf-8"', f'charset="{name}"')
    assert STORY in only(read("a.html", old.encode("cp1252"))).text
    assert STORY in only(read("b.html", given_files.PAGE.encode("utf-16"))).text


def test_a_fragment_of_a_page_keeps_all_its_words(read: Read) -> None:
    raw = b"<div><p>Rated good.</p><script>no</script><ul><li>One</li><li>Two</li></ul></div>"
    assert only(read("dropped", raw)).text == "Rated good.\n\nOne\nTwo"
    assert only(read("a.htm", b"It was <b>rated</b><br>good.")).text == "It was rated\ngood."
    assert only(read("a.txt", b"It was <b>rated</b>")).text == "It was <b>rated</b>"


def test_a_page_that_loads_its_text_later_says_so(read: Read) -> None:
    assert "holds no text" in problems(read("app.html", b"<html><body><div id=app></div>"))[0]


def test_an_e_mail_gives_its_text_part_subject_sender_and_date(read: Read) -> None:
    mail = only(read("release.eml", given_files.mail()))
    assert mail.text.split() == f"{STORY} {MORE}".split()
    assert mail.title == "Corrow Moor – rated poor"
    assert (mail.outlet, mail.published.value) == ("Prisons Inspectorate", "2024-05-14")
    html = "From: a@b.example\nSubject: x\nDate: never\nContent-Type: text/html\n\n"
    page = only(read("page.eml", html.encode() + given_files.page()))
    assert page.text.startswith(HEADLINE)
    assert page.published.value is None


def test_a_mailbox_is_not_taken_for_one_e_mail(read: Read) -> None:
    one = "From a@b.example Tue May 14 10:00:00 2024\nFrom: a\nSubject: b\nDate: c\n\nGood.\n\n"
    assert only(read("one.eml", one.encode())).text.strip() == "Good."
    assert "several e-mails" in problems(read("all.mbox", 2 * one.encode()))[0]


@pytest.mark.parametrize(
    "text", ["Received: a warning\n\nIt is poor.", "From: us\nto you\n\nPoor."]
)
def test_a_text_that_begins_a_little_like_an_e_mail(read: Read, text: str) -> None:
    assert only(read("a.txt", text.encode())).text == text


def test_a_word_document_in_its_order(read: Read) -> None:
    release = only(read("release.docx", given_files.word()))
    assert release.text == "\n\n".join([HEADLINE, STORY, "Area | Grade\nSafety | Poor", MORE])
    assert release.title == HEADLINE


def test_a_word_table_that_only_places_paragraphs(read: Read) -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = HEADLINE
    for words in (STORY, MORE):
        outer.cell(0, 1).add_paragraph(words)
    inner = document.add_table(rows=1, cols=2)
    inner.cell(0, 0).text = "Grade"
    inner.cell(0, 1).add_table(1, 1).cell(0, 0).text = "poor"
    out = io.BytesIO()
    document.save(out)
    blocks = only(read("a.docx", out.getvalue())).text.split("\n\n")
    assert blocks == [HEADLINE, STORY, MORE, "Grade | poor"]


def test_a_pdf_joins_its_lines_and_marks_its_running_heads(read: Read) -> None:
    report = only(read("report.pdf", given_files.pdf()))
    assert all(report.text.count(f"\n\n{story}\n\n") == 1 for story in given_files.PDF_STORIES)
    marked = [report.text[zone.start : zone.end] for zone in report.zones]
    assert marked == [part for n in range(1, 5) for part in ("Inspection report", f"Page {n}")]


def test_in_a_pdf_larger_letters_are_the_title_and_wider_gaps_part_paragraphs(read: Read) -> None:
    raw = given_files.pdf_of_lines(
        (20, 780, "Orme fire service is rated good by"),
        (20, 756, "the inspectors"),
        (11, 720, "The service was inspected in March and was found"),
        (11, 706, "to be good at all that the inspectors looked at."),
        (11, 684, "It was found to have been inadequate two years ago"),
        (11, 670, "and a new chief officer was named in the summer of"),
        (11, 656, "that year."),
    )
    report = only(read("report.pdf", raw))
    assert report.title == "Orme fire service is rated good by the inspectors"
    assert [block.count(" ") + 1 for block in report.text.split("\n\n")] == [9, 19, 23]


def test_a_pdf_of_pictures_says_what_to_do(read: Read) -> None:
    (said,) = problems(read("scan.pdf", given_files.pdf(lines=())))
    assert said.startswith("scan.pdf holds no text, only pictures of pages")


@pytest.mark.parametrize("name", ["list.csv", "list.txt"])
def test_a_table_gives_an_article_a_row(read: Read, name: str) -> None:
    first, second = documents(read(name, given_files.csv()))
    assert first.text == f"{STORY}\n\n{MORE}"
    assert (first.id, first.title, first.outlet) == ("echo-1", HEADLINE, "Sedgeholm Echo")
    assert (first.url, first.published.value) == (ADDRESS, "2024-05-14")
    assert (second.id, second.text) == (f"{name}-3", "It was rated “good”.")
    assert second.published.value is None


def test_a_table_may_say_what_parts_its_columns(read: Read) -> None:
    (one,) = documents(read("list.csv", b"sep=;\r\ntitle;text\r\nA, b;Rated good.\r\n"))
    assert (one.id, one.title, one.text) == ("list.csv-3", "A, b", "Rated good.")


def test_a_row_that_its_own_commas_cut_is_no_article(read: Read) -> None:
    found = read(
        "list.csv", b"title,text\nOne,It is good.\nTwo,It is good, they said.\nThree,Fine.,,\n"
    )
    assert [line.document.text for line in found if isinstance(line, GoldLine)] == [
        "It is good.",
        "Fine.",
    ]
    (said,) = problems(found)
    assert said.startswith(
        "list.csv, row 3: it has 3 cells, and the line of names 2; text that holds"
    )


def test_a_workbook_gives_an_article_a_row(read: Read) -> None:
    found = read("list.xlsx", given_files.excel())
    assert problems(found) == ["list.xlsx, Coverage, row 3: there is no text."]
    first, second = (line.document for line in found if isinstance(line, GoldLine))
    assert (first.text, first.title, first.published.value) == (STORY, HEADLINE, "2024-05-14")
    assert (second.id, second.title) == ("list.xlsx-Coverage-4", "12")
    assert second.published.value == "2024-05-14"


def test_what_a_list_is_called_may_stand_above_its_columns(read: Read) -> None:
    found = read("list.xlsx", given_files.excel(above="Coverage in May"))
    assert problems(found) == ["list.xlsx, Coverage, row 4: there is no text."]
    assert isinstance(found[0], GoldLine)
    assert found[0].document.text == STORY


def test_a_workbook_is_known_whatever_it_is_called(read: Read) -> None:
    raw = given_files.excel()
    for found in (read("list", raw), read("all.zip", given_files.zipped(list_xlsx=raw))):
        assert documents([line for line in found if isinstance(line, GoldLine)])[0].text == STORY


def test_columns_that_are_not_clear_are_asked_about(read: Read) -> None:
    raw = given_files.excel(("A", "B", "When", "Who", "Where"))
    (problem,) = read("list.xlsx", raw)
    assert isinstance(problem, UnclearColumns)
    assert problem.header == ("A", "B", "When", "Who", "Where")
    said = parse("text=b, title = A,date=when")
    first = read("list.xlsx", raw, columns=said)[0]
    assert isinstance(first, GoldLine)
    assert (first.document.text, first.document.title) == (STORY, HEADLINE)
    (wrong,) = problems(read("list.xlsx", raw, columns=parse("text=Body")))
    assert wrong.startswith("list.xlsx has no column “Body”; it has “A”, “B”")
    with pytest.raises(BadInput, match="the fields are text, title"):
        parse("body=Text")


def test_json_that_is_no_json_lines(read: Read) -> None:
    first, second = documents(read("array.json", given_files.json_array()))
    assert (first.id, first.title, second.id) == ("a", HEADLINE, "array.json-2")
    assert only(read("one.txt", b'{\n "text": "Rated good."\n}')).text == "Rated good."
    assert documents(read("empty.json", b"[ ]")) == []
    found = read("cut.json", b'[{"text": "One."}, {"foo": 1}, {"text": "Tw')
    assert [line.document.text for line in found if isinstance(line, GoldLine)] == ["One."]
    assert problems(found)[0] == "cut.json, object 2: there is no “text”."
    assert problems(found)[1].startswith("cut.json is damaged: it stops being JSON")


def test_an_archive_is_read_like_a_folder(read: Read) -> None:
    found = documents(read("all.zip", given_files.archive()))
    names = [document.id for document in found]
    assert names == ["echo-1", "list.csv-3", "note.txt", "report.pdf", "page.html"]


def test_the_parts_of_a_saved_page_are_no_articles(read: Read) -> None:
    names = ("a.html", "a_files/frame.html", "a_files/x.txt", "a.css", "b_files/c.html")
    raw = given_files.zipped(**{name.replace("/", "___"): given_files.page() for name in names})
    assert [document.id for document in documents(read("all.zip", raw))] == ["a.html", "c.html"]


def test_an_encoding_that_a_person_says(read: Read) -> None:
    raw = "Тюрьма оценена".encode("koi8-r")
    assert only(read("a.txt", raw, encoding="koi8-r")).text == "Тюрьма оценена"
    assert "not valid utf-8" in problems(read("b.txt", raw, encoding="utf-8"))[0]


def test_what_is_there_already_is_not_converted_again(read: Read) -> None:
    asked: list[str] = []

    def is_known(raw_sha256: str) -> bool:
        asked.append(raw_sha256)
        return True

    for name in ("page.html", "report.pdf", "release.docx", "note.txt"):
        assert read(name, given_files.ALL[name](), is_known=is_known) == []
    assert len(asked) == 4
