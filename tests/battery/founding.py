"""Found an invented country in a data folder of its own: line, phones, roster, key.

python -m tests.battery.founding '{"lines": {"direct": "5560171"}, "phones": {…}, …}'

Prints as JSON which person each phone is of, and where the key lies in memory.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import django


if TYPE_CHECKING:
    from payung.programme.people.founding import Founded


PASSPHRASE = "seven lanterns over still water"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is dialled by the line's code; each person's telephones, and her text number."""

    country: str
    lines: Mapping[str, str]
    phones: Mapping[str, Sequence[str]]
    texts: Mapping[str, str]


def main() -> None:
    """Make it all and say what was made."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    json.dump(found(Wanted(**json.loads(sys.argv[1]))), sys.stdout)


def found(wanted: Wanted) -> dict[str, object]:
    """Return the ids of the phones by person, and the folder of the machine's key."""
    from payung.programme.alerts import memory
    from payung.programme.alerts.machine import start_machine
    from payung.programme.hotline.lines import open_line
    from payung.programme.people.founding import found_country

    at = datetime.now(UTC)
    founded = found_country(
        country=wanted.country,
        handle="alma",
        passphrase=PASSPHRASE,
        team_name="Lantern team",
        at=at - timedelta(days=30),
    )
    _colleagues(founded, wanted.country, at)
    start_machine(actor=founded.actor, team=founded.team, at=at)
    for code, dialled in wanted.lines.items():
        open_line(
            actor=founded.actor, code=code, dialled=dialled, team=founded.team, at=at
        )
    ways = _ways(founded, wanted.phones, at)
    _text_ways(founded, wanted.texts, at)
    _roster(founded, at)
    return {"ways": ways, "memory": str(memory.folder())}


def _colleagues(founded: Founded, country: str, at: datetime) -> None:
    from payung.programme.people.actions import make_account
    from payung.programme.people.roles import Role
    from payung.programme.people.teams import grant_team

    for handle in ("bela", "cora"):
        person = make_account(
            handle=handle,
            country=country,
            passphrase=PASSPHRASE,
            roles=[Role.PARALEGAL],
            language="en",
            at=at - timedelta(days=30),
        )
        grant_team(actor=founded.actor, team=founded.team, member=person, at=at)


def _ways(
    founded: Founded, phones: Mapping[str, Sequence[str]], at: datetime
) -> dict[str, list[str]]:
    from payung.programme.alerts.models import WayKind
    from payung.programme.alerts.ways import add_way
    from payung.programme.people.models import Person

    return {
        handle: [
            str(
                add_way(
                    actor=founded.actor,
                    kind=WayKind.CALL,
                    address=address,
                    person=Person.objects.get(handle=handle),
                    at=at,
                ).pk
            )
            for address in addresses
        ]
        for handle, addresses in phones.items()
    }


def _text_ways(founded: Founded, texts: Mapping[str, str], at: datetime) -> None:
    from payung.programme.alerts.models import WayKind
    from payung.programme.alerts.ways import add_way
    from payung.programme.people.models import Person

    for handle, address in texts.items():
        person = Person.objects.get(handle=handle)
        add_way(
            actor=founded.actor, kind=WayKind.SMS, address=address, person=person, at=at
        )


def _roster(founded: Founded, at: datetime) -> None:
    """Bela answers, Alma is her backup and leads, Cora may be asked by all."""
    from payung.programme.people.models import Person
    from payung.programme.standby.models import RosterPeriod, Shift

    alma, bela = (Person.objects.get(handle=name) for name in ("alma", "bela"))
    starts, ends = at - timedelta(days=2), at + timedelta(days=2)
    period = RosterPeriod.objects.create(
        country=founded.actor.country,
        starts_at=starts,
        ends_at=ends,
        coordinator=alma,
        regional=alma,
        published_at=starts,
        published_by=alma.handle,
    )
    for duty, person in (("hotline", bela), ("backup", alma)):
        Shift.objects.create(
            period=period,
            person=person,
            duty=duty,
            starts_at=starts,
            ends_at=ends,
            made_at=starts,
        )


if __name__ == "__main__":
    main()
