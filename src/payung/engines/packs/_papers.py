"""Reading papers/papers.toml, and the Word files it speaks of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from payung.engines.clocks import Confidence
from payung.engines.papers import (
    FIELDS,
    Origin,
    Template,
    UnfitTemplate,
    fields_of,
    refuse_unfit,
)
from payung.engines.proceedings import Track

from ._mistakes import Mistake
from ._sheet import Sheet, refuse_doubles


FILE = "papers/papers.toml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A paper the pack has a template for, in every language of the pack.

    `purpose` is the permission without which it cannot be made. `attorney_only` keeps
    it to attorneys; `on_page` lets it be read on the screen, because it names nobody.
    `track` is the kind of proceeding whose court and number it takes, "" for any.
    `verified_text` names the Word files that `verified_by` has checked, by language.
    """

    code: str
    label: Mapping[str, str]
    goes_to: Mapping[str, str]
    purpose: str
    track: str
    attorney_only: bool
    on_page: bool
    source: str
    confidence: Confidence
    verified_by: str
    verified_text: Mapping[str, str]
    files: Mapping[str, Path]

    def verified(self, language: str) -> bool:
        """Return whether a lawyer checked the very file that lies there now."""
        if not self.verified_by or language not in self.verified_text:
            return False
        return self.verified_text[language] == fingerprint(self.files[language])

    def template(self, language: str) -> Template:
        """Return the template in a language of the pack; raise KeyError for another."""
        path = self.files[language]
        return Template(
            file=f"papers/{path.name}",
            code=self.code,
            language=language,
            content=path.read_bytes(),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Papers:
    """Everything papers.toml says; `draft_line` heads what no lawyer has checked."""

    draft_line: Mapping[str, str]
    each: tuple[Paper, ...]

    def __iter__(self) -> Iterator[Paper]:
        """Yield the papers in their order."""
        return iter(self.each)


def fingerprint(path: Path) -> str:
    """Return the 16 signs by which papers.toml names a Word file that was checked."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


NO_PAPERS = Papers(draft_line={}, each=())


def read_papers(sheet: Sheet, folder: Path, purposes: tuple[str, ...]) -> Papers:
    """Return what papers.toml says; its Word files are looked into by check_papers."""
    each = tuple(_paper(table, folder, purposes) for table in sheet.tables("papers"))
    refuse_doubles(sheet, "papers", [paper.code for paper in each])
    papers = Papers(draft_line=sheet.label("draft_line"), each=each)
    sheet.finish()
    return papers


def check_papers(papers: Iterable[Paper]) -> Iterator[Mistake]:
    """Yield what is wrong inside the Word files; takes a moment for each."""
    for paper in papers:
        yield from _changed_since(paper)
        for language in paper.files:
            template = paper.template(language)
            try:
                refuse_unfit(template)
                if paper.on_page:
                    yield from _names_somebody(template)
            except UnfitTemplate as found:
                yield Mistake(
                    file=found.file,
                    key=found.place,
                    sentence=found.sentence,
                    remedy=found.remedy,
                )


def _changed_since(paper: Paper) -> Iterator[Mistake]:
    for language in paper.verified_text:
        path = paper.files.get(language)
        if path is not None and not paper.verified(language):
            yield Mistake(
                file=FILE,
                key=f"papers[{paper.code}].verified_text.{language}",
                sentence=f"{path.name} is not the file that was checked.",
                remedy="Let a lawyer check it again; then write "
                f'"{fingerprint(path)}" there.',
            )


def _names_somebody(template: Template) -> Iterator[Mistake]:
    for name in fields_of(template):
        known = FIELDS.get(name)
        if known is not None and known.origin is Origin.PERSON:
            yield Mistake(
                file=template.file,
                key=name,
                sentence="names her, and this paper may be read on the screen.",
                remedy="Take the field out, or on_page out of papers.toml.",
            )


def _paper(sheet: Sheet, folder: Path, purposes: tuple[str, ...]) -> Paper:
    code = sheet.text("code")
    paper = Paper(
        code=code,
        label=sheet.label("label"),
        goes_to=sheet.label("goes_to"),
        purpose=sheet.word("purpose", purposes),
        track=_track(sheet),
        attorney_only=sheet.flag("attorney_only", default=False),
        on_page=sheet.flag("on_page", default=False),
        source=sheet.text("source"),
        confidence=sheet.choice("confidence", Confidence, Confidence.LOW),
        verified_by=sheet.text_or_empty("verified_by"),
        verified_text=_verified_text(sheet),
        files=_files(sheet, folder, code),
    )
    sheet.finish()
    return paper


def _track(sheet: Sheet) -> str:
    return (
        sheet.word("track", [one.value for one in Track]) if sheet.has("track") else ""
    )


def _verified_text(sheet: Sheet) -> Mapping[str, str]:
    table = sheet.optional_table("verified_text")
    if table is None:
        return {}
    checked = {
        language: table.text(language)
        for language in sheet.languages
        if table.has(language)
    }
    table.finish()
    return checked


def _files(sheet: Sheet, folder: Path, code: str) -> Mapping[str, Path]:
    if not code:
        return {}
    if not code.replace("_", "").isalnum() or not code.isascii():
        sheet.say("code", f"is '{code}'.", "Use small letters and _ only.")
        return {}
    files = {
        language: folder / "papers" / f"{code}.{language}.docx"
        for language in sheet.languages
    }
    for language, path in files.items():
        if not path.is_file():
            sheet.say(
                f"code.{language}",
                f"its Word file papers/{path.name} is missing.",
                "Save it there; begin with the one of another paper.",
            )
    return {language: path for language, path in files.items() if path.is_file()}
