"""What people type about places, plans and visits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.models import Reason
from payung.programme.activities.once import OnceForm
from payung.programme.people.models import Person

from .busy import HOURS_A_STRETCH, STRETCHES
from .codes import AlertKind, Attitude, Method, Purpose, VenueKind
from .models import Venue


LOCKED = _("Kept locked. Only the team can read it.")
DAY = {"type": "date"}
CLOCK = {"type": "time"}


class VenueForm(OnceForm):
    """What is said of a place."""

    name = forms.CharField(
        label=_("What people call it"),
        max_length=120,
        help_text=LOCKED,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("What sort of place"), choices=VenueKind.choices)
    area = forms.ChoiceField(label=_("Where"), required=False)
    attitude = forms.ChoiceField(
        label=_("Those who decide there"),
        choices=Attitude.choices,
        initial=Attitude.UNSURE,
    )
    interval_days = forms.IntegerField(
        label=_("We promise to come every … days"),
        min_value=1,
        max_value=180,
        initial=14,
    )
    risk = forms.CharField(
        label=_("What to watch out for"),
        required=False,
        max_length=2000,
        help_text=LOCKED,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )

    def __init__(self, *given: Any, areas: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
        field.choices = [("", "–"), *areas.items()]


class SizeForm(OnceForm):
    """How many work there."""

    low = forms.IntegerField(label=_("At least"), min_value=0, max_value=100_000)
    point = forms.IntegerField(label=_("Most likely"), min_value=0, max_value=100_000)
    high = forms.IntegerField(label=_("At most"), min_value=0, max_value=100_000)
    method = forms.ChoiceField(label=_("How is it known"), choices=Method.choices)
    on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )


class AlertForm(OnceForm):
    """A warning and until when it holds."""

    kind = forms.ChoiceField(
        label=_("What is it"), choices=AlertKind.choices, widget=forms.RadioSelect
    )
    days = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        initial=7,
        choices=[
            (1, _("One day")),
            (3, _("Three days")),
            (7, _("A week")),
            (30, _("A month")),
        ],
    )
    words = forms.CharField(
        label=_("In a few words"),
        required=False,
        max_length=1000,
        help_text=LOCKED,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class SketchForm(forms.Form):
    """A photograph of a drawing of the way in."""

    file = forms.FileField(
        label=_("Picture"),
        help_text=_("Draw it on paper and photograph the paper. It is kept locked."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )


class SlotForm(forms.Form):
    """A day with two times, read on the clocks of a place."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    starts = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("To"),
        help_text=_("An hour that is earlier lies on the next day."),
        widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"),
    )

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return both moments of a form that is whole."""
        day = self.cleaned_data["day"]
        starts: time = self.cleaned_data["starts"]
        ends: time = self.cleaned_data["ends"]
        last = day + timedelta(days=1) if ends < starts else day
        return (
            datetime.combine(day, starts, tzinfo=zone),
            datetime.combine(last, ends, tzinfo=zone),
        )


class PlanForm(SlotForm):
    """A visit: where, when, which two, why. A key makes it harmless sent twice."""

    venue = forms.ModelChoiceField(
        label=_("Place"),
        queryset=Venue.objects.none(),
        to_field_name="code",
        empty_label=None,
    )
    first = forms.ModelChoiceField(
        label=_("Who goes"),
        queryset=Person.objects.none(),
        to_field_name="handle",
        empty_label="–",
    )
    second = forms.ModelChoiceField(
        label=_("Who goes with her"),
        queryset=Person.objects.none(),
        to_field_name="handle",
        empty_label="–",
        help_text=_("Always two, and never one alone."),
    )
    purpose = forms.ChoiceField(label=_("Why"), choices=Purpose.choices)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("venue", "day", "starts", "ends", "first", "second", "purpose")

    def __init__(
        self,
        *given: Any,
        venues: QuerySet[Venue],
        people: QuerySet[Person],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        for name, rows in (("venue", venues), ("first", people), ("second", people)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for mypy)
            field.queryset = rows


class InForm(forms.Form):
    """By when the two are out again."""

    minutes = forms.TypedChoiceField(
        label=_("We are out again in"),
        coerce=int,
        initial=120,
        choices=[
            (30, _("half an hour")),
            (60, _("one hour")),
            (120, _("two hours")),
            (180, _("three hours")),
            (240, _("four hours")),
        ],
    )

    def back_by(self, at: datetime) -> datetime:
        """Return the promised moment of a form that is whole."""
        return at + timedelta(minutes=self.cleaned_data["minutes"])


class ReasonForm(forms.Form):
    """Why nobody went."""

    reason = forms.ChoiceField(label=_("Why"), choices=Reason.choices)


class MoveForm(SlotForm):
    """Another day, and why."""

    reason = forms.ChoiceField(label=_("Why"), choices=Reason.choices)


def week_grid(grid: str) -> tuple[tuple[str, tuple[tuple[int, bool, int], ...]], ...]:
    """Return a row for each stretch of hours: its words, and (cell, busy, day) by day."""
    rows = []
    for stretch in range(STRETCHES):
        first = stretch * HOURS_A_STRETCH
        label = f"{first:02}–{first + HOURS_A_STRETCH:02}"
        cells = [(day * STRETCHES + stretch, day) for day in range(7)]
        rows.append(
            (label, tuple((cell, grid[cell] == "1", day) for cell, day in cells))
        )
    return tuple(rows)
