"""One figure: ours beside a floor, their ratio, the bar, and whether it holds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A measured figure.

    `ours` and `floor` are in `unit`; `bar` is the most that ours may be, as a multiple
    of the floor where there is one (`floor_name` set), else in the unit itself.
    `least` turns the bar round: ours must be at least that much.
    """

    name: str
    ours: float
    unit: str
    bar: float
    floor: float = 0.0
    floor_name: str = ""
    least: bool = False

    @property
    def ratio(self) -> float:
        """Return ours as a multiple of the floor; of the bar where there is none."""
        return self.ours / (self.floor or 1.0)

    @property
    def ok(self) -> bool:
        """Return whether the bar holds."""
        return self.ratio >= self.bar if self.least else self.ratio <= self.bar

    def line(self) -> str:
        """Return the figure as one line of the table."""
        ours, floor = f"{self.ours:,.2f} {self.unit}", "-"
        ratio, sign = "-", ">=" if self.least else "<="
        bar = f"{sign} {self.bar:,g} {self.unit}"
        if self.floor_name:
            floor = f"{self.floor:,.2f} {self.unit} ({self.floor_name})"
            ratio, bar = f"{self.ratio:.2f}", f"{sign} {self.bar:g} x"
        verdict = "ok" if self.ok else "SHORT"
        return (
            f"{self.name:<44} {ours:>16}  {floor:<46} {ratio:>6}  {bar:<16} {verdict}"
        )


HEAD = f"{'figure':<44} {'ours':>16}  {'floor or peer':<46} {'ratio':>6}  {'bar':<16}"


def cpu_ms(deed: Callable[[], object], *, times: int, rounds: int = 5) -> float:
    """Return the CPU milliseconds of one deed: the middle of several rounds."""
    deed()
    spent = []
    for _ in range(rounds):
        before = time.process_time()
        for _ in range(times):
            deed()
        spent.append((time.process_time() - before) * 1000 / times)
    return statistics.median(spent)
