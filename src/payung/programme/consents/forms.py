"""What people type about permissions."""

from __future__ import annotations

from datetime import datetime, time, tzinfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .models import Detail, How


class AnswerForm(forms.Form):
    """How she said it, in which language, who was there, until when it holds.

    What she said is the button that is pressed, so that it is one press.
    """

    how = forms.ChoiceField(
        label=_("How she said it"),
        choices=[(one.value, one.label) for one in How if one is not How.NOTE],
        widget=forms.RadioSelect,
        initial=How.SPOKEN,
    )
    language = forms.ChoiceField(
        label=_("In which language"),
        choices=[*settings.LANGUAGES, ("other", _("Another language"))],
    )
    witness = forms.CharField(
        label=_("Who else was there"),
        required=False,
        max_length=200,
        help_text=_("Kept locked. Only the team can read it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    expires_at = forms.DateField(
        label=_("A yes holds until"),
        required=False,
        help_text=_("Empty means until she takes it back."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def ends_at(self, zone: tzinfo) -> datetime | None:
        """Return the end of the chosen day on the clocks of a place, or None."""
        day = self.cleaned_data["expires_at"]
        return datetime.combine(day, time(23, 59), zone) if day else None


class DetailForm(forms.Form):
    """One thing that names her."""

    kind = forms.ChoiceField(label=_("What"), choices=Detail.choices)
    text = forms.CharField(
        label=_("Write it here"),
        required=False,
        max_length=20_000,
        help_text=_("Kept locked. An empty field takes away what was kept."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
