"""What people type about a plan: its months, a line, a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.models import Kind
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team

from . import access
from .drafting import NewLine
from .models import Doer, ObjectiveCode, PlanLine
from .sheet_rows import MOST_A_MONTH


LARGEST = 4 * 1024 * 1024


class ProgrammeForm(forms.Form):
    """What the programme of the country is called, and when it began."""

    name = forms.CharField(label=_("What it is called"), max_length=120)
    starts_on = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class BeginForm(forms.Form):
    """The months of a plan."""

    first_month = forms.DateField(
        label=_("A day in its first month"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    months = forms.IntegerField(
        label=_("How many months"), min_value=1, max_value=24, initial=12
    )


class SheetForm(forms.Form):
    """A spreadsheet of lines."""

    file = forms.FileField(
        label=_("The spreadsheet"),
        help_text=_("XLSX or CSV, with the headings in the first row."),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to be a plan."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(
                _("This is larger than a plan can be. Leave out pictures.")
            )
        return given


class LineForm(forms.Form):
    """One line of a plan."""

    objective = forms.ChoiceField(label=_("Objective"), choices=ObjectiveCode.choices)
    output = forms.CharField(
        label=_("What comes of it"),
        max_length=200,
        help_text=_("Written the same, lines stand together."),
    )
    what = forms.CharField(label=_("What is done"), max_length=200)
    kind = forms.ChoiceField(label=_("What sort of thing"), choices=Kind.choices)
    months = forms.MultipleChoiceField(
        label=_("Months"), widget=forms.CheckboxSelectMultiple
    )
    per_month = forms.IntegerField(
        label=_("How many each month"),
        min_value=1,
        max_value=MOST_A_MONTH,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), empty_label=None
    )
    doer = forms.ChoiceField(label=_("Who does it"), choices=Doer.choices)
    owner = forms.ModelChoiceField(
        label=_("Who sees to it"),
        queryset=Person.objects.none(),
        to_field_name="handle",
        required=False,
        empty_label=_("Nobody in particular"),
    )
    site = forms.SlugField(
        label=_("Short name of the room"), required=False, max_length=40
    )
    budget = forms.CharField(label=_("Budget line"), required=False, max_length=20)
    indicators = forms.CharField(
        label=_("Indicators"),
        required=False,
        max_length=200,
        help_text=_("Their codes, with commas between them."),
    )
    assumption = forms.CharField(
        label=_("What it depends on"), required=False, max_length=300
    )

    def __init__(
        self,
        *given: Any,
        actor: Actor,
        months: Sequence[tuple[date, str]],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        chosen = self.fields["months"]
        assert isinstance(chosen, forms.MultipleChoiceField)  # noqa: S101 (for mypy)
        chosen.choices = [(month.isoformat(), label) for month, label in months]
        people = Person.objects.filter(country=actor.country, is_active=True)
        for name, rows in (
            ("team", access.teams_of(actor)),
            ("owner", people.order_by("handle")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for mypy)
            field.queryset = rows

    def line(self) -> NewLine:
        """Return the line of a form that is valid."""
        said = self.cleaned_data
        return NewLine(
            objective=ObjectiveCode(said["objective"]),
            output=said["output"],
            what=said["what"],
            team=said["team"],
            doer=Doer(said["doer"]),
            owner=said["owner"],
            months=tuple(date.fromisoformat(month) for month in said["months"]),
            kind=Kind(said["kind"]),
            per_month=said["per_month"],
            site=said["site"],
            budget=said["budget"],
            indicators=tuple(said["indicators"].split(",")),
            assumption=said["assumption"],
        )


def shown(line: PlanLine) -> dict[str, object]:
    """Return what the form of a line shows of it."""
    return {
        "objective": line.output.objective.code,
        "output": line.output.text,
        "what": line.what,
        "kind": line.kind,
        "months": line.months,
        "per_month": line.per_month,
        "team": line.team_id,
        "doer": line.doer,
        "owner": line.owner,
        "site": line.site,
        "budget": line.budget,
        "indicators": ", ".join(line.indicators),
        "assumption": line.assumption,
    }
