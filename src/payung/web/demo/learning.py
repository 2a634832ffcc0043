"""A year of invented courses: groups, days, tests before and after, certificates."""

from __future__ import annotations

import hashlib
import hmac
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import exp
from uuid import uuid5

from payung.programme.activities.categories import category
from payung.programme.activities.models import Activity, Card, Participation, State
from payung.programme.findings.periods import shifted
from payung.programme.learning.attendance import count_completed, settle
from payung.programme.learning.certificates import certify_person
from payung.programme.learning.codes import (
    Delivery,
    Entered,
    Level,
    Sky,
    TestKind,
    Wish,
)
from payung.programme.learning.courses import NewVersion, write_version
from payung.programme.learning.groups import NewGroup, days_of, plan_group
from payung.programme.learning.models import (
    Assessment,
    Attendance,
    CourseGroup,
    CourseVersion,
    Enrolment,
    Item,
    ItemBank,
    Response,
)
from payung.programme.learning.observing import NewObservation, observe
from payung.programme.learning.pairing import key_of
from payung.programme.learning.smiling import NewSmiles, keep_smiles
from payung.programme.people.access import members_of
from payung.programme.people.founding import Founded
from payung.programme.people.models import Person
from payung.programme.people.roles import Role
from payung.programme.places.packs import pack_of
from payung.web.demo.ends import end_of
from payung.web.demo.learning_again import ask_again
from payung.web.demo.learning_questions import BADLY_PUT, bring_questions
from payung.web.demo.learning_words import PARTS, QUESTIONS, SEEN


DAYS, STEP = 5, 5
GROUP_OF = (9, 14)
GROUPS_A_MONTH = 2
# So much harder is the question that is put badly.
HOW_BADLY = 2.2
LEARNED, FORGOTTEN = 1.7, 0.4
ABOUT = "fmtfffno"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Year:
    """What the months share."""

    office: Founded
    rng: random.Random
    bank: ItemBank
    cards: tuple[Card, ...]
    last: datetime
    language: str

    def at(self, day: date, hour: int) -> datetime:
        """Return a moment on the clocks of the country."""
        zone = pack_of(self.office.actor.country).zone()
        return datetime.combine(day, time(hour), zone)


def demo_year(
    *,
    office: Founded,
    rng: random.Random,
    start: date,
    months: int,
    scale: float,
    until: datetime | None = None,
) -> None:
    """Fill so many months from `start` with courses; `scale` 1.0 is two groups a month.

    What lies after `until` stays planned; without it the months are over.
    """
    first = start.replace(day=1)
    zone = pack_of(office.actor.country).zone()
    begun = datetime.combine(first, time(9), zone)
    year = _Year(
        office=office,
        rng=rng,
        bank=bring_questions(office, begun),
        cards=tuple(Card.objects.filter(team=office.team, ended_at=None)),
        last=end_of(first, months, zone, until),
        language=pack_of(office.actor.country).languages[0],
    )
    rights = _course(office, Level.KYR, "know-your-rights", "Know your rights", begun)
    offices = _course(office, Level.POLICE, "for-offices", "For those on duty", begun)
    many = max(1, round(GROUPS_A_MONTH * scale))
    for month in range(months):
        for number in range(many):
            day = shifted(first, month) + timedelta(days=1 + number % 3)
            # Every third group is asked in English, to have something to compare with.
            language = "en" if (month + number) % 3 == 0 else year.language
            _rights_group(year, rights, day, language)
        if month % 3 == 1:
            _office_group(year, offices, shifted(first, month) + timedelta(days=9))
    _paralegals(year, begun)


def _course(
    office: Founded, level: Level, code: str, title: str, at: datetime
) -> CourseVersion:
    new = NewVersion(
        title=title,
        modules=PARTS,
        pass_percent=60,
        pass_set_by="Focus group of the first month",  # noqa: S106 - no password
        checklist=SEEN if level is Level.PARALEGAL else (),
    )
    return write_version(actor=office.actor, code=code, level=level, new=new, at=at)


