"""Bring a lawyer into the country of the battery: account, keys, phone, standby.

python -m tests.journeys.calls_lawyer sip:dora@127.0.0.1:23456
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import django

from tests.battery.founding import PASSPHRASE


LAWYER = "dora"


def main() -> None:
    """Add her, and print her handle."""
    django.setup()
    made = lawyer(sys.argv[1], at=datetime.now(UTC))
    json.dump({"lawyer": made}, sys.stdout)


def lawyer(phone: str, *, at: datetime) -> str:
    """Return the handle of a lawyer whose telephone is `phone`, on standby now."""
    from payung.programme.alerts.models import WayKind
    from payung.programme.alerts.ways import add_way
    from payung.programme.people.actions import make_account
    from payung.programme.people.actors import actor_of
    from payung.programme.people.key_sessions import open_seed
    from payung.programme.people.keyring import Keyring
    from payung.programme.people.models import Person, Team
    from payung.programme.people.roles import Role
    from payung.programme.people.teams import grant_team
    from payung.programme.standby.models import DutyKind, RosterPeriod, Shift

    alma = Person.objects.get(handle="alma")
    seed = open_seed(person=alma, passphrase=PASSPHRASE)
    actor = actor_of(alma, keys=Keyring(person_id=alma.pk, seed=seed))
    person = make_account(
        handle=LAWYER,
        country=alma.country,
        passphrase=PASSPHRASE,
        roles=[Role.ATTORNEY],
        language="en",
        at=at,
    )
    grant_team(actor=actor, team=Team.objects.get(), member=person, at=at)
    add_way(actor=actor, kind=WayKind.CALL, address=phone, person=person, at=at)
    period = RosterPeriod.objects.get()
    Shift.objects.create(
        period=period,
        person=person,
        duty=DutyKind.ATTORNEY,
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        made_at=at,
    )
    return person.handle


if __name__ == "__main__":
    main()
