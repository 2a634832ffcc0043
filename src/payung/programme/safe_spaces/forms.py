"""What people type about rooms: the room, its hours, days off, a day, a broken rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.once import OnceForm
from payung.programme.people.models import Team

from .codes import Broken, Counter, Done, Reason, Service, Status


DAY = {"type": "date"}
CLOCK = {"type": "time"}
LONG = {"rows": 4, "autocomplete": "off"}
DAYS = (
    ("MO", _("Monday")),
    ("TU", _("Tuesday")),
    ("WE", _("Wednesday")),
    ("TH", _("Thursday")),
    ("FR", _("Friday")),
    ("SA", _("Saturday")),
    ("SU", _("Sunday")),
)


def _day(label: Any, **named: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY), **named)


class SiteForm(OnceForm):
    """A new room."""

    name = forms.CharField(
        label=_("What you call it"),
        max_length=80,
        help_text=_("A name that says nothing of where or what it is."),
    )
    code = forms.SlugField(
        label=_("Short name"),
        max_length=40,
        help_text=_("Small letters and figures. It stands in the address of the page."),
    )
    team = forms.ModelChoiceField(
        label=_("Whose room it is"), queryset=Team.objects.none(), empty_label=None
    )
    area = forms.ChoiceField(label=_("District"), required=False)
    opened_on = _day(_("Since"))
    address = forms.CharField(
        label=_("Where exactly"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("It is locked. Only your team can open it."),
    )

    def __init__(
        self, *given: Any, teams: QuerySet[Team], areas: Mapping[str, str], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", "–"), *areas.items()]  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """Return the short name in small letters."""
        return str(self.cleaned_data["code"]).lower()


class HoursForm(OnceForm):
    """When a room is open: days of the week and hours."""

    weekdays = forms.MultipleChoiceField(
        label=_("Open on"),
        choices=DAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opens = forms.TimeField(label=_("Opens"), widget=forms.TimeInput(attrs=CLOCK))
    closes = forms.TimeField(label=_("Closes"), widget=forms.TimeInput(attrs=CLOCK))
    first = _day(_("From"))
    last = _day(_("Until"), required=False)
    rule = forms.CharField(
        label=_("Other days, as a calendar writes them"),
        required=False,
        max_length=200,
        help_text=_("For example FREQ=MONTHLY;BYDAY=1MO: the first Monday of a month."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse hours without any days, or with days said twice."""
        data = super().clean() or {}
        if not data.get("weekdays") and not data.get("rule"):
            self.add_error("weekdays", _("Choose at least one day."))
        if data.get("weekdays") and data.get("rule"):
            said = _("Choose days of the week or write a rule, not both.")
            self.add_error("rule", said)
        return data


class RoomForm(forms.Form):
    """What is said of a room: where it is, and what it is called."""

    name = forms.CharField(
        label=_("What you call it"),
        max_length=80,
        help_text=_("A name that says nothing of where or what it is."),
    )
    area = forms.ChoiceField(label=_("District"), required=False)
    address = forms.CharField(
        label=_("Where exactly"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("It is locked. Only your team can open it."),
    )

    def __init__(self, *given: Any, areas: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["area"].choices = [("", "–"), *areas.items()]  # type: ignore[attr-defined]


class ReopenForm(forms.Form):
    """From which day on a room is open again."""

    first = _day(
        _("Open again from"),
        help_text=_(
            "Where closing it was a mistake: the day after its last day. Otherwise nothing "
            "was promised on the days between."
        ),
    )


class CountsForm(forms.Form):
    """What was counted on one day, as it should stand."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for kind in (*Counter, *Service):
            self.fields[kind.value] = forms.IntegerField(
                label=kind.label,
                required=False,
                min_value=0,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0}),
            )

    def counted(self, kinds: type[Counter] | type[Service]) -> dict[str, int]:
        """Return how many of each; nothing written is none."""
        return {kind.value: self.cleaned_data[kind.value] or 0 for kind in kinds}


class EndForm(forms.Form):
    """The last day of hours."""

    last = _day(_("The last day"))


class DayOffForm(forms.Form):
    """A day on which the list of holidays is wrong for us."""

    day = _day(_("Day"))
    is_open = forms.ChoiceField(
        label=_("On this day"),
        choices=(("no", _("Our rooms stay closed")), ("yes", _("Our rooms are open"))),
        widget=forms.RadioSelect,
    )
    label = forms.CharField(label=_("Why"), max_length=80, required=False)


class DayForm(forms.Form):
    """How a day went."""

    status = forms.ChoiceField(
        label=_("How did it go?"), choices=Status.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label=_("Why was it not open?"),
        required=False,
        choices=(("", "–"), *Reason.choices),
    )


class IncidentForm(OnceForm):
    """A house rule that was broken."""

    day = _day(_("Day"))
    broken = forms.ChoiceField(label=_("What happened"), choices=Broken.choices)
    done = forms.ChoiceField(label=_("What was done"), choices=Done.choices)
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("It is locked. Only your team can open it."),
    )


class EndCardForm(forms.Form):
    """The code of a card that was lost or given back."""

    code = forms.CharField(
        label=_("The code on the card"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
