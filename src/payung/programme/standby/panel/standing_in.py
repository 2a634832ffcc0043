"""Who could take time that an attorney would leave to nobody, or why nobody can."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from payung.engines.dispatch import Span
from payung.engines.rostering import Refused, fill
from payung.programme.standby.models import RosterPeriod

from .questions import question_of
from .sentences import why_sentence


def who_could(period: RosterPeriod, span: Span, *, at: datetime) -> str:
    """Return a sentence: who is free for this time, or what keeps each from it.

    Everything that is planned stays as it is. Call it with the change in the rows.
    """
    question = question_of(period, at=at)
    first = [one for one in question.free if _lies_in(one.time.start, span)][:1]
    if not first:
        return ""
    given = [one for one in question.shifts if one.given_to]
    answer = fill([*given, *first], question.people, begins=question.begins)
    has = {one.shift: one.person for one in answer.assignments}
    if first[0].id in has:
        return _("%(who)s could take it.") % {"who": has[first[0].id]}
    if not isinstance(answer, Refused):
        return ""
    for empty in answer.empty:
        if empty.shift.id == first[0].id:
            why = {one.person: one.why.value for one in empty.obstacles}
            return _("Nobody on the panel can: %(why)s.") % {"why": why_sentence(why)}
    return ""


def _lies_in(moment: datetime, span: Span) -> bool:
    return span.holds(moment)
