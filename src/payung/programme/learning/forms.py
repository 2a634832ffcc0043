"""What people type about courses, groups, days and certificates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.categories import (
    Age,
    First,
    Gender,
    Setting,
    category,
)
from payung.programme.activities.models import Reason
from payung.programme.activities.once import OnceForm
from payung.programme.activities.rooms import (
    Room,
    RoomField,
    offer_rooms,
    refuse_room_of_others,
)
from payung.programme.cases.moments import LocalMoment, tell_zone

from .codes import Level, Why


Choices = Iterable[tuple[Any, Any]]
MOST_DAYS = 30
MOST_LINES = 40


class CourseForm(OnceForm):
    """A version of a course."""

    code = forms.SlugField(
        label=_("Short name of the course"),
        help_text=_("Small letters and “-”. It stays the same for every version."),
        max_length=30,
    )
    level = forms.ChoiceField(label=_("For whom"), choices=Level.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    modules = forms.CharField(
        label=_("Its parts, one on each line"), widget=forms.Textarea, max_length=8000
    )
    pass_percent = forms.IntegerField(
        label=_("Passed from how much of a hundred"), min_value=1, max_value=100
    )
    pass_set_by = forms.CharField(
        label=_("Who set this"),
        help_text=_("A meeting and its month, for instance. No name of anybody."),
        max_length=120,
        required=False,
    )
    months_valid = forms.IntegerField(
        label=_("A certificate holds so many months"),
        min_value=1,
        max_value=120,
        initial=24,
    )
    checklist = forms.CharField(
        label=_("What is to be seen at work, one on each line"),
        help_text=_("Begin a line with “!” where it must always be met."),
        widget=forms.Textarea,
        max_length=8000,
        required=False,
    )

    def clean_modules(self) -> tuple[str, ...]:
        """Return the parts."""
        return _lines(self.cleaned_data["modules"])

    def clean_checklist(self) -> tuple[str, ...]:
        """Return the lines of the checklist."""
        return _lines(self.cleaned_data["checklist"])


class GroupForm(OnceForm):
    """A course for a group: its days follow one another at the same hour."""

    team = forms.ChoiceField(label=_("Team"))
    version = forms.ChoiceField(label=_("Course"))
    bank = forms.ChoiceField(label=_("Questions before and after"), required=False)
    language = forms.ChoiceField(label=_("Language"))
    site = RoomField(label=_("In which room"), required=False)
    start = LocalMoment(label=_("The first day begins"))
    hours = forms.IntegerField(
        label=_("Hours each day"), min_value=1, max_value=12, initial=3
    )
    days = forms.IntegerField(
        label=_("How many days"), min_value=1, max_value=MOST_DAYS, initial=5
    )
    every = forms.IntegerField(
        label=_("From one day to the next, in days"),
        min_value=1,
        max_value=31,
        initial=7,
    )

    def __init__(
        self,
        *given: Any,
        zone: ZoneInfo,
        teams: Choices,
        versions: Choices,
        banks: Choices,
        languages: Choices,
        rooms: tuple[Room, ...],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        offer_rooms(self, rooms)
        offer(self, "team", teams)
        offer(self, "version", versions)
        offer(self, "bank", [("", _("None")), *banks])
        offer(self, "language", languages)
        tell_zone(self, zone)

    def clean(self) -> dict[str, Any]:
        """Refuse a room of another team."""
        said = super().clean() or {}
        if "team" in said:
            refuse_room_of_others(self, team=UUID(said["team"]))
        return said

    @property
    def planned(self) -> tuple[tuple[datetime, datetime], ...]:
        """Return the days as (start, end), at the same hour on the clocks there."""
        first: datetime = self.cleaned_data["start"]
        step = timedelta(days=self.cleaned_data["every"])
        length = timedelta(hours=self.cleaned_data["hours"])
        starts = [first + number * step for number in range(self.cleaned_data["days"])]
        return tuple((start, start + length) for start in starts)


class CategoryForm(forms.Form):
    """What is kept of somebody who is not named."""

    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, initial="n")
    age = forms.ChoiceField(label=_("Age"), choices=Age.choices, initial="n")
    setting = forms.ChoiceField(
        label=_("Mostly works"), choices=Setting.choices, initial="n"
    )
    first = forms.ChoiceField(
        label=_("Been here before"), choices=First.choices, initial="y"
    )

    @property
    def category(self) -> str:
        """Return the four letters."""
        given = self.cleaned_data
        return category(
            gender=given["gender"],
            age=given["age"],
            setting=given["setting"],
            first=given["first"] == First.YES,
        )


class EnrolForm(CategoryForm, OnceForm):
    """Somebody comes into a group. Under eighteen is never counted here."""

    card = forms.CharField(
        label=_("Her card"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    code = forms.CharField(
        label=_("The code she made herself"),
        help_text=_(
            "She uses the same before and after the course. It is not kept, only a "
            "mark of it that nobody can read."
        ),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class WithdrawForm(forms.Form):
    """Why somebody who was let in counts no more."""

    why = forms.ChoiceField(label=_("Why"), choices=Why.choices)


class DayForm(forms.Form):
    """When a day was held, and who came who has no number."""

    started = LocalMoment(label=_("It began"))
    ended = LocalMoment(label=_("It ended"))

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        for gender, label in Gender.choices:
            self.fields[f"heads_{gender}"] = forms.IntegerField(
                label=label, min_value=0, max_value=500, required=False
            )
        tell_zone(self, zone)

    @property
    def heads(self) -> dict[str, int]:
        """Return how many came without a number, by category."""
        return {
            category(gender=gender): self.cleaned_data.get(f"heads_{gender}") or 0
            for gender in Gender.values
        }


class NotHeldForm(forms.Form):
    """Why a day was not held, and when it will be instead."""

    reason = forms.ChoiceField(label=_("Why"), choices=Reason.choices)
    start = LocalMoment(
        label=_("Instead it begins"),
        help_text=_("Leave this empty where it falls out altogether."),
        required=False,
    )

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)


class CountedForm(forms.Form):
    """How many completed, where nobody had a number."""

    people = forms.IntegerField(
        label=_("So many came to at least four of five days"), min_value=0
    )
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))


class PersonCertificateForm(OnceForm):
    """A certificate for one of ours."""

    person = forms.ChoiceField(label=_("For whom"))
    team = forms.ChoiceField(label=_("Team"))
    version = forms.ChoiceField(label=_("Course"))
    on = forms.DateField(
        label=_("From which day on"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(
        self,
        *given: Any,
        people: Choices,
        teams: Choices,
        versions: Choices,
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        offer(self, "person", people)
        offer(self, "team", teams)
        offer(self, "version", versions)


class ObserveForm(PersonCertificateForm):
    """Who was seen at work and by which list; the lines follow on the next page."""


class PrintForm(forms.Form):
    """The name as it stands on the paper. It is kept nowhere."""

    name = forms.CharField(
        label=_("The name on the paper"),
        help_text=_("It is printed and not kept."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *given: Any, languages: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "language", languages)


class BringInForm(OnceForm):
    """A spreadsheet of questions."""

    code = forms.SlugField(label=_("Short name of the set"), max_length=30)
    file = forms.FileField(label=_("Spreadsheet, XLSX or CSV"))


class MaterialForm(forms.Form):
    """A drawing, a picture or a sound for a question or one of its answers."""

    part = forms.ChoiceField(label=_("For what"))
    drawing = forms.ChoiceField(label=_("One of our drawings"), required=False)
    picture = forms.FileField(label=_("Or a picture of your own"), required=False)
    language = forms.ChoiceField(label=_("Language of the sound"))
    sound = forms.FileField(label=_("The words as a sound"), required=False)

    def __init__(
        self,
        *given: Any,
        parts: Choices,
        drawings: Sequence[str],
        languages: Choices,
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        offer(self, "part", parts)
        offer(self, "drawing", [("", _("None")), *((d, d) for d in drawings)])
        offer(self, "language", languages)


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a choice of a form its choices."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = list(choices)


def _lines(text: str) -> tuple[str, ...]:
    lines = [line.strip()[:200] for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise forms.ValidationError(_("Write at most forty lines."))
    return tuple(lines)
