"""What a proceeding gives to a paper: the court and its number."""

from __future__ import annotations

from payung.engines import sealed
from payung.engines.proceedings import Body
from payung.programme.cases.models import Case
from payung.programme.people.actors import Actor
from payung.programme.places.queries import office_names
from payung.programme.proceedings.actions import number_field
from payung.programme.proceedings.models import Proceeding


def court_values(
    actor: Actor, case: Case, *, track: str, language: str
) -> dict[str, str]:
    """Return the court and its number where one proceeding of a track is open.

    With several open ones nobody but a person can say which of them is meant; a wrong
    number on an application is worse than a line to write on.
    """
    rows = Proceeding.objects.filter(case=case, closed_at=None)
    if track:
        rows = rows.filter(track=track)
    going_on = list(rows[:2])
    if len(going_on) != 1:
        return {}
    [one] = going_on
    at_court = one.body == Body.COURT
    values = {
        "court": office_names(case.country, language).get(one.unit, "")
        if at_court
        else "",
        "case_number": _number(actor, one),
    }
    return {name: words for name, words in values.items() if words}


def _number(actor: Actor, one: Proceeding) -> str:
    if one.number is None:
        return ""
    secret = actor.unlocked.secret(one.case.record)
    return sealed.open_field(secret, number_field(one.pk), one.number)
