"""The question where somebody is or was held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from .held_models import HeldKind
from .moments import LocalMoment, tell_zone


class HeldForm(forms.Form):
    """A place, from when to when; without an end she is there now."""

    kind = forms.ChoiceField(label=_("What kind of place"), choices=HeldKind.choices)
    station = forms.ChoiceField(label=_("Which one"), required=False)
    began_at = LocalMoment(label=_("There since"))
    ended_at = LocalMoment(
        label=_("Until"),
        required=False,
        help_text=_("Leave this empty if she is there now."),
    )

    def __init__(
        self,
        *given: Any,
        zone: ZoneInfo,
        stations: Mapping[str, str],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)
        field = self.fields["station"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
        field.choices = [("", _("Not in the list, or not known")), *stations.items()]
