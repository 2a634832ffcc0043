"""From what was given to rows, whichever of the three kinds of file it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from payung.engines.forms import NotAnExport
from payung.programme.reports.models import FormVersion
from payung.programme.reports.published import Published, published

from .files import FileKind, NotWhatItSays, Offered
from .mapping import ColumnPlan
from .readings import (
    FormOf,
    Reading,
    export_readings,
    submission_readings,
    without_doubles,
)
from .sheet_readings import sheet_readings
from .sheets import read_sheet


EXPORT_MARKS = {"KEY", "_uuid", "meta/instanceID", "meta-instanceID", "instanceID"}


class NeedsPlan(LookupError):
    """It is a spreadsheet of somebody's own: a person has to say how it is read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What to read: the file, the form, and how its columns are read if they need it."""

    offered: Offered
    form: Published
    plan: ColumnPlan | None
    today: date


def readings_of(asked: Asked) -> Iterator[Reading]:
    """Yield every row; raise NotWhatItSays for a file that cannot be read, NeedsPlan."""
    return without_doubles(_readings(asked))


def kind_of(offered: Offered) -> FileKind:
    """Return which kind a file is: a table without the marks of an export is a sheet."""
    if offered.kind is not FileKind.EXPORT:
        return offered.kind
    for content in offered.parts.values():
        first = (
            content.lstrip(b"\xef\xbb\xbf")
            .partition(b"\n")[0]
            .decode("utf-8", "replace")
        )
        for separator in ",;\t":
            names = {name.strip().strip('"') for name in first.split(separator)}
            if names & EXPORT_MARKS:
                return FileKind.EXPORT
    return FileKind.SHEET


def sheet_of(offered: Offered) -> bytes:
    """Return the one table of a spreadsheet; raise NotWhatItSays for several."""
    if len(offered.parts) != 1:
        raise NotWhatItSays(
            gettext_noop(
                "There are several tables, and none is an export of ODK or Kobo."
            ),
            gettext_noop("Give one table at a time."),
        )
    [content] = offered.parts.values()
    return content


def forms_of(country: str) -> FormOf:
    """Return what finds a form of the country by id and version."""

    def found(form_id: str, version: str) -> Published | None:
        row = (
            FormVersion.objects.filter(
                country=country, form_id=form_id, version=version
            )
            .values_list("id", "digest")
            .first()
        )
        return published(*row) if row else None

    return found


def _readings(asked: Asked) -> Iterator[Reading]:
    kind = kind_of(asked.offered)
    if kind is FileKind.SUBMISSIONS:
        country = FormVersion.objects.get(pk=asked.form.row).country
        yield from submission_readings(
            asked.offered.parts, asked.form, forms_of(country)
        )
    elif kind is FileKind.EXPORT:
        yield from _export(asked)
    else:
        if asked.plan is None:
            raise NeedsPlan
        grid = read_sheet(sheet_of(asked.offered))
        yield from sheet_readings(grid, asked.plan, asked.form, today=asked.today)


def _export(asked: Asked) -> Iterator[Reading]:
    try:
        yield from export_readings(asked.offered.parts, asked.form)
    except NotAnExport as why:
        raise NotWhatItSays(why.problem.sentence, why.problem.remedy) from why
