"""Whatever happens in whatever order, a contact and a call keep their promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from payung.engines.dispatch import Event, Happening, Kind, Logged, Plan, State, prove
from tests.engines.dispatch import call_world, contact_world
from tests.engines.dispatch.call_world import World, arriving, signals
from tests.engines.dispatch.contact_world import PEOPLE, Reached


class AnyContact(RuleBasedStateMachine):
    """A contact, people who do anything, and a sweeper that comes in time."""

    @initialize(which=st.integers(0, 7))
    def arrive(self, which: int) -> None:
        self.reached = contact_world.starts()[which]
        self.log = [Logged(reference="C-1", opened=self.reached.contact)]

    @rule(
        event=st.sampled_from([e for e in Event if e is not Event.DUE]),
        person=st.sampled_from(PEOPLE),
        taker=st.sampled_from(["", "maya"]),
        kind=st.sampled_from(Kind),
    )
    def somebody_does(self, event: Event, person: str, taker: str, kind: Kind) -> None:
        self.happen(event, person=person, taker=taker, kind=kind)

    @rule(seconds=st.integers(0, 100_000))
    def time_passes(self, seconds: int) -> None:
        end = self.reached.now + timedelta(seconds=seconds)
        for _ in range(50):
            due = self.reached.contact.due_at
            if due is None or due > end:
                break
            self.reached = replace(self.reached, now=max(due, self.reached.now))
            self.happen(Event.DUE)
        else:
            end = self.reached.now
        self.reached = replace(self.reached, now=end)

    def happen(self, event: Event, **said: object) -> None:
        happening = Happening(
            event=event, at=self.reached.now, disposition="advised", **said
        )
        before = self.reached.contact
        self.reached, faults = contact_world.follow(
            self.reached, happening, contact_world.TRANSITIONS
        )
        assert faults == []
        if self.reached.contact != before:
            self.log.append(Logged(reference="C-1", happening=happening))

    @invariant()
    def the_log_proves_that_no_minute_was_unowned(self) -> None:
        proof = prove(self.log, until=self.reached.now)

        assert proof.unowned_minutes == 0
        assert proof.refused == ()
        assert proof.contacts == (self.reached.contact,)

    @invariant()
    def an_open_contact_can_always_be_found_again(self) -> None:
        contact = self.reached.contact

        assert contact.state is State.CLOSED or contact.due_at is not None


LAST_PLANS = (None, call_world.PLAN, call_world.MENU, call_world.DESERTED)


class AnyCall(RuleBasedStateMachine):
    """A call in which phones, caller, power and application do as they please."""

    @initialize(last=st.sampled_from(LAST_PLANS))
    def arrive(self, last: Plan | None) -> None:
        call = arriving("call-1", last_plan=last, at=call_world.NIGHT)
        self.world = World(call=call)

    @rule(choice=st.integers(0, 1000))
    def something_is_reported(self, choice: int) -> None:
        possible = list(signals(self.world))
        signal = possible[choice % len(possible)]
        self.world, faults = call_world.follow(self.world, signal)

        assert faults == []

    @invariant()
    def nobody_hears_two(self) -> None:
        assert len(self.world.hearing) <= 1


SOME = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
AnyContact.TestCase.settings = SOME
AnyCall.TestCase.settings = settings(SOME, max_examples=300)
TestAnyContact = AnyContact.TestCase
TestAnyCall = AnyCall.TestCase


def test_a_reached_state_says_how_long_is_left() -> None:
    start = contact_world.starts()[0]

    assert isinstance(start, Reached)
    assert start.key() != replace(start, now=start.now - timedelta(seconds=1)).key()
