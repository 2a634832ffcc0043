"""What people type about proceedings, steps and dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from payung.engines.proceedings import Body, Deed, StepKind, Track
from payung.programme.cases.forms import offer
from payung.programme.cases.moments import LocalMoment, tell_zone
from payung.programme.cases.words.tracks import track_label
from payung.programme.people.models import Person
from payung.programme.standby.models import HandBackReason

from .tables import outcomes
from .words import Purpose, body_label, outcome_words


LOCKED = _("Kept locked. Only the team can read it.")


def _words() -> forms.CharField:
    return forms.CharField(
        label=_("In more words"),
        required=False,
        help_text=LOCKED,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class OpenForm(forms.Form):
    """A proceeding that begins: what for, and at which office."""

    track = forms.ChoiceField(label=_("What it is about"), widget=forms.RadioSelect)
    body = forms.ChoiceField(label=_("Where"))
    unit = forms.ChoiceField(label=_("Which office"), required=False)
    number = forms.CharField(
        label=_("Number of the file there"),
        required=False,
        max_length=60,
        help_text=LOCKED,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *given: Any, units: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        tracks = self.fields["track"]
        assert isinstance(tracks, forms.ChoiceField)  # noqa: S101 (for mypy)
        tracks.choices = [(one.value, track_label(one)) for one in Track]
        offer(self, "body", {one.value: body_label(one.value) for one in Body})
        offer(self, "unit", units)


class StepForm(forms.Form):
    """A step: when, how it was answered or by whom it was refused, and a note."""

    moment = LocalMoment(label=_("When"))
    result = forms.ChoiceField(label=_("With what answer"), required=False)
    by = forms.ChoiceField(label=_("Who refused it"))
    note = _words()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *given: Any, zone: ZoneInfo, kind: StepKind, deed: Deed, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)
        results = outcomes().of(kind.result) if deed is Deed.DONE else ()
        offer(self, "result", {one.code: outcome_words(one.code) for one in results})
        bodies = kind.asked_of if deed is Deed.REFUSED else ()
        offer(self, "by", {one.value: body_label(one.value) for one in bodies})


class CloseForm(forms.Form):
    """How a proceeding ended."""

    outcome = forms.ChoiceField(label=_("How it ended"), widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, track: Track, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
        known = outcomes().closing(track)
        field.choices = [(one.code, outcome_words(one.code)) for one in known]


class HearingForm(forms.Form):
    """A date at court: when, what for, where, and who goes."""

    moment = LocalMoment(label=_("When"))
    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose.choices)
    unit = forms.ChoiceField(label=_("Which office"), required=False)
    goes = forms.ModelChoiceField(
        label=_("Who goes"),
        queryset=Person.objects.none(),
        to_field_name="handle",
        required=False,
        empty_label=_("Nobody yet"),
    )
    words = _words()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *given: Any,
        zone: ZoneInfo,
        units: Mapping[str, str],
        people: QuerySet[Person],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)
        offer(self, "unit", units)
        self.fields["goes"].queryset = people  # type: ignore[attr-defined]


class LaterForm(forms.Form):
    """The date to which another was put off."""

    moment = LocalMoment(
        label=_("To when"),
        required=False,
        help_text=_("Leave this empty if nobody knows yet."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)


class WhoForm(forms.Form):
    """Which attorney of the team goes."""

    goes = forms.ModelChoiceField(
        label=_("Who goes"),
        queryset=Person.objects.none(),
        to_field_name="handle",
        empty_label="–",
    )

    def __init__(self, *given: Any, people: QuerySet[Person], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["goes"].queryset = people  # type: ignore[attr-defined]


class CannotForm(forms.Form):
    """Why somebody cannot go; the next are asked at once."""

    why = forms.ChoiceField(
        label=_("Why"), choices=HandBackReason.choices, widget=forms.RadioSelect
    )
