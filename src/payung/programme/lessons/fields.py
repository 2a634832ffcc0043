"""Fields that several forms of the shelf ask for in the same way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


OTHERS_READ = _("Others read this. No names, nothing that happened to one person.")
YES_NO = (("yes", _("Yes")), ("no", _("No")))


def words(
    label: Any, longest: int, *, rows: int = 3, required: bool = True, said: Any = ""
) -> forms.CharField:
    """Return a field for words that everybody may read."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=said,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
    )


def line(
    label: Any, longest: int, *, required: bool = True, said: Any = ""
) -> forms.CharField:
    """Return a field for one line that everybody may read."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=said,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def radio(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    """Return a choice of which all can be seen at once."""
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, **more
    )


def day(label: Any, **more: Any) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """Give a choice of a form what there is to choose."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
    field.choices = choices
