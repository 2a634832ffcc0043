"""A form field for a moment that is typed as the clocks of one place show it."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any

from django import forms
from django.utils import timezone


class LocalMoment(forms.DateTimeField):
    """A day and a time of day in `zone`, which the form sets before it is used."""

    zone: tzinfo = UTC

    def __init__(self, **given: Any) -> None:
        shape = "%Y-%m-%dT%H:%M"
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=shape)
        super().__init__(widget=widget, input_formats=[shape], **given)

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment with its zone."""
        with timezone.override(self.zone):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Return what the field shows: the clock on the wall there."""
        with timezone.override(self.zone):
            return super().prepare_value(value)


def tell_zone(form: forms.Form, zone: tzinfo) -> None:
    """Let every moment of a form be read and shown in a zone."""
    for field in form.fields.values():
        if isinstance(field, LocalMoment):
            field.zone = zone
