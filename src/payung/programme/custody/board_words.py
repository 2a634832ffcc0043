"""The words of the board: how near somebody is, how far a lawyer, how a limit stands."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.engines.clocks import Deadline, Status, Unit

from .helping import Law, Near


NEAR_WORDS: Mapping[Near, str | Promise] = {
    Near.ASKED: gettext_lazy("Two people are being asked to go"),
    Near.GOING: gettext_lazy("on the way"),
    Near.THERE: gettext_lazy("there now"),
    Near.WAS_THERE: gettext_lazy("was there"),
}
AWAITED: str | Promise = gettext_lazy("said so, and nobody has heard of it since")
LAW_WORDS: Mapping[Law, str | Promise] = {
    Law.NOBODY: gettext_lazy("No lawyer yet"),
    Law.ASKED: gettext_lazy("A lawyer is being asked"),
    Law.ACCEPTED: gettext_lazy("has it, and has not spoken yet"),
    Law.SPOKE: gettext_lazy("has spoken with her"),
}


def limit_words(limit: int | None, unit: str) -> str:
    """Return a limit as a few signs: "24 h", "15 days"; empty where it has no number."""
    if limit is None:
        return ""
    number = {"n": limit}
    return {
        Unit.HOURS: _("%(n)s h"),
        Unit.DAYS: _("%(n)s days"),
        Unit.WORKING_DAYS: _("%(n)s working days"),
        Unit.MONTHS: _("%(n)s months"),
    }.get(Unit(unit), "") % number


def status_words(due: Deadline) -> tuple[str, ...]:
    """Return what has to be said of a limit beside its time; suspended is said apart."""
    value = due.value
    said = {
        Status.TO_VERIFY: _("Whether this is in force is not known for sure."),
        Status.STANDARD: _("A standard, not a law that binds the station."),
        Status.PRACTICE: _("Usual practice, not a law."),
    }.get(value.status, "")
    checked = "" if value.verified else _("Not verified by a lawyer.")
    return tuple(one for one in (said, checked) if one)
