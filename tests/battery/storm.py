"""Many calls while things die: who calls, what dies, and what was left of it all."""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.battery.faults import Blow, Fault, planned, strike
from tests.battery.founding_of import COUNTRY, LINES
from tests.battery.programs import until
from tests.battery.sipp_texts import LONGEST, WITHHELD, gives_up, talks
from tests.battery.telephones import (
    NEEDLE,
    Callers,
    Kind,
    callers,
    counted,
    heard,
    number,
)
from tests.battery.town import Town


# What a sweeper may be late anyhow (dispatch.SWEEP), and the courier's longest pause.
SWEEP_SECONDS, COURIER_SECONDS = 10.0, 5.0
MOST_WAITING = 150
INBOUND = "call IN (SELECT call FROM news WHERE kind = 'arrived')"


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many call, how many a second, how many at once, and what will die.

    `patience` is how long a caller waits for somebody, in milliseconds; `dead` how long
    what was killed lies there before it is started again, in seconds, from and to.
    """

    calls: int
    a_second: float
    at_once: int
    faults: tuple[Fault, ...]
    patience: int = LONGEST
    dead: tuple[float, float] = (1, 5)


@dataclass(kw_only=True)
class Storm:
    """A storm over a town. `found` is what the reckoning says of it afterwards."""

    town: Town
    size: Size
    seed: int
    callers: list[Callers] = field(default_factory=list)
    blows: list[Blow] = field(default_factory=list)
    seconds: float = 0.0
    found: dict[str, Any] = field(default_factory=dict)

    def rage(self) -> None:
        """Let everybody call while things die; return when all is over and told."""
        chance = random.Random(self.seed)
        began = time.monotonic()
        kinds = kinds_of_callers(chance, self.size)
        place = self.town.folder / "callers"
        self.callers = [
            callers(kind, folder=place, port=self.town.port) for kind in kinds
        ]
        for each in self.callers:
            each.program.start()
        for blow in planned(
            chance,
            calls=self.size.calls,
            faults=self.size.faults,
            seconds=self.size.dead,
        ):
            came = partial(self._has_come, blow)
            until(came, f"{blow.after} calls", alive=self._breathe, timeout=1500)
            strike(self.town, blow, meanwhile=self._breathe)
            self.blows.append(blow)
        until(self._is_over, "the last call", alive=self._breathe, timeout=1500)
        until(self._is_quiet, "every call has ended and is told", timeout=300)
        self.seconds = time.monotonic() - began

    def reckon(self) -> None:
        """Ask the country what is left of it."""
        given = {
            "country": COUNTRY,
            "heard": sorted(self.heard - self.withheld),
            "calls": [row[0] for row in self.town.journal(_CALLS)],
            "news": [
                row[0]
                for row in self.town.journal(f"SELECT id FROM news WHERE {INBOUND}")
            ],
            "tolerance": self.tolerance,
            "needle": NEEDLE,
            "said": str(self.town.folder / "said"),
            "control": str(self.town.folder / "callers"),
        }
        file = self.town.folder / "given.json"
        file.write_text(json.dumps(given))
        self.found = self.town.asks("tests.battery.reckoning", str(file))
        self.found["joined_twice"] = len(self.town.journal(_JOINED_TWICE))
        self.found["put_aside"] = len(self.town.journal(_PUT_ASIDE))

    @property
    def heard(self) -> set[str]:
        """Return the numbers of those whom the telephone has answered at all."""
        return {one for each in self.callers for one in heard(each.program)}

    @property
    def withheld(self) -> set[str]:
        """Return the numbers of those who do not tell them."""
        programs = [each.program for each in self.callers]
        return {one for p in programs if p.name == "withheld" for one in heard(p)}

    @property
    def counted(self) -> Counter[str]:
        """Return what SIPp itself counted over all callers."""
        total: Counter[str] = Counter()
        for each in self.callers:
            total.update(counted(each.program))
        return total

    @property
    def longest_dead(self) -> float:
        """Return for how many seconds pages, worker or telephone were dead at most."""
        return max((each for p in self.town.programs for each in p.dead), default=0.0)

    @property
    def tolerance(self) -> float:
        """Return how late a due moment may be seen to, in seconds."""
        return SWEEP_SECONDS + COURIER_SECONDS + self.longest_dead

    def table(self) -> str:
        """Return what was done and what was found, as lines to print."""
        blows = Counter(blow.fault.value for blow in self.blows)
        rows: list[tuple[str, object]] = [
            ("seed", self.seed),
            ("seconds from the first call until all was told", round(self.seconds)),
            *blows.items(),
            *(
                (f"dead at most, {p.name} (s)", round(max(p.dead, default=0), 1))
                for p in self.town.programs
            ),
            *((f"SIPp: {name}", count) for name, count in self.counted.items()),
            ("callers who were answered at all", len(self.heard)),
            *((name.replace("_", " "), value) for name, value in self.found.items()),
        ]
        return "\n".join(f"  {name:<58} {value}" for name, value in rows)

    def _has_come(self, blow: Blow) -> bool:
        return self._is_over() or self.town.calls_until_now() >= blow.after

    def _is_over(self) -> bool:
        return not any(each.program.runs for each in self.callers)

    def _breathe(self) -> None:
        """Hold callers back while the pages have not caught up: a country calls less.

        A machine that does many other things is not what is tested here.
        """
        waiting = self.town.journal(_UNTOLD)[0][0]
        if MOST_WAITING // 3 < waiting < MOST_WAITING:
            return
        for each in self.callers:
            each.hold(waiting >= MOST_WAITING)

    def _is_quiet(self) -> bool:
        open_ones = self.town.journal(_OPEN)[0][0]
        untold = self.town.journal(_UNTOLD)[0][0]
        return not open_ones and not untold


_CALLS = "SELECT DISTINCT call FROM news WHERE kind = 'arrived'"
_OPEN = f"""
    SELECT COUNT(*) FROM (
        SELECT call FROM news WHERE {INBOUND}
        GROUP BY call HAVING SUM(kind = 'ended') = 0
    )
