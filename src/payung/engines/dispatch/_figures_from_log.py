"""From the log of what happened to contacts to the times that figures are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from ._contact import CallBack, Caller, Contact, State
from ._contacts import Happening, NoDisposition, NotNow, NotTheOwner, step
from ._figures import ContactTimes
from ._ladder import LADDER, Ladder
from ._proof import Logged
from ._transitions import Event


_NOTHING: Mapping[str, str] = MappingProxyType({})


def contact_times(
    log: Iterable[Logged],
    *,
    next_steps: Mapping[str, str] = _NOTHING,
    ladder: Ladder = LADDER,
) -> tuple[ContactTimes, ...]:
    """Return the times of every contact in the log, in the order they came in.

    `next_steps` says, by reference, what was agreed when a contact was closed; that is
    written beside the log. A line that could not have happened is passed over here:
    `prove` reports it.
    """
    contacts: dict[str, Contact] = {}
    times: dict[str, ContactTimes] = {}
    for line in log:
        reference = line.reference
        if line.opened is not None:
            contacts[reference] = line.opened
            times[reference] = _opened(line.opened, next_steps.get(reference, ""))
        if line.happening is not None and reference in contacts:
            before = contacts[reference]
            try:
                after, _ = step(before, line.happening, ladder=ladder)
            except (NotNow, NotTheOwner, NoDisposition):
                continue
            contacts[reference] = after
            times[reference] = _told(times[reference], before, line.happening, after)
    return tuple(times.values())


def _opened(contact: Contact, next_step: str) -> ContactTimes:
    return ContactTimes(
        opened_at=contact.opened_at,
        channel=contact.channel,
        priority=contact.priority,
        reached_at=contact.reached_at,
        call_back_allowed=contact.call_back is CallBack.ALLOWED,
        owner=contact.owner,
        next_step=next_step,
    )


def _told(
    times: ContactTimes, before: Contact, happening: Happening, after: Contact
) -> ContactTimes:
    """Return the times once this has happened too."""
    first_voice = before.reached_at is None and after.reached_at is not None
    live = first_voice and happening.event is Event.ACCEPTED
    waited = before.caller is Caller.ON_LINE and before.reached_at is None
    hung_up = waited and happening.event is Event.HUNG_UP
    closed = after.state is State.CLOSED and before.state is not State.CLOSED
    owner = before.owner or after.closed_by if closed else after.owner
    return replace(
        times,
        priority=after.priority,
        kind=after.kind,
        reached_at=after.reached_at,
        answered_at=happening.at if live else times.answered_at,
        rang_off_at=happening.at if hung_up else times.rang_off_at,
        closed_at=happening.at if closed else times.closed_at,
        disposition=after.disposition,
        owner=owner if closed or after.state is not State.CLOSED else times.owner,
    )
