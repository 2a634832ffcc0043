"""What people type about a sitting: planned, held, found, answered, decided, told."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.categories import Gender, category
from payung.programme.activities.once import OnceForm
from payung.programme.cases.moments import LocalMoment, tell_zone

from .codes import (
    Addressee,
    Allowed,
    Answer,
    Because,
    DecidedBy,
    Dropped,
    EvidenceKind,
    Group,
    PassedTo,
    Proof,
    Severity,
    Since,
    WhyTaken,
)


LOCKED = _("Kept locked. Only the team can read it. No names.")
YES_NO = (("yes", _("Yes")), ("no", _("No")))
NOBODY = ("", _("Choose"))


def words(label: Any, *, required: bool = True, rows: int = 4) -> forms.CharField:
    """Return a field for words that are sealed."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=8000,
        help_text=LOCKED,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
    )


def radio(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    """Return a choice of which all can be seen at once."""
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, **more
    )


def some_of(choices: type[Any]) -> list[tuple[str, Any]]:
    """Return choices of which none may be taken."""
    return [NOBODY, *choices.choices]


def day(label: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class PlannedForm(OnceForm):
    """Where and when; a team and a place are only asked where there are several."""

    team = forms.ChoiceField(label=_("Team"))
    site = forms.ChoiceField(label=_("Where"), required=False)
    start = LocalMoment(label=_("It begins"))
    end = LocalMoment(label=_("It ends"))

    def __init__(
        self, *given: Any, teams: Any, sites: Any, zone: ZoneInfo, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        tell_zone(self, zone)
        self.fields["team"].choices = [(str(one.pk), one.name) for one in teams]  # type: ignore[attr-defined]
        places = [(one.code, one.label) for one in sites]
        self.fields["site"].choices = places or [("", _("Nowhere fixed"))]  # type: ignore[attr-defined]
        if len(teams) == 1:
            self.fields["team"].widget = forms.HiddenInput()
            self.fields["team"].initial = str(teams[0].pk)


class GroupForm(PlannedForm):
    """A sitting as it is planned."""

    group = forms.ChoiceField(label=_("Who sits together"), choices=Group.choices)
    quorum = forms.IntegerField(
        label=_("How many have to come"), min_value=2, max_value=200, initial=6
    )


class CameForm(forms.Form):
    """When it was held and how many came, never who."""

    started = LocalMoment(label=_("It began"))
    ended = LocalMoment(label=_("It ended"))

    def __init__(self, *given: Any, zone: ZoneInfo, **more: Any) -> None:
        super().__init__(*given, **more)
        for gender in Gender:
            self.fields[f"came_{gender.value}"] = forms.IntegerField(
                label=gender.label, min_value=0, max_value=500, required=False
            )
        tell_zone(self, zone)

    @property
    def came(self) -> dict[str, int]:
        """Return how many came by category."""
        typed = self.cleaned_data
        return {
            category(gender=one.value): typed[f"came_{one.value}"]
            for one in Gender
            if typed.get(f"came_{one.value}")
        }


class SatForm(CameForm):
    """How a sitting went."""

    led = radio(_("Did somebody of the community lead it?"), YES_NO)
    allowed = radio(_("What does the group allow?"), Allowed.choices)
    safety = words(_("What was done so that everybody is safe"), required=False)
    note = words(_("Notes of the day"), required=False, rows=6)


class FindingForm(OnceForm):
    """A finding. Whether it is about one person is asked first, and every time."""

    about_one = radio(_("Is this about one person?"), YES_NO)
    text = words(_("What the group found"))
    themes = forms.MultipleChoiceField(
        label=_("What it is about"), widget=forms.CheckboxSelectMultiple
    )
    severity = radio(_("How much it weighs"), Severity.choices)
    since = forms.ChoiceField(label=_("Since when"), choices=Since.choices)
    evidence = forms.ChoiceField(
        label=_("How it is known"), choices=EvidenceKind.choices
    )
    place = forms.ChoiceField(label=_("Where"), required=False)
    is_new = forms.BooleanField(
        label=_("It has not been said here before"), required=False
    )

    def __init__(self, *given: Any, themes: Any, places: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["themes"].choices = list(themes.items())  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", _("Everywhere")), *places]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The one answer to a finding."""

    answer = radio(_("What does the group say?"), Answer.choices)
    decision = forms.ChoiceField(label=_("Which decision"), required=False)
    passed_to = forms.ChoiceField(
        label=_("To whom it is passed on"), choices=some_of(PassedTo), required=False
    )
    because = forms.ChoiceField(
        label=_("Because"), choices=some_of(Because), required=False
    )

    def __init__(self, *given: Any, decisions: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["decision"].choices = [NOBODY, *decisions]  # type: ignore[attr-defined]


class DecisionForm(OnceForm):
    """A decision, and the findings it rests on."""

    what = words(_("What we decide"))
    why = forms.MultipleChoiceField(
        label=_("Because of these findings"), widget=forms.CheckboxSelectMultiple
    )
    addressee = forms.ChoiceField(label=_("For whom"), choices=Addressee.choices)
    decided_by = radio(_("How it was decided"), DecidedBy.choices)
    changes = radio(_("Does it change how we work?"), YES_NO)
    due_on = day(_("By when we tell the group what came of it"))

    def __init__(self, *given: Any, findings: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["why"].choices = findings  # type: ignore[attr-defined]


class ActionForm(OnceForm):
    """Who does what by when."""

    who = forms.ChoiceField(
        label=_("Who"),
        required=False,
        # On a page that lies open on a phone these names are left out.
        widget=forms.Select(attrs={"data-names": ""}),
        error_messages={
            "invalid_choice": _("Nobody of the team signs in with this name.")
        },
    )
    what = words(_("What"), rows=3)
    due_on = day(_("By when"))

    def __init__(self, *given: Any, people: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        names = [(one.handle, one.handle) for one in people]
        self.fields["who"].choices = [("", _("The group itself")), *names]  # type: ignore[attr-defined]


class ActionEndForm(forms.Form):
    """What became of something to be done."""

    state = radio(
        _("What became of it?"), (("done", _("Done")), ("dropped", _("Given up")))
    )
    proof = forms.ChoiceField(
        label=_("Done: how it is known"), choices=some_of(Proof), required=False
    )
    dropped = forms.ChoiceField(
        label=_("Given up: why"), choices=some_of(Dropped), required=False
    )


class ToldForm(forms.Form):
    """What the group says when it is told what came of its decision."""

    accepted = radio(_("Does the group accept what came of it?"), YES_NO)
    said = words(_("What the group said"), required=False)


class WhyForm(forms.Form):
    """Why something is withdrawn, or opened again."""

    why = radio(_("Why?"), WhyTaken.choices)

    def __init__(self, *given: Any, only: Any = WhyTaken, **more: Any) -> None:
        super().__init__(*given, **more)
        why = [(one.value, one.label) for one in only]
        self.fields["why"].choices = why  # type: ignore[attr-defined]
        if len(why) == 1:
            self.fields["why"].initial = why[0][0]


class ThemeForm(forms.Form):
    """A subject of one's own."""

    label = forms.CharField(
        label=_("A new subject"),
        max_length=60,
        help_text=_("Everybody in the country sees it. No names."),
    )


class MarkForm(forms.Form):
    """Words of a text and the subject they speak of."""

    words = forms.CharField(
        label=_("The words, exactly as they stand there"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    theme = forms.ChoiceField(label=_("What they are about"))

    def __init__(self, *given: Any, themes: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["theme"].choices = list(themes.items())  # type: ignore[attr-defined]


class TakeOutForm(forms.Form):
    """From which months findings are taken out."""

    since = day(_("From this month on"))
    until = day(_("Up to this month"))
