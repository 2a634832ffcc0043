"""The two phases as models of CP-SAT: fewest empty shifts, then the smallest spread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._instance import Instance
from ._rules import by_week, open_to, too_near


if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar


SEED = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Who has which shift, by the places of shift and person; `proven`: none is better."""

    taken: dict[int, int]
    proven: bool


def fewest_empty(instance: Instance, effort: float) -> Found:
    """Return a roster that leaves as few shifts empty as possible."""
    model, take = _model(instance)
    for place in range(len(instance.shifts)):
        model.add_at_most_one(_of_shift(take, place))
    # Of rosters with as few empty shifts, one that leaves what is planned as it is.
    worth = [2 if shift.given_to else 1 for shift in instance.shifts]
    if len(set(worth)) == 1:
        model.maximize(sum(take.values()))
    else:
        more = len(worth) + 1
        model.maximize(
            sum((more + worth[place]) * var for (place, _who), var in take.items())
        )
    return _solved(model, take, effort)


def fairest(instance: Instance, start: Found, effort: float) -> Found:
    """Return a roster without empty shifts whose most and fewest points lie closest.

    `start` is one without empty shifts; whoever can take no shift at all is left out of
    the comparison.
    """
    model, take = _model(instance)
    for place in range(len(instance.shifts)):
        model.add_exactly_one(_of_shift(take, place))
    total = sum(shift.weight for shift in instance.shifts)
    compared = sorted({who for _place, who in take})
    if len(compared) < 2:
        return start
    most = model.new_int_var(0, total, "most")
    fewest = model.new_int_var(0, total, "fewest")
    for who in compared:
        points = sum(
            instance.shifts[place].weight * var
            for (place, other), var in take.items()
            if other == who
        )
        model.add(points <= most)
        model.add(points >= fewest)
    # Both follow from the rows above; said aloud they spare the solver the proof.
    model.add(most * len(compared) >= total)
    model.add(fewest * len(compared) <= total)
    if total % len(compared):
        model.add(most >= fewest + 1)
    for (place, who), var in take.items():
        model.add_hint(var, start.taken[place] == who)
    model.minimize(most - fewest)
    found = _solved(model, take, effort)
    return found if found.taken else start


def _model(instance: Instance) -> tuple[CpModel, dict[tuple[int, int], IntVar]]:
    """Return a model with one choice per shift and person, and the rules of each person."""
    # Loaded late: it takes a second and 100 MB, which a page that asks nothing spares.
    from ortools.sat.python.cp_model import CpModel

    model = CpModel()
    take: dict[tuple[int, int], IntVar] = {}
    for who, person in enumerate(instance.people):
        places = open_to(instance, person)
        for place in places:
            take[place, who] = model.new_bool_var("")
        for near in too_near(instance, person, places):
            model.add_at_most_one(take[place, who] for place in near)
        for week, most in by_week(instance, person, places):
            model.add(sum(take[place, who] for place in week) <= most)
    return model, take


def _of_shift(take: dict[tuple[int, int], IntVar], place: int) -> list[IntVar]:
    return [var for (other, _who), var in take.items() if other == place]


def _solved(
    model: CpModel, take: dict[tuple[int, int], IntVar], effort: float
) -> Found:
    from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpSolver

    solver = CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    # All groups go into its linear program: its bound then proves what takes minutes else.
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(model)
    if status not in (OPTIMAL, FEASIBLE):
        return Found(taken={}, proven=False)
    taken = {
        place: who for (place, who), var in take.items() if solver.boolean_value(var)
    }
    return Found(taken=taken, proven=status == OPTIMAL)
