"""Indicators over 1,000,000 rows of activities, contacts and visits, beside raw SQL.

The floor is hand-written SQL of the same numbers, in the same database and the same run:
no completeness, no interval, no hash. Ours has all of them.

python -m bench indicators
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import connection, transaction

from bench.rows import Figure, cpu_ms
from bench.world import founded
from payung.engines.indicators import parse_period
from payung.engines.sealed import Envelope
from payung.programme.activities.models import Activity, Card, Kind, State
from payung.programme.hotline.models import Contact, ContactEvent
from payung.programme.objectives.queries.scope import Scope
from payung.programme.objectives.taking import compute
from payung.programme.outreach.models import Venue, VenueEstimate
from payung.programme.safe_spaces.models import OpeningDay, Site


ACTIVITIES, CONTACTS, VISITS, SERVICES, CARDS = (
    100_000,
    600_000,
    200_000,
    100_000,
    20_000,
)
CALLS, EVENTS_EACH = 20_000, 5
PERIOD = parse_period("2026-Q3")
AT = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)
START = date(2026, 1, 1)
BAR = 10
_MET = """FROM activities_participation p JOIN activities_activity a ON a.id = p.activity_id
WHERE a.country = 'xx' AND a.kind = 'outreach' AND a.state = 'held'
AND a.held_start >= %s AND a.held_start < %s"""
_DOOR = """FROM safe_spaces_{0} v JOIN safe_spaces_site s ON s.id = v.site_id
WHERE s.country = 'xx' AND NOT v.taken_back AND v.day BETWEEN %s AND %s"""
_LINE = """FROM hotline_contact c WHERE c.country = 'xx' AND c.kind <> 'drill'
AND c.opened_at >= %s AND c.opened_at < %s"""
# A division is another statement, as it would be by hand.
BY_HAND = {
    "OUT_COV": (
        f"SELECT count(DISTINCT p.card_id) {_MET}",
        f"SELECT sum(p.count) {_MET}",
        f"""SELECT p.card_id, n.area, n.kind, p.category, max(a.held_start) FROM
        activities_participation p JOIN activities_activity a ON a.id = p.activity_id
        LEFT JOIN outreach_outreachvisit o ON o.activity_id = a.id
        LEFT JOIN outreach_venue n ON n.id = o.venue_id
        {_MET[_MET.index("WHERE") :]} GROUP BY 1, 2, 3, 4""",
    ),
    "SS_USE": (
        f"SELECT sum(v.count) {_DOOR.format('visit')}",
        f"SELECT count(DISTINCT v.card_id) {_DOOR.format('visit')}",
        f"SELECT v.kind, sum(v.count) {_DOOR.format('servicegiven')} GROUP BY v.kind",
        f"SELECT s.code, v.category, sum(v.count) {_DOOR.format('visit')} GROUP BY 1, 2",
    ),
    "PEER_EXCH": (
        """SELECT count(*), sum(state = 'held') FROM activities_activity
        WHERE country = 'xx' AND kind = 'exchange'
        AND planned_start >= %s AND planned_start < %s""",
    ),
}
# What a night of the line is by hand: answered, reached, closed; by channel and hour.
_SPOKE = """exists (SELECT 1 FROM hotline_contactevent e WHERE e.contact_id = c.record
AND e.event = 'accepted' AND e.at = c.reached_at)"""
_HOUR = "strftime('%%H', c.opened_at)"
_WAITED = "(julianday(c.reached_at) - julianday(c.opened_at)) * 86400"
LINE_BY_HAND = {
    "H_OFFERED": (
        f"SELECT count(*) {_LINE}",
        *(
            f"SELECT {axis}, count(*) {_LINE} GROUP BY 1"
            for axis in ("c.channel", "c.kind", "c.language", _HOUR)
        ),
    ),
    "H_ANSWER": (
        f"SELECT count(*), sum({_SPOKE}) {_LINE} AND c.channel = 'call'",
        f"SELECT {_HOUR}, count(*), sum({_SPOKE}) {_LINE} GROUP BY 1",
    ),
    "H_RECOVER": (
        f"SELECT c.priority, sum({_WAITED} < 900), count(*) {_LINE} GROUP BY 1",
    ),
    "H_TTH": (
        f"SELECT {_WAITED} {_LINE} AND c.call_back = 'allowed' ORDER BY 1",
        f"SELECT {_HOUR}, {_WAITED} {_LINE} ORDER BY 1, 2",
        f"SELECT c.priority, {_WAITED} {_LINE} ORDER BY 1, 2",
    ),
    "H_DISPO": (
        f"SELECT count(*), sum(c.disposition <> '') {_LINE} AND c.state = 'closed'",
    ),
}


def figures() -> Iterator[Figure]:
    """Yield each indicator over a million rows, and all together, beside the floor."""
    _fill()
    for code in BY_HAND:
        yield _figure(f"{code} over 1,000,000 rows", [code])
    yield _figure("all of them together", list(BY_HAND))
    _ring()
    yield Figure(
        name="the line over 100,000 events",
        ours=cpu_ms(_line, times=1, rounds=3),
        unit="ms",
        floor=cpu_ms(lambda: [_by_hand(c) for c in LINE_BY_HAND], times=1, rounds=3),
        floor_name="raw SQL of the same numbers",
        bar=BAR,
    )


def _line() -> list[object]:
    """Compute them as a night does: one reading serves all, and each is divided."""
    scope = Scope(country="xx", period=PERIOD, at=AT)
    return [compute(code, scope) for code in LINE_BY_HAND]


def _figure(name: str, codes: list[str]) -> Figure:
    return Figure(
        name=name,
        ours=cpu_ms(lambda: [_ours(code) for code in codes], times=1, rounds=3),
        unit="ms",
        floor=cpu_ms(lambda: [_by_hand(code) for code in codes], times=1, rounds=3),
        floor_name="raw SQL of the same numbers",
        bar=BAR,
    )


def _ours(code: str) -> object:
    return compute(code, Scope(country="xx", period=PERIOD, at=AT))


def _by_hand(code: str) -> list[object]:
    scope = Scope(country="xx", period=PERIOD, at=AT)
    moments = [f"{m:%Y-%m-%d %H:%M:%S}" for m in (scope.start, scope.end)]
    days = [PERIOD.first_day.isoformat(), PERIOD.last_day.isoformat()]
    found: list[object] = []
    with connection.cursor() as cursor:
        for sql in {**BY_HAND, **LINE_BY_HAND}[code]:
            cursor.execute(sql, days if "v.day" in sql else moments)
            found += cursor.fetchall()
    return found


@transaction.atomic
def _fill() -> None:
    chance, team = random.Random(7), founded().team
    cards = Card.objects.bulk_create(
        (
            Card(digest=chance.randbytes(32).hex(), team=team, made_at=AT)
            for _ in range(CARDS)
        ),
        batch_size=5000,
    )
    kinds = [Kind.OUTREACH] * 7 + [Kind.TRAINING, Kind.POLICE_MEETING, Kind.EXCHANGE]
    made = Activity.objects.bulk_create(
        (_activity(chance, chance.choice(kinds)) for _ in range(ACTIVITIES)),
        batch_size=5000,
    )
    out = [one.pk.hex for one in made if one.kind == Kind.OUTREACH]
    numbers = [card.pk for card in cards]
    _contacts(out, numbers, chance)
    _doors(numbers, chance)
    where = Venue.objects.create(
        code="V-1",
        country="xx",
        team=team,
        kind="street",
        record=uuid.uuid4(),
        name=Envelope(data=b"\x01"),
        known_at=AT - timedelta(days=300),
        made_by="bench",
    )
    VenueEstimate.objects.create(
        venue=where,
        low=9000,
        point=12000,
        high=20000,
        method="counted",
        on=START,
        by="bench",
        stored_at=AT,
    )


def _activity(chance: random.Random, kind: Kind) -> Activity:
    start = datetime(2026, 1, 1, 6, tzinfo=UTC) + timedelta(
        minutes=chance.randrange(365 * 24 * 60)
    )
    is_held = chance.random() < 0.8
    return Activity(
        country="xx",
        team=founded().team,
        kind=kind,
        planned_start=start,
        planned_end=start + timedelta(hours=2),
        held_start=start if is_held else None,
        held_end=start + timedelta(hours=2) if is_held else None,
        state=State.HELD if is_held else State.MISSED,
        made_by="bench",
    )


def _contacts(activities: list[str], cards: list[int], chance: random.Random) -> None:
    # Each card at most once in an activity: ten of a run of cards that begins anywhere.
    rows = []
    for place in range(CONTACTS):
        run, step = divmod(place, 10)
        card = cards[(run * 7919 + step) % len(cards)]
        rows.append((activities[run % len(activities)], "f2sn", 1, card))
    unique = {(row[0], row[3]): row for row in rows}
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO activities_participation (activity_id, category, count, card_id)"
            " VALUES (%s, %s, %s, %s)",
            list(unique.values()),
        )


def _doors(cards: list[int], chance: random.Random) -> None:
    site = Site.objects.create(
        code="bench",
        country="xx",
        team=founded().team,
        name="Bench",
        opened_on=START,
        made_by="bench",
    )
    OpeningDay.objects.bulk_create(
        OpeningDay(site=site, day=START + timedelta(days=n), status="open")
        for n in range(320)
    )
    moment = f"{AT:%Y-%m-%d %H:%M:%S}"

    def row(*more: int | str) -> tuple[int | str | bool, ...]:
        day = START + timedelta(days=chance.randrange(320))
        by = (uuid.UUID(int=chance.getrandbits(128)).hex, site.pk.hex, day.isoformat())
        return (*by, 1, moment, moment, "bench", False, *more)

    plain = "id, site_id, day, count, tapped_at, stored_at, by, taken_back"
    gaps = ", ".join(["%s"] * 8)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO safe_spaces_visit ({plain}, counter, category, card_id)"
            f" VALUES ({gaps}, 'card', 'f2sn', %s)",
            [row(chance.choice(cards)) for _ in range(VISITS)],
        )
        cursor.executemany(
            f"INSERT INTO safe_spaces_servicegiven ({plain}, kind) VALUES ({gaps}, %s)",
            [row(chance.choice(("rest", "kit", "lawyer"))) for _ in range(SERVICES)],
        )


@transaction.atomic
def _ring() -> None:
    """Make a quarter of calls: five events each, as a night has them."""
    chance, team = random.Random(7), founded().team
    calls, events = [], []
    for number in range(CALLS):
        opened = datetime(2026, 7, 1, 6, tzinfo=UTC) + timedelta(
            minutes=chance.randrange(90 * 24 * 60)
        )
        spoke = opened + timedelta(seconds=chance.randrange(5, 120))
        closed = spoke + timedelta(minutes=chance.randrange(3, 40))
        one = Contact(
            reference=f"XX-L-{number:06}",
            country="xx",
            line="main",
            team=team,
            channel="call",
            priority=chance.choice("abcd"),
            state="closed",
            primary="alma",
            opened_at=opened,
            reached_at=spoke,
            closed_at=closed,
            caller="gone",
            call_back="allowed",
            kind="data",
            disposition="advice",
            next_step="none",
            closed_by="alma",
            version=EVENTS_EACH - 1,
            language="en",
        )
        calls.append(one)
        told = (
            ("opened", opened, "alma"),
            ("started", opened, ""),
            ("accepted", spoke, "alma"),
            ("typed", spoke, "alma"),
            ("closed", closed, "alma"),
        )
        events += [
            ContactEvent(
                contact=one,
                number=place,
                event=event,
                at=at,
                person=person,
                priority=one.priority if place == 0 else "",
                kind="data" if event == "typed" else "",
                disposition="advice" if event == "closed" else "",
            )
            for place, (event, at, person) in enumerate(told)
        ]
    Contact.objects.bulk_create(calls, batch_size=5000)
    ContactEvent.objects.bulk_create(events, batch_size=5000)
