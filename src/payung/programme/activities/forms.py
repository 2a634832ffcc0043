"""What people type about activities: when, why it was moved, and who came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from payung.programme.people.models import Person, Team

from .categories import Setting
from .counters import all_fields
from .models import Kind, Reason
from .not_held import WhyNotHeld
from .once import OnceForm
from .rooms import Room, RoomField, offer_rooms, refuse_room_of_others


MOST = 999


class HoursForm(forms.Form):
    """A day and two times of day, as the clocks of the country show them."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    starts = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("To"),
        help_text=_("An hour that is earlier lies on the next day."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        self.zone = zone

    def span(self) -> tuple[datetime, datetime]:
        """Return the two moments of a form that is valid."""
        said = self.cleaned_data
        start = datetime.combine(said["day"], said["starts"], tzinfo=self.zone)
        end = datetime.combine(said["day"], said["ends"], tzinfo=self.zone)
        return start, end if end > start else end + timedelta(days=1)


def hours_of(start: datetime, end: datetime, zone: ZoneInfo) -> dict[str, object]:
    """Return what a form of hours shows for two moments."""
    begins, ends = start.astimezone(zone), end.astimezone(zone)
    return {"day": begins.date(), "starts": begins.time(), "ends": ends.time()}


class PlanForm(HoursForm, OnceForm):
    """Something that is planned."""

    kind = forms.ChoiceField(label=_("What"), choices=Kind.choices)
    team = forms.ModelChoiceField(
        label=_("Which team"), queryset=Team.objects.none(), empty_label=None
    )
    site = RoomField(label=_("In which room"), required=False)
    owner = forms.ModelChoiceField(
        label=_("Who sees to it"),
        queryset=Person.objects.none(),
        to_field_name="handle",
        required=False,
        empty_label=_("Nobody in particular"),
    )
    note = forms.CharField(
        label=_("In more words"),
        required=False,
        help_text=_("Kept locked. Only the team can read it."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    field_order = ("kind", "day", "starts", "ends", "team", "site", "owner", "note")

    def __init__(
        self,
        *given: Any,
        teams: QuerySet[Team],
        people: QuerySet[Person],
        rooms: tuple[Room, ...],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        _offer(self, "team", teams)
        _offer(self, "owner", people)
        offer_rooms(self, rooms)

    def clean(self) -> dict[str, Any]:
        """Refuse a room of another team."""
        said = super().clean() or {}
        if "team" in said:
            refuse_room_of_others(self, team=said["team"].pk)
        return said


class MoveForm(HoursForm):
    """Why something is moved, and to when."""

    reason = forms.ChoiceField(
        label=_("Why"), choices=Reason.choices, widget=forms.RadioSelect
    )
    field_order = ("reason", "day", "starts", "ends")


class CancelForm(forms.Form):
    """Why something is called off."""

    reason = forms.ChoiceField(
        label=_("Why"), choices=Reason.choices, widget=forms.RadioSelect
    )


class NotHeldForm(forms.Form):
    """Why something that stood as held was not."""

    why = forms.ChoiceField(
        label=_("Why?"), choices=WhyNotHeld.choices, widget=forms.RadioSelect
    )


class HoldForm(HoursForm):
    """That something was held, and how many of which group came."""

    setting = forms.ChoiceField(
        label=_("Where most of them work"),
        choices=[(Setting.NOT_SAID.value, Setting.NOT_SAID.label)]
        + [(one.value, one.label) for one in Setting if one != Setting.NOT_SAID],
        required=False,
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in all_fields():
            self.fields[name] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=MOST,
                widget=forms.NumberInput(
                    attrs={"inputmode": "numeric", "min": 0, "max": MOST}
                ),
            )

    def numbers(self) -> dict[str, int]:
        """Return what stands in the counters of a form that is valid."""
        return {name: self.cleaned_data.get(name) or 0 for name in all_fields()}

    def counters_with_errors(self) -> Iterator[forms.BoundField]:
        """Yield the counters that are to be mended."""
        return (self[name] for name in all_fields() if self[name].errors)


def _offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for mypy)
    field.queryset = rows
