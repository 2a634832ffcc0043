"""What is typed for one paper. It goes into the paper and is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


# A page of typed text is enough for a paper; more belongs into what is enclosed.
MOST_LETTERS = 6_000
SHORT = {
    "court": _("The court, as it is to be addressed"),
    "case_number": _("Number at the court or the station"),
    "alleged_law": _("The law that was named to her"),
    "attorney_name": _("Name of the attorney"),
    "attorney_number": _("The attorney's number"),
    "attorney_address": _("Address of the attorney"),
    "office": _("Office that the paper goes to"),
    "office_address": _("Address of that office"),
    "place": _("Where it is signed"),
}
LONG = {
    "what_happened": _("What happened"),
    "officers": _("Who did it, as far as is known"),
    "witnesses": _("Who saw it"),
    "grounds": _("Further grounds"),
    "wanted": _("What is asked for besides"),
    "sureties": _("Who stands for her"),
    "enclosures": _("What is enclosed"),
}


class PaperForm(forms.Form):
    """The language of a paper, and the fields that only a person knows."""

    language = forms.ChoiceField(label=_("Language of the paper"))

    def __init__(
        self,
        *given: Any,
        languages: Mapping[str, str],
        typed: Iterable[str],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
        field.choices = list(languages.items())
        for name in typed:
            self.fields[name] = _question(name)

    def typed(self) -> dict[str, str]:
        """Return what was typed, by field; for one paper and not to be kept."""
        return {
            name: str(text)
            for name, text in self.cleaned_data.items()
            if name != "language"
        }


def _question(name: str) -> forms.CharField:
    off = {"autocomplete": "off"}
    if name in LONG:
        area = forms.Textarea(attrs={**off, "rows": 4})
        return forms.CharField(
            label=LONG[name], required=False, max_length=MOST_LETTERS, widget=area
        )
    line = forms.TextInput(attrs=off)
    return forms.CharField(
        label=SHORT[name], required=False, max_length=300, widget=line
    )
