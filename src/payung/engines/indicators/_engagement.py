"""Whether fewer people were arrested after a station engaged: ARREST_RR, or a refusal.

Stations engage one after the other, so that in every month some have and some have not
yet: a stepped comparison (J. P. Hughes, T. S. Granston and P. J. Heagerty, Contemp.
Clin. Trials 45 (2015) 55-60). Station and month each have an effect of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np

from ._distributions import normal_below, normal_quantile, student_quantile
from ._poisson_regression import Design, DoesNotFit, Fit, design_of, fit
from ._values import Interval, NotComputable, Range, Why


LEVEL = 0.90
LEAST_POWER = 0.5
# The change that a comparison must be able to see: arrests cut by half.
HALVED = 0.5
LEAST_AT_ONE_STATION = 8.0
# A station is chosen when it is at its worst, and gets better by itself after that. The
# months on which it was chosen are not what it was like before.
CHOSEN_ON_MONTHS = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class StationMonth:
    """Arrests at a station in a month, and how many people could have been arrested.

    `month` is a running number; `exposure` is the different people met by outreach.
    """

    station: str
    month: int
    arrests: int
    exposure: float


def arrest_rr(
    rows: Sequence[StationMonth],
    *,
    engaged: Mapping[str, int],
    chosen_on_months: int = CHOSEN_ON_MONTHS,
) -> Range | NotComputable:
    """Return ARREST_RR with a 90 % interval, or why no claim can be made.

    `engaged` has the month of each engaged station's first promise. That month and the
    `chosen_on_months` before it are left out, as are stations without an arrest.
    """
    used = usable(rows, engaged=engaged, chosen_on_months=chosen_on_months)
    refused = _refuse(used, engaged)
    if refused is not None:
        return refused
    try:
        fitted, freedom = _fit(used, engaged)
    except DoesNotFit:
        return NotComputable(why=Why.NOTHING_TO_COMPARE)
    error = sqrt(float(fitted.covariance[-1, -1]) * fitted.dispersion)
    power = power_to_see(HALVED, error)
    if power < LEAST_POWER:
        return NotComputable(why=Why.BELOW_POWER, detail=(f"{power:.2f}",))
    effect = float(fitted.effects[-1])
    half = student_quantile((1 + LEVEL) / 2, freedom) * error
    around = Interval(low=exp(effect - half), high=exp(effect + half), level=LEVEL)
    return Range(interval=around, point=exp(effect))


def power_to_see(ratio: float, error: float, *, level: float = LEVEL) -> float:
    """Return how often a true rate ratio would be told from none.

    `error` is the standard error of the ratio's logarithm.
    """
    return normal_below(abs(log(ratio)) / error - normal_quantile((1 + level) / 2))


def power_at_one_station(
    per_month: float, *, months: int, ratio: float = HALVED, level: float = 0.95
) -> float:
    """Return how often a change would be seen at one station by itself.

    So many arrests a month before; as many months before as after.
    """
    before, after = per_month * months, per_month * months * ratio
    return power_to_see(ratio, sqrt(1 / before + 1 / after), level=level)


def usable(
    rows: Sequence[StationMonth],
    *,
    engaged: Mapping[str, int],
    chosen_on_months: int = CHOSEN_ON_MONTHS,
) -> tuple[StationMonth, ...]:
    """Return the rows that a comparison may rest on."""
    open_rows = [
        row
        for row in rows
        if row.exposure > 0 and not _is_chosen_on(row, engaged, chosen_on_months)
    ]
    stations = {row.station for row in open_rows if row.arrests}
    months = {row.month for row in open_rows if row.arrests}
    return tuple(
        row for row in open_rows if row.station in stations and row.month in months
    )


def _is_chosen_on(
    row: StationMonth, engaged: Mapping[str, int], chosen_on_months: int
) -> bool:
    since = engaged.get(row.station)
    return since is not None and since - chosen_on_months <= row.month <= since


def _is_after(row: StationMonth, engaged: Mapping[str, int]) -> bool:
    since = engaged.get(row.station)
    return since is not None and row.month > since


def _refuse(
    rows: Sequence[StationMonth], engaged: Mapping[str, int]
) -> NotComputable | None:
    before: dict[str, list[int]] = {}
    after = set()
    for row in rows:
        if _is_after(row, engaged):
            after.add(row.station)
        elif row.station in engaged:
            before.setdefault(row.station, []).append(row.arrests)
    compared = after & set(before)
    if not compared:
        return NotComputable(why=Why.NO_RECORDS)
    if len(compared) == 1:
        (months,) = (before[station] for station in compared)
        if sum(months) / len(months) < LEAST_AT_ONE_STATION:
            mean = f"{sum(months) / len(months):.1f}"
            return NotComputable(why=Why.SINGLE_STATION, detail=(mean,))
    return None


def _fit(rows: Sequence[StationMonth], engaged: Mapping[str, int]) -> tuple[Fit, int]:
    design = _design(rows, engaged)
    if len(rows) <= design.effects:
        raise DoesNotFit("There are no more counts than effects.")
    counts = np.array([float(row.arrests) for row in rows])
    offset = np.log(np.array([row.exposure for row in rows]))
    fitted = fit(design, counts, offset)
    return fitted, fitted.freedom


def _design(rows: Sequence[StationMonth], engaged: Mapping[str, int]) -> Design:
    # One effect per station, one per month but the first, and last: engaged by then.
    stations = {name: k for k, name in enumerate(sorted({r.station for r in rows}))}
    months = {m: k for k, m in enumerate(sorted({r.month for r in rows}))}
    last = len(stations) + len(months) - 1

    def applies(row: StationMonth) -> list[int]:
        month = months[row.month]
        by_month = [len(stations) + month - 1] if month else []
        by_promise = [last] if _is_after(row, engaged) else []
        return [stations[row.station], *by_month, *by_promise]

    return design_of([applies(row) for row in rows], last + 1)
