"""An invented plan of a year: what was held, moved with a reason, or missed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from payung.programme.activities.actions import cancel, hold, postpone
from payung.programme.activities.categories import Age, Gender, Setting, category
from payung.programme.activities.models import Activity, Kind, Reason, State
from payung.programme.activities.sweeping import sweep
from payung.programme.activities.work import bare
from payung.programme.findings.periods import month_of, shifted
from payung.programme.people.founding import Founded
from payung.programme.places.packs import pack_of
from payung.programme.plans.drafting import (
    NewLine,
    add_line,
    approve_plan,
    begin_plan,
    start_programme,
)
from payung.programme.plans.making import put_into_calendar
from payung.programme.plans.models import (
    Doer,
    ObjectiveCode,
    PlanVersion,
    Programme,
)
from payung.programme.plans.months import month_at, months_from, start_of
from payung.web.demo.ends import end_of


# What lies ahead, so that the wall and the week show something to come.
AHEAD = 2
A_DAY = timedelta(days=1)
# How many in a hundred were held, moved, called off; of the rest nobody said a word.
WENT = {"held": 76, "moved": 11, "off": 6, "unsaid": 7}
WHY = (
    (Reason.STRIKE, 5),
    (Reason.FLOOD, 4),
    (Reason.STAFF, 4),
    (Reason.HOLIDAY, 3),
    (Reason.RAID, 3),
    (Reason.CURFEW, 2),
    (Reason.MONEY, 2),
)
CAME = ((Gender.FEMALE, 6), (Gender.TRANS, 2), (Gender.MALE, 1))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    code: str
    output: str
    what: str
    kind: Kind
    doer: Doer
    each: int = 1
    every: int = 1
    indicators: tuple[str, ...] = ()
    budget: str = ""
    assumption: str = ""


LINES = (
    _Line(
        code="1",
        output="The room is open when it says so",
        what="Open the room",
        kind=Kind.OPENING,
        doer=Doer.PARALEGALS,
        each=4,
        indicators=("SS_OPEN",),
        budget="1.1",
        assumption="The landlord lets us stay",
    ),
    _Line(
        code="1",
        output="People know their rights",
        what="Hold the rights course",
        kind=Kind.TRAINING,
        doer=Doer.PARALEGALS,
        each=2,
        indicators=("KYR_REACH", "KYR_GAIN"),
        budget="1.2",
    ),
    _Line(
        code="1",
        output="People know their rights",
        what="Meet the lawyer in the room",
        kind=Kind.LAWYER_MEETING,
        doer=Doer.ATTORNEYS,
        indicators=("LAW_MEET",),
        budget="1.3",
    ),
    _Line(
        code="1",
        output="Nobody is too far away",
        what="Visit the streets in pairs",
        kind=Kind.OUTREACH,
        doer=Doer.PARALEGALS,
        each=3,
        indicators=("OUT_COV", "OUT_PLAN"),
        budget="1.4",
        assumption="Two workers are free",
    ),
    _Line(
        code="2",
        output="The group decides what is done",
        what="Sit together: last month, today, decide",
        kind=Kind.FOCUS_GROUP,
        doer=Doer.COMMUNITY,
        indicators=("FGD_HELD", "FGD_LOOP"),
        budget="2.1",
    ),
    _Line(
        code="2",
        output="What happens is written down well",
        what="Look through the notes of the month together",
        kind=Kind.OTHER,
        doer=Doer.OFFICER,
        indicators=("VIO_COMPLETE",),
        budget="2.2",
    ),
    _Line(
        code="3",
        output="Offices promise in writing",
        what="Meet an office with the newest brief",
        kind=Kind.POLICE_MEETING,
        doer=Doer.COORDINATOR,
        each=2,
        indicators=("ADV_MEET", "COM_KEPT"),
        budget="3.1",
        assumption="The office gives us a day",
    ),
    _Line(
        code="4",
        output="We learn from the other countries",
        what="Exchange with another country",
        kind=Kind.EXCHANGE,
        doer=Doer.COORDINATOR,
        every=3,
        indicators=("PEER_EXCH",),
        budget="4.1",
    ),
    _Line(
        code="5",
        output="Another town can begin",
        what="Look at a second town",
        kind=Kind.OTHER,
        doer=Doer.COORDINATOR,
        every=6,
        indicators=("REP_ASSESS",),
        budget="5.1",
    ),
)


def demo_year(
    *,
    office: Founded,
    rng: random.Random,
    start: date,
    months: int,
    scale: float,
    until: datetime | None = None,
) -> None:
    """Plan so many months from `start` and live them; call it after the other apps.

    What they planned already is counted in, and what became of it is theirs to say.
    `scale` 1.0 is a full programme; less is fewer times a month, never none. What lies
    after `until` stays planned; without it the months are over.
    """
    first, zone = month_of(start), pack_of(office.actor.country).zone()
    begins, ends = start_of(first, zone), end_of(first, months, zone, until)
    # The month that runs is one of those ahead: the wall shows fourteen at a time.
    ahead = AHEAD if until is None else AHEAD - 1
    version = _approved(office, first, months + ahead, scale, begins)
    put_into_calendar(actor=office.actor, version=version, at=begins)
    roots = list(version.lines.order_by("pk").values_list("root", flat=True))
    # Sittings, visits and days of a course are lived by the apps that began them.
    planned = Activity.objects.filter(
        reduce(or_, map(bare, Kind)),
        line__in=roots,
        state=State.PLANNED,
        planned_end__lt=ends - A_DAY,
    )
    # By the lines of the plan where two begin at once: the same chances, the same year.
    place = {root: n for n, root in enumerate(roots)}
    for activity in sorted(
        planned, key=lambda one: (one.planned_start, place[one.line or roots[0]])
    ):
        _live(office, activity, ends, rng)
    sweep(at=ends)


def begin_next(*, office: Founded, at: datetime) -> None:
    """Begin the plan of the twelve months to come: a copy that nobody approved yet."""
    first = shifted(month_at(at, pack_of(office.actor.country).zone()), 1)
    programme = Programme.objects.get(country=office.actor.country)
    begin_plan(
        actor=office.actor, programme=programme, first_month=first, months=12, at=at
    )


def _approved(
    office: Founded, first: date, months: int, scale: float, at: datetime
) -> PlanVersion:
    at = at - 3 * A_DAY
    programme = start_programme(
        actor=office.actor, name="Lantern programme", starts_on=first, at=at
    )
    version = begin_plan(
        actor=office.actor,
        programme=programme,
        first_month=first,
        months=months,
        at=at,
    )
    for line in LINES:
        new = NewLine(
            objective=ObjectiveCode(line.code),
            output=line.output,
            what=line.what,
            team=office.team,
            doer=line.doer,
            months=months_from(first, months)[:: line.every],
            kind=line.kind,
            per_month=max(1, round(line.each * scale)),
            budget=line.budget,
            indicators=line.indicators,
            assumption=line.assumption,
        )
        add_line(actor=office.actor, version=version, new=new, at=at)
    return approve_plan(actor=office.actor, version=version, at=at)


def _live(
    office: Founded, activity: Activity, until: datetime, rng: random.Random
) -> None:
    [went] = rng.choices(list(WENT), list(WENT.values()))
    at = activity.planned_end + timedelta(hours=3)
    if went == "held":
        _held(office, activity, rng)
    elif went == "off":
        cancel(actor=office.actor, activity=activity, reason=_why(rng), at=at)
    elif went == "moved":
        by = timedelta(days=rng.randint(3, 12))
        moved = postpone(
            actor=office.actor,
            activity=activity,
            reason=_why(rng),
            start=activity.planned_start + by,
            end=activity.planned_end + by,
            at=at - A_DAY,
        )
        if moved.planned_end < until - A_DAY:
            _held(office, moved, rng)


def _held(office: Founded, activity: Activity, rng: random.Random) -> None:
    late = timedelta(minutes=rng.choice((0, 0, 10, 20)))
    hold(
        actor=office.actor,
        activity=activity,
        started=activity.planned_start + late,
        ended=activity.planned_end + late,
        came=_came(rng),
        at=activity.planned_end + timedelta(hours=3),
    )


def _came(rng: random.Random) -> dict[str, int]:
    came: dict[str, int] = {}
    setting = rng.choice((Setting.STREET, Setting.VENUE))
    for gender, most in CAME:
        for age in (Age.YOUNG, Age.MIDDLE, Age.OLDER):
            is_first = rng.random() < 0.2
            letters = category(gender=gender, age=age, setting=setting, first=is_first)
            came[letters] = rng.randint(0, most)
    return came


def _why(rng: random.Random) -> Reason:
    reasons = [reason for reason, _often in WHY]
    [why] = rng.choices(reasons, [often for _reason, often in WHY])
    return why
