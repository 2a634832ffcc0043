"""A year of invented places: how many work there, who went when, and whom they met."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import combinations
from uuid import UUID

from django.conf import settings
from PIL import Image, ImageDraw

from payung.gateways.vault import FolderVault
from payung.programme.activities.cards import LENGTH, SIGNS, digest_of, kept_of
from payung.programme.activities.categories import category
from payung.programme.activities.models import Card, Reason
from payung.programme.findings.periods import shifted
from payung.programme.outreach.access import workers_of
from payung.programme.outreach.busy import grid_of
from payung.programme.outreach.codes import (
    AlertKind,
    Attitude,
    Material,
    Method,
    Purpose,
    VenueKind,
    What,
)
from payung.programme.outreach.diary import Tap, take_taps
from payung.programme.outreach.models import OutreachVisit, Venue
from payung.programme.outreach.pairs import NewVisit, Pair
from payung.programme.outreach.planning import (
    approve_plan,
    begin_plan,
    plan_visit,
    zone_of,
)
from payung.programme.outreach.tallies import setting_of
from payung.programme.outreach.venues import (
    About,
    Size,
    add_sketch,
    add_venue,
    estimate_size,
    warn,
)
from payung.programme.outreach.visiting import held_before, not_held
from payung.programme.people.founding import Founded
from payung.programme.people.models import Person
from payung.programme.places.packs import pack_of
from payung.web.demo.ends import end_of


# What sort of place, its invented name, how many work there, every how many days.
PLACES = (
    (VenueKind.STREET, "Paper Bridge", 34, 7),
    (VenueKind.BAR, "Blue Lantern", 22, 14),
    (VenueKind.LODGE, "Third Gate Lodge", 16, 14),
    (VenueKind.BROTHEL, "House of Kites", 48, 7),
    (VenueKind.MASSAGE, "Quiet Hands", 12, 21),
    (VenueKind.ONLINE, "A group that chats", 60, 30),
    (VenueKind.STREET, "Mill Corner", 18, 14),
    (VenueKind.HOME, "Hill side", 9, 30),
)
WENT = (("held", 84), (Reason.RAID, 4), (Reason.FLOOD, 4), (Reason.STAFF, 5), ("", 3))
HOURS = (16, 18, 20)
VISITS_A_MONTH, HARM_IN_A_HUNDRED, CARDS_SHOWN, CARDS = 9, 12, 3, 60
A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Year:
    office: Founded
    rng: random.Random
    venues: tuple[Venue, ...]
    pairs: tuple[tuple[Person, Person], ...]
    # Digests as phones have them.
    cards: tuple[str, ...]
    last: datetime


def demo_year(
    *,
    office: Founded,
    rng: random.Random,
    start: date,
    months: int,
    scale: float,
    until: datetime | None = None,
) -> None:
    """Fill so many months from `start` with visits; `scale` 1.0 is nine a month.

    A team of whom fewer than two go out has places and no visits. What lies after
    `until` stays planned; without it the months are over.
    """
    first = start.replace(day=1)
    zone = pack_of(office.actor.country).zone()
    begun = datetime.combine(first, time(9), zone)
    year = _Year(
        office=office,
        rng=rng,
        venues=tuple(_places(office, rng, begun)),
        pairs=tuple(combinations(workers_of(office.team), 2)),
        cards=tuple(_cards(office, begun)),
        last=end_of(first, months, zone, until),
    )
    for number in range(months):
        month = shifted(first, number)
        if number and number % 4 == 0:
            _estimate_anew(year, month)
        if year.pairs:
            _one_month(year, month, max(1, round(VISITS_A_MONTH * scale)))
    _warnings(year)
    add_sketch(
        actor=office.actor,
        venue=year.venues[0],
        content=_drawn(),
        name="",
        vault=FolderVault(settings.VAULT),
        at=begun,
    )


def _drawn() -> bytes:
    """Return two invented lanes and a door, as somebody draws them."""
    paper = Image.new("RGB", (320, 240), "white")
    pen = ImageDraw.Draw(paper)
    pen.line((20, 200, 300, 60), fill="black", width=6)
    pen.line((60, 20, 220, 220), fill="black", width=4)
    pen.rectangle((150, 90, 180, 120), outline="black", width=4)
    written = io.BytesIO()
    paper.save(written, "PNG")
    return written.getvalue()


def _places(office: Founded, rng: random.Random, at: datetime) -> Iterator[Venue]:
    areas = pack_of(office.actor.country).areas
    level = max(area.level for area in areas)
    codes = [area.code for area in areas if area.level == level][:3]
    for kind, name, people, interval in PLACES:
        about = About(
            kind=kind,
            name=name,
            risk="Two ways out, one is locked at night",
            area=rng.choice(codes),
            busy=grid_of(sorted(rng.sample(range(56), 9))),
            attitude=rng.choice(list(Attitude)),
            interval_days=interval,
        )
        venue = add_venue(actor=office.actor, team=office.team, about=about, at=at)
        _estimate(office, venue, people, Method.MAPPED, at)
        yield venue


def _estimate(
    office: Founded, venue: Venue, people: int, method: Method, at: datetime
) -> None:
    low, high = round(people * 0.7), round(people * 1.4)
    size = Size(low=low, point=people, high=high, method=method, on=at.date())
    estimate_size(actor=office.actor, venue=venue, size=size, at=at)


def _estimate_anew(year: _Year, month: date) -> None:
    at = datetime.combine(month, time(10), zone_of(year.venues[0]))
    for venue in year.rng.sample(year.venues, 3):
        last = venue.estimates.order_by("-on").values_list("point", flat=True)[0]
        people = max(1, round(last * year.rng.uniform(0.8, 1.25)))
        _estimate(year.office, venue, people, Method.PEERS, at)


def _one_month(year: _Year, month: date, many: int) -> None:
    actor, team = year.office.actor, year.office.team
    at = datetime.combine(month, time(9), zone_of(year.venues[0]))
    plan = begin_plan(actor=actor, team=team, month=month, at=at)
    days = (shifted(month, 1) - month).days
    # One visit a day: nobody is at two places at once.
    for day in sorted(year.rng.sample(range(1, days), min(many, days - 1))):
        new = _new(year, month + day * A_DAY)
        plan_visit(actor=actor, plan=plan, new=new, at=at)
    approve_plan(actor=actor, plan=plan, at=at)
    promised = OutreachVisit.objects.filter(promise__in=plan.visits.values("key"))
    rows = promised.select_related("activity", "venue", "first", "second")
    for visit in rows.order_by("activity__planned_start"):
        if visit.activity.planned_end <= year.last:
            _live(year, visit)


def _new(year: _Year, day: date) -> NewVisit:
    # Larger places and those promised sooner are gone to more often.
    weights = [people / interval for _k, _n, people, interval in PLACES]
    [venue] = year.rng.choices(year.venues, weights)
    first, second = year.rng.choice(year.pairs)
    starts = datetime.combine(day, time(year.rng.choice(HOURS)), zone_of(venue))
    return NewVisit(
        venue=venue,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        pair=Pair(first=first, second=second),
        purpose=year.rng.choice((Purpose.REGULAR, Purpose.REGULAR, Purpose.FOLLOW_UP)),
    )


def _cards(office: Founded, at: datetime) -> list[str]:
    """Make as many cards as the rooms gave out, at most sixty; return their digests."""
    # Of its own: the numbers of the year do not hang on how many cards there are.
    rng = random.Random(f"cards of {office.team.country} {office.team.name}")  # noqa: S311
    many = Card.objects.filter(team=office.team, ended_at=None)[:CARDS].count()
    digests = [
        digest_of("".join(rng.choices(SIGNS, k=LENGTH))) for _number in range(many)
    ]
    Card.objects.bulk_create(
        Card(digest=kept_of(digest), team=office.team, made_at=at) for digest in digests
    )
    return digests


def _live(year: _Year, visit: OutreachVisit) -> None:
    [became] = year.rng.choices([one for one, _n in WENT], [n for _one, n in WENT])
    actor, ended = year.office.actor, visit.activity.planned_end
    if isinstance(became, Reason):
        not_held(actor=actor, visit=visit, reason=became, at=ended)
        return
    if not became:
        return
    started = visit.activity.planned_start
    held_before(actor=actor, visit=visit, started=started, ended=ended, at=ended)
    taps = list(_taps(year, visit))
    take_taps(actor=actor, visit=visit, taps=taps, at=ended)


def _taps(year: _Year, visit: OutreachVisit) -> Iterator[Tap]:
    rng, setting = year.rng, setting_of(visit)
    met = rng.randint(3, 14)
    shown = rng.sample(year.cards, min(CARDS_SHOWN, len(year.cards)))
    for number in range(met):
        letters = category(
            gender=rng.choice("fffft"),
            age=rng.choice("1223"),
            setting=setting,
            first=rng.random() < 0.2,
        )
        card = shown[number] if number < len(shown) else ""
        what = What.CARD if card else What.PERSON
        yield _tap(year, visit, what, letters, card=card)
    yield _tap(year, visit, What.MATERIAL, Material.CONDOMS, 10 * met)
    yield _tap(year, visit, What.MATERIAL, Material.RIGHTS_CARD, rng.randint(1, met))
    harm = "y" if rng.randrange(100) < HARM_IN_A_HUNDRED else "n"
    yield _tap(year, visit, What.VIOLENCE, harm)


def _tap(
    year: _Year,
    visit: OutreachVisit,
    what: What,
    code: str,
    change: int = 1,
    *,
    card: str = "",
) -> Tap:
    return Tap(
        id=UUID(int=year.rng.getrandbits(128), version=4),
        what=what,
        code=code,
        change=change,
        tapped_at=visit.activity.planned_end,
        card=card,
    )


def _warnings(year: _Year) -> None:
    """Warn of two places: one warning is over, one holds."""
    actor = year.office.actor
    told: Sequence[tuple[AlertKind, timedelta]] = (
        (AlertKind.CRACKDOWN, 9 * A_DAY),
        (AlertKind.VIOLENT_CLIENT, 2 * A_DAY),
    )
    for venue, (kind, ago) in zip(year.venues, told, strict=False):
        at = year.last - ago
        warn(
            actor=actor,
            venue=venue,
            kind=kind,
            words="As told on the telephone",
            expires_at=at + 7 * A_DAY,
            at=at,
        )
