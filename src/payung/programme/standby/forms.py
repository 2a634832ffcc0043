"""What people type about duty: a roster, a shift, who answers for gaps, a phone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from payung.programme.alerts.models import WayKind
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.roles import KEYHOLDERS, Role

from .models import DutyKind, FallbackReason


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody by her handle."""

    def __init__(self, **named: Any) -> None:
        named.setdefault("queryset", Person.objects.none())
        super().__init__(to_field_name="handle", **named)


class RosterForm(forms.Form):
    """The days of a new roster, and who comes last whatever happens."""

    first_day = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("At least four weeks, so that people can plan their lives."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    coordinator = PersonField(
        label=_("Who is asked when nobody else answers"), empty_label=None
    )
    regional = PersonField(
        label=_("Who is asked after her"),
        help_text=_("Another coordinator, or the regional team."),
        empty_label=None,
    )

    def __init__(self, *given: Any, actor: Actor, **named: Any) -> None:
        super().__init__(*given, **named)
        lead = Q(country=actor.country, roles_held__role=Role.COORDINATOR)
        region = Q(roles_held__role=Role.REGIONAL)
        _offer(self, "coordinator", lead)
        _offer(self, "regional", lead | region)


class ShiftForm(forms.Form):
    """Who has which duty, on which day and in which hours."""

    person = PersonField(label=_("Who"), empty_label=None)
    duty = forms.ChoiceField(label=_("What for"), choices=DutyKind.choices)
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    starts = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("To"),
        help_text=_("An hour that is earlier lies on the next day."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *given: Any, people: QuerySet[Person], **named: Any) -> None:
        super().__init__(*given, **named)
        _choices(self, "person", people)


class PublishForm(forms.Form):
    """Who answers for the gaps of a roster, and why there are some; both or, whole, none."""

    use_required_attribute = False

    fallback = PersonField(
        label=_("Who answers then"),
        empty_label=_("Nobody is named"),
        error_messages={"required": _("Name who answers then, or fill the gaps.")},
    )
    reason = forms.ChoiceField(
        label=_("Why has it gaps?"),
        choices=[("", "–"), *FallbackReason.choices],
        error_messages={"required": _("Say why it has gaps.")},
    )

    def __init__(self, *given: Any, actor: Actor, gaps: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        here = Q(country=actor.country, roles_held__role__in=KEYHOLDERS)
        _offer(self, "fallback", here | Q(roles_held__role=Role.REGIONAL))
        for field in self.fields.values():
            field.required = gaps


class LeaveForm(forms.Form):
    """Days on which somebody is away. Why is nobody's business."""

    person = PersonField(label=_("Who"), empty_label=None)
    first_day = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("Until midnight of this day."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *given: Any, actor: Actor, **named: Any) -> None:
        named.setdefault("initial", {"person": actor.handle})
        super().__init__(*given, **named)
        if actor.has(Role.COORDINATOR):
            here = Q(country=actor.country, roles_held__role__in=KEYHOLDERS)
            _offer(self, "person", here)
        else:
            del self.fields["person"]

    def clean(self) -> None:
        """Refuse days in the wrong order."""
        first, last = (
            self.cleaned_data.get(name) for name in ("first_day", "last_day")
        )
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first."))


class WayForm(forms.Form):
    """One way in which she is reached."""

    kind = forms.ChoiceField(
        label=_("How"), choices=WayKind.choices, widget=forms.RadioSelect
    )
    address = forms.CharField(
        label=_("Number"),
        max_length=80,
        help_text=_(
            "Kept locked. Only you and the machine that calls you can read it."
        ),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


def _offer(form: forms.Form, name: str, who: Q) -> None:
    people = Person.objects.filter(who, is_active=True).distinct()
    _choices(form, name, people.order_by("handle"))


def _choices(form: forms.Form, name: str, people: QuerySet[Person]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for mypy)
    field.queryset = people
