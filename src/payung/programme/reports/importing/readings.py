"""Rows as they come out of any kind of file: ready to be brought in, or why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from payung.engines.forms import (
    ForAnotherForm,
    NotASubmission,
    Problem,
    parse_submission,
    read_csv_export,
    submission_heading,
)
from payung.programme.reports.published import Published

from .bringing import Given
from .digests import answers_digest, keyed_digest, named_after


FormOf = Callable[[str, str], Published | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trouble:
    """Why a row cannot be brought in, and what to do; `column` as its file writes it."""

    sentence: str
    remedy: str
    column: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BesideFile:
    """A file that an answer names and that came along."""

    name: str
    question: str
    content: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One row: where it stands, and its answers or its trouble."""

    number: int
    line: int
    file: str
    form: Published
    given: Given | None = None
    trouble: Trouble | None = None
    files: tuple[BesideFile, ...] = ()


def submission_readings(
    parts: Mapping[str, bytes], form: Published, form_of: FormOf
) -> Iterator[Reading]:
    """Yield one row for each XML file, by name; `form_of(id, version)` finds its form."""
    names = sorted(name for name, content in parts.items() if _is_xml(content))
    for number, name in enumerate(names, start=1):
        yield _submission(number, name, parts, form, form_of)


def export_readings(parts: Mapping[str, bytes], form: Published) -> Iterator[Reading]:
    """Yield one row for each submission of a CSV export, then what belongs to none.

    Raise NotAnExport where a file as a whole cannot be read.
    """
    export = read_csv_export(parts, form.form)
    good = {row.line: row for row in export.rows}
    main = {problem.row: problem for problem in export.problems if problem.row in good}
    spoilt = _one_for_each_line(export.problems)
    number = 0
    counted: dict[str, int] = {}
    for line in sorted({*good, *(row for _file, row in spoilt)}):
        row = good.get(line)
        if row is not None and line not in main:
            number += 1
            instance = row.instance_id or _unnamed(
                form, answers_digest(row.answers), counted
            )
            yield Reading(
                number=number,
                line=line,
                file="",
                form=form,
                given=Given(instance=instance, answers=row.answers),
            )
        for (file, at), problem in spoilt.items():
            if at == line:
                number += 1
                yield Reading(
                    number=number,
                    line=line,
                    file=file,
                    form=form,
                    trouble=Trouble(
                        sentence=problem.sentence,
                        remedy=problem.remedy,
                        column=problem.column,
                    ),
                )


def without_doubles(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Yield the rows; a name that stands there twice with other answers is a trouble."""
    seen: dict[str, str] = {}
    for reading in readings:
        if reading.given is None:
            yield reading
            continue
        digest = answers_digest(reading.given.answers)
        name = keyed_digest(reading.given.instance)
        if seen.setdefault(name, digest) == digest:
            yield reading
        else:
            yield replace(reading, given=None, trouble=_TWICE)


def _submission(
    number: int,
    name: str,
    parts: Mapping[str, bytes],
    form: Published,
    form_of: FormOf,
) -> Reading:
    xml = parts[name]
    reading = Reading(number=number, line=0, file=name, form=form)
    try:
        heading = submission_heading(xml)
        found = form_of(heading.form_id, heading.version)
        if found is None:
            return replace(reading, trouble=_UNKNOWN)
        sent = parse_submission(xml, found.form)
    except ForAnotherForm:
        return replace(reading, trouble=_UNKNOWN)
    except NotASubmission as why:
        return replace(reading, trouble=Trouble(sentence=str(why), remedy=_XML_REMEDY))
    folder = name.rpartition("/")[0]
    beside = tuple(
        BesideFile(name=one, question=one, content=parts[path])
        for one in sent.attachments
        if (path := f"{folder}/{one}".lstrip("/")) in parts
    )
    given = Given(instance=sent.instance_id, answers=sent.answers)
    return replace(reading, form=found, given=given, files=beside)


def _one_for_each_line(
    problems: Iterable[Problem],
) -> dict[tuple[str, int], Problem]:
    found: dict[tuple[str, int], Problem] = {}
    for problem in problems:
        found.setdefault((problem.sheet, problem.row), problem)
    return found


def _unnamed(form: Published, digest: str, counted: dict[str, int]) -> str:
    """Return a name for a row without one; the second of two equal rows gets another."""
    counted[digest] = counted.get(digest, 0) + 1
    return named_after("row", form.form.id, digest, str(counted[digest]))


def _is_xml(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


_XML_REMEDY = gettext_noop("Export it again from the program it comes from.")
_UNKNOWN = Trouble(
    sentence=gettext_noop("It was filled in another form, or another version of it."),
    remedy=gettext_noop("Bring it in with the form it was filled in."),
)
_TWICE = Trouble(
    sentence=gettext_noop(
        "The same number stands in this file twice, with different answers."
    ),
    remedy=gettext_noop("Decide which of the two is right, and leave the other out."),
)
