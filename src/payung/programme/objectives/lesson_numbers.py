"""Say to lessons what the numbers were on which they rest, as each reader may know them.

Her own country's as they are on its pages; another country's only where the number is
public, or was protected for everybody.
"""

from __future__ import annotations

from django.urls import reverse

from payung.engines.disclosure import Audience
from payung.engines.indicators import ReleaseClass, Value, from_data
from payung.programme.lessons.numbers import Evidence, answer_with
from payung.programme.people.actors import Actor

from .models import IndicatorSnapshot
from .reference_sheets import sheet_of
from .releasing import released
from .seeing import is_inside
from .wording import value_words


def what_it_was(actor: Actor, country: str, one: Evidence) -> tuple[str, str]:
    """Return a number in words, "" where it is not for her, and where she can read more."""
    own = country == actor.country and is_inside(actor)
    value = _value(country, one, own=own)
    said = value_words(value, sheet_of(one.indicator).unit) if value else ""
    if not own:
        return said, ""
    page = reverse("indicator", args=[one.indicator])
    return said, f"{page}?period={one.period}"


def _value(country: str, one: Evidence, *, own: bool) -> Value | None:
    if own or sheet_of(one.indicator).release is ReleaseClass.PUBLIC:
        rows = IndicatorSnapshot.objects.filter(
            country=country, indicator=one.indicator, period=one.period, part=""
        )
        row = rows.order_by("-number").first()
        return from_data(row.value) if row else None
    return released(country, one.indicator, one.period, Audience.PUBLIC)


answer_with(what_it_was)
