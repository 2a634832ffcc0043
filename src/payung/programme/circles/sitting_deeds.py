"""What can be written down at a sitting; on its own page, or sent later by a phone.

Each takes the sitting, the row it is about (None where it is about none, or where the
form is only shown), and what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from payung.programme.people.access import members_of, person_for
from payung.programme.people.actors import Actor
from payung.programme.places.days import day_of
from payung.programme.places.packs import pack_of

from . import deciding, findings, sittings
from .codes import (
    Addressee,
    Allowed,
    Answer,
    Because,
    DecidedBy,
    Dropped,
    EvidenceKind,
    PassedTo,
    Proof,
    Severity,
    Since,
)
from .deeds import Data, Deed, Maker
from .forms import (
    ActionEndForm,
    ActionForm,
    AnswerForm,
    DecisionForm,
    FindingForm,
    SatForm,
    ToldForm,
)
from .models import ActionItem, Decision, Finding, FocusGroup
from .sitting_page import places_of
from .themes import themes_of


MONTH = timedelta(days=30)


def held(
    actor: Actor, group: FocusGroup, _row: None, data: Data, *, at: datetime
) -> Deed:
    """Write down that it was held, and how."""
    planned = group.activity
    form = SatForm(
        data,
        zone=pack_of(group.country).zone(),
        initial={"started": planned.planned_start, "ended": planned.planned_end},
    )

    def keep(at: datetime, _on: date) -> str:
        typed = form.cleaned_data
        sat = sittings.Sat(
            started=typed["started"],
            ended=typed["ended"],
            came=form.came,
            led_by_community=typed["led"] == "yes",
            allowed=Allowed(typed["allowed"]),
            safety=typed["safety"],
            note=typed["note"],
        )
        sittings.hold_group(actor=actor, group=group, sat=sat, at=at)
        return page_of(group)

    return Deed(title=pgettext("an activity", "It was held"), form=form, keep=keep)


def finding(
    actor: Actor, group: FocusGroup, _row: None, data: Data, *, at: datetime
) -> Deed:
    """Write down a finding."""
    language = get_language() or "en"
    form = FindingForm(
        data,
        themes=themes_of(group.country, language),
        places=places_of(group.country, language),
    )

    def keep(at: datetime, _on: date) -> str:
        typed = form.cleaned_data
        new = findings.NewFinding(
            text=typed["text"],
            about_one=typed["about_one"] == "yes",
            themes=tuple(typed["themes"]),
            severity=Severity(typed["severity"]),
            since=Since(typed["since"]),
            evidence=EvidenceKind(typed["evidence"]),
            is_new=typed["is_new"],
            place=typed["place"],
            key=typed["key"],
        )
        findings.add_finding(actor=actor, group=group, new=new, at=at)
        return page_of(group)

    return Deed(title=_("A finding"), form=form, keep=keep)


def answer(
    actor: Actor, group: FocusGroup, found: Finding | None, data: Data, *, at: datetime
) -> Deed:
    """Give the one answer to a finding."""
    taken = group.decisions.filter(withdrawn_at=None).order_by("number")
    form = AnswerForm(
        data,
        decisions=[(str(one.pk), numbered(_("Decision"), one.number)) for one in taken],
        initial={"answer": found.answer if found else ""},
    )

    def keep(at: datetime, _on: date) -> str:
        typed = form.cleaned_data
        named = typed["decision"]
        findings.answer_finding(
            actor=actor,
            finding=_there(found),
            answer=Answer(typed["answer"]),
            decision=taken.filter(pk=named).first() if named else None,
            passed_to=PassedTo(typed["passed_to"]) if typed["passed_to"] else None,
            because=Because(typed["because"]) if typed["because"] else None,
            at=at,
        )
        return page_of(group)

    title = numbered(_("Finding"), found.number) if found else _("An answer")
    return Deed(title=title, form=form, keep=keep)


def decision(
    actor: Actor, group: FocusGroup, _row: None, data: Data, *, at: datetime
) -> Deed:
    """Write down a decision."""
    rows = group.findings.filter(withdrawn_at=None).order_by("number")
    today = day_of(group.country, at)
    form = DecisionForm(
        data,
        findings=[(str(one.pk), numbered(_("Finding"), one.number)) for one in rows],
        initial={
            "why": [str(one.pk) for one in rows if not one.answer],
            "due_on": today + MONTH,
        },
    )

    def keep(at: datetime, on: date) -> str:
        typed = form.cleaned_data
        new = deciding.NewDecision(
            what=typed["what"],
            why=tuple(rows.filter(pk__in=typed["why"])),
            addressee=Addressee(typed["addressee"]),
            changes_strategy=typed["changes"] == "yes",
            decided_by=DecidedBy(typed["decided_by"]),
            due_on=typed["due_on"],
            key=typed["key"],
        )
        made = deciding.decide(actor=actor, group=group, new=new, at=at, on=on)
        return reverse("circle-action", args=[made.pk])

    return Deed(title=_("A decision"), form=form, keep=keep)


def action(
    actor: Actor, group: FocusGroup, taken: Decision | None, data: Data, *, at: datetime
) -> Deed:
    """Say who does what by when."""
    today = day_of(group.country, at)
    form = ActionForm(
        data,
        people=members_of(group.team),
        initial={"due_on": taken.due_on if taken else today + MONTH},
    )

    def keep(at: datetime, on: date) -> str:
        typed = form.cleaned_data
        deciding.add_action(
            actor=actor,
            decision=_there(taken),
            who=person_for(actor, typed["who"]) if typed["who"] else None,
            what=typed["what"],
            due_on=typed["due_on"],
            key=typed["key"],
            at=at,
            on=on,
        )
        return page_of(group)

    return Deed(title=_("Who, what, when"), form=form, keep=keep)


def action_end(
    actor: Actor,
    _group: FocusGroup,
    item: ActionItem | None,
    data: Data,
    *,
    at: datetime,
) -> Deed:
    """Write down what became of something to be done."""
    form = ActionEndForm(data)

    def keep(at: datetime, on: date) -> str:
        typed, there = form.cleaned_data, _there(item)
        if typed["state"] == "done":
            proof = Proof(_given(typed, "proof"))
            deciding.finish_action(actor=actor, action=there, proof=proof, at=at, on=on)
        else:
            reason = Dropped(_given(typed, "dropped"))
            deciding.drop_action(actor=actor, action=there, reason=reason, at=at, on=on)
        return reverse("circles")

    return Deed(title=_("To be done"), form=form, keep=keep)


def told(
    actor: Actor, group: FocusGroup, taken: Decision | None, data: Data, *, at: datetime
) -> Deed:
    """Tell the group what came of its decision, and whether it accepts that."""
    form = ToldForm(data)

    def keep(at: datetime, on: date) -> str:
        typed = form.cleaned_data
        deciding.tell_back(
            actor=actor,
            decision=_there(taken),
            group=group,
            accepted=typed["accepted"] == "yes",
            said=typed["said"],
            at=at,
            on=on,
        )
        return page_of(group)

    return Deed(title=_("What came of it"), form=form, keep=keep)


def finish(
    actor: Actor, group: FocusGroup, _row: None, data: Data, *, at: datetime
) -> Deed:
    """Finish the minutes."""

    def keep(at: datetime, _on: date) -> str:
        sittings.finish_minutes(actor=actor, group=group, at=at)
        return page_of(group)

    return Deed(title=_("Finish the minutes"), form=forms.Form(data), keep=keep)


MAKERS: Mapping[str, Maker] = {
    "held": held,
    "finding": finding,
    "answer": answer,
    "decision": decision,
    "action": action,
    "action_end": action_end,
    "told": told,
    "finish": finish,
}


def page_of(group: FocusGroup) -> str:
    """Return the address of a sitting."""
    return reverse("circle", args=[group.pk])


def numbered(word: str, number: int) -> str:
    """Return a word and a number, in the order of the language."""
    return _("%(word)s %(number)s") % {"word": word, "number": number}


def _there(row: Any) -> Any:
    """Return the row; a form that is only shown is never kept."""
    if row is None:
        raise ValueError("nothing to keep it on")
    return row


def _given(typed: dict[str, str], name: str) -> str:
    if not typed[name]:
        sentence = (
            _("Say how it is known that it was done.")
            if name == "proof"
            else _("Say why it was given up.")
        )
        raise deciding.HowMissing(sentence, field=name)
    return typed[name]
