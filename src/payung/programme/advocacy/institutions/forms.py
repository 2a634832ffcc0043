"""What a coordinator types about an institution, and what a reader looks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.engines.clocks.calendars import latin_digits
from payung.programme.advocacy.codes import Tier
from payung.programme.findings.forms import LIKE_A_NUMBER, NAMES
from payung.programme.places.models import Unit

from .listing import CLOSED, Wanted
from .register import Institution


LARGEST = 2_000_000
PLAIN = {"autocomplete": "off"}


class InstitutionForm(forms.Form):
    """An institution: its name in each language, what it is, where, and how we know."""

    kind = forms.ChoiceField(label=_("What it is"))
    tier = forms.ChoiceField(
        label=_("How high"), required=False, choices=[("", "–"), *Tier.choices]
    )
    area = forms.ChoiceField(label=_("Where"), required=False)
    parent = forms.ChoiceField(label=_("Below which institution"), required=False)
    source = forms.CharField(
        label=_("Where this is known from"),
        max_length=300,
        help_text=_("A public page, a letter, or who of you was there. No names."),
        widget=forms.TextInput(attrs=PLAIN),
    )

    def __init__(
        self,
        *given: Any,
        languages: tuple[str, ...],
        kinds: Mapping[str, str],
        areas: Mapping[str, str],
        parents: Mapping[str, str],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        self.languages = languages
        for code in languages:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name: %(language)s") % {"language": NAMES.get(code, code)},
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs=PLAIN | {"lang": code}),
            )
        _offer(self, "kind", kinds)
        _offer(self, "area", {"": _("The whole country"), **areas})
        _offer(self, "parent", {"": _("None"), **parents})
        self.order_fields([f"name_{code}" for code in languages])

    def clean(self) -> dict[str, Any]:
        """Ask for one name at least, and for none that seems a telephone number."""
        typed = super().clean() or {}
        if not any(typed.get(f"name_{code}") for code in self.languages):
            first = f"name_{self.languages[0]}"
            self.add_error(first, _("Write its name in one language at least."))
        for code in self.languages:
            if LIKE_A_NUMBER.search(latin_digits(typed.get(f"name_{code}", ""))):
                self.add_error(
                    f"name_{code}",
                    _("This looks like a telephone number. Write the name only."),
                )
        return typed

    def said(self, *, kept: Unit | None = None) -> Institution:
        """Return what was typed; names in other languages and the post stay as kept."""
        typed = self.cleaned_data
        names = {code: typed[f"name_{code}"] for code in self.languages}
        before = kept.names if kept else {}
        others = {k: v for k, v in before.items() if k not in self.languages}
        return Institution(
            names={code: name for code, name in names.items() if name} | others,
            kind=typed["kind"],
            source=typed["source"],
            tier=typed["tier"],
            area=typed["area"],
            parent=typed["parent"],
            post_title=kept.post_title if kept else "",
        )


class SheetForm(forms.Form):
    """A spreadsheet of institutions."""

    file = forms.FileField(
        label=_("The spreadsheet"),
        help_text=_("XLSX or CSV, with the headings in the first row."),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to be a register."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 2 MB. Split the table.")
            )
        return given


class Narrow(forms.Form):
    """What narrows the register: words, a kind, an area, open ones or closed ones."""

    words = forms.CharField(required=False, max_length=80)
    kind = forms.ChoiceField(label=_("What it is"), required=False)
    area = forms.ChoiceField(label=_("Where"), required=False)
    state = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[("", _("Those that are open")), (CLOSED, _("Those that closed"))],
    )

    def __init__(
        self, given: object, *, kinds: Mapping[str, str], areas: Mapping[str, str]
    ) -> None:
        super().__init__(given)  # type: ignore[arg-type]
        _offer(self, "kind", {"": _("Anything"), **kinds})
        _offer(self, "area", {"": _("Everywhere"), **areas})

    def wanted(self) -> Wanted:
        """Return what was chosen; what is not offered counts as not chosen."""
        self.is_valid()
        return Wanted(**{name: self.cleaned_data.get(name, "") for name in self.fields})


def typed_of(unit: Unit) -> dict[str, str]:
    """Return what the form shows of an institution that is in the register."""
    names = {f"name_{code}": name for code, name in unit.names.items()}
    parts = {name: getattr(unit, name) for name in ("kind", "tier", "area", "source")}
    return names | parts | {"parent": unit.parent_code}


def _offer(form: forms.Form, name: str, words: Mapping[str, Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
    field.choices = list(words.items())
