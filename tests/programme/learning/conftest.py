"""A team in Kathmandu, a course that it gives, questions, and a group of five days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from payung.engines.indicators import parse_period
from payung.programme.activities.categories import category
from payung.programme.learning.answering import (
    NewTest,
    free_code,
    questions_of,
    take_test,
)
from payung.programme.learning.attendance import Came, write_attendance
from payung.programme.learning.bringing_in import bring_in
from payung.programme.learning.codes import Delivery, Level, TestKind
from payung.programme.learning.courses import NewVersion, write_version
from payung.programme.learning.figures import Within
from payung.programme.learning.groups import (
    NewEnrolment,
    NewGroup,
    days_of,
    enrol,
    plan_group,
)
from payung.programme.learning.models import (
    Assessment,
    CourseGroup,
    CourseVersion,
    Enrolment,
    ItemBank,
)
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from tests.cast import MAYA, OUTSIDER, SUNITA, account, as_actor, team_of


KATHMANDU = ZoneInfo("Asia/Kathmandu")
WOMAN = category(gender="f", age="2", setting="s")
# Two of three answers are wrong to each of the four questions; the first is right.
TABLE = """code,language,question,right,option_1,option_2,option_3,picture
silence,en,May you stay silent?,1,Yes,No,Only at night,silent
silence,ne,के तपाईं चुप बस्न सक्नुहुन्छ?,1,सक्छु,सक्दिनँ,राति मात्र,silent
paper,en,Must you sign what you cannot read?,1,No,Yes,If they shout,
paper,ne,पढ्न नसकेको कागजमा सही गर्नुपर्छ?,1,पर्दैन,पर्छ,कराए भने,
call,en,May you ask for a lawyer?,1,Yes,No,Only in court,
call,ne,वकिल माग्न पाइन्छ?,1,पाइन्छ,पाइँदैन,अदालतमा मात्र,
reason,en,Must they say why they hold you?,1,Yes,No,Only in writing,
reason,ne,किन समातेको भन्नुपर्छ?,1,पर्छ,पर्दैन,लेखेर मात्र,
"""


def local(month: int, day: int, hour: int = 10) -> datetime:
    """Return a moment of 2026 on the clocks of Kathmandu."""
    return datetime(2026, month, day, hour, tzinfo=KATHMANDU)


NOW = local(7, 1)
Q3 = Within(country="np", period=parse_period("2026-Q3"), zone=KATHMANDU)


@dataclass(frozen=True, kw_only=True)
class Office:
    """A coordinator and a paralegal in a team, and somebody outside it."""

    team: Team
    maya: Actor
    sunita: Actor
    outsider: Actor


@pytest.fixture
def office(db: None) -> Office:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    return Office(
        team=team, maya=maya, sunita=sunita, outsider=as_actor(account(OUTSIDER))
    )


def a_course(
    office: Office, *, level: Level = Level.KYR, code: str = "rights"
) -> CourseVersion:
    """Write a course that is passed from 60 of a hundred on."""
    new = NewVersion(
        title="Know your rights",
        modules=("When they stop you", "At the station"),
        pass_percent=60,
        pass_set_by="Meeting of June",
        checklist=("! Says who she is", "! Asks before she writes", "Brings water"),
    )
    return write_version(actor=office.maya, code=code, level=level, new=new, at=NOW)


@pytest.fixture
def version(office: Office) -> CourseVersion:
    return a_course(office)


@pytest.fixture
def bank(office: Office) -> ItemBank:
    return bring_in(
        actor=office.maya,
        code="basics",
        name="questions.csv",
        content=TABLE.encode(),
        languages=("en", "ne"),
        at=NOW,
    ).bank


def a_group(
    office: Office,
    version: CourseVersion,
    bank: ItemBank | None,
    *,
    days: int = 5,
    language: str = "ne",
) -> CourseGroup:
    """Plan a group whose days are the first days of July."""
    new = NewGroup(
        team=office.team,
        version=version,
        bank=bank,
        language=language,
        days=tuple((local(7, day), local(7, day, 13)) for day in range(2, 2 + days)),
        site="room",
    )
    return plan_group(actor=office.maya, new=new, at=NOW)


@pytest.fixture
def group(office: Office, version: CourseVersion, bank: ItemBank) -> CourseGroup:
    return a_group(office, version, bank)


def let_in(
    office: Office, group: CourseGroup, *, code: str = "", card: str = ""
) -> Enrolment:
    """Let a woman into a group."""
    new = NewEnrolment(category=WOMAN, code=code, card=card)
    return enrol(actor=office.sunita, group=group, new=new, at=NOW)


def hold_day(
    office: Office,
    group: CourseGroup,
    number: int,
    *numbers: int,
    others: Mapping[str, int] | None = None,
) -> None:
    """Write down day `number` (from 1) and that these numbers came."""
    session = days_of(group)[number - 1]
    planned = session.activity
    write_attendance(
        actor=office.sunita,
        session=session,
        started=planned.planned_start,
        ended=planned.planned_end,
        came=Came(numbers=frozenset(numbers), others=others),
        at=planned.planned_end + timedelta(hours=1),
    )


def answer(
    office: Office,
    group: CourseGroup,
    kind: TestKind,
    code: str,
    *,
    right: int,
    at: datetime | None = None,
    language: str = "ne",
) -> Assessment:
    """Take a test in which the first `right` questions are answered rightly."""
    items = questions_of(group)
    mark = free_code(actor=office.sunita, group=group, kind=kind, code=code)
    new = NewTest(
        kind=kind,
        delivery=Delivery.TEXT,
        language=language,
        code=mark,
        answers={
            item.pk: 1 if number < right else 2 for number, item in enumerate(items)
        },
    )
    return take_test(
        actor=office.sunita, group=group, new=new, at=at or local(7, 10, 15)
    )
