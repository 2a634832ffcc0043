"""Alarms of the board: which are wanted by the facts, which are due, told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from payung.engines.dispatch import Duty
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Saying
from payung.programme.cases.models import Arrest, CaseClock, Happened
from payung.programme.cases.timeline import add_line_by_itself
from payung.programme.journal.actions import BY_ITSELF, record
from payung.programme.standby.on_call import OnCall, on_call

from . import kinds
from .access import held_anywhere
from .helping import Help, Near, help_for
from .limits import first_possible, holding_clocks
from .models import AlarmKind, CustodyAlarm
from .waits import WAITS


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """An alarm that the facts ask for; `clock` is empty where it is about nobody's."""

    kind: AlarmKind
    due_at: datetime
    clock: str = ""


def wanted_alarms(
    arrest: Arrest, help_now: Help, clocks: Iterable[CaseClock], *, at: datetime
) -> Iterator[Wanted]:
    """Yield what has to be told about somebody held, each with its moment.

    All moments rest on the earliest possible arrest: told too early does no harm.
    """
    if not help_now.somebody_came:
        due_at = arrest.taken_at + WAITS[AlarmKind.PARALEGAL]
        # On her way counts for as long as a way takes, and then somebody has to ask.
        due_at = max(due_at, help_now.awaited_until or due_at)
        yield Wanted(kind=AlarmKind.PARALEGAL, due_at=due_at)
    if not help_now.lawyer_has_it:
        due_at = arrest.taken_at + WAITS[AlarmKind.ATTORNEY]
        yield Wanted(kind=AlarmKind.ATTORNEY, due_at=due_at)
    yield from _standing_long(arrest)
    for row in clocks:
        if row.stopped_at is not None or row.runs_out_at is None:
            continue
        limit = first_possible(row, at)
        # A limit of six hours or less is told of from its start.
        soon = max(limit - WAITS[AlarmKind.SOON], row.started_at)
        yield Wanted(kind=AlarmKind.SOON, clock=row.clock, due_at=soon)
        yield Wanted(kind=AlarmKind.OVER, clock=row.clock, due_at=limit)


def _standing_long(arrest: Arrest) -> Iterator[Wanted]:
    """Yield an alarm for every kind of stretch that goes on: forgotten, it hides a breach."""
    began: dict[str, datetime] = {}
    for one in arrest.pauses.all():
        if one.ended_at is None:
            began[one.kind] = min(one.began_at, began.get(one.kind, one.began_at))
    for kind, began_at in began.items():
        due_at = began_at + WAITS[AlarmKind.STANDS]
        yield Wanted(kind=AlarmKind.STANDS, clock=kind, due_at=due_at)


def refigure_alarms(*, at: datetime) -> int:
    """Let every alarm follow the facts as they are now; return how many changed."""
    rows = held_anywhere().select_related("case")
    arrests = list(rows.prefetch_related("clocks", "pauses"))
    known = _known(arrests)
    helping = help_for(arrests)
    changed = _end_released(at)
    for arrest in arrests:
        limits = holding_clocks(arrest.case.country)
        clocks = [one for one in arrest.clocks.all() if one.clock in limits]
        wanted = wanted_alarms(arrest, helping[arrest.pk], clocks, at=at)
        changed += _follow(arrest, list(wanted), known[arrest.pk], at)
    return changed


def say_alarms(*, at: datetime) -> int:
    """Tell what is due and was not told; return how many were. Found after any crash."""
    due: dict[int, list[CustodyAlarm]] = defaultdict(list)
    rows = CustodyAlarm.objects.filter(said_at=None, ended_at=None, due_at__lte=at)
    rows = rows.filter(arrest__in=held_anywhere()).order_by("due_at", "pk")
    for alarm in rows.select_related("arrest__case"):
        due[alarm.arrest_id].append(alarm)
    if not due:
        return 0
    arrests = [alarms[0].arrest for alarms in due.values()]
    helping = help_for(arrests)
    calls = {code: on_call(code, at) for code in {a.case.country for a in arrests}}
    return sum(
        _say(alarms, helping[arrest_id], calls[alarms[0].arrest.case.country])
        for arrest_id, alarms in due.items()
    )


def _known(arrests: list[Arrest]) -> dict[int, list[CustodyAlarm]]:
    found: dict[int, list[CustodyAlarm]] = defaultdict(list)
    for alarm in CustodyAlarm.objects.filter(arrest__in=arrests):
        found[alarm.arrest_id].append(alarm)
    return found


