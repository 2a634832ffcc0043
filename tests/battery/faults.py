"""What is killed when: chance from a seed, so that a bad day can be had again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tests.battery.programs import Program
from tests.battery.town import Town


class Fault(StrEnum):
    """What dies, by kill -9, and is started again after a while."""

    PAGES = "pages (gunicorn) killed"
    TELEPHONE = "telephone killed"
    WORKER = "worker killed"
    PHONE = "the phone that answers killed"
    BOTH = "pages, then telephone killed while they are down"


@dataclass(frozen=True, kw_only=True)
class Blow:
    """A fault as soon as so many calls have arrived; dead for so many seconds."""

    after: int
    fault: Fault
    seconds: float


def planned(
    chance: random.Random,
    *,
    calls: int,
    faults: Sequence[Fault],
    seconds: tuple[float, float],
) -> tuple[Blow, ...]:
    """Return these faults in any order, at moments spread over so many calls."""
    faults = chance.sample(faults, len(faults))
    moments = sorted(chance.randint(calls // 20, calls * 9 // 10) for _ in faults)
    return tuple(
        Blow(after=after, fault=fault, seconds=chance.uniform(*seconds))
        for after, fault in zip(moments, faults, strict=True)
    )


def strike(town: Town, blow: Blow, *, meanwhile: Callable[[], None]) -> None:
    """Kill, leave it dead for a while, start again, and wait until it works."""
    victims = _victims(town, blow.fault)
    for victim in victims:
        victim.kill()
    time.sleep(blow.seconds)
    # The last to die is the first to come back: it has to do without the others.
    for victim in reversed(victims):
        victim.start()
        victim.wait_up(meanwhile=meanwhile)


def _victims(town: Town, fault: Fault) -> Sequence[Program]:
    return {
        Fault.PAGES: [town.pages],
        Fault.TELEPHONE: [town.telephone],
        Fault.WORKER: [town.worker],
        Fault.PHONE: [town.bela],
        Fault.BOTH: [town.pages, town.telephone],
    }[fault]
