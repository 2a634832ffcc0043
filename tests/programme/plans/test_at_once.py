"""Two who press in the same moment plan everything once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from payung.programme.activities.models import Activity
from payung.programme.plans.making import put_into_calendar
from payung.programme.plans.models import PlanVersion, Slot

from .conftest import BEFORE, Office


def test_two_presses_at_once_plan_everything_once(
    office: Office,
    plan: PlanVersion,
    at_once: Callable[..., list[BaseException]],
) -> None:
    press = partial(put_into_calendar, actor=office.maya, version=plan, at=BEFORE)

    raised = at_once(press, press, press)

    assert raised == []
    assert Activity.objects.count() == Slot.objects.count() == 8
