"""What people type or tap about meetings, posts and promises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.models import Reason
from payung.programme.activities.once import OnceForm
from payung.programme.cases.moments import LocalMoment, tell_zone
from payung.programme.people.models import Team
from payung.programme.places.models import Unit
from payung.programme.places.queries import unit_name as name_of_unit

from .codes import (
    Evidence,
    HowVerified,
    PromiseKind,
    Tier,
    Tone,
    Verdict,
    VerifiedBy,
    WhyWithdrawn,
)
from .models import Post


DUE = {"week": 7, "month": 30, "quarter": 90}
SHORT = {"autocomplete": "off"}
LONG = {"rows": 3, "autocomplete": "off"}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit of the register, called by its name in the reader's language."""

    language = "en"

    def label_from_instance(self, obj: Unit) -> str:
        """Return its name."""
        return unit_name(obj, self.language)


class PostChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Posts, called by their titles."""

    def label_from_instance(self, obj: Post) -> str:
        """Return its title."""
        return obj.title


class PostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A post, called by its title."""

    def label_from_instance(self, obj: Post) -> str:
        """Return its title."""
        return obj.title


def unit_name(unit: Unit, language: str) -> str:
    """Return the name of a unit in a language, or in English."""
    return name_of_unit(unit, language)


class PostForm(forms.Form):
    """A post for the register: an office, a title, a tier."""

    unit = UnitChoice(label=_("Office"), queryset=Unit.objects.none())
    title = forms.CharField(
        label=_("Title of the post"),
        max_length=120,
        help_text=_("The title only, no name: people come and go."),
        widget=forms.TextInput(attrs=SHORT),
    )
    tier = forms.ChoiceField(label=_("How high"), choices=Tier.choices)

    def __init__(
        self, *given: Any, units: QuerySet[Unit], language: str, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        _offer_units(self, units, language)


class HolderForm(forms.Form):
    """Somebody else holds a post, since when; a name only where it is needed."""

    since = forms.DateField(label=_("Since"), widget=DAY)
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=120,
        help_text=_("Better empty: then it is “the present one”. Kept locked."),
        widget=forms.TextInput(attrs=SHORT),
    )


