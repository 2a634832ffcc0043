"""What one process of a race does: open contacts, accept them all, or count.

python -m tests.battery.race_deeds open 1000
python -m tests.battery.race_deeds accept bela alma FOLDER    (in step with alma)
python -m tests.battery.race_deeds count
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import django


COUNTRY = "xx"
STEP = struct.Struct("q")


def main() -> None:
    """Do it and print what came of it as JSON."""
    django.setup()
    deed, *given = sys.argv[1:]
    deeds: dict[str, Callable[..., object]] = {
        "open": open_contacts,
        "accept": accept_all,
        "count": count,
    }
    json.dump(deeds[deed](*given), sys.stdout)


def open_contacts(count: str) -> dict[str, int]:
    """Let so many calls come in, which nobody has answered."""
    from payung.gateways.telephone import News, NewsKind, SealTo
    from payung.gateways.telephone.arrivals import sealed_arrival
    from payung.programme.alerts.machine import machine_secret
    from payung.programme.hotline.coming_in.arriving import take_call
    from payung.programme.hotline.lines import line_named
    from payung.programme.people.stored_keys import team_public

    secret, at = machine_secret(COUNTRY), datetime.now(UTC)
    assert secret is not None, "the machine's key is in memory"
    seal_to = SealTo(public=team_public(line_named(COUNTRY, "direct").team))
    for nth in range(int(count)):
        arrived = sealed_arrival(
            f"+0005550100{nth:04}", record=uuid4(), seal_to=seal_to, machine=secret
        )
        news = News(
            id=uuid4(),
            line="direct",
            call=uuid4().hex,
            seq=1,
            kind=NewsKind.ARRIVED,
            at=at,
            arrived=arrived,
        )
        take_call(country=COUNTRY, news=news, at=at)
    return {"opened": int(count)}


def accept_all(person: str, other: str, folder: str) -> dict[str, object]:
    """Accept every contact, each in the moment in which the other does it too."""
    from django.db import OperationalError

    from payung.programme.hotline.accepting import accept
    from payung.programme.hotline.models import Contact

    mine, hers = (_steps(Path(folder) / one) for one in (person, other))
    contacts = list(Contact.objects.order_by("opened_at", "reference"))
    won, again = 0, 0
    for nth, contact in enumerate(contacts, start=1):
        STEP.pack_into(mine, 0, nth)
        while STEP.unpack_from(hers)[0] < nth:
            time.sleep(0)
        try:
            after = accept(contact=contact, person=person, at=datetime.now(UTC))
        except OperationalError:
            # SQLite's lock is not fair, and its patience ends. She presses once more.
            again += 1
            after = accept(contact=contact, person=person, at=datetime.now(UTC))
        won += after.owner == person
    return {"person": person, "tried": len(contacts), "won": won, "again": again}


def _steps(file: Path) -> mmap.mmap:
    """Return memory in which one process says, and the other reads, how far she is."""
    with file.open("a+b") as opened:
        opened.truncate(STEP.size)
        return mmap.mmap(opened.fileno(), STEP.size)


def count() -> dict[str, object]:
    """Count in rows and log who owns what, and who was told that she was second."""
    from payung.engines.dispatch import prove
    from payung.programme.alerts.models import Message, Saying
    from payung.programme.hotline.models import Contact, ContactEvent
    from payung.programme.hotline.nights.log_reading import log_of

    rows = Contact.objects.all()
    accepted = ContactEvent.objects.filter(event="accepted").order_by("number")
    firsts: dict[object, str] = {}
    for event in accepted:
        firsts.setdefault(event.contact_id, event.person)
    proof = prove(log_of(rows), until=datetime.now(UTC))
    told = Message.objects.filter(saying=Saying.TAKEN)
    about = set(told.values_list("way__person__handle", "about"))
    return {
        "owners": Counter(rows.values_list("owner", flat=True)),
        "accepted_in_the_log": accepted.count(),
        "owner_is_not_the_first": sum(firsts[row.pk] != row.owner for row in rows),
        "told_that_it_is_taken": Counter(person for person, _about in about),
        "impossible_lines": len(proof.refused),
    }


if __name__ == "__main__":
    main()
