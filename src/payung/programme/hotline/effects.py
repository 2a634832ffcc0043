"""What each effect of a contact does: rows in the outbox, in the same transaction.

While a caller is on the line the telephone's own plan rings, and knows its first rungs
better than we do; what it cannot do is tell the last ones by a second way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from payung.engines import dispatch
from payung.engines.dispatch import (
    CallBackTask,
    Caller,
    CameAgain,
    Effect,
    Escalate,
    Event,
    Group,
    OfferHandOver,
    Remind,
    ReviewTask,
    Ring,
    RingAll,
    State,
    StopRinging,
    TellTaken,
)
from payung.programme.alerts.actions import drop, tell
from payung.programme.alerts.models import Saying, WayKind

from .duty import Groups, groups_now, people_in
from .models import Contact
from .source_keys import call_in


TEXTS = tuple(kind for kind in WayKind if kind is not WayKind.CALL)
CAME_TO_HAVE = (Event.ACCEPTED, Event.REACHED, Event.TOOK_OVER)
# From these rungs on nobody's phone is in the plan of a call that only rings.
BEYOND_PLAN = (Group.COORDINATOR, Group.REGIONAL)
# All rungs of the ladder, a menu, and a message by voice.
LONGEST_PLAN = timedelta(minutes=6)
# How often, in seconds, an owner is told that her caller came again.
AGAIN_S = 300


def carry_out(
    row: Contact,
    *,
    before: dispatch.Contact,
    after: dispatch.Contact,
    effects: Sequence[Effect],
    at: datetime,
) -> None:
    """Write what has to be told into the outbox; call it inside the transaction."""
    if _is_settled(before, after, effects):
        drop(about=row.reference, at=at)
    teller = Teller(row=row, before=before, at=at)
    for effect in effects:
        teller.carry_out(effect)


def _is_settled(
    before: dispatch.Contact, after: dispatch.Contact, effects: Iterable[Effect]
) -> bool:
    """Return whether what still waits to be told about it is no longer needed."""
    changed_hands = before.owner not in ("", after.owner)
    taken = after.state is State.OWNED and before.state is not State.OWNED
    just_reached = before.reached_at is None and after.reached_at is not None
    stops = any(isinstance(effect, StopRinging) for effect in effects)
    return changed_hands or taken or just_reached or stops


@dataclass(kw_only=True, slots=True)
class Teller:
    """One change of one contact, and who is to be told of it."""

    row: Contact
    before: dispatch.Contact
    at: datetime
    _groups: Groups | None = None

    def carry_out(self, effect: Effect) -> None:
        """Do what one effect asks; what only concerns the telephone is nothing here."""
        match effect:
            case Ring(who=who) | RingAll(who=who):
                self._ring(who)
            case CallBackTask():
                self._ask_to_call(effect)
            case ReviewTask(person=person):
                self._say(Saying.LOOK, (person,), kinds=TEXTS)
            case TellTaken(person=person):
                self._say(Saying.TAKEN, (person,), kinds=TEXTS)
            case CameAgain():
                self._say_more(effect)
            case Remind(person=person):
                self._say(Saying.STILL, (person,), kinds=TEXTS)
            case Escalate():
                self._say(Saying.LOOK, self._in(Group.COORDINATOR))
            case OfferHandOver(taker=taker):
                self._say(Saying.HAND_OVER, (taker,))

    def _ring(self, who: tuple[Group, ...]) -> None:
        newly = self._newly(who)
        if self._telephone_rings():
            told = tuple(group for group in newly if group in BEYOND_PLAN)
            self._say(Saying.TAKE, self._in(*told), kinds=TEXTS)
            return
        earlier = set(self._in(*(group for group in who if group not in newly)))
        people = [one for one in self._in(*newly) if one not in earlier]
        self._say(Saying.TAKE, people)

    def _telephone_rings(self) -> bool:
        """Return whether a plan can still ring phones for a caller on the line.

        A telephone that died in the middle never says that the caller is gone; when no
        plan can last any longer, everybody is asked by every way.
        """
        waited = self.at - self.row.opened_at
        return self.row.caller == Caller.ON_LINE and waited < LONGEST_PLAN

    def _newly(self, who: tuple[Group, ...]) -> tuple[Group, ...]:
        """Return who begins to ring: one group a rung, everybody on every new round."""
        climbs = self.before.state is State.RINGING
        return who[-1:] if climbs and self.row.rung > self.before.rung else who

    def _ask_to_call(self, task: CallBackTask) -> None:
        # The caller's number may still be in the telephone's memory: it can put her
        # through at once, without anybody reading it.
        of_call = "" if self._only_kept(task) else call_in(self.row.source_key)
        # Whoever has just taken it herself need not be rung to hear that she has it.
        knows = self.row.state == State.OWNED and not of_call
        self._say(
            Saying.CALL_BACK,
            (task.person,),
            kinds=TEXTS if knows else None,
            of_call=of_call,
            later=_pause(task, self.at),
        )

    def _only_kept(self, task: CallBackTask) -> bool:
        """Return whether she only says that it still is hers, and they have spoken."""
        if self.row.reached_at is None or self.before.owner == task.person:
            return False
        had = self.row.events.filter(person=task.person, number__lt=self.row.version)
        return had.filter(event__in=CAME_TO_HAVE).exists()

    def _say_more(self, more: CameAgain) -> None:
        # However often she writes, the owner is told once in a while: a flood, or two
        # machines that answer each other, must not become one on her phone.
        slot = f"again-{int(self.at.timestamp()) // AGAIN_S}"
        if not more.calls_back:
            self._say(Saying.LOOK, (more.person,), of=slot)
            return
        of_call = call_in(self.row.source_key)
        self._say(Saying.CALL_BACK, (more.person,), of_call=of_call, of=slot)

    def _in(self, *wanted: Group) -> tuple[str, ...]:
        if self._groups is None:
            self._groups = groups_now(self.row.country, self.at, area=self.row.area)
        return people_in(self._groups, *wanted)

    def _say(
        self,
        saying: Saying,
        people: Sequence[str],
        *,
        kinds: tuple[WayKind, ...] | None = None,
        of_call: str = "",
        later: timedelta = timedelta(),
        of: str = "",
    ) -> None:
        named = tuple(person for person in people if person)
        if not named:
            return
        tell(
            country=self.row.country,
            handles=named,
            saying=saying,
            about=self.row.reference,
            # The same change told twice is one message; the next round is another.
            key=f"{self.row.reference}:{of or self.row.version}:{saying.value}",
            at=self.at + later,
            of_call=of_call,
            kinds=kinds,
        )


def _pause(task: CallBackTask, at: datetime) -> timedelta:
    """Return how long to wait: a phone that was not answered just now is not at once."""
    if task.attempt == 1 or task.due_at is None:
        return timedelta()
    return max((task.due_at - at) / 2, timedelta())
