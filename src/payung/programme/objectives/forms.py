"""What people type about an indicator: what is aimed at, and words; never a number of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.engines.clocks.calendars import latin_digits
from payung.engines.indicators import Sheet, Unit
from payung.programme.activities.once import OnceForm

from .period_words import Choice
from .score_models import ScoredArea


class Number(forms.FloatField):
    """A number as people write it: in their own digits, with a sign of percent or none."""

    def to_python(self, value: Any) -> Any:
        """Return the number; None where nothing is written."""
        if isinstance(value, str):
            value = latin_digits(value).replace("%", "").strip()
        return super().to_python(value)


class AimForm(OnceForm):
    """A number that is aimed at, or that was before, for a period, and why this one.

    A share is asked for in percent and kept as 0 to 1.
    """

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            ("target", _("What we aim at")),
            ("baseline", _("What it was before we began")),
        ],
        initial="target",
    )
    period = forms.ChoiceField(
        label=_("Period"),
        error_messages={"invalid_choice": _("Choose one of these periods.")},
    )
    value = Number(
        label=_("Number"),
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Write a number, such as 80."),
            "min_value": _("Write a number from nought up."),
        },
    )
    because = forms.CharField(
        label=_("Why this number"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(
        self, *given: Any, sheet: Sheet, periods: list[Choice], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.is_share = sheet.unit is Unit.SHARE
        chosen = self.fields["period"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 (for mypy)
        chosen.choices = [(one.period, one.said) for one in periods]
        if self.is_share:
            self.fields["value"].label = _("Percent")
            self.fields["value"].help_text = _("80 for eighty of a hundred.")
        else:
            self.fields["value"].help_text = _("As it is counted.")

    def clean_value(self) -> float:
        """Return what is meant; a share as 0 to 1, and never above."""
        value: float = self.cleaned_data["value"]
        if not self.is_share:
            return value
        if value > 100:
            raise forms.ValidationError(
                _("Of a hundred there are never more than a hundred. Write 0 to 100.")
            )
        return value / 100


class WordsForm(OnceForm):
    """Why a number is what it is, and what is done about it."""

    why = forms.CharField(
        label=_("Why it is so"),
        max_length=1000,
        help_text=_("Others read this. No names, nothing that happened to one person."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    what_we_do = forms.CharField(
        label=_("What we do"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )


class ScoresForm(OnceForm):
    """The five areas of a year: 0 to 5, why so much, and where that can be seen."""

    def __init__(self, *given: Any, is_revision: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        for area in ScoredArea.values:
            self.fields[f"{area}_score"] = Number(
                label=_("Score, 0 to 5"),
                min_value=0,
                max_value=5,
                widget=forms.TextInput(
                    attrs={"inputmode": "decimal", "autocomplete": "off"}
                ),
                error_messages={
                    name: _("Write a score from 0 to 5.")
                    for name in ("invalid", "min_value", "max_value")
                },
            )
            self.fields[f"{area}_reason"] = forms.CharField(
                label=_("Why so much"),
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
            )
            self.fields[f"{area}_evidence"] = forms.URLField(
                label=_("Address of what shows it"),
                max_length=300,
                required=False,
                assume_scheme="https",
                help_text=_("Without one the area does not count."),
                error_messages={
                    "invalid": _("Write an address that begins with https://")
                },
            )
        if is_revision:
            self.fields["because"] = forms.CharField(
                label=_("Why the scores are others now"),
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
            )
