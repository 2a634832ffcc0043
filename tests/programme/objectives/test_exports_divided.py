"""Divisions that were protected with their number stand in every file for others."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from lxml import etree

from payung.engines.exchange import Register, adx, csv_table, dhis2_values
from payung.engines.indicators import Coarse, parse_period
from payung.programme.objectives.exports.figures import figure_of
from payung.programme.objectives.reference_sheets import sheet_of
from payung.programme.objectives.releasing import release
from payung.programme.objectives.reports.numbers import Shown
from payung.programme.objectives.reports.wording import Saying
from payung.programme.objectives.seeing import as_snapshot
from payung.programme.objectives.taking import take
from payung.programme.reports.models import Incident
from tests.programme.objectives.small_rows import noon, note


pytestmark = pytest.mark.django_db

LOCKED = datetime(2026, 11, 5, tzinfo=UTC)
QUARTER = parse_period("2026-Q3")
REGISTER = Register(data_set="PAYUNG_Q", country_unit="NP")


@dataclass(frozen=True)
class Clerk:
    handle: str = "clerk"


def test_parts_are_rows_combinations_and_attributes_and_areas_are_places() -> None:
    for n in range(40):
        note(n, noon(7 + n % 3, 2), date(2026, 7 + n % 3, 1))
    rows = list(Incident.objects.order_by("report__reference"))
    for n, row in enumerate(rows):
        row.gender, row.area = ("w" if n < 24 else "m"), "NP-101"
        row.save()
    about = {"actor": Clerk(), "country": "np", "period": QUARTER, "at": LOCKED}
    taken = take(**about, codes=["VIO_REP"])  # type: ignore[arg-type]
    release(**about, codes=["VIO_REP"])  # type: ignore[arg-type]
    [whole] = [row for row in taken if not row.part]
    shown = Shown(
        sheet=sheet_of("VIO_REP"),
        snapshot=replace(as_snapshot(whole), value=Coarse(value=40, rounded_to=5)),
        snapshot_id=whole.pk,
        hidden=False,
        target=None,
        before=None,
        words="",
    )

    figure = figure_of(shown, Saying(language="en", own_digits=False))

    table = csv_table([figure], language="en").decode()
    values = json.loads(dhis2_values([figure], REGISTER))["dataValues"]
    message = etree.fromstring(adx([figure], REGISTER, at=LOCKED))
    by = {(v["orgUnit"], v["categoryOptionCombo"]): v["value"] for v in values}
    assert "gender=w" in table
    assert "admin2" not in table
    assert by["NP", "default"] == "40"
    assert (by["NP", "GENDER-W"], by["NP", "GENDER-M"]) == ("25", "15")
    assert by["NP-P1", "default"] == "40"
    found = {v.get("gender"): v.get("value") for v in message.iter("{*}dataValue")}
    assert (found["w"], found["m"]) == ("25", "15")
