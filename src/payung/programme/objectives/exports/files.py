"""A report's numbers as a file: IATI, DHIS2, ADX, CSV or XLSX."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from payung.engines.exchange import (
    Activity,
    Organisation,
    Register,
    adx,
    csv_table,
    dhis2_values,
    iati,
    xlsx_table,
)
from payung.programme.journal.actions import record
from payung.programme.objectives.report_models import ReportVersion
from payung.programme.objectives.reports.access import version_for
from payung.programme.objectives.reports.assembling import moment_of, numbers_of
from payung.programme.objectives.reports.donors_known import Donor, donor_of
from payung.programme.objectives.reports.kinds import HANDED
from payung.programme.objectives.reports.shapes import Shape
from payung.programme.objectives.reports.wording import Saying
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import area_names

from .figures import figures_of


ENDINGS = {
    Shape.IATI: ("iati.xml", "application/xml"),
    Shape.DHIS2: ("dhis2.json", "application/json"),
    Shape.ADX: ("adx.xml", "application/xml"),
    Shape.CSV: ("csv", "text/csv; charset=utf-8"),
    Shape.XLSX: (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


class NoSuchShape(NotHers):
    """Numbers are not handed on in this shape."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed:
    """A file: a name that says nothing of what is inside, its type, its bytes."""

    name: str
    content_type: str
    content: bytes


@transaction.atomic
def hand_on(*, actor: Actor, number: int, kind: str, at: datetime) -> Handed:
    """Return the numbers of a version as a file.

    Raise NoSuchReport, NothingToHand, or NoSuchDonor where the shape names the donor.
    """
    if kind not in list(Shape):
        raise NoSuchShape(kind)
    shape, version = Shape(kind), version_for(actor, number)
    content = written(version, shape)
    record(HANDED, actor=actor, subject=str(version), at=at, file=kind)
    ending, content_type = ENDINGS[shape]
    name = f"figures-{version.report.period}-v{version.number}.{ending}"
    return Handed(name=name, content_type=content_type, content=content)


def written(version: ReportVersion, shape: Shape) -> bytes:
    """Return the numbers of a version in a shape; the same version, the same bytes."""
    # Digits that machines read, whatever the language of the sentences.
    say = Saying(language=version.language, own_digits=False)
    figures = figures_of(numbers_of(version), say)
    country, at = version.report.country, moment_of(version)
    if shape is Shape.CSV:
        return csv_table(figures, language=version.language)
    if shape is Shape.XLSX:
        return xlsx_table(figures, language=version.language, at=at)
    donor = donor_of(version.report.donor)
    register = Register(data_set=donor.data_set, country_unit=country.upper())
    if shape is Shape.IATI:
        return iati(figures, activity_of(donor, version), at=at)
    if shape is Shape.DHIS2:
        return dhis2_values(figures, register)
    return adx(figures, register, at=at)


def activity_of(donor: Donor, version: ReportVersion) -> Activity:
    """Return the activity of a country that a donor pays for."""
    about, country = donor.iati, version.report.country
    name = donor.name.get(version.language, donor.name["en"])
    where = pack_of(country).name
    return Activity(
        identifier=f"{about['organisation']}-{country.upper()}-{donor.code.upper()}",
        title=name,
        description=f"{name} · {where.get(version.language, where['en'])}",
        reporting=Organisation(
            ref=about["organisation"],
            kind=about["organisation_kind"],
            name=about["organisation_name"],
        ),
        funding=Organisation(
            ref=about["donor"], kind=about["donor_kind"], name=about["donor_name"]
        ),
        country=country,
        sector=about["sector"],
        started_on=donor.started_on,
        language=version.language,
        places=area_names(country, version.language),
    )
