"""Everything wrong with a country folder: forms, papers and worked examples too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from payung.engines.forms import (
    NotPublishable,
    Problem,
    publish,
    read_coding,
    read_text,
)

from ._mistakes import Mistake
from ._pack import FormFiles, Pack
from ._papers import check_papers
from ._read import EXAMPLES, read
from ._worked_examples import work_out


def check(folder: Path) -> tuple[Mistake, ...]:
    """Return every mistake of the folder, in the order of files and keys.

    Takes seconds where there is a form, because the form is published to try it.
    """
    pack, mistakes = read(folder)
    # What cannot be read cannot be worked out: first the files, then what they say.
    if pack is None or mistakes:
        return mistakes
    forms = (mistake for form in pack.forms for mistake in _form(folder, form))
    papers = check_papers(pack.papers)
    return tuple(sorted((*_examples(pack), *forms, *papers)))


def _examples(pack: Pack) -> Iterator[Mistake]:
    for outcome in (work_out(pack, example) for example in pack.examples):
        if not outcome.agrees:
            yield Mistake(
                file=EXAMPLES,
                key=f"cases[{outcome.example.name}]",
                sentence=outcome.disagreement,
                remedy="Correct the example, or the value it rests on.",
            )


def _form(folder: Path, form: FormFiles) -> Iterator[Mistake]:
    text, coding = (
        path.relative_to(folder).as_posix() for path in (form.text, form.coding)
    )
    try:
        table = read_coding(form.coding.read_text(encoding="utf-8"))
    except (NotPublishable, UnicodeDecodeError) as problem:
        yield from _mistakes(coding, problem)
        return
    try:
        published = publish(
            read_text(form.text.read_text(encoding="utf-8")), coding=table
        )
    except (NotPublishable, UnicodeDecodeError) as problem:
        yield from _mistakes(text, problem, coding=coding)
        return
    if published.id != form.id:
        yield Mistake(
            file=text,
            key="settings, form_id",
            sentence=f"is '{published.id}', and pack.toml calls the form '{form.id}'.",
            remedy="Give both the same name.",
        )


def _mistakes(
    file: str, problem: NotPublishable | UnicodeDecodeError, *, coding: str = ""
) -> Iterator[Mistake]:
    if isinstance(problem, UnicodeDecodeError):
        yield Mistake(
            file=file,
            key="-",
            sentence="is not UTF-8 text.",
            remedy="Save it again as UTF-8.",
        )
        return
    for one in problem.problems:
        yield Mistake(
            file=coding if one.sheet == "coding" and coding else file,
            key=_place(one),
            sentence=one.sentence,
            remedy=one.remedy,
        )


def _place(one: Problem) -> str:
    row = f"row {one.row}" if one.row else ""
    return ", ".join(part for part in (one.sheet, row, one.column) if part) or "-"