def _rights_group(
    year: _Year, version: CourseVersion, day: date, language: str
) -> None:
    days = [day + timedelta(days=STEP * number) for number in range(DAYS)]
    group = _planned(year, version, year.bank, language, days)
    people = _people(year, group)
    _held(year, group, people)
    group.refresh_from_db()
    _tests(year, group, people)
    _skies(year, group, len(people))
    ask_again(year.office.actor, group, len(people), until=year.last)


def _skies(year: _Year, group: CourseGroup, people: int) -> None:
    """Count the skies of the last day from paper, once all days are held."""
    held = [s.activity for s in days_of(group) if s.activity.state == State.HELD]
    if len(held) < DAYS:
        return
    glad, so_so = round(people * year.rng.uniform(0.5, 0.8)), people // 6
    counts = {Sky.GLAD: glad, Sky.SO_SO: so_so, Sky.NOT_GLAD: people - glad - so_so}
    wishes = year.rng.sample(list(Wish), 3)
    keep_smiles(
        actor=year.office.actor,
        group=group,
        new=NewSmiles(
            key=uuid5(group.pk, "skies"),
            on=held[-1].planned_start.date(),
            entered=Entered.PAPER,
            counts={
                **{sky.value: max(n, 0) for sky, n in counts.items()},
                **{wish.value: year.rng.randint(1, 4) for wish in wishes},
            },
        ),
        at=held[-1].planned_end,
    )


def _office_group(year: _Year, version: CourseVersion, day: date) -> None:
    group = _planned(year, version, None, year.language, [day])
    [session] = days_of(group)
    activity = session.activity
    if activity.planned_end > year.last:
        return
    came = year.rng.randint(8, 22)
    _hold_all([activity])
    Participation.objects.create(activity=activity, category=category(), count=came)
    settle(group)
    count_completed(
        actor=year.office.actor,
        group=group,
        people=came - year.rng.randint(0, 3),
        on=day,
        at=activity.planned_end,
    )


def _planned(
    year: _Year,
    version: CourseVersion,
    bank: ItemBank | None,
    language: str,
    days: list[date],
) -> CourseGroup:
    new = NewGroup(
        team=year.office.team,
        version=version,
        bank=bank,
        language=language,
        days=tuple((year.at(day, 14), year.at(day, 17)) for day in days),
        site=f"{year.office.actor.country}-lamp",
    )
    before = year.at(days[0] - timedelta(days=10), 10)
    return plan_group(actor=year.office.actor, new=new, at=before)


