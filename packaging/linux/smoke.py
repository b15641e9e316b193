"""Installs the Debian package or the .run file in a clean Debian and works with it.

    .venv/bin/python packaging/linux/smoke.py dist/annotator_0.1.0_amd64.deb --pictures build/smoke

One line a check; the last line is JSON: size in MB, passed, skipped. It ends with 1 where something
failed. Where there can be no clean Debian, it says so loudly and skips everything.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "packaging"))

import deb  # noqa: E402
from clean_system import HOME, CleanSystem, Unavailable  # noqa: E402
from driving import Failed, Screen, expect, expect_same, work_through_article  # noqa: E402

FIXTURES = ROOT / "tests/store/fixtures"
#: Of the file's first version: the newest program opens it after an upgrade.
OLDER = "m001_project"
#: What is upgraded from.
OLDER_VERSION = "0.0.1"
#: Fits a small screen, with letters that are none of ASCII.
ARTICLE = (
    "Ferrow unit told to improve\n\nThe Ferrow Vale Probation Unit has been rated inadequate by "
    "HM Inspectorate of Probation 🚓. Staffing was “good”, said Zoë Brandt-Müller.\n"
)
Check = Callable[[], None]


class Installed:
    """An installer in a clean system, and the checks that try it."""

    def __init__(self, installer: Path, system: CleanSystem, pictures: Path) -> None:
        self.installer, self.system, self.pictures = installer, system, pictures
        self.program = "annotator"

    # --- what both kinds are asked ---

    def says_its_versions(self) -> None:
        said = self.system.run(self.program, "--version")
        for word in ("annotator ", "model en_core_web_md", "rules ", "Qt ", "Python ", "build "):
            expect(word in said, said)

    def suggests_as_source_does(self) -> None:
        """The same bytes for every sample article."""
        self.system.give(ROOT / "seeds/articles", "articles")
        self.system.run("sh", "-c", f"{self.program} predict articles/*.txt -o found.jsonl")
        articles = sorted(map(str, (ROOT / "seeds/articles").glob("*.txt")))
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "source.jsonl")
            command = [sys.executable, "-m", "annotator", "predict", *articles, "-o", str(out)]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            expect_same(self.system.home / "found.jsonl", out)

    def reads_a_web_page(self) -> None:
        """Which is converted in a process of its own, with data files of several libraries."""
        page = "<html><body><nav>Jobs</nav><article><h1>Marsh Lane</h1><p>{}</p></article></body>"
        text = "Marsh Lane Academy was rated inadequate by Ofsted in May, its report says. " * 5
        self.system.home.joinpath("page.html").write_text(page.format(text), encoding="utf-8")
        self.system.run(self.program, "import", "pages.annotator", "page.html")
        self.system.run(self.program, "export", "pages.annotator", "page.jsonl", "--all")
        exported = (self.system.home / "page.jsonl").read_text(encoding="utf-8")
        expect("Marsh Lane Academy was" in exported and "Jobs" not in exported, exported)

    def works_in_the_window(self) -> None:
        """One article by real keys, here and from source: the same gold."""
        home = self.system.home
        (home / "one.txt").write_text(ARTICLE, encoding="utf-8")
        self.system.run(self.program, "import", "news.annotator", "one.txt")
        with Screen() as screen:
            command = self.system.command([self.program, "news.annotator"], screen.display)
            window = subprocess.Popen(command)
            try:
                work_through_article(screen, home / "news.annotator", self.pictures / "decided.png")
                screen.wait_for_window("news")
                screen.picture(self.pictures / "exported.png")
                screen.press("ctrl+q")
                expect(window.wait(30) == 0, "the window ended with an error")
            except Failed:
                screen.picture(self.pictures / "failed.png")
                raise
            finally:
                window.kill()
        expect((home / "news-gold.jsonl").stat().st_size > 0, "the window exported nothing")
        self.system.run(self.program, "doctor", "news.annotator")
        self.system.run(self.program, "export", "news.annotator", "gold.jsonl", "--no-log")
        expect_same(home / "gold.jsonl", gold_from_source(home / "one.txt", self.pictures))

    def keeps_what_is_the_persons(self) -> None:
        for name in ("news.annotator", "gold.jsonl", ".local/share/annotator/Sample.annotator"):
            expect((self.system.home / name).exists(), f"{name} is gone")

    def shows_the_sample_at_the_first_start(self) -> None:
        with Screen() as screen:
            window = subprocess.Popen(self.system.command([self.program], screen.display))
            try:
                screen.wait_for_window("Sample")
                time.sleep(2)  # what is written below comes after the title
                screen.picture(self.pictures / "first-start.png")
                screen.press("ctrl+q")
                expect(window.wait(30) == 0, "the window ended with an error")
            finally:
                window.kill()


class Deb(Installed):
    @property
    def checks(self) -> list[Check]:
        return [
            self.installs_an_older_version,
            self.upgrades,
            self.says_its_versions,
            self.opens_an_older_project,
            self.suggests_as_source_does,
            self.reads_a_web_page,
            self.shows_the_sample_at_the_first_start,
            self.works_in_the_window,
            self.is_removed,
            self.is_purged,
        ]

    def installs_an_older_version(self) -> None:
        """The same tree under a lower number, as this is the first version there is."""
        older = self.system.root / "older.deb"
        subprocess.run(
            [sys.executable, "packaging/linux/deb.py", older, "--version", OLDER_VERSION,
             "--maintainer", "A <a@annotator.invalid>",
             "--compress=-Znone"],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
            env={**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0")},
        )  # fmt: skip
        self.system.as_root("apt-get", "update", "-q")
        self.install("older.deb")
        older.unlink()
        said = self.system.as_root("dpkg-query", "-W", "annotator")
        expect(OLDER_VERSION in said, said)

    def upgrades(self) -> None:
        shutil.copy(self.installer, self.system.root / "new.deb")
        self.install("new.deb")
        said = self.system.as_root("dpkg-query", "-W", "annotator")
        expect(OLDER_VERSION not in said, said)
        expect(self.system.as_root("dpkg", "--verify", "annotator") == "", "files are damaged")

    def opens_an_older_project(self) -> None:
        """A file of the first version exports what that version exported."""
        self.system.give(FIXTURES / f"{OLDER}.annotator", "older.annotator")
        self.system.run("annotator", "export", "older.annotator", "o.jsonl", "--all", "--no-log")
        expect_same(self.system.home / "o.jsonl", FIXTURES / f"{OLDER}.plain.jsonl")

    def is_removed(self) -> None:
        self.system.as_root("apt-get", "remove", "-y", "annotator")
        expect(not (self.system.root / "usr/bin/annotator").exists(), "the program is still there")
        self.keeps_what_is_the_persons()

    def is_purged(self) -> None:
        self.install("new.deb")
        self.system.as_root("apt-get", "purge", "-y", "annotator")
        expect(not (self.system.root / "usr/lib/annotator").exists(), "files are left")
        self.keeps_what_is_the_persons()

    def install(self, name: str) -> None:
        self.system.as_root("apt-get", "install", "-y", "--no-install-recommends", f"/{name}")


class Run(Installed):
    @property
    def checks(self) -> list[Check]:
        return [
            self.installs_without_root,
            self.says_its_versions,
            self.suggests_as_source_does,
            self.reads_a_web_page,
            self.shows_the_sample_at_the_first_start,
            self.works_in_the_window,
            self.replaces_itself,
            self.is_removed,
        ]

    def installs_without_root(self) -> None:
        """With the libraries that a desktop has, which are those that the package asks for."""
        program = ROOT / "build/linux/tree/lib"
        files = [file for file in program.rglob("*") if file.is_file() and not file.is_symlink()]
        names = [name.split(" ")[0] for name in deb.depends(files)]
        self.system.as_root("apt-get", "update", "-q")
        self.system.as_root(
            "apt-get", "install", "-y", "--no-install-recommends", "xz-utils", *names
        )
        self.system.give(self.installer, "annotator.run")
        said = self.system.run("sh", "annotator.run")
        self.program = f"/{HOME}/.local/bin/annotator"
        expect(self.program in said, said)
        desktop = self.system.home / ".local/share/applications/annotator.desktop"
        text = desktop.read_text(encoding="utf-8")
        expect(f'Exec="{self.program}" %f' in text, text)

    def replaces_itself(self) -> None:
        said = self.system.run("sh", "annotator.run")
        expect("Replacing" in said, said)
        self.says_its_versions()

    def is_removed(self) -> None:
        self.system.run(f"/{HOME}/.local/bin/annotator-uninstall")
        left = [p for p in (self.system.home / ".local").rglob("*") if p.is_file()]
        data = self.system.home / ".local/share/annotator"
        expect(all(data in p.parents for p in left), str(left))
        self.keeps_what_is_the_persons()


def gold_from_source(article: Path, folder: Path) -> Path:
    """The gold of the same keys in the program of this folder."""
    out = folder / "source.jsonl"
    out.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as name, Screen() as screen:
        project = Path(name, "news.annotator")
        environment = {
            **os.environ,
            "ANNOTATOR_DATA_DIR": f"{name}/data",
            "LOGNAME": "ana",
            "DISPLAY": screen.display,
            "QT_QPA_PLATFORM": "xcb",
        }
        program = [sys.executable, "-m", "annotator"]

        def run(*arguments: str) -> None:
            command = [*program, *arguments]
            subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

        run("import", str(project), str(article))
        window = subprocess.Popen([*program, str(project)], cwd=ROOT, env=environment)
        try:
            work_through_article(screen, project, folder / "source.png")
            screen.wait_for_window("news")
            screen.press("ctrl+q")
            window.wait(30)
        finally:
            window.kill()
        run("export", str(project), str(out), "--no-log")
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("installer", type=Path)
    parser.add_argument("--pictures", type=Path, default=ROOT / "build/smoke")
    options = parser.parse_args()
    kind = options.installer.suffix[1:]
    result = {"mb": round(options.installer.stat().st_size / 1e6, 1), "passed": 0, "skipped": 0}
    options.pictures.mkdir(parents=True, exist_ok=True)
    failed, words = False, "setting up"
    try:
        with CleanSystem(ROOT / "build/smoke" / kind) as system:
            tried = {"deb": Deb, "run": Run}[kind](options.installer, system, options.pictures)
            for check in tried.checks:
                began = time.monotonic()
                words = check.__name__.replace("_", " ")
                check()
                result["passed"] += 1
                print(f"{kind}: {words}: ok, {time.monotonic() - began:.0f} s", flush=True)
    except Unavailable as reason:
        print(f"\n!!!! SKIPPED: the {kind} installer was NOT tried: {reason} !!!!\n", flush=True)
        result["skipped"] = 1
    except Exception as error:  # whatever it is, the last line says how far it came
        print(f"{kind}: {words}: FAILED: {error}", flush=True)
        failed = True
    print(json.dumps({kind: result}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
