"""What forms that plan work offer of the plan: which row of it this is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.engines.clocks.calendars import gregorian_words
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from .access import activities_of
from .line_words import words_of_lines
from .models import Activity, Kind, State
from .rooms import rooms_of
from .taking_up import APART_WORD, CAN_BE_BEGUN, FIELD, Wish, wish_in
from .work import bare


# So long after its day a row is still offered, and so long before it.
BACK, AHEAD = timedelta(days=62), timedelta(days=92)


class RowField(forms.ChoiceField):
    """Which row of the plan; whether one can still be begun is said on taking it up."""

    def valid_value(self, value: object) -> bool:
        """Return whether it names a row, none, or nothing."""
        try:
            wish_in(str(value))
        except ValueError:
            return False
        return True


def to_begin(actor: Actor, kind: Kind, *, at: datetime) -> QuerySet[Activity]:
    """Return what stands on the plan about now and was not begun, the first first."""
    rows = not_begun(actor, kind)
    return rows.filter(planned_start__gte=at - BACK, planned_start__lt=at + AHEAD)


def not_begun(actor: Actor, kind: Kind) -> QuerySet[Activity]:
    """Return all that stands planned of a kind under which no work was begun."""
    rows = activities_of(actor).filter(bare(kind), state__in=CAN_BE_BEGUN)
    hers = rows.filter(team_id__in=tuple(actor.own_teams))
    return hers.order_by("planned_start", "pk")


def named(actor: Actor, kind: Kind, number: str) -> Activity | None:
    """Return the one that an address names, or None where it names none."""
    try:
        pk = UUID(number)
    except ValueError:
        return None
    return not_begun(actor, kind).filter(pk=pk).first()


def first_of(row: Activity | None) -> dict[str, object]:
    """Return what a form shows first of a row of the plan; {} of none."""
    if row is None:
        return {}
    return {
        "team": str(row.team_id),
        "site": row.site,
        "start": row.held_start or row.planned_start,
        "end": row.held_end or row.planned_end,
    }


def offer(
    form: forms.Form,
    actor: Actor,
    kind: Kind,
    *,
    at: datetime,
    first: Activity | None = None,
    chosen: str = "",
) -> None:
    """Let a form ask which row of the plan this is; where there is none it asks nothing.

    `first` is offered whenever it is; it stands chosen, or what `chosen` keeps as text.
    Call it before the form is looked through.
    """
    rows = list(to_begin(actor, kind, at=at))
    if first is not None and first not in rows:
        rows.insert(0, first)
    if not rows:
        return
    words = words_of_lines(actor, [row.line for row in rows if row.line])
    fits = _("Whatever fits in that month")
    form.fields[FIELD] = RowField(
        label=_("On the plan"),
        required=False,
        choices=[
            ("", fits),
            *_choices(actor, rows, words),
            (APART_WORD, _("It is not on the plan")),
        ],
        initial=str(first.pk) if first else chosen,
    )


def wish_of(form: forms.Form) -> Wish:
    """Return what was chosen in a form that is valid."""
    return wish_in(form.cleaned_data.get(FIELD, ""), ask=True)


def _choices(
    actor: Actor, rows: Iterable[Activity], words: Mapping[UUID, str]
) -> list[tuple[str, str]]:
    zone, language = pack_of(actor.country).zone(), get_language() or "en"
    rooms = {room.code: room.name for room in rooms_of(actor)}

    def label(row: Activity) -> str:
        begins = (row.held_start or row.planned_start).astimezone(zone)
        room = rooms.get(row.site, row.site)
        said = [gregorian_words(begins.date(), language), room]
        said += [words.get(row.line, "")] if row.line else []
        if row.state != State.PLANNED:
            said.append(str(State(row.state).label))
        return " · ".join(part for part in said if part)

    return [(str(row.pk), label(row)) for row in rows]
