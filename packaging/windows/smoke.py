"""Installs setup.exe in a Windows of wine's and uses it as a person would.

    python packaging/windows/smoke.py dist/annotator-0.1.0-setup.exe --pictures build/smoke

One line a check; the last line is JSON: size in MB, passed, skipped. It ends with 1 where something
failed. Where there can be no such Windows, it says so loudly and skips everything.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import installer
from wine import Unavailable, Wine, prepare

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.append(str(HERE.parent))

from driving import Failed, Screen, expect, expect_same, wait, work_through_article  # noqa: E402

#: What Windows and its users do to names: spaces, letters beyond ASCII, a long path.
FOLDER = r"C:\users\ana\Meine Prüfungen – März"
PER_USER = r"C:\users\ana\AppData\Local\Programs\Annotator"
FOR_ALL = r"C:\Program Files\Annotator"
DATA = r"C:\users\ana\AppData\Local\annotator"
SAMPLE = DATA + r"\Sample.annotator"
UNINSTALL_KEY = r"\Software\Microsoft\Windows\CurrentVersion\Uninstall\Annotator"
ARTICLE = (
    "Ferrow unit told to improve\n\nThe Ferrow Vale Probation Unit has been rated inadequate by "
    "HM Inspectorate of Probation 🚓. Staffing was “good”, said Zoë Brandt-Müller.\n"
)
OLDER = "0.0.9"
PLAIN = ("--all", "--no-log")
#: Formats with libraries of their own, with what Windows could do to line ends, or both.
OTHER_FORMATS = {
    "label-studio": "json",
    "w3c": "jsonld",
    "prodigy": "jsonl",
    "docbin": "spacy",
    "ratings-csv": "csv",
    "ratings-parquet": "parquet",
    "ratings-xlsx": "xlsx",
    "html": "html",
}
OLD_PROJECTS = ROOT / "tests" / "store" / "fixtures"


class Installed:
    """The installer, the Windows it is tried in, and how both are reached."""

    def __init__(self, setup: Path, wine: Wine, screen: Screen, work: Path, pictures: Path) -> None:
        self.setup, self.wine, self.screen = setup, wine, screen
        self.work, self.pictures = work, pictures
        self.project = wine.path(FOLDER) / "Übung 1.annotator"

    def annotator(self, *arguments: str) -> str:
        done = self.wine.run("wine", PER_USER + r"\annotator.exe", *arguments)
        return done.stdout.decode("utf-8")

    def double_click(self, file: str, root: str) -> None:
        """Run what is registered for this kind of file (wine itself asks for all users only)."""
        command = self.registry(root + r"\Software\Classes\Annotator.Project\shell\open\command")
        program, argument = re.findall(r'"([^"]+)"', command)
        expect(argument == "%1", f"files are opened by {command}")
        self.wine.start("wine", program, file)

    def registry(self, key: str) -> str:
        """All values below a key; "" where there is no such key."""
        asked = self.wine.run("wine", "reg", "query", key, "/s", check=False)
        return "" if asked.returncode else asked.stdout.decode("cp850")

    def uninstall(self, folder: str) -> None:
        """The uninstaller goes on in a copy of itself, so its end is to be waited for."""
        self.wine.run("wine", folder + r"\uninstall.exe", "/S")
        wait(lambda: not self.wine.path(folder).exists(), f"{folder} to go")
        self.wine.settle()

    def inside(self, path: Path) -> str:
        return "/smoke/" + str(path.relative_to(self.work.resolve()))


class Smoke(Installed):
    """The checks; each builds on those before it."""

    @property
    def checks(self) -> list[Callable[[], None]]:
        return [
            self.signs_with_a_certificate,
            self.installs_over_an_older_version,
            self.says_what_it_is,
            self.opens_projects_of_older_versions,
            self.suggests_as_source_does,
            self.reads_names_that_windows_allows,
            self.converts_in_a_process_of_its_own,
            self.shows_the_sample_at_the_first_start,
            self.works_in_the_window,
            self.is_not_changed_while_it_runs,
            self.closes,
            self.exports_what_source_exports,
            self.exports_for_other_tools_as_source_does,
            self.restores_a_backup,
            self.installs_for_all_users_and_goes,
            self.goes_and_keeps_what_is_the_persons,
        ]

    def signs_with_a_certificate(self) -> None:
        """An older version, small and signed, which the next check upgrades."""
        pfx, certificate = certificate_of_our_own(self.work)
        given = {"ANNOTATOR_SIGN_PFX": str(pfx), "ANNOTATOR_SIGN_PASSWORD_FILE": f"{pfx}.txt"}
        os.environ.update(given)
        try:
            make_older(self.work)
        finally:
            for name in given:
                del os.environ[name]
        self.wine.run("wine", r"Z:\smoke\older.exe", "/S", "/CurrentUser")
        self.wine.settle()
        for file in (self.work / "older.exe", self.wine.path(PER_USER) / "uninstall.exe"):
            verify = ["osslsigncode", "verify", "-CAfile", str(certificate), "-in", str(file)]
            said = subprocess.run(verify, capture_output=True, text=True)
            expect("Signature verification: ok" in said.stdout, f"{file.name} is not signed")

    def installs_over_an_older_version(self) -> None:
        expect((self.wine.path(PER_USER) / "lib" / "gone.py").exists(), "the older one is missing")
        kept = self.wine.path(PER_USER) / "lib" / "of the person.txt"
        kept.touch()
        self.wine.run("wine", r"Z:\smoke\setup.exe", "/S", "/CurrentUser")
        expect(not (self.wine.path(PER_USER) / "lib" / "gone.py").exists(), "old files are left")
        expect(kept.exists(), "a file that is not ours was removed")
        kept.unlink()
        menu = r"C:\users\ana\AppData\Roaming\Microsoft\Windows\Start Menu\Programs\Annotator.lnk"
        expect(self.wine.path(menu).exists(), "there is no entry in the Start menu")
        said = self.registry("HKCU" + UNINSTALL_KEY)
        expect("DisplayVersion" in said and OLDER not in said, "the version is not the new one")

    def says_what_it_is(self) -> None:
        said = self.annotator("--version")
        for part in ("annotator ", "Python 3.11.9", "Qt 6.9.3", "model en_core_web_md", "build "):
            expect(part in said, f"--version says: {said}")

    def opens_projects_of_older_versions(self) -> None:
        for old in OLD_PROJECTS.glob("*.annotator"):
            shutil.copyfile(old, self.work / "old.annotator")
            (self.work / "old.annotator").chmod(0o666)
            self.annotator("export", r"Z:\smoke\old.annotator", r"Z:\smoke\old.jsonl", *PLAIN)
            expect_same(self.work / "old.jsonl", old.with_suffix(".plain.jsonl"))

    def suggests_as_source_does(self) -> None:
        names = sorted(path.name for path in (ROOT / "seeds" / "articles").glob("*.txt"))
        shutil.copytree(ROOT / "seeds" / "articles", self.work / "articles")
        # A shell of Windows leaves *.txt to the program.
        self.annotator("predict", r"Z:\smoke\articles\*.txt", "-o", r"Z:\smoke\found.jsonl")
        sources = [str(self.work / "articles" / name) for name in names]
        from_source("predict", *sources, "-o", str(self.work / "expected.jsonl"))
        expect_same(self.work / "found.jsonl", self.work / "expected.jsonl")

    def reads_names_that_windows_allows(self) -> None:
        """And starts its own worker processes."""
        folder = self.inside(self.wine.path(FOLDER))
        self.wine.run("mkdir", "-p", folder)
        self.wine.run("sh", "-c", f'cat > "{folder}/Artikel ß.txt"', text=ARTICLE)
        for name in (r"\Übung 1.annotator", r"\Übung 2.annotator"):
            said = self.annotator("import", FOLDER + name, FOLDER + r"\Artikel ß.txt")
            expect("Artikel ß.txt" in said, f"the console says: {said}")
        # The other project is read by the window.
        said = self.annotator("suggest", FOLDER + r"\Übung 2.annotator", "--workers", "2")
        expect("1 done" in said, f"the console says: {said}")

    def converts_in_a_process_of_its_own(self) -> None:
        """A web page and a Word document, as they are read from source."""
        make_documents(self.work)
        for name in ("page.html", "report.docx"):
            self.annotator("import", r"Z:\smoke\read.annotator", "Z:\\smoke\\" + name)
            from_source("import", str(self.work / "source.annotator"), str(self.work / name))
        self.annotator("export", r"Z:\smoke\read.annotator", r"Z:\smoke\read.jsonl", *PLAIN)
        read = str(self.work / "read-source.jsonl")
        from_source("export", str(self.work / "source.annotator"), read, *PLAIN)
        expect_same(self.work / "read.jsonl", Path(read))

    def shows_the_sample_at_the_first_start(self) -> None:
        window = self.wine.start("wine", PER_USER + r"\annotator-window.exe")
        wait(lambda: self.screen.has_window("Sample"), "the window with the sample")
        wait(self.wine.path(SAMPLE).exists, "the sample project")
        self.closes()
        window.wait()

    def works_in_the_window(self) -> None:
        self.double_click(FOLDER + r"\Übung 1.annotator", "HKCU")
        gold = work_through_article(
            self.screen, self.project, self.pictures / "windows-article.png"
        )
        expect(len(gold.read_bytes().splitlines()) == 1, "the window's gold is not one article")
        self.screen.picture(self.pictures / "windows-exported.png")

    def is_not_changed_while_it_runs(self) -> None:
        setup = self.wine.run("wine", r"Z:\smoke\setup.exe", "/S", "/CurrentUser", check=False)
        expect(setup.returncode == 3, f"setup over a running program ends with {setup.returncode}")
        expect((self.wine.path(PER_USER) / "annotator.exe").exists(), "it was removed under way")

    def closes(self) -> None:
        self.screen.press("ctrl+q")
        wait(lambda: not self.screen.has_window("Annotator"), "the window to close")
        self.wine.settle()

    def exports_what_source_exports(self) -> None:
        self.annotator("export", FOLDER + r"\Übung 1.annotator", r"Z:\smoke\gold.jsonl", "--no-log")
        copy = self.work / "copy.annotator"
        shutil.copyfile(self.project, copy)
        from_source("export", str(copy), str(self.work / "gold-source.jsonl"), "--no-log")
        expect_same(self.work / "gold.jsonl", self.work / "gold-source.jsonl")
        from_source("doctor", str(copy))

    def exports_for_other_tools_as_source_does(self) -> None:
        for kind, ending in OTHER_FORMATS.items():
            made, expected = (self.work / f"{where}.{ending}" for where in ("windows", "source"))
            project = FOLDER + r"\Übung 1.annotator"
            self.annotator("export", project, "Z:\\smoke\\" + made.name, "--format", kind)
            copy = str(self.work / "copy.annotator")
            from_source("export", copy, str(expected), "--format", kind)
            if ending == "xlsx":  # which holds the time at which it was made
                expect(cells(made) == cells(expected), "the tables for Excel differ")
            else:
                expect_same(made, expected)

    def restores_a_backup(self) -> None:
        project = FOLDER + r"\Übung 1.annotator"
        self.annotator("backups", project, "--now")
        said = self.annotator("restore", project, "1")
        expect("is as in" in said, f"restore says: {said}")
        self.annotator("export", project, r"Z:\smoke\restored.jsonl", "--no-log")
        expect_same(self.work / "restored.jsonl", self.work / "gold.jsonl")

    def installs_for_all_users_and_goes(self) -> None:
        self.wine.run("wine", r"Z:\smoke\setup.exe", "/S", "/AllUsers")
        expect((self.wine.path(FOR_ALL) / "annotator-window.exe").exists(), "it is not there")
        expect("Annotator" in self.registry("HKLM" + UNINSTALL_KEY), "it is not in the list")
        self.wine.start("wine", "start", FOLDER + r"\Übung 1.annotator")
        self.screen.wait_for_window("Übung 1")
        self.closes()
        self.uninstall(FOR_ALL)
        expect((self.wine.path(PER_USER) / "annotator.exe").exists(), "both were removed")

    def goes_and_keeps_what_is_the_persons(self) -> None:
        before = self.project.read_bytes()
        self.uninstall(PER_USER)
        expect(not self.registry("HKCU" + UNINSTALL_KEY), "it is still in the list")
        expect(not self.registry(r"HKCU\Software\Classes\.annotator"), "files are still its own")
        expect(self.project.read_bytes() == before, "the project was changed")
        expect(self.wine.path(SAMPLE).exists(), "the sample project is gone")


def certificate_of_our_own(work: Path) -> tuple[Path, Path]:
    """A self-signed certificate with its key, and without it."""
    key, certificate, pfx = (work / f"own.{end}" for end in ("key", "pem", "pfx"))
    subject = ["-subj", "/CN=Annotator smoke test", "-addext", "extendedKeyUsage=codeSigning"]
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    openssl(*made, "-keyout", key, "-out", certificate)
    Path(f"{pfx}.txt").write_text("secret of the test")
    openssl("pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", pfx,
            "-passout", f"file:{pfx}.txt")  # fmt: skip
    return pfx, certificate


def cells(workbook: Path) -> list[tuple[object, ...]]:
    """All rows of a workbook's sheets."""
    from openpyxl import load_workbook

    book = load_workbook(workbook)
    return [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def make_documents(work: Path) -> None:
    """Files whose readers are large libraries with data of their own."""
    from docx import Document

    sentence = "Marsh Lane Academy was rated inadequate by Ofsted in May, its report says. "
    page = "<html><body><nav>Jobs</nav><article><h1>Marsh Lane</h1><p>{}</p></article></body>"
    (work / "page.html").write_text(page.format(sentence * 5), encoding="utf-8")
    document = Document()
    document.add_heading("Marsh Lane – Prüfung", 0)
    document.add_paragraph(sentence)
    document.save(str(work / "report.docx"))


def openssl(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def make_older(work: Path) -> None:
    """A version before this one: the real installer around next to no program."""
    tree = work / "older" / "program"
    (tree / "lib").mkdir(parents=True)
    (tree / "lib" / "gone.py").write_text("# no longer part of it\n")
    icon = ROOT / "build" / "windows" / "annotator.ico"
    installer.pack(tree, icon, OLDER, work / "older.exe", fast=True)


def from_source(*arguments: str) -> None:
    command = [sys.executable, "-m", "annotator", *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("setup", type=Path)
    parser.add_argument("--pictures", type=Path, default=ROOT / "build" / "smoke")
    options = parser.parse_args()
    work = ROOT / "build" / "smoke" / "windows"
    result = {"mb": round(options.setup.stat().st_size / 1e6, 1), "passed": 0, "skipped": 0}
    failed, words = False, "setting up"
    options.pictures.mkdir(parents=True, exist_ok=True)
    try:
        prepare(work.parent / "trixie")
        with Screen() as screen, Wine(work.parent / "trixie", work, screen.display) as wine:
            shutil.copyfile(options.setup, work / "setup.exe")
            for check in Smoke(options.setup, wine, screen, work, options.pictures).checks:
                words = check.__name__.replace("_", " ")
                began = time.monotonic()
                try:
                    check()
                except Failed:
                    screen.picture(options.pictures / "windows-failed.png", may_be_empty=True)
                    raise
                result["passed"] += 1
                print(f"windows: {words}: ok, {time.monotonic() - began:.0f} s", flush=True)
    except Unavailable as reason:
        print(f"\n!!!! SKIPPED: the Windows installer was NOT tried: {reason} !!!!\n", flush=True)
        result["skipped"] = 1
    except (Failed, subprocess.SubprocessError) as error:
        print(f"windows: {words}: FAILED: {error}", flush=True)
        failed = True
    print(json.dumps({"windows": result}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
