"""What the sheet of one contact shows, and which deeds it offers to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from payung.engines.dispatch import TRANSITIONS, Event, State
from payung.programme.hotline.engine_rows import OPENED
from payung.programme.hotline.models import Contact, ContactEvent, Voicemail
from payung.programme.hotline.words import EVENTS, KINDS
from payung.programme.people.actors import Actor


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """A button: the word the page sends, what stands on it, its sign, how big it is."""

    name: str
    label: Promise
    sign: str
    kind: str = "quiet"


TAKE = Deed(name="take", label=_("Take it"), sign="check", kind="wide")
TAKE_OVER = Deed(name="take-over", label=_("Take it over"), sign="swap", kind="wide")
RING_BACK = Deed(name="ring-back", label=_("Ring her back"), sign="call-out")
REACHED = Deed(name="reached", label=_("I spoke with her"), sign="check")
NOT_REACHED = Deed(name="not-reached", label=_("Nobody answered"), sign="missed")
CHECK_IN = Deed(name="check-in", label=_("It goes on"), sign="clock")
GIVE_BACK = Deed(name="give-back", label=_("Give it back"), sign="back")

# Which event of the engine each button is, and whether only the owner is offered it.
DEEDS: tuple[tuple[Deed, Event, bool], ...] = (
    (TAKE, Event.ACCEPTED, False),
    (TAKE_OVER, Event.TOOK_OVER, False),
    (RING_BACK, Event.REACHED, True),
    (REACHED, Event.REACHED, True),
    (NOT_REACHED, Event.NOT_REACHED, True),
    (CHECK_IN, Event.CHECKED_IN, True),
    (GIVE_BACK, Event.GAVE_BACK, True),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened:
    """One line of what has happened."""

    what: str
    at: datetime
    by: str
    more: str


def deeds_for(actor: Actor, contact: Contact) -> tuple[Deed, ...]:
    """Return the buttons that make sense now, for her, in order."""
    state, hers = State(contact.state), contact.owner == actor.handle
    reached = contact.reached_at is not None
    pointless = {TAKE} if state in (State.OWNED, State.HANDING_OVER) else set()
    pointless |= {TAKE} if hers else set()
    # While somebody else talks with her, nobody takes it away; what is offered can be.
    pointless |= {TAKE_OVER} if hers or state is not State.HANDING_OVER else set()
    pointless |= {RING_BACK, REACHED, NOT_REACHED} if reached else {CHECK_IN}
    pointless |= {RING_BACK} if contact.number is None else set()
    return tuple(
        deed
        for deed, event, owners in DEEDS
        if (state, event) in TRANSITIONS
        and deed not in pointless
        and (hers or not owners)
    )


def history_of(contact: Contact) -> tuple[Happened, ...]:
    """Return what has happened, the newest first; the ladder's climbing in one line.

    It climbs all night while nobody takes it: each rung for itself says nothing more.
    """
    found = []
    rows = contact.events.order_by("-number")
    for event, run in groupby(rows, key=lambda row: row.event):
        same = list(run)
        told = same[:1] if event == Event.DUE else same
        found += [_happened(row, len(same) // len(told)) for row in told]
    return tuple(found)


def _happened(row: ContactEvent, times: int) -> Happened:
    more = _more(row.event, row.kind, row.taker)
    if times > 1:
        words = ngettext("%(n)s time", "%(n)s times", times)
        more = words % {"n": times}
    # Line 0 names who owns it by default; she has done nothing yet.
    by = "" if row.event == OPENED else row.person
    return Happened(
        what=str(EVENTS.get(row.event, row.event)), at=row.at, by=by, more=more
    )


def locked_of(contact: Contact) -> tuple[tuple[str, Promise], ...]:
    """Return the address and the label of each locked part that there is."""
    known = (
        ("number", _("Number"), contact.number),
        ("text", _("What she wrote"), contact.text),
        ("note", _("What she said"), contact.note),
    )
    return tuple(
        (reverse("call-show", args=[contact.reference, part]), label)
        for part, label, envelope in known
        if envelope is not None
    )


def voices_of(contact: Contact) -> tuple[Voicemail, ...]:
    """Return the messages left by voice, the newest first."""
    return tuple(contact.voicemails.order_by("-left_at"))


def _more(event: str, kind: str, taker: str) -> str:
    if event == Event.TYPED and kind:
        return str(next((label for k, label in KINDS.items() if k == kind), ""))
    return f"→ {taker}" if taker else ""
