"""What to know before a meeting: their promises, the newest brief, what may be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth

from payung.engines.disclosure import Audience
from payung.engines.packs import Pack
from payung.programme.cases.access import cases_of
from payung.programme.cases.models import Arrest
from payung.programme.findings.audiences import MayNotReceive, pack_audience
from payung.programme.findings.models import Brief
from payung.programme.findings.periods import shifted
from payung.programme.people.actors import Actor
from payung.programme.places.office_kinds import is_police
from payung.programme.places.packs import pack_of

from .access import promises_of
from .codes import Tier
from .gate import Gate, gate_of
from .ledger import Line, line_of
from .models import AdvocacyMeeting, Promise


MONTHS = 6
LAST = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """All that the page shows; `brief` is None where none was made or none may be."""

    promises: Sequence[Line]
    may_have_brief: bool
    brief: Brief | None
    points: Sequence[str]
    gate: Gate | None


def before(
    actor: Actor, meeting: AdvocacyMeeting, *, language: str, at: datetime
) -> Before:
    """Return what to know before a meeting."""
    pack = pack_of(actor.country)
    today = at.astimezone(pack.zone()).date()
    may = police_may_receive(pack)
    one_station = meeting.tier == Tier.STATION and is_police(meeting.unit.kind)
    return Before(
        promises=their_promises(actor, meeting, on=today),
        may_have_brief=may,
        brief=newest_brief(actor.country) if may else None,
        points=[ask.label.get(language) or ask.label["en"] for ask in pack.asks],
        gate=station_gate(actor, meeting.unit.code, on=today) if one_station else None,
    )


def their_promises(
    actor: Actor, meeting: AdvocacyMeeting, *, on: date
) -> Sequence[Line]:
    """Return the last promises of the office, the newest first."""
    rows = promises_of(actor).filter(post__unit=meeting.unit)
    rows = rows.filter(withdrawn_at=None).exclude(meeting=meeting)
    rows = rows.order_by("-made_at", "-id")[:LAST]
    return [line_of(promise, on=on) for promise in rows]


def police_may_receive(pack: Pack) -> bool:
    """Return whether the country's pack lets anything go to the police."""
    try:
        pack_audience(pack, Audience.POLICE)
    except MayNotReceive:
        return False
    return True


def newest_brief(country: str) -> Brief | None:
    """Return the newest brief that was made for the police, without its files."""
    made = Brief.objects.filter(country=country, audience=Audience.POLICE)
    return made.defer("pdf", "word").order_by("-made_at", "-id").first()


def station_gate(actor: Actor, code: str, *, on: date) -> Gate:
    """Return the gate of one station, from the last six whole months of her teams."""
    zone = pack_of(actor.country).zone()
    until = on.replace(day=1)
    since = shifted(until, -MONTHS)
    start, end = (
        datetime(day.year, day.month, 1, tzinfo=zone) for day in (since, until)
    )
    arrests = Arrest.objects.filter(
        case__in=cases_of(actor), station=code, taken_at__gte=start, taken_at__lt=end
    )
    rows = arrests.annotate(month=TruncMonth("taken_at", tzinfo=zone))
    counted = dict(
        rows.values("month").annotate(n=Count("pk")).values_list("month", "n")
    )
    by_month = {f"{month:%Y-%m}": number for month, number in counted.items()}
    months = [f"{shifted(since, number):%Y-%m}" for number in range(MONTHS)]
    return gate_of([by_month.get(month, 0) for month in months])


def open_promises(actor: Actor, meeting: AdvocacyMeeting) -> Sequence[Promise]:
    """Return what was promised in this meeting, in order."""
    return list(promises_of(actor).filter(meeting=meeting).order_by("made_at", "id"))