def _people(year: _Year, group: CourseGroup) -> list[Enrolment]:
    """Let people in, half of them with a card; the row carries her own code's mark."""
    many = year.rng.randint(*GROUP_OF)
    key = key_of(year.office.actor, group)
    with_card = year.rng.sample(year.cards, min(many // 2, len(year.cards)))
    return Enrolment.objects.bulk_create(
        Enrolment(
            group=group,
            number=number,
            card=with_card[number - 1] if number <= len(with_card) else None,
            code=hmac.new(key, f"demo{number}".encode(), hashlib.sha256).hexdigest(),
            category=_category(year.rng),
            made_at=group.made_at,
        )
        for number in range(1, many + 1)
    )


def _category(rng: random.Random) -> str:
    return category(
        gender=rng.choice(ABOUT),
        age=rng.choice("1223"),
        setting=rng.choice("ssvvih"),
        first=rng.random() < 0.4,
    )


def _held(year: _Year, group: CourseGroup, people: list[Enrolment]) -> None:
    sessions = [s for s in days_of(group) if s.activity.planned_end <= year.last]
    _hold_all([session.activity for session in sessions])
    steady = {each.pk: year.rng.betavariate(8, 1.4) for each in people}
    came = [
        (session, each)
        for session in sessions
        for each in people
        if year.rng.random() < steady[each.pk]
    ]
    Attendance.objects.bulk_create(
        Attendance(session=session, enrolment=each) for session, each in came
    )
    heads: dict[tuple[int, str], Participation] = {}
    for session, each in came:
        # A card is one row; the others of a category are one row together.
        place = (session.pk, f"#{each.pk}" if each.card_id else each.category)
        row = heads.setdefault(
            place,
            Participation(
                activity=session.activity,
                category=each.category,
                card_id=each.card_id,
                count=0,
            ),
        )
        row.count += 1
    Participation.objects.bulk_create(heads.values())
    settle(group)


def _hold_all(activities: list[Activity]) -> None:
    for activity in activities:
        activity.held_start = activity.planned_start
        activity.held_end = activity.planned_end
        activity.state, activity.due_at = State.HELD, None
    Activity.objects.bulk_update(
        activities, ["held_start", "held_end", "state", "due_at"]
    )


def _tests(year: _Year, group: CourseGroup, people: list[Enrolment]) -> None:
    days = [s.activity for s in days_of(group) if s.activity.state == State.HELD]
    if not days:
        return
    completed = set(
        group.enrolments.exclude(completed_at=None).values_list("pk", flat=True)
    )
    items = list(Item.objects.filter(bank=group.bank_id).prefetch_related("options"))
    tests: list[Assessment] = []
    answers: list[Response] = []
    for each in people:
        knows = year.rng.gauss(-0.2, 0.9)
        for kind, at, more in _occasions(year, group, days, each.pk in completed):
            test = _test(group, each, kind, at, days[-1], year.rng)
            tests.append(test)
            answers.extend(_answers(year.rng, test, items, knows + more))
    Assessment.objects.bulk_create(tests, 500)
    Response.objects.bulk_create(answers, 500)


def _occasions(
    year: _Year, group: CourseGroup, days: list[Activity], completed: bool
) -> Iterator[tuple[TestKind, datetime, float]]:
    yield TestKind.PRE, days[0].planned_start, 0.0
    if not completed or len(days) < DAYS:
        return
    yield TestKind.POST, days[-1].planned_end, LEARNED
    later = days[-1].planned_end + timedelta(days=year.rng.randint(62, 115))
    if later <= year.last and year.rng.random() < 0.55:
        yield TestKind.FOLLOW_UP, later, LEARNED - FORGOTTEN


def _test(
    group: CourseGroup,
    each: Enrolment,
    kind: TestKind,
    at: datetime,
    last: Activity,
    rng: random.Random,
) -> Assessment:
    later = kind is TestKind.FOLLOW_UP
    after = (at - last.planned_end).days if later else None
    return Assessment(
        country=group.country,
        group=group,
        bank=group.bank,
        enrolment=each,
        kind=kind,
        delivery=rng.choice([Delivery.TEXT, Delivery.PICTOGRAM, Delivery.ORAL]),
        entered=rng.choice((Entered.PHONE, Entered.PHONE, Entered.PAPER)),
        language=group.language,
        code=each.code,
        score=0,
        highest=len(QUESTIONS),
        taken_at=at,
        days_after=after,
    )


def _answers(
    rng: random.Random, test: Assessment, items: list[Item], knows: float
) -> Iterator[Response]:
    for number, item in enumerate(items):
        hard = 0.25 * (number - 3.5)
        if item.code == BADLY_PUT and test.language != "en":
            hard += HOW_BADLY
        right = rng.random() < 1 / (1 + exp(hard - knows))
        options = [option for option in item.options.all() if option.right == right]
        test.score += right
        yield Response(
            assessment=test, item=item, option=rng.choice(options), right=right
        )


def _paralegals(year: _Year, begun: datetime) -> None:
    """Give paralegals and attorneys' helpers certificates, and look at their work."""
    office, actor = year.office, year.office.actor
    version = _course(office, Level.PARALEGAL, "paralegal", "Paralegal course", begun)
    people = members_of(office.team).filter(roles_held__role=Role.PARALEGAL)
    for person in people:
        certify_person(
            actor=actor,
            person=person,
            team=office.team,
            version=version,
            on=begun.date() - timedelta(days=300),
            at=begun,
        )
        _seen(year, version, person)


def _seen(year: _Year, version: CourseVersion, person: Person) -> None:
    for ago in (210, 40):
        on = year.last - timedelta(days=ago)
        missing = {5} if ago == 40 else {2}
        new = NewObservation(
            team=year.office.team,
            person=person,
            version=version,
            on=on.date(),
            met=frozenset(range(1, len(SEEN) + 1)) - missing,
        )
        observe(actor=year.office.actor, new=new, at=on)
