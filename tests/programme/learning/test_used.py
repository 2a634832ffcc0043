"""What a group did with its rights since its course: counts, and nobody in them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from payung.engines.indicators import (
    Left,
    LeftOut,
    NotComputable,
    Ratio,
    parse_period,
)
from payung.programme.learning.codes import Right
from payung.programme.learning.figures import Within
from payung.programme.learning.models import CourseGroup, UseSheet
from payung.programme.learning.refusals import NotWritten
from payung.programme.learning.using import (
    NewUses,
    agency_by_right,
    agency_of,
    keep_uses,
    take_out_uses,
    uses_of,
)
from tests.cast import PASSPHRASE

from .conftest import KATHMANDU, NOW, Office


# The course was in July; its three months are over on this day.
DUE = date(2026, 10, 5)
ASKED = date(2026, 10, 7)
Q4 = Within(country="np", period=parse_period("2026-Q4"), zone=KATHMANDU)
LATER = NOW + timedelta(days=120)


@pytest.fixture
def due(group: CourseGroup) -> CourseGroup:
    group.follow_up_on = DUE
    group.save(update_fields=["follow_up_on"])
    return group


def new(asked: int = 9, met: int = 6, used: int = 4, **more: object) -> NewUses:
    given: dict[str, object] = {
        "key": uuid4(),
        "on": ASKED,
        "by_right": {"ground": 3, "lawyer": 2},
        **more,
    }
    return NewUses(asked=asked, met=met, used=used, **given)  # type: ignore[arg-type]


def test_the_sheets_of_all_groups_add_up_and_who_met_nobody_is_said(
    office: Office, due: CourseGroup
) -> None:
    keep_uses(actor=office.sunita, group=due, new=new(), at=LATER)
    keep_uses(
        actor=office.sunita,
        group=due,
        new=new(5, 4, 1, by_right={"badge": 1}),
        at=LATER,
    )

    found = agency_of(Q4)

    # 4 and 1 of 6 and 4; of 14 asked four met nobody.
    assert isinstance(found, Ratio)
    assert (found.numerator, found.denominator) == (5, 10)
    assert found.left_out == (LeftOut(why=Left.NO_ENCOUNTER, n=4),)
    lawyer = agency_by_right(Q4)["lawyer"]
    assert isinstance(lawyer, Ratio)
    assert (lawyer.numerator, lawyer.denominator) == (2, 10)


def test_outside_only_those_who_agreed_are_told_of(
    office: Office, due: CourseGroup
) -> None:
    keep_uses(actor=office.sunita, group=due, new=new(), at=LATER)
    agreed = new(5, 4, 1, by_right={"badge": 1}, totals_agreed=True)
    keep_uses(actor=office.sunita, group=due, new=agreed, at=LATER)

    found = agency_of(Q4, outside=True)

    assert isinstance(found, Ratio)
    assert (found.numerator, found.denominator) == (1, 4)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"asked": 0, "met": 0, "used": 0, "by_right": {}}, "asked"),
        ({"met": 10}, "met"),
        ({"used": 7}, "used"),
        ({"by_right": {"ground": 5}}, "ground"),
        ({"by_right": {"ground": 1, "badge": 2}}, "used"),
        ({"on": date(2026, 10, 4)}, "on"),
    ],
)
def test_counts_that_cannot_be_are_refused_where_they_stand(
    office: Office, due: CourseGroup, wrong: dict[str, object], field: str
) -> None:
    given: dict[str, object] = {"asked": 9, "met": 6, "used": 4} | wrong

    with pytest.raises(NotWritten) as refused:
        keep_uses(actor=office.sunita, group=due, new=new(**given), at=LATER)  # type: ignore[arg-type]

    assert refused.value.field == field
    assert not UseSheet.objects.exists()


def test_sent_twice_it_counts_once_and_taken_out_not_at_all(
    office: Office, due: CourseGroup
) -> None:
    one = new()
    sheet = keep_uses(actor=office.sunita, group=due, new=one, at=LATER)
    again = keep_uses(actor=office.sunita, group=due, new=one, at=LATER)

    take_out_uses(actor=office.sunita, sheet=sheet, at=LATER)

    assert again == sheet
    assert isinstance(agency_of(Q4), NotComputable)
    assert uses_of(due).asked == 0


def test_of_four_answers_nothing_is_shown(office: Office, due: CourseGroup) -> None:
    four = new(4, 3, 1, by_right={"lawyer": 1})
    keep_uses(actor=office.sunita, group=due, new=four, at=LATER)

    said = uses_of(due)

    assert not said.shown
    assert (said.asked, said.met, said.used, said.rights) == (4, 0, 0, ())


def test_the_counts_are_on_the_page_of_the_group(
    office: Office, due: CourseGroup
) -> None:
    keep_uses(actor=office.sunita, group=due, new=new(), at=LATER)
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})

    page = client.get(f"/learn/groups/{due.pk}/").content.decode()

    assert "9 were asked, 6 met the police, 4 used a right then." in page
    assert str(Right.LAWYER.label) in page
