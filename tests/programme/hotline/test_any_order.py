"""Whatever happens to contacts in whatever order, rows stay what the engine says."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from payung.engines import dispatch
from payung.engines.dispatch import (
    Event,
    Happening,
    Kind,
    NoDisposition,
    NotNow,
    NotTheOwner,
    State,
    step,
)
from payung.programme.alerts.models import Message
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.engine_rows import columns_of, contact_of
from payung.programme.hotline.happening import happen
from payung.programme.hotline.models import Contact
from payung.programme.hotline.sweeping import sweep
from tests.programme.hotline.promises import broken_promises
from tests.programme.hotline.small_line import NIGHT, SmallLine, arrival


PEOPLE = st.sampled_from(["sunita", "operator", "maya", ""])
REFUSALS = (NotNow, NotTheOwner, NoDisposition)


class AnyOrder(RuleBasedStateMachine):
    """One contact in rows beside the same contact in the engine alone."""

    small: SmallLine

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.at: datetime = NIGHT
        self.model: dispatch.Contact | None = None

    @initialize()
    def comes_in(self) -> None:
        news = arrival(self.small, "any-order")
        self.reference = take_call(country="np", news=news, at=NIGHT).reference
        self.model = contact_of(self.row)

    @property
    def row(self) -> Contact:
        return Contact.objects.get(reference=self.reference)

    @rule(
        event=st.sampled_from([event for event in Event if event is not Event.DUE]),
        person=PEOPLE,
        taker=PEOPLE,
        kind=st.sampled_from([Kind.DATA, Kind.SILENT]),
        disposition=st.sampled_from(["helped", ""]),
        seconds=st.integers(min_value=-30, max_value=4000),
    )
    def happens(self, seconds: int, event: Event, **said: Any) -> None:
        self.at = max(NIGHT, self.at + timedelta(seconds=seconds))
        happening = Happening(event=event, at=self.at, **said)
        assert self.model is not None
        try:
            self.model, _effects = step(self.model, happening)
        except REFUSALS as refusal:
            with pytest.raises(type(refusal)):
                happen(reference=self.reference, happening=happening)
        else:
            happen(reference=self.reference, happening=happening)

    @precondition(lambda self: self.model is not None and self.model.due_at)
    @rule(late=st.integers(min_value=0, max_value=400))
    def the_sweeper_comes(self, late: int) -> None:
        assert self.model is not None
        assert self.model.due_at is not None
        self.at = max(self.at, self.model.due_at + timedelta(seconds=late))
        due = Happening(event=Event.DUE, at=self.at)
        self.model, _effects = step(self.model, due)
        sweep(at=self.at, most=1)

    @invariant()
    def the_row_is_what_the_engine_says(self) -> None:
        if self.model is not None:
            assert columns_of(contact_of(self.row)) == columns_of(self.model)

    @invariant()
    def no_promise_is_broken(self) -> None:
        assert broken_promises() == []

    @invariant()
    def what_is_taken_is_not_asked_for_any_more(self) -> None:
        if self.model is None or self.model.state is not State.OWNED:
            return
        waiting = Message.objects.filter(saying="take", state="waiting")
        assert not waiting.exists()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)


def test_rows_follow_the_engine_whatever_happens(small: SmallLine) -> None:
    class WithLine(AnyOrder):
        pass

    WithLine.small = small

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        WithLine,
        settings=settings(
            max_examples=25,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
