"""Whatever the application does meanwhile, every call's news arrive whole, in order."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

from payung.gateways.telephone import News
from payung.gateways.telephone.desk.courier import Courier
from payung.gateways.telephone.desk.http_application import HttpApplication
from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.fake import FakeApplication
from tests.gateways.telephone.samples import (
    LINE,
    THEN,
    TOKEN,
    arrival,
    ending,
    news,
    paper,
)
from tests.gateways.telephone.served_application import Served, serve


CALLS = 30


def test_through_hangs_errors_and_lost_answers_nothing_is_lost_or_out_of_order(
    tmp_path: Path,
) -> None:
    chance = random.Random(20_261_123)
    fake = FakeApplication({LINE: paper()})
    journal = Journal(tmp_path / "journal.sqlite3")
    with serve(fake, TOKEN) as served:
        application = HttpApplication(served.base, TOKEN, wait=0.3)
        courier = Courier(journal, application, now=then, wait=(0.001, 0.01))
        courier.start()

        for each in shuffled_calls(chance):
            misbehave(served, chance)
            journal.write(each)
        mend(served)
        fake.wait_for(lambda told: len(told) == CALLS * 5, timeout=60)

        courier.stop()
        application.close()
    assert {
        call: [each.seq for each in fake.news_of(call)]
        for call in {each.call for each in fake.told}
    } == {f"call-{number}": [1, 2, 3, 4, 5] for number in range(CALLS)}


def shuffled_calls(chance: random.Random) -> list[News]:
    """Return five news of each call, the calls mingled, each call in its order."""
    left = {
        call: [
            arrival(call),
            *(news(call=call, seq=seq) for seq in (2, 3, 4)),
            ending(call, seq=5),
        ]
        for call in (f"call-{number}" for number in range(CALLS))
    }
    mingled = []
    while left:
        call = chance.choice(sorted(left))
        mingled.append(left[call].pop(0))
        if not left[call]:
            del left[call]
    return mingled


def misbehave(served: Served, chance: random.Random) -> None:
    """Hang, break, lose the answer of what was kept, or behave."""
    fault = chance.choice(["hang", "break", "lose", "behave", "behave"])
    mend(served)
    if fault == "hang":
        served.open.clear()
    if fault == "break":
        served.answer = (chance.choice([500, 502, 503]), b"{}")
    # The news are kept, and the answer comes too late: they are told again.
    served.drips = fault == "lose"


def mend(served: Served) -> None:
    served.answer = None
    served.drips = False
    served.open.set()


def then() -> datetime:
    return THEN
