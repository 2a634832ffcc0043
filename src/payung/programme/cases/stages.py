"""The stages of a case, and which may follow which: one table, printed in the manual."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far a case has come."""

    NEW = "new", _("New")
    TRIAGE = "triage", _("Being looked at")
    OPEN = "open", _("In hand")
    WAITING = "waiting", _("Waiting for others")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Opened again")
    TRANSFERRED = "transferred", _("Handed over")
    DUPLICATE = "duplicate", _("The same as another")


class Outcome(models.TextChoices):
    """Why a case was closed."""

    NEEDS_MET = "needs_met", _("What was needed is done")
    PLAN_COMPLETE = "plan_complete", _("The plan is finished")
    BOTH_AGREE = "both_agree", _("Both agree that no more is needed")
    ASKED_TO_CLOSE = "asked_to_close", _("The person asked to stop")
    LEFT_AREA = "left_area", _("The person left the area")
    NO_CONTACT = "no_contact", _("No contact for more than 30 days")
    TRANSFERRED = "transferred", _("Others have taken it over")
    FUNDING = "funding", _("There is no money for it")


# What may follow what. Closing goes through its own deed, because it asks why.
TRANSITIONS: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.NEW: (Stage.TRIAGE, Stage.OPEN, Stage.TRANSFERRED, Stage.DUPLICATE),
    Stage.TRIAGE: (
        Stage.OPEN,
        Stage.WAITING,
        Stage.CLOSED,
        Stage.TRANSFERRED,
        Stage.DUPLICATE,
    ),
    Stage.OPEN: (Stage.WAITING, Stage.CLOSED, Stage.TRANSFERRED, Stage.DUPLICATE),
    Stage.WAITING: (Stage.OPEN, Stage.CLOSED, Stage.TRANSFERRED, Stage.DUPLICATE),
    Stage.CLOSED: (Stage.REOPENED,),
    Stage.REOPENED: (
        Stage.OPEN,
        Stage.WAITING,
        Stage.CLOSED,
        Stage.TRANSFERRED,
        Stage.DUPLICATE,
    ),
    Stage.TRANSFERRED: (Stage.REOPENED,),
    Stage.DUPLICATE: (Stage.REOPENED,),
}
# Nobody works on these any more; they leave Today and the lists of what is due.
AT_REST = frozenset({Stage.CLOSED, Stage.TRANSFERRED, Stage.DUPLICATE})


def may_follow(now: Stage, then: Stage) -> bool:
    """Return whether a case may go from one stage to another."""
    return then in TRANSITIONS[now]
