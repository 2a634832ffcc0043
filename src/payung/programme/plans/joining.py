"""Join what was planned beside the plan to the rows of the plan that it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from payung.programme.activities.models import Activity, State
from payung.programme.activities.work import bare, is_begun, work_of

from .models import PlanLine, Slot


Free = Mapping[date, list[Activity]]


def join_work(lines: Iterable[PlanLine], free: Free) -> int:
    """Give work the line and the place of a bare row of its month; return how many.

    `free` is what is planned for no line, by month; what is joined is taken out of
    it. The bare row goes: nobody began it, and what it stood for is the work. Inside
    a transaction.
    """
    of_root = {line.root: line for line in lines if work_of(line.kind)}
    slots = _bare_slots(of_root)
    taken: list[Activity] = []
    for month, rows in free.items():
        for row in filter(is_begun, rows):
            slot = _place_for(row, slots.get(month, []), of_root)
            if slot is not None:
                slots[month].remove(slot)
                _join(row, slot)
                taken.append(row)
        free[month][:] = [row for row in rows if row not in taken]
    return len(taken)


def serves(row: Activity, line: PlanLine) -> bool:
    """Return whether an activity is of the team, the kind and the room of a line."""
    same = row.team_id == line.team_id and row.kind == line.kind
    return same and line.site in ("", row.site)


def _bare_slots(of_root: Mapping[UUID, PlanLine]) -> dict[date, list[Slot]]:
    by_month: dict[date, list[Slot]] = {}
    for kind in {line.kind for line in of_root.values()}:
        # Nobody has said anything of it yet: no reason, nothing noted, none who came.
        untouched = Activity.objects.filter(
            bare(kind),
            line__in=of_root,
            state__in=(State.PLANNED, State.MISSED),
            record=None,
            came=None,
        )
        slots = Slot.objects.filter(root__in=of_root, activity__in=untouched)
        for slot in slots.select_related("activity").order_by("root", "month", "n"):
            by_month.setdefault(slot.month, []).append(slot)
    return by_month


def _place_for(
    row: Activity, slots: Iterable[Slot], of_root: Mapping[UUID, PlanLine]
) -> Slot | None:
    """Return the nearest place of the one line that fits; of two it is not clear."""
    fits = [slot for slot in slots if serves(row, of_root[slot.root])]
    if len({slot.root for slot in fits}) != 1:
        return None
    return min(
        fits, key=lambda slot: abs(slot.activity.planned_start - row.planned_start)
    )


def _join(row: Activity, slot: Slot) -> None:
    bare_row = slot.activity
    row.line = slot.root
    row.save(update_fields=["line"])
    slot.activity = row
    slot.save(update_fields=["activity"])
    bare_row.delete()
