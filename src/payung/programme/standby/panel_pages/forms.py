"""What is typed about the panel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from payung.programme.standby.panel_models import MOST_A_WEEK, REST_HOURS


class MemberForm(forms.Form):
    """What an attorney speaks, where she appears, and how much she gives."""

    languages = forms.MultipleChoiceField(
        label=_("Languages she speaks with clients"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    courts = forms.MultipleChoiceField(
        label=_("Where she appears in court"),
        help_text=_("Who is near is asked first."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    most_a_week = forms.IntegerField(
        label=_("Most shifts in a week"),
        min_value=0,
        max_value=21,
        initial=MOST_A_WEEK,
        help_text=_("Shifts of eight hours as the first to be asked."),
    )
    rest_hours = forms.IntegerField(
        label=_("Least hours of rest between two shifts"),
        min_value=0,
        max_value=48,
        initial=REST_HOURS,
    )

    def __init__(self, *given: Any, areas: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        courts = self.fields["courts"]
        assert isinstance(courts, forms.MultipleChoiceField)  # noqa: S101 (for mypy)
        courts.choices = list(areas.items())


class AsideForm(forms.Form):
    """A case or a call about which she must not be asked."""

    about = forms.CharField(
        label=_("Number of the case or the call"),
        max_length=40,
        help_text=_("Others are asked instead. Nobody asks why."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class LeavePanelForm(forms.Form):
    """The last day on which she is asked."""

    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_(
            "Her shifts after it are taken out. Those who coordinate are told."
        ),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
