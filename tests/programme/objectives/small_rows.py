"""Small invented rows, made directly: so few that every number is worked out by hand."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from payung.engines.indicators import Mean, Ratio, Value, parse_period
from payung.engines.sealed import Envelope
from payung.programme.activities.models import (
    Activity,
    Card,
    Kind,
    Participation,
    State,
)
from payung.programme.cases.models import Case, CaseReport
from payung.programme.circles.models import ActionItem, Decision, FocusGroup
from payung.programme.consents.models import Answer, Consent, Purpose
from payung.programme.learning.models import (
    Assessment,
    Course,
    CourseGroup,
    CourseVersion,
    Enrolment,
    ItemBank,
)
from payung.programme.objectives.queries.scope import WHOLE, Part, Scope
from payung.programme.objectives.taking import compute
from payung.programme.outreach.models import OutreachVisit, Venue, VenueEstimate
from payung.programme.people.models import Person, Team
from payung.programme.reports.models import FormVersion, Incident, Report
from payung.programme.safe_spaces.models import OpeningDay, OpeningRule, Site


ZONE = ZoneInfo("Asia/Kathmandu")
SEALED = Envelope(data=b"\x01 invented")
# Which question is which of the five permissions that the indicator asks for.
CODING = "question,keep,becomes,note\n" + "".join(
    f"c_{use},coded,consent.{use},\n"
    for use in ("service", "stats", "police_anon", "attorney", "story")
)
LATER = datetime(2026, 11, 27, 9, tzinfo=UTC)


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=ZONE)


def team() -> Team:
    return Team.objects.get_or_create(country="np", name="Day team")[0]


def worker(handle: str) -> Person:
    found = Person.objects.filter(handle=handle).first()
    return found or Person.objects.create(
        handle=handle, country="np", joined_on=date(2026, 1, 1)
    )


def number(
    code: str, period: str, *, at: datetime = LATER, part: Part = WHOLE
) -> Value:
    scope = Scope(country="np", period=parse_period(period), at=at)
    return compute(code, scope).answer[part]


def held(kind: Kind, when: datetime, *, state: State = State.HELD) -> Activity:
    was_held = state is State.HELD
    return Activity.objects.create(
        country="np",
        team=team(),
        kind=kind,
        planned_start=when,
        planned_end=when + timedelta(hours=2),
        held_start=when if was_held else None,
        held_end=when + timedelta(hours=2) if was_held else None,
        state=state,
        made_by="clerk",
    )


def cards(first: int, last: int) -> list[Card]:
    """Return the cards with these numbers, both with; made where they are not there."""
    found = []
    for n in range(first, last + 1):
        digest = hashlib.sha256(f"card {n}".encode()).hexdigest()
        found.append(
            Card.objects.get_or_create(
                digest=digest, defaults={"team": team(), "made_at": noon(1, 1)}
            )[0]
        )
    return found


def came(activity: Activity, *shown: Card, heads: int = 0) -> None:
    Participation.objects.bulk_create(
        Participation(activity=activity, category="f2sn", card=card) for card in shown
    )
    if heads:
        Participation.objects.create(activity=activity, category="f2sn", count=heads)


def room(code: str = "blue", opened: date = date(2026, 1, 1)) -> Site:
    return Site.objects.create(
        code=code,
        country="np",
        team=team(),
        name=code,
        opened_on=opened,
        made_by="clerk",
    )


def opens_on(site: Site, days: str) -> None:
    OpeningRule.objects.create(
        site=site,
        rule=f"FREQ=WEEKLY;BYDAY={days}",
        opens=time(10),
        closes=time(18),
        from_on=site.opened_on,
        made_by="clerk",
    )


def day_was(site: Site, day: date, status: str) -> None:
    OpeningDay.objects.create(site=site, day=day, status=status)


def venue(code: str, low: int, point: int, high: int) -> Venue:
    row = Venue.objects.create(
        code=code,
        country="np",
        team=team(),
        kind="street",
        record=uuid.uuid4(),
        name=SEALED,
        known_at=noon(1, 1),
        made_by="clerk",
    )
    VenueEstimate.objects.create(
        venue=row,
        low=low,
        point=point,
        high=high,
        method="counted",
        on=date(2026, 2, 1),
        by="clerk",
        stored_at=noon(2, 1),
    )
    return row


def visit(
    where: Venue, when: datetime, *, promise: uuid.UUID | None = None
) -> Activity:
    activity = held(Kind.OUTREACH, when)
    OutreachVisit.objects.create(
        activity=activity,
        venue=where,
        promise=promise,
        first=worker("ama"),
        second=worker("bina"),
        purpose="regular",
    )
    return activity


def course_group(level: str = "kyr", pass_percent: int = 60) -> CourseGroup:
    course, _ = Course.objects.get_or_create(country="np", code=level, level=level)
    version, _ = CourseVersion.objects.get_or_create(
        course=course,
        number=1,
        defaults={
            "title": "Rights",
            "pass_percent": pass_percent,
            "made_at": noon(1, 1),
            "made_by": "clerk",
        },
    )
    bank, _ = ItemBank.objects.get_or_create(
        country="np",
        code=level,
        number=1,
        defaults={"made_at": noon(1, 1), "made_by": "clerk"},
    )
    # So that the months of the quarter are known to have been recorded.
    held(Kind.TRAINING, noon(8, 3))
    return CourseGroup.objects.create(
        country="np",
        team=team(),
        version=version,
        bank=bank,
        language="ne",
        made_at=noon(7, 1),
        made_by="clerk",
    )


def enrolled(
    group: CourseGroup, n: int, when: datetime, card: Card | None
) -> Enrolment:
    return Enrolment.objects.create(
        group=group,
        number=n,
        card=card,
        code="" if card else f"c{n}",
        category="f2sn",
        made_at=when,
        completed_at=when,
    )


def took_test(
    group: CourseGroup,
    kind: str,
    code: str,
    score: int,
    when: datetime,
    days_after: int | None = None,
) -> None:
    Assessment.objects.create(
        country="np",
        group=group,
        bank=group.bank,
        kind=kind,
        delivery="oral",
        entered="paper",
        language="ne",
        code=code,
        score=score,
        highest=20,
        taken_at=when,
        days_after=days_after,
    )


def circle(site: str, when: datetime, *, came_n: int, led: bool = True) -> FocusGroup:
    activity = held(Kind.FOCUS_GROUP, when)
    came(activity, heads=came_n)
    return FocusGroup.objects.create(
        activity=activity,
        team=team(),
        country="np",
        site=site,
        group="all",
        quorum=6,
        planned_on=when.date(),
        led_by_community=led,
        made_at=when,
        made_by="clerk",
    )


def decided(
    group: FocusGroup,
    n: int,
    due: date,
    *,
    accepted: date | None,
    actions: tuple[date | None, ...] = (),
) -> None:
    row = Decision.objects.create(
        group=group,
        number=n,
        what=SEALED,
        addressee="police",
        changes_strategy=False,
        decided_by="vote",
        decided_on=date(2026, 6, 25),
        due_on=due,
        accepted_on=accepted,
        at=noon(6, 25),
        by="clerk",
    )
    for done in actions:
        ActionItem.objects.create(
            decision=row,
            what=SEALED,
            due_on=due,
            state="done" if done else "open",
            ended_on=done,
            at=noon(6, 25),
            by="clerk",
        )


def case_of(n: int, when: datetime, *, counted: bool = True) -> Case:
    row = Case.objects.create(
        reference=f"NP-26-{n:06}",
        country="np",
        team=team(),
        opened_at=when,
        opened_by="clerk",
    )
    said(row, Purpose.STATS, Answer.YES if counted else Answer.NO)
    return row


def said(case: Case, purpose: Purpose, answer: Answer) -> None:
    Consent.objects.create(
        case=case,
        number=case.consents.count() + 1,
        purpose=purpose,
        answer=answer,
        at=case.opened_at,
        by="clerk",
    )


def form() -> FormVersion:
    return FormVersion.objects.get_or_create(
        country="np",
        form_id="x",
        version="1",
        defaults={
            "title": {},
            "source": "",
            "xform": b"",
            "compiled": {
                "languages": ["ne"],
                "root": "x",
                "nodes": [],
                "lists": {},
                "keep": {},
            },
            "strings": {},
            "coding": CODING,
            "digest": "0",
            "published_at": noon(1, 1),
        },
    )[0]


def note(
    n: int,
    received: datetime,
    happened: date | None,
    *,
    stage: str = "in_hand",
    counted: bool = True,
    police: bool = True,
    core_type: str = "physical_assault",
    precision: str = "exact",
    answers: dict[str, str] | None = None,
    opened: datetime | None = None,
) -> Report:
    row = Report.objects.create(
        reference=f"NP-R-{n:06}",
        country="np",
        team=team(),
        form=form(),
        instance_id=f"i{n}",
        digest="0",
        received_at=received,
        source="browser",
        stage=stage,
        what="phy_beat",
        by_whom="pol_station",
        area="NP0325",
        happened_on=happened,
        coded=answers or {},
        opened_at=opened,
        sent_by="clerk",
    )
    Incident.objects.create(
        report=row,
        happened_on=happened,
        date_precision=precision,
        core_type=core_type,
        may_be_counted=counted,
        may_reach_police=counted and police,
    )
    return row


def link(case: Case, report: Report) -> None:
    CaseReport.objects.create(case=case, report=report, at=case.opened_at)


def parts(value: object) -> tuple[float, float]:
    """Return what a share or a mean is made of."""
    if isinstance(value, Mean):
        return value.total, value.n
    assert isinstance(value, Ratio), value
    return value.numerator, value.denominator