class MeetingForm(forms.Form):
    """A meeting that is planned."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), empty_label=None
    )
    unit = UnitChoice(label=_("Office"), queryset=Unit.objects.none())
    tier = forms.ChoiceField(label=_("How high"), choices=Tier.choices)
    start = LocalMoment(label=_("Begins"))
    end = LocalMoment(label=_("Ends"))

    def __init__(
        self,
        *given: Any,
        teams: QuerySet[Team],
        units: QuerySet[Unit],
        language: str,
        zone: ZoneInfo,
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)
        _offer_units(self, units, language)
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)  # noqa: S101 (for mypy)
        team.queryset = teams


class HeldForm(forms.Form):
    """How a meeting was."""

    started = LocalMoment(label=_("Began"))
    ended = LocalMoment(label=_("Ended"))
    posts = PostChoices(
        label=_("Which posts were there"),
        queryset=Post.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    community_spoke = forms.IntegerField(
        label=_("How many of the community spoke"),
        min_value=0,
        max_value=200,
        initial=0,
        help_text=_("A number, no names."),
    )
    brief = forms.ChoiceField(label=_("Which brief was shown"), required=False)
    tone = forms.ChoiceField(
        label=_("How it went"),
        choices=[("", "–"), *Tone.choices],
        required=False,
    )
    risks = forms.CharField(
        label=_("What could become dangerous"),
        required=False,
        help_text=_("Kept locked. Only the team can read it."),
        widget=forms.Textarea(attrs=LONG),
    )

    def __init__(
        self,
        *given: Any,
        posts: QuerySet[Post],
        briefs: Mapping[str, str],
        zone: ZoneInfo,
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)
        chosen, brief = self.fields["posts"], self.fields["brief"]
        assert isinstance(chosen, forms.ModelMultipleChoiceField)  # noqa: S101
        assert isinstance(brief, forms.ChoiceField)  # noqa: S101 (for mypy)
        chosen.queryset = posts
        if not briefs:
            del self.fields["brief"]
        brief.choices = [("", _("None")), *briefs.items()]


class MoveForm(forms.Form):
    """Another day for a meeting or none, and why."""

    reason = forms.ChoiceField(label=_("Why"), choices=Reason.choices)
    start = LocalMoment(label=_("Begins"))
    end = LocalMoment(label=_("Ends"))
    off = forms.BooleanField(
        label=_("Call it off: there will be no other day"), required=False
    )

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)


class PromiseForm(forms.Form):
    """A promise, in three taps; words only for those who have the time."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What do they promise?"),
        choices=PromiseKind.choices,
        widget=forms.RadioSelect,
    )
    post = PostChoice(
        label=_("Which post?"),
        queryset=Post.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "invalid_choice": _(
                "This post is not in the register any more. Choose another one."
            )
        },
    )
    due = forms.ChoiceField(
        label=_("By when?"),
        choices=[
            ("week", _("In a week")),
            ("month", _("In a month")),
            ("quarter", _("In three months")),
            ("day", _("On a day")),
        ],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("Which day"), required=False, widget=DAY)
    read_back = forms.BooleanField(
        label=_("I read it back to them, and they said yes"), required=False
    )
    words = forms.CharField(
        label=_("In their words"),
        required=False,
        help_text=_("Kept locked. Only the team can read it."),
        widget=forms.Textarea(attrs=LONG),
    )
    reference = forms.CharField(
        label=_("Their reference"),
        required=False,
        max_length=80,
        help_text=_("A number or letter they gave. Kept locked."),
        widget=forms.TextInput(attrs=SHORT),
    )
    verify = forms.ChoiceField(
        label=_("How shall we see it?"),
        choices=HowVerified.choices,
        required=False,
    )

    def __init__(
        self, *given: Any, posts: QuerySet[Post], today: date, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.today = today
        post = self.fields["post"]
        assert isinstance(post, forms.ModelChoiceField)  # noqa: S101 (for mypy)
        post.queryset = posts
        if len(posts) == 1:
            post.initial = posts[0].pk

    def clean(self) -> dict[str, Any]:
        """Ask for the day where "on a day" was tapped."""
        typed = super().clean() or {}
        if typed.get("due") == "day" and not typed.get("day"):
            self.add_error("day", _("Choose the day."))
        return typed

    @property
    def due_on(self) -> date:
        """Return the day by which it is promised."""
        days = DUE.get(self.cleaned_data["due"])
        chosen: date = self.cleaned_data["day"]
        return chosen if days is None else self.today + timedelta(days=days)


class WithdrawForm(forms.Form):
    """Why a promise is taken back that was written down wrong."""

    why = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=WhyWithdrawn.choices,
        widget=forms.RadioSelect,
    )


class ReviewForm(OnceForm):
    """Whether a promise was kept, and what shows it."""

    verdict = forms.ChoiceField(
        label=_("What did you find?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
    )
    kept_on = forms.DateField(
        label=_("Kept since"),
        required=False,
        widget=DAY,
        help_text=_("Only if it was kept."),
    )
    evidence = forms.ChoiceField(
        label=_("What shows it?"), choices=Evidence.choices, initial=Evidence.NONE
    )
    verified_by = forms.ChoiceField(
        label=_("Who confirms it?"), choices=VerifiedBy.choices
    )
    words = forms.CharField(
        label=_("In a few words"),
        required=False,
        help_text=_("Kept locked. Only the team can read it."),
        widget=forms.Textarea(attrs=LONG),
    )


def _offer_units(form: forms.Form, units: QuerySet[Unit], language: str) -> None:
    field = form.fields["unit"]
    assert isinstance(field, UnitChoice)  # noqa: S101 (for mypy)
    field.queryset = units
    field.language = language
    field.empty_label = "–"
