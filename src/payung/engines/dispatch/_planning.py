"""From the ladder and who is on call to the ring plan of one call."""

from __future__ import annotations

from collections.abc import Mapping

from ._ladder import Group, Ladder, Priority
from ._plans import Choice, Plan, PlanStep


# On the ladder the last rung fills up a whole round, and the round comes again. A caller
# does not wait for that: the last phones ring as long as a phone needs, then she is asked
# for a message, and the contact goes on asking people for her.
LAST_RING = 25

People = Mapping[Group, tuple[str, ...]]


def plan_of(
    ladder: Ladder,
    priority: Priority,
    people: People,
    *,
    contact: str,
    menu: tuple[Choice, ...] = (),
    menu_wait: int = 6,
    danger: str = "",
) -> Plan:
    """Return the whole plan of a live call; `people` are opaque handles, in order.

    The steps of the menu's choices are made by `steps_of` too. Raise PlanLeadsNowhere
    for keys that mean two things. What it can take at most is `Plan.patience`.
    """
    return Plan(
        contact=contact,
        steps=steps_of(ladder, priority, people),
        menu=menu,
        menu_wait=menu_wait,
        danger=danger,
    )


def steps_of(
    ladder: Ladder, priority: Priority, people: People
) -> tuple[PlanStep, ...]:
    """Return one step per rung that has somebody new; everybody goes on ringing.

    Nobody is named twice. With priority A all rungs up to `ladder.all_from` ring at
    once. After the last step nothing rings again: a message is asked for.
    """
    first = ladder.all_from if priority is Priority.A else 1
    rung_already: set[str] = set()
    steps: list[PlanStep] = []
    for rung in range(first, ladder.last + 1):
        begins = ladder.ringing_on(rung)
        asked = begins if rung == first else begins[-1:]
        everybody = (each for group in asked for each in people.get(group, ()))
        fresh = tuple(p for p in dict.fromkeys(everybody) if p not in rung_already)
        rung_already.update(fresh)
        if fresh:
            steps.append(PlanStep(targets=fresh, wait=_wait(ladder, priority, rung)))
    return tuple(steps)


def _wait(ladder: Ladder, priority: Priority, rung: int) -> int:
    if rung == ladder.last:
        return max(ladder.rungs[-1].wait, LAST_RING)
    return round(ladder.wait(rung, priority).total_seconds())
