"""From rows to the question put to the rostering engine: which shifts, which people.

The promise is that an attorney is always on standby, so the question is about the first
line alone. A backup is asked only when she does not answer: a backup shift costs nobody
a shift of her week and no rest; she only cannot have both at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from payung.engines import dispatch
from payung.engines.dispatch import Duty, Span, duties, fairness, gaps, without
from payung.engines.rostering import Person as Taker
from payung.engines.rostering import Shift as Asked
from payung.engines.rostering import Stretch, Sum, sum_of
from payung.programme.people.models import Person
from payung.programme.places.packs import pack_of
from payung.programme.standby import access
from payung.programme.standby.models import DutyKind, RosterPeriod, Shift
from payung.programme.standby.panel_models import PanelMember
from payung.programme.standby.roster_rows import leave_in, planned, promised_in


# Three a day by local clocks, so that four weeks have the 84 shifts of the promise.
BLOCKS = (time(0), time(8), time(16))
AROUND = timedelta(days=2)
NO_REST = timedelta(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is put to the engine. `free` are the shifts that nobody has yet.

    `unsaid` are those who have not said what they give: no limit counts for them.
    """

    shifts: tuple[Asked, ...]
    people: tuple[Taker, ...]
    begins: datetime
    free: tuple[Asked, ...]
    unsaid: tuple[str, ...]

    @property
    def sum(self) -> Sum:
        """Return what its people can give at most, and what it needs."""
        return sum_of(self.shifts, self.people, begins=self.begins)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of all of it, in an order of its own."""
        facts = {
            "begins": self.begins,
            "people": [_sorted(asdict(one)) for one in self.people],
            "shifts": [asdict(one) for one in self.shifts],
        }
        text = json.dumps(facts, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def question_of(
    period: RosterPeriod, *, at: datetime, duty: Duty = Duty.ATTORNEY
) -> Question:
    """Return what a roster asks of its attorneys; empty time before `at` is past.

    A planned shift is given to whoever has it; time that nobody has is cut into blocks
    of eight hours that anybody may take.
    """
    roster = planned(period)
    rows = _rows(period, duty)
    given = tuple(_given(period, roster, rows, duty))
    free = tuple(_free(period, roster, duty, at))
    people = _people(period.country, {row.person_id for row in rows})
    said = {member.person_id: member for member in _members(people)}
    hers: dict[str, list[Span]] = {}
    for shift in given:
        span = Span(start=shift.time.start, end=shift.time.end)
        hers.setdefault(shift.given_to, []).append(span)
    takers = tuple(_taker(period, one, said.get(one.pk), hers, duty) for one in people)
    return Question(
        shifts=(*given, *free),
        people=takers,
        begins=promised_in(period).start,
        free=free,
        unsaid=tuple(one.handle for one in people if one.pk not in said),
    )


def blocks(span: Span, zone: ZoneInfo) -> Iterator[Span]:
    """Return the span cut at midnight, at eight and at four by local clocks."""
    day = span.start.astimezone(zone).date()
    last = span.end.astimezone(zone).date()
    cuts = [span.start]
    while day <= last:
        moments = (datetime.combine(day, hour, tzinfo=zone) for hour in BLOCKS)
        cuts += [moment for moment in moments if span.start < moment < span.end]
        day += timedelta(days=1)
    for start, end in zip(cuts, [*cuts[1:], span.end], strict=True):
        yield Span(start=start, end=end)


def _rows(period: RosterPeriod, duty: Duty) -> list[Shift]:
    rows = period.shifts.filter(duty=duty.value, person__is_active=True)
    return list(rows.select_related("person").order_by("starts_at", "pk"))


def _given(
    period: RosterPeriod, roster: dispatch.Roster, rows: Iterable[Shift], duty: Duty
) -> Iterator[Asked]:
    """Yield each planned shift, from the first to the last hour that is really hers."""
    turns = duties(roster, duty)
    for row in rows:
        whole = Span(start=row.starts_at, end=row.ends_at)
        own = [turn.span for turn in turns if turn.person == row.person.handle]
        parts = [part for span in own if (part := span.common(whole)) is not None]
        if parts:
            span = Span(start=parts[0].start, end=parts[-1].end)
            yield _asked(period, span, duty, str(row.pk), row.person.handle)


def _free(
    period: RosterPeriod, roster: dispatch.Roster, duty: Duty, at: datetime
) -> Iterator[Asked]:
    promised = promised_in(period)
    if at >= promised.end:
        return
    rest = Span(start=max(promised.start, at), end=promised.end)
    zone = pack_of(period.country).zone()
    for hole in gaps(roster, duty, rest):
        for block in blocks(hole, zone):
            name = f"{block.start:%Y-%m-%dT%H:%M}"
            yield _asked(period, block, duty, name, "")


def _asked(
    period: RosterPeriod, span: Span, duty: Duty, name: str, given_to: str
) -> Asked:
    return Asked(
        id=name,
        time=Stretch(start=span.start, end=span.end),
        duty=duty.value,
        weight=_weight(period.country, span, duty),
        given_to=given_to,
    )


def _weight(country: str, span: Span, duty: Duty) -> int:
    """Return the points of a shift: nights, days off and holidays count double."""
    pack = pack_of(country)
    zone = pack.zone(None)
    day = span.start.astimezone(zone).date()
    if day.weekday() in pack.weekend:
        return 2
    off = frozenset(one.on for one in pack.holidays(day.year))
    turn = dispatch.Shift(person="", duty=duty, span=span)
    return fairness([turn], people=[""], zone=zone, holidays=off).loads[0].points


def _people(country: str, also: set[int]) -> list[Person]:
    could = access.could_do(country, DutyKind.ATTORNEY).values("pk")
    asked = Person.objects.filter(Q(pk__in=could) | Q(pk__in=also), is_active=True)
    return list(asked.order_by("handle"))


def _members(people: Iterable[Person]) -> Iterable[PanelMember]:
    return PanelMember.objects.filter(person__in=list(people))


def _taker(
    period: RosterPeriod,
    person: Person,
    said: PanelMember | None,
    hers: dict[str, list[Span]],
    duty: Duty,
) -> Taker:
    """Return her as the engine takes her; a backup duty has no limit of its own."""
    first_line = duty is Duty.ATTORNEY and said is not None
    rest = timedelta(hours=said.rest_hours) if said and first_line else NO_REST
    own = hers.get(person.handle, [])
    # What is really hers was found with leave taken out; its middle may be leave.
    away = [*without(_away(period, person), own), *_not_on_panel(period, said)]
    return Taker(
        handle=person.handle,
        duties=frozenset({duty.value}),
        languages=frozenset(said.languages if said else ()),
        most_a_week=said.most_a_week if said and first_line else None,
        rest=rest,
        away=_stretches(away),
        busy=_stretches(without(_busy(period, person, duty, rest), own)),
    )


def _away(period: RosterPeriod, person: Person) -> list[Span]:
    return [each.span for each in leave_in(promised_in(period), [person.pk])]


def _not_on_panel(period: RosterPeriod, said: PanelMember | None) -> Iterator[Span]:
    if said is None:
        return
    whole = promised_in(period)
    if said.since > whole.start:
        yield Span(start=whole.start, end=said.since)
    if said.until is not None and said.until < whole.end:
        yield Span(start=max(said.until, whole.start), end=whole.end)


def _busy(
    period: RosterPeriod, person: Person, duty: Duty, rest: timedelta
) -> Iterator[Span]:
    """Yield her other duties, and what she has in the rosters before and after."""
    whole = promised_in(period)
    rows = Shift.objects.filter(
        person=person,
        starts_at__lt=whole.end + AROUND,
        ends_at__gt=whole.start - AROUND,
    ).exclude(period=period, duty=duty.value)
    for row in rows:
        near = rest if row.duty == duty.value else NO_REST
        yield Span(start=row.starts_at - near, end=row.ends_at + near)


def _stretches(spans: Iterable[Span]) -> tuple[Stretch, ...]:
    return tuple(Stretch(start=span.start, end=span.end) for span in spans)


def _sorted(facts: dict[str, object]) -> dict[str, object]:
    """Return the same with its sets in an order: that of Python changes with each run."""
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in facts.items()
    }
