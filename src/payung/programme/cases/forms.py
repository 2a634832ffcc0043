"""What people type about a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.engines.clocks import Event
from payung.programme.people.models import Person

from .listing import Wanted
from .models import EvidenceKind, Todo
from .moments import LocalMoment, tell_zone
from .stages import TRANSITIONS, Stage
from .words.steps import pause_label, step_label


LONG = {"rows": 6, "autocomplete": "off"}


def offer(form: forms.Form, name: str, choices: Mapping[str, str]) -> None:
    """Give a question its answers, with none chosen; drop it where there are none."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
    if not choices:
        del form.fields[name]
        return
    field.choices = [("", "–"), *choices.items()]


class ArrestForm(forms.Form):
    """When somebody was taken, exactly or between two moments, and where to."""

    taken_at = LocalMoment(
        label=_("Taken at"),
        help_text=_("If nobody knows exactly: the earliest it can have been."),
    )
    latest = LocalMoment(
        label=_("At the latest"),
        required=False,
        help_text=_("Only if the moment is not known exactly."),
    )
    station = forms.ChoiceField(label=_("Where she is held"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *given: Any, zone: ZoneInfo, stations: Mapping[str, str], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)
        offer(self, "station", stations)


class OpenForm(ArrestForm):
    """A new case: words that are sealed, and the arrest where there was one."""

    team = forms.ChoiceField(label=_("Team"))
    title = forms.CharField(
        label=_("What to call it"),
        max_length=120,
        help_text=_("Kept locked. Only the team can read it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    summary = forms.CharField(
        label=_("In a few sentences"),
        required=False,
        help_text=_("Kept locked. Only the team can read it."),
        widget=forms.Textarea(attrs=LONG),
    )
    area = forms.ChoiceField(label=_("Where"), required=False)
    knowing = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("team", "title", "summary", "area", "taken_at", "latest", "station")

    def __init__(
        self,
        *given: Any,
        teams: Mapping[str, str],
        areas: Mapping[str, str],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        self.fields["taken_at"].required = False
        self.fields["taken_at"].help_text = _(
            "Leave this empty if nobody was taken. If nobody knows exactly: the "
            "earliest it can have been."
        )
        team = self.fields["team"]
        assert isinstance(team, forms.ChoiceField)  # noqa: S101 (for mypy)
        team.choices = list(teams.items())
        offer(self, "area", areas)

    def clean(self) -> dict[str, Any]:
        """Say so where a latest moment or a station stands without an arrest."""
        typed = super().clean() or {}
        alone = typed.get("latest") or typed.get("station")
        if alone and not typed.get("taken_at") and "taken_at" not in self.errors:
            self.add_error(
                "taken_at", _("Write when she was taken, or empty the fields below.")
            )
        return typed


class StepForm(forms.Form):
    """Something that happened after the arrest."""

    event = forms.ChoiceField(label=_("What happened"))
    happened_at = LocalMoment(label=_("When"))

    def __init__(
        self, *given: Any, zone: ZoneInfo, steps: tuple[Event, ...], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)
        offer(self, "event", {one.value: step_label(one) for one in steps})


class PauseForm(forms.Form):
    """A stretch that the law does not count."""

    kind = forms.ChoiceField(label=_("What it was"))
    began_at = LocalMoment(label=_("Began"))
    ended_at = LocalMoment(
        label=_("Ended"),
        required=False,
        help_text=_("Leave this empty while it goes on: the clock stands until then."),
    )

    def __init__(
        self, *given: Any, zone: ZoneInfo, pauses: tuple[str, ...], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)
        offer(self, "kind", {one: pause_label(one) for one in pauses})


class EndPauseForm(forms.Form):
    """The end of a stretch that goes on."""

    ended_at = LocalMoment(label=_("Ended"))

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)


class NoteForm(forms.Form):
    """Something to write down."""

    text = forms.CharField(
        label=_("What happened"),
        help_text=_("Kept locked. Only the team can read it."),
        widget=forms.Textarea(attrs=LONG),
    )
    happened_at = LocalMoment(
        label=_("When"), required=False, help_text=_("Empty means now.")
    )

    def __init__(self, *given: Any, zone: ZoneInfo, **named: Any) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)


class TaskForm(forms.Form):
    """Something to do, by when and by whom."""

    kind = forms.ChoiceField(label=_("What to do"), choices=Todo.choices)
    text = forms.CharField(
        label=_("In more words"),
        required=False,
        help_text=_("Kept locked. Only the team can read it."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    due_at = LocalMoment(label=_("By when"))
    assigned_to = forms.ModelChoiceField(
        label=_("Who does it"),
        queryset=Person.objects.none(),
        to_field_name="handle",
        required=False,
        empty_label=_("Anyone of the team"),
    )

    def __init__(
        self, *given: Any, zone: ZoneInfo, people: object, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        tell_zone(self, zone)
        self.fields["assigned_to"].queryset = people  # type: ignore[attr-defined]


class StageForm(forms.Form):
    """The stages that may follow the present one; closing asks why, elsewhere."""

    stage = forms.ChoiceField(label=_("How it goes on"), widget=forms.RadioSelect)

    def __init__(self, *given: Any, now: Stage, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["stage"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
        next_ones = [one for one in TRANSITIONS[now] if one is not Stage.CLOSED]
        field.choices = [(one.value, one.label) for one in next_ones]


class PersonForm(forms.Form):
    """Who else looks after a case."""

    person = forms.ModelChoiceField(
        label=_("Who"),
        queryset=Person.objects.none(),
        to_field_name="handle",
        empty_label="–",
    )

    def __init__(self, *given: Any, people: object, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """A note that belongs to a case too."""

    report = forms.CharField(
        label=_("Reference of the note"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FileForm(forms.Form):
    """A file and what it shows."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A picture, a PDF, a sound or a film of up to 25 MB."),
        allow_empty_file=True,
    )
    form = forms.ChoiceField(
        label=_("What it is"),
        required=False,
        choices=[("", "–"), *EvidenceKind.choices],
    )
    shows = forms.CharField(
        label=_("What it shows"),
        required=False,
        help_text=_("Kept locked, as the name of the file is."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    # Taken by her own device before anything is sent; empty without its script.
    digest = forms.RegexField(
        r"^[0-9a-f]{64}$", required=False, widget=forms.HiddenInput
    )


class LookForm(forms.Form):
    """Words to look for in what is locked."""

    words = forms.CharField(
        label=_("Words in what it is called or its sentences"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class Narrow(forms.Form):
    """Four questions that narrow the list, and a reference."""

    only = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[("", _("All")), ("mine", _("Mine")), ("late", _("Overdue"))],
    )
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    where = forms.ChoiceField(label=_("Where"), required=False)
    station = forms.ChoiceField(label=_("Station"), required=False)
    reference = forms.CharField(label=_("Reference"), required=False, max_length=20)

    def __init__(
        self, given: object, *, areas: Mapping[str, str], stations: Mapping[str, str]
    ) -> None:
        super().__init__(given)  # type: ignore[arg-type]
        stages = {stage.value: str(stage.label) for stage in Stage}
        self._offer("stage", _("Any stage"), stages)
        self._offer("where", _("Everywhere"), areas)
        self._offer("station", _("Any station"), stations)

    def _offer(self, name: str, anything: object, words: Mapping[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
        field.choices = [("", anything), *words.items()]

    def wanted(self) -> Wanted:
        """Return what was chosen; what is not offered counts as not chosen."""
        self.is_valid()
        return Wanted(**{name: self.cleaned_data.get(name, "") for name in self.fields})
