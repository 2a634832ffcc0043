"""What people type about a contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from payung.engines.dispatch import Priority
from payung.programme.cases.moments import LocalMoment, tell_zone
from payung.programme.hotline.sheet.sheets import TYPES
from payung.programme.people.models import Person

from .models import Disposition, NextStep
from .response_models import CalledOff
from .words import KINDS, PRIORITIES


LOCKED = _("Kept locked. Only the team can read it.")
URGENT_FIRST = [(p.value, label) for p, label in PRIORITIES.items()]


class WriteForm(forms.Form):
    """What she wrote about the call."""

    text = forms.CharField(
        label=_("What she said"),
        required=False,
        help_text=LOCKED,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )


class KindForm(forms.Form):
    """What a contact turned out to be."""

    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=[(kind.value, KINDS[kind]) for kind in TYPES],
        widget=forms.RadioSelect,
    )


class CloseForm(forms.Form):
    """How it ended, and what comes next."""

    disposition = forms.ChoiceField(
        label=_("How did it end?"),
        choices=Disposition.choices,
        widget=forms.RadioSelect,
    )
    next_step = forms.ChoiceField(
        label=_("What comes next?"), choices=NextStep.choices, widget=forms.RadioSelect
    )


class HandOverForm(forms.Form):
    """To whom a contact is handed."""

    to = forms.ModelChoiceField(
        label=_("Who takes it?"),
        queryset=Person.objects.none(),
        to_field_name="handle",
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *given: Any, people: QuerySet[Person], **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for mypy)
        field.queryset = people


class CallOffForm(forms.Form):
    """Why nobody need go any more."""

    why = forms.ChoiceField(
        label=_("Why?"), choices=CalledOff.choices, widget=forms.RadioSelect
    )


class PairForm(forms.Form):
    """Two of us go there: how soon, and where to."""

    priority = forms.ChoiceField(
        label=_("How soon?"), choices=URGENT_FIRST, widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=_("Where to"),
        required=False,
        help_text=_("Kept locked. Only those who go and the team can read it."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )


class OwnCallForm(forms.Form):
    """A call on her own phone, entered afterwards: as little as possible."""

    began_at = LocalMoment(label=_("When"))
    priority = forms.ChoiceField(
        label=_("How urgent is it?"), choices=URGENT_FIRST, widget=forms.RadioSelect
    )
    number = forms.CharField(
        label=_("Number"),
        required=False,
        max_length=40,
        help_text=LOCKED,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("What she said"),
        required=False,
        help_text=LOCKED,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)
        self.fields["priority"].initial = Priority.C.value


class TakeInHandForm(forms.Form):
    """What a case is called that comes of a call."""

    title = forms.CharField(
        label=_("What to call it"),
        max_length=120,
        help_text=LOCKED,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("In a few sentences"),
        required=False,
        help_text=LOCKED,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )


class LineForm(forms.Form):
    """A number that people call."""

    code = forms.ChoiceField(label=_("Which number"))
    dialled = forms.CharField(
        label=_("What is dialled"),
        required=False,
        max_length=60,
        help_text=_("As the network says it, with the sign + and the country first."),
    )
    team = forms.ChoiceField(label=_("Team"))

    def __init__(
        self,
        *given: Any,
        codes: Mapping[str, str],
        teams: Mapping[str, str],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        for name, choices in (("code", codes), ("team", teams)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
            field.choices = list(choices.items())