def _end_released(at: datetime) -> int:
    open_ones = CustodyAlarm.objects.filter(ended_at=None)
    return open_ones.exclude(arrest__in=held_anywhere()).update(ended_at=at)


def _follow(
    arrest: Arrest, wanted: list[Wanted], known: list[CustodyAlarm], at: datetime
) -> int:
    before = {(alarm.kind, alarm.clock): alarm for alarm in known}
    changed = 0
    new = []
    for one in wanted:
        alarm = before.pop((one.kind.value, one.clock), None)
        if alarm is None:
            new.append(
                CustodyAlarm(
                    arrest=arrest, kind=one.kind, clock=one.clock, due_at=one.due_at
                )
            )
        else:
            changed += _moved(alarm, one.due_at, at)
    # Two sweepers may find the same one in the same moment.
    CustodyAlarm.objects.bulk_create(new, ignore_conflicts=True)
    over = [alarm.pk for alarm in before.values() if alarm.ended_at is None]
    if over:
        changed += CustodyAlarm.objects.filter(pk__in=over).update(ended_at=at)
    return changed + len(new)


def _moved(alarm: CustodyAlarm, due_at: datetime, at: datetime) -> int:
    """Let an alarm that is there follow; one that comes back is told anew."""
    same = CustodyAlarm.objects.filter(pk=alarm.pk, times=alarm.times)
    comes_back = alarm.ended_at is not None
    put_off = alarm.said_at is not None and due_at > at
    if comes_back or put_off:
        return same.update(
            due_at=due_at,
            found_at=None,
            said_at=None,
            ended_at=None,
            times=F("times") + 1,
        )
    if alarm.due_at == due_at:
        return 0
    return same.update(due_at=due_at)


@transaction.atomic
def _say(alarms: list[CustodyAlarm], help_now: Help, now: OnCall) -> int:
    """Tell of one person what is due, in one message; write each down once.

    Where nobody can be told yet they stay due, and the next round tries again.
    """
    arrest, first = alarms[0].arrest, alarms[0]
    told = tell(
        country=arrest.case.country,
        handles=_who(alarms, help_now, now),
        saying=Saying.LOOK,
        about=arrest.case.reference,
        # The same alarm told by two sweepers is one message; coming back it is another.
        key=f"held:{first.pk}.{first.times}",
        at=now.at,
    )
    for alarm in alarms:
        _write_down(alarm, told, now.at)
    if not told:
        return 0
    rows = CustodyAlarm.objects.filter(pk__in=[alarm.pk for alarm in alarms])
    return rows.filter(said_at=None).update(said_at=now.at)


def _write_down(alarm: CustodyAlarm, told: int, at: datetime) -> None:
    same = CustodyAlarm.objects.filter(pk=alarm.pk, times=alarm.times, found_at=None)
    if not same.update(found_at=at):
        return
    case = alarm.arrest.case
    about = f"{alarm.kind}:{alarm.clock}" if alarm.clock else alarm.kind
    add_line_by_itself(
        case=case,
        kind=Happened.ALARM,
        about=about[:60],
        by=BY_ITSELF.handle,
        at=at,
    )
    record(
        kinds.ALARM,
        actor=BY_ITSELF,
        subject=case.reference,
        at=at,
        why=alarm.kind,
        clock=alarm.clock,
        told=told,
    )


def _who(alarms: list[CustodyAlarm], help_now: Help, now: OnCall) -> list[str]:
    """Return who is told: who looks after it, who is needed, who coordinates."""
    what = {alarm.kind for alarm in alarms}
    members = alarms[0].arrest.case.members.filter(until=None, person__is_active=True)
    who = list(members.values_list("person__handle", flat=True))
    who += [one.person for one in help_now.helpers if one.near is not Near.WAS_THERE]
    who.append(help_now.lawyer.attorney)
    if AlarmKind.PARALEGAL in what:
        who += now.on_shift(Duty.HOTLINE, Duty.BACKUP)
    if AlarmKind.ATTORNEY in what:
        who += now.on_shift(Duty.ATTORNEY, Duty.ATTORNEY_BACKUP)
    who += now.coordinators() or now.regional()
    return [handle for handle in dict.fromkeys(who) if handle]
