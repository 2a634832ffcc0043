"""What people choose about who sees a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.cases.models import Conflict
from payung.programme.cases.moments import LocalMoment, tell_zone


class AsideForm(forms.Form):
    """Why she steps aside: one reason, and words for the coordinators if she likes."""

    reason = forms.ChoiceField(
        label=_("Why you step aside"),
        choices=Conflict.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        help_text=_("Kept locked. Only the coordinators of the team can read it."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class UntilForm(forms.Form):
    """When a loan ends."""

    until = LocalMoment(
        label=_("Until when"),
        help_text=_("At most 90 days. It ends by itself."),
    )

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)


class LendForm(UntilForm):
    """To whom a case is lent, until when, and whether her key was compared."""

    person = forms.ChoiceField(
        label=_("To whom"),
        help_text=_(
            "Call her. She reads her six words to you from her settings. Only if every "
            "word is the same, lend it to her."
        ),
        widget=forms.RadioSelect,
    )
    compared = forms.BooleanField(
        label=_("She read these words to me, all six"),
        error_messages={
            "required": _("Compare the six words with her first, by voice.")
        },
    )
    with_staff_notes = forms.BooleanField(
        label=_("She may read the notes for staff too"), required=False
    )
    field_order = ("person", "compared", "until", "with_staff_notes")

    def __init__(self, *given: Any, people: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
        field.choices = list(people.items())
