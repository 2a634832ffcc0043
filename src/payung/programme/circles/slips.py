"""What of a sitting can still be put right, in one list: it is seldom looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from .codes import ActionState
from .models import ActionItem, FocusGroup
from .sitting_page import SittingPage


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """Something written down that can be put right: what it is, and the way there."""

    about: str
    word: str
    url: str
    # The day by which it was to be done, where it is something to be done.
    by: date | None = None


def slips_of(
    page: SittingPage, *, coordinates: bool, may_reopen: bool
) -> tuple[Slip, ...]:
    """Return what can be put right, in the order of the four cards."""
    slips = [*_of_last_month(page, coordinates)]
    slips += [] if page.over else [*_of_today(page)]
    if page.held and not page.over:
        slips.append(_held(page.group))
    slips += map(_to_do, page.to_do)
    if may_reopen:
        slips.append(_minutes(page.group))
    return tuple(slips)


def _of_last_month(page: SittingPage, coordinates: bool) -> Iterator[Slip]:
    for one in page.last_month:
        row, told = one.line.row, one.told
        if coordinates and told and told.accepted and not told.reopened_at:
            yield Slip(
                about=_decision(row.number),
                word=_("The group did not accept it: open it again"),
                url=_address("circle-reopen", page.group, "told", told.pk),
            )
        if row.accepted_on:
            continue
        for action in one.actions:
            if action.state != ActionState.OPEN:
                yield Slip(
                    about=_who(action),
                    by=action.due_on,
                    word=_("It is not so: open it again"),
                    url=_address("circle-reopen", row.group, "action", action.pk),
                )


def _of_today(page: SittingPage) -> Iterator[Slip]:
    group = page.group
    if group.safety:
        yield _withdrawn(group, "safety", group.pk, _("How everybody is safe"))
    if group.note:
        yield _withdrawn(group, "note", group.pk, _("Notes of the day"))
    for finding in (line.row for line in page.findings):
        if not finding.withdrawn_at:
            about = _("Finding %(n)s") % {"n": finding.number}
            yield _withdrawn(group, "finding", finding.pk, about)
    for decision in page.decisions:
        if not decision.withdrawn_at:
            yield _withdrawn(group, "decision", decision.pk, _decision(decision.number))


def _to_do(action: ActionItem) -> Slip:
    slip = _withdrawn(action.decision.group, "action", action.pk, _who(action))
    return replace(slip, by=action.due_on)


def _withdrawn(group: FocusGroup, what: str, pk: UUID, about: str) -> Slip:
    url = _address("circle-withdraw", group, what, pk)
    return Slip(about=about, word=_("Withdraw it"), url=url)


def _held(group: FocusGroup) -> Slip:
    return Slip(
        about=_("Held"),
        word=_("That was a mistake"),
        url=reverse("activity-mistake", args=[group.activity_id]),
    )


def _minutes(group: FocusGroup) -> Slip:
    return Slip(
        about=_("The minutes"),
        word=_("Open the minutes again"),
        url=_address("circle-reopen", group, "minutes", group.pk),
    )


def _who(action: ActionItem) -> str:
    return action.who.handle if action.who else _("The group itself")


def _decision(number: int) -> str:
    return _("Decision %(n)s") % {"n": number}


def _address(name: str, group: FocusGroup, what: str, pk: UUID) -> str:
    return reverse(name, args=[group.pk, what, pk])
