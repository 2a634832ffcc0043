"""Gather every sentence of the pages into the translation files.

`python -m tools.gather_words` adds new sentences to each django.po, empty, and takes
out those no page says any more. Needs GNU gettext (Debian's package gettext).
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import polib
from django.utils.translation.template import templatize


ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/payung"
LOCALE = SOURCE / "web/locale"
LANGUAGES = ("bn", "id", "my", "ne")
KEYWORDS = (
    "gettext_lazy",
    "gettext",
    "gettext_noop",
    "pgettext:1c,2",
    "ngettext:1,2",
    "ngettext_lazy:1,2",
    "_",
    "declare:2",
)
PLURALS = {
    "bn": "nplurals=2; plural=(n != 1);",
    "id": "nplurals=1; plural=0;",
    "my": "nplurals=1; plural=0;",
    "ne": "nplurals=2; plural=(n != 1);",
}


def main() -> None:
    """Bring every django.po up to date and say how many sentences are untranslated."""
    template = gathered()
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES/django.po"
        catalogue = polib.pofile(str(path)) if path.exists() else begun(language)
        catalogue.merge(template)
        for gone in catalogue.obsolete_entries():
            catalogue.remove(gone)
        trim_plurals(catalogue, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
        print(f"{language}: {len(catalogue.untranslated_entries())} to translate")


def trim_plurals(catalogue: polib.POFile, language: str) -> None:
    """Take out the second form where a language has one: merging puts it in, empty."""
    for entry in catalogue:
        if entry.msgid_plural and PLURALS[language].startswith("nplurals=1"):
            entry.msgstr_plural = {0: entry.msgstr_plural.get(0, "")}


def gathered() -> polib.POFile:
    """Return every sentence that Python and templates mark for translation."""
    with tempfile.TemporaryDirectory() as folder:
        files = [*python_files(), *template_files(Path(folder))]
        names = "\n".join(str(file) for file in files)
        keywords = [f"--keyword={word}" for word in KEYWORDS]
        done = subprocess.run(
            [
                "xgettext",
                "--language=Python",
                "--from-code=UTF-8",
                "--files-from=-",
                "--output=-",
                "--no-wrap",
                "--no-location",
                *keywords,
            ],
            input=names,
            capture_output=True,
            text=True,
            check=True,
        )
    return polib.pofile(done.stdout)


def python_files() -> list[Path]:
    """Return the Python files that may speak to people."""
    found = [*(SOURCE / "programme").rglob("*.py"), *(SOURCE / "web").rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def template_files(folder: Path) -> list[Path]:
    """Write each template as what xgettext reads, and return those files."""
    written = []
    for number, path in enumerate(sorted(SOURCE.rglob("templates/**/*.html"))):
        copy = folder / f"{number}.py"
        copy.write_text(templatize(path.read_text(), origin=str(path)))
        written.append(copy)
    return written


def begun(language: str) -> polib.POFile:
    """Return an empty catalogue of a language."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
        "X-Review": "unreviewed: no speaker has checked these sentences yet",
    }
    return catalogue


if __name__ == "__main__":
    main()
