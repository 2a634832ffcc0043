"""What has changed in numbers, said to readers: what it was, what it is, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.engines.indicators import (
    Because,
    Change,
    Changed,
    Period,
    Sheet,
)
from payung.programme.people.actors import Actor
from payung.programme.places.month_words import day_said
from payung.programme.places.packs import pack_of

from .changes import revisions_of
from .coarsening import told_outside
from .models import DataPeriodLock, IndicatorSnapshot
from .reference_sheets import all_sheets
from .report_models import ReportVersion
from .seeing import may_see
from .wording import because_words, changed_words, made_of, value_words


# Without a report there is nothing to count from: a quarter is looked back.
BACK = timedelta(days=92)
SHOWN = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """One number that is another one now. `is_late`: after the last day for it."""

    name: str
    url: str
    period: str
    was: str
    now: str
    what: str
    because: str
    on: str
    is_late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Since:
    """From which moment changes are told, and the report that was sent then."""

    at: datetime
    report: str


def revision_of(change: Change, sheet: Sheet, *, zone: ZoneInfo) -> Revision:
    """Return one change in words."""
    snapshot = change.now or change.before
    assert snapshot is not None  # noqa: S101 (a change has at least one side)
    day = snapshot.taken_at.astimezone(zone)
    was, now = _both(change, sheet)
    return Revision(
        name=sheet.name.get(get_language() or "en") or sheet.name["en"],
        url=f"{reverse('indicator', args=[sheet.code])}?period={snapshot.period}",
        period=str(snapshot.period),
        was=was,
        now=now,
        what=changed_words(change.changed),
        because=because_words(change.because),
        on=day_said(day),
        is_late=change.because is Because.LATE_DATA,
    )


def since_last_report(country: str, *, at: datetime) -> Since:
    """Return when the last report was sent, or a quarter ago where none ever was."""
    sent = ReportVersion.objects.filter(
        report__country=country, sent_at__isnull=False, sent_at__lte=at
    )
    last = sent.select_related("report").order_by("-sent_at").first()
    if last is None:
        return Since(at=at - BACK, report="")
    # A report has the numbers of the day on which they were taken over, not sent.
    return Since(at=last.numbers_at, report=f"{last.report.period} v{last.number}")


def revisions_since(actor: Actor, since: datetime) -> list[Revision]:
    """Return every number that was there by then and is another one now, newest first.

    Of numbers that she may see; of others not even that they have changed.
    """
    sheets = {one.code: one for one in all_sheets() if may_see(actor, one)}
    changed = IndicatorSnapshot.objects.filter(
        country=actor.country, part="", taken_at__gt=since, number__gt=1
    )
    places = changed.order_by().values_list("indicator", "period").distinct()
    rows = IndicatorSnapshot.objects.filter(
        country=actor.country,
        part="",
        indicator__in={code for code, _period in places if code in sheets},
        period__in={period for _code, period in places},
    )
    zone = pack_of(actor.country).zone()
    return [
        revision_of(change, sheets[change.now.code], zone=zone)
        for change in _told(rows, since)
        if change.now is not None
    ][:SHOWN]


def lock_words(country: str, period: Period) -> str:
    """Return until when a number may change, or since when it is final."""
    row = DataPeriodLock.objects.filter(country=country, period=str(period)).first()
    if row is None:
        return ""
    zone = pack_of(country).zone()
    if row.locked_at is None:
        day = day_said(row.locks_at.astimezone(zone))
        return _("May still change until %(day)s; then it locks by itself.") % {
            "day": day
        }
    day = day_said(row.locked_at.astimezone(zone))
    return _(
        "Final since %(day)s. Nobody can unlock it: what comes late is said below."
    ) % {"day": day}


def _both(change: Change, sheet: Sheet) -> tuple[str, str]:
    """Return both numbers, with what they are made of where they look the same."""
    unit = sheet.unit
    sides = [
        told_outside(sheet, side.value) if side else None
        for side in (change.before, change.now)
    ]
    was, now = (value_words(value, unit) for value in sides)
    if was != now or change.changed is not Changed.REVISED:
        return was, now
    made = [made_of(value, unit) for value in sides]
    if not all(made):
        return was, now
    return f"{was} ({made[0]})", f"{now} ({made[1]})"


def _told(rows: Iterable[IndicatorSnapshot], since: datetime) -> list[Change]:
    return [
        change
        for change in revisions_of(list(rows))
        if change.now is not None
        and change.now.taken_at > since
        and change.changed is not Changed.NEW
    ]