"""
_UNTOLD = f"SELECT COUNT(*) FROM news WHERE sent_at IS NULL AND {INBOUND}"
_JOINED_TWICE = f"""
    SELECT call FROM news WHERE kind = 'accepted' AND {INBOUND}
    GROUP BY call HAVING COUNT(*) > 1
"""
_PUT_ASIDE = "SELECT id FROM news WHERE refused IS NOT NULL"


@contextmanager
def storm(
    folder: Path, size: Size, *, seed: int, database: str = ""
) -> Iterator[Storm]:
    """Found a town, let the storm go over it, reckon, print, and take all away."""
    with Town(folder, database=database) as town:
        one = Storm(town=town, size=size, seed=seed)
        one.rage()
        one.reckon()
        sys.stdout.write(f"\n{one.table()}\n")
        yield one


def kinds_of_callers(chance: random.Random, size: Size) -> Sequence[Kind]:
    """Return who calls: most are answered, some press a key, give up, or stay unnamed."""
    shares = {
        "talk": 0.42,
        "place": 0.08,
        "danger": 0.04,
        "withheld": 0.08,
        "stay": 0.06,
        "missed": 0.06,
        **{f"gone_{nth}": 0.26 / 4 for nth in range(4)},
    }
    counts = {name: max(1, round(size.calls * each)) for name, each in shares.items()}
    counts["talk"] += size.calls - sum(counts.values())
    numbers = iter(range(size.calls))
    return [
        _kind(name, [next(numbers) for _ in range(count)], chance, size)
        for name, count in counts.items()
    ]


def _kind(name: str, nths: Sequence[int], chance: random.Random, size: Size) -> Kind:
    short = (400, 900, 1800)
    waits = partial(talks, patience=size.patience)
    gone = chance.choice((60, 300, 800, 2000, 4500, 9000))
    scenario, dials = {
        "talk": (waits(milliseconds=short), "direct"),
        "place": (waits(keys=chance.choice("123"), milliseconds=short), "main"),
        "danger": (waits(keys="0", milliseconds=short), "main"),
        "withheld": (waits(sender=WITHHELD, milliseconds=short), "direct"),
        # Whoever stays is asked for a message where nobody presses 1.
        "stay": (
            talks(sound=True, milliseconds=(9000,)),
            chance.choice(("direct", "main")),
        ),
        "missed": (waits(milliseconds=short), "ring-once"),
    }.get(name, (gives_up(milliseconds=gone), chance.choice(("direct", "main"))))
    return Kind(
        name=name,
        scenario=scenario,
        dials=LINES[dials],
        numbers=[number(nth) for nth in nths],
        every=size.calls / size.a_second / len(nths),
        at_once=max(2, round(size.at_once * len(nths) / size.calls)),
        withheld=name == "withheld",
    )
