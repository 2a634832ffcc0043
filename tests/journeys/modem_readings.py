"""What alma's team has of those who wrote or called, opened with her keys, as JSON.

python -m tests.journeys.modem_readings
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import django

from tests.battery.founding import PASSPHRASE


if TYPE_CHECKING:
    from payung.programme.people.actors import Actor


def main() -> None:
    """Say it all."""
    django.setup()
    json.dump(list(contacts(at=datetime.now(UTC))), sys.stdout)


def contacts(*, at: datetime) -> Iterable[dict[str, object]]:
    """Yield each contact, the first first, with its number and text in clear."""
    from payung.programme.hotline.models import Contact
    from payung.programme.hotline.sheet.reading import show_part

    alma = _actor("alma")
    for one in Contact.objects.order_by("opened_at", "reference"):
        parts = ("number", "text")
        yield {
            "reference": one.reference,
            "channel": one.channel,
            "state": one.state,
            "owner": one.owner,
            "due": one.due_at is not None,
            **{p: show_part(actor=alma, contact=one, part=p, at=at) for p in parts},
        }


def _actor(handle: str) -> Actor:
    from payung.programme.people.actors import actor_of
    from payung.programme.people.key_sessions import open_seed
    from payung.programme.people.keyring import Keyring
    from payung.programme.people.models import Person

    person = Person.objects.get(handle=handle)
    seed = open_seed(person=person, passphrase=PASSPHRASE)
    return actor_of(person, keys=Keyring(person_id=person.pk, seed=seed))


if __name__ == "__main__":
    main()
