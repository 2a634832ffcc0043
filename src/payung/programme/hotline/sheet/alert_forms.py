"""Why an alert is given back, and how it ended: one choice each."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from payung.programme.standby.models import AlertEnding, HandBackReason


class HandBackForm(forms.Form):
    """Why she gives it back."""

    reason = forms.ChoiceField(
        label=_("Why?"), choices=HandBackReason.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="back_%s")


class AlertCloseForm(forms.Form):
    """How it ended."""

    reason = forms.ChoiceField(
        label=_("How did it end?"),
        choices=AlertEnding.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="close_%s")
