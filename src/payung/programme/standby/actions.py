"""Everything people do with rosters, in one place to look."""

from __future__ import annotations

from .grounds import set_grounds
from .leaving import (
    Filler,
    end_leave,
    go_on_leave,
    leave_all_rosters,
    say_back,
    say_unreachable,
)
from .periods import discard_period, make_period, publish_period
from .shifts import (
    confirm_shifts,
    move_shift,
    override_shift,
    plan_shift,
    repeat_week,
    take_out_shift,
)
from .swaps import ask_swap, take_swap, withdraw_swap


__all__ = [
    "Filler",
    "ask_swap",
    "confirm_shifts",
    "discard_period",
    "end_leave",
    "go_on_leave",
    "leave_all_rosters",
    "make_period",
    "move_shift",
    "override_shift",
    "plan_shift",
    "publish_period",
    "repeat_week",
    "say_back",
    "say_unreachable",
    "set_grounds",
    "take_out_shift",
    "take_swap",
    "withdraw_swap",
]
