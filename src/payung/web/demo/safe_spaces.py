"""A year of an invented room: when it was open, who came, what they got, and cards."""

from __future__ import annotations

import random
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from payung.programme.activities.cards import LENGTH, SIGNS, digest_of, kept_of
from payung.programme.activities.categories import category
from payung.programme.activities.models import Card
from payung.programme.people.founding import Founded
from payung.programme.places.packs import pack_of
from payung.programme.safe_spaces.codes import (
    Broken,
    Counter,
    Done,
    Reason,
    Service,
    Status,
)
from payung.programme.safe_spaces.incidents import NewIncident, write_incident
from payung.programme.safe_spaces.models import OpeningDay, ServiceGiven, Site, Visit
from payung.programme.safe_spaces.planned import planned_between, zone_of
from payung.programme.safe_spaces.sites import Hours, NewSite, add_hours, open_site
from payung.web.demo.ends import last_day


# How a planned day goes, in a hundred; one of which nobody wrote anything as well.
WENT: tuple[tuple[Status | None, int], ...] = (
    (Status.OPEN, 88),
    (Status.PARTLY, 5),
    (Status.CLOSED, 4),
    (None, 3),
)
WHY = (
    (Reason.RAID, 4),
    (Reason.THREAT, 2),
    (Reason.STRIKE, 4),
    (Reason.CURFEW, 2),
    (Reason.FLOOD, 3),
    (Reason.STAFF, 3),
    (Reason.MONEY, 1),
)
CAME = ((Counter.NEW, 18), (Counter.BACK, 42), (Counter.CARD, 40))
GOT = (
    (Service.REST, 45),
    (Service.SHOWER, 30),
    (Service.KIT, 55),
    (Service.COUNSELLING, 14),
    (Service.TRAINING, 6),
    (Service.LAWYER, 3),
    (Service.REFERRAL, 5),
)
PEOPLE, CARDS = (5, 17), 60
Drawn = TypeVar("Drawn")


def demo_year(
    *,
    office: Founded,
    rng: random.Random,
    start: date,
    months: int,
    scale: float,
    until: datetime | None = None,
) -> None:
    """Fill so many months from `start` with a room; `scale` 1.0 is a busy one.

    Nothing is written of the day of `until` and later; without it the months are over.
    """
    first = start.replace(day=1)
    last = last_day(first, months, pack_of(office.actor.country).zone(), until)
    site = _room(office, first)
    cards = _cards(office, site, rng, first)
    days = sorted(planned_between(site, first, last))
    went = {day: _drawn(rng, WENT) for day in days}
    OpeningDay.objects.bulk_create(_days(office, site, went, rng))
    lived = [day for day in days if went[day] in (Status.OPEN, Status.PARTLY)]
    people = {day: max(1, round(rng.randint(*PEOPLE) * scale)) for day in lived}
    Visit.objects.bulk_create(_visits(office, site, people, cards, rng), 500)
    ServiceGiven.objects.bulk_create(_services(office, site, people, rng), 500)
    for day in rng.sample(lived, min(4, len(lived))):
        _incident(office, site, day, rng)


def _room(office: Founded, first: date) -> Site:
    zone = pack_of(office.actor.country).zone()
    at = datetime.combine(first, time(9), zone)
    new = NewSite(
        team=office.team,
        code=f"{office.actor.country}-lamp",
        name="Lamp room",
        opened_on=first,
        address="An invented lane, the second door",
    )
    site = open_site(actor=office.actor, new=new, at=at)
    hours = Hours(
        rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA",
        opens=time(13),
        closes=time(20),
        first=first,
    )
    add_hours(actor=office.actor, site=site, hours=hours, at=at)
    return site


def _cards(office: Founded, site: Site, rng: random.Random, first: date) -> list[Card]:
    made = _moment(site, first, 13)
    rows = [
        Card(
            digest=kept_of(digest_of("".join(rng.choices(SIGNS, k=LENGTH)))),
            team=office.team,
            made_at=made,
        )
        for _number in range(CARDS)
    ]
    return Card.objects.bulk_create(rows)


def _days(
    office: Founded, site: Site, went: dict[date, Status | None], rng: random.Random
) -> Iterator[OpeningDay]:
    for day, status in went.items():
        if status is None:
            continue
        whole, never = status is Status.OPEN, status is Status.CLOSED
        yield OpeningDay(
            site=site,
            day=day,
            status=status,
            reason="" if whole else _drawn(rng, WHY),
            opened_at=None if never else _moment(site, day, 13),
            closed_at=None if whole else _moment(site, day, 13 if never else 16),
            keyholder_id=office.actor.person_id,
        )


def _visits(
    office: Founded,
    site: Site,
    people: dict[date, int],
    cards: list[Card],
    rng: random.Random,
) -> Iterator[Visit]:
    for day, many in people.items():
        tally: Tally[tuple[Counter, str, Card | None]] = Tally()
        for _person in range(many):
            counter = _drawn(rng, CAME)
            # A few come often, most now and then: as everywhere.
            known = min(int(rng.expovariate(0.06)), len(cards) - 1)
            card = cards[known] if counter is Counter.CARD else None
            tally[counter, _somebody(rng, counter), card] += 1
        for (counter, letters, card), count in tally.items():
            yield Visit(
                **_tapped(office, site, day, rng),
                counter=counter,
                category=letters,
                card=card,
                count=count,
            )


def _services(
    office: Founded, site: Site, people: dict[date, int], rng: random.Random
) -> Iterator[ServiceGiven]:
    for day, many in people.items():
        for kind, share in GOT:
            count = sum(rng.random() * 100 < share for _person in range(many))
            if count:
                tapped = _tapped(office, site, day, rng)
                yield ServiceGiven(**tapped, kind=kind, count=count)


def _tapped(
    office: Founded, site: Site, day: date, rng: random.Random
) -> dict[str, Any]:
    at = _moment(site, day, 13) + timedelta(minutes=rng.randrange(180))
    return {
        "id": UUID(int=rng.getrandbits(128), version=4),
        "site": site,
        "day": day,
        "tapped_at": at,
        "stored_at": at,
        "by": office.actor.handle,
    }


def _somebody(rng: random.Random, counter: Counter) -> str:
    return category(
        gender=rng.choices("ftmon", (74, 12, 6, 2, 6))[0],
        age=rng.choices("123n", (28, 40, 24, 8))[0],
        setting=rng.choices("svihn", (44, 26, 10, 8, 12))[0],
        first=counter is Counter.NEW,
    )


def _incident(office: Founded, site: Site, day: date, rng: random.Random) -> None:
    new = NewIncident(
        day=day,
        broken=rng.choice((Broken.QUARREL, Broken.DRUNK, Broken.THEFT)),
        done=rng.choice((Done.SPOKE, Done.SENT_HOME)),
        words="An invented quarrel about a chair",
    )
    at = _moment(site, day, 19)
    write_incident(actor=office.actor, site=site, new=new, at=at)


def _drawn(rng: random.Random, shares: Sequence[tuple[Drawn, int]]) -> Drawn:
    kinds = [kind for kind, _share in shares]
    return rng.choices(kinds, [share for _kind, share in shares])[0]


def _moment(site: Site, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), zone_of(site))
