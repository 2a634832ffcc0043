"""From a draft to a note: into the one the case has, or into one written from the clock.

What is written is coded and nothing else: which act, which day, which place.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.utils.translation import gettext as _

from payung.engines.clocks import Event
from payung.engines.forms import Answers, place
from payung.programme.cases.actions import link_report
from payung.programme.cases.clock_rows import area_of
from payung.programme.cases.models import Case
from payung.programme.consents.models import Purpose
from payung.programme.consents.opening import is_open
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.places.models import Unit
from payung.programme.places.packs import pack_of
from payung.programme.reports.access import report_for
from payung.programme.reports.models import Detention, Report, Source
from payung.programme.reports.plain_intake import PlainReport, take_plain
from payung.programme.reports.published import NoFormYet, Published, in_use

from .models import OverdueDraft


ACT, AS_IN = "lib_overdue", "lib_arrest"
YES, NO = "yes", "no"


class NoFormToWrite(CannotBe):
    """No form is in use in this country, so there is no note to write into."""


class NotAllowedToWrite(CannotBe):
    """She has not said yes to what happened being written down."""


class NotOfItsTeam(CannotBe):
    """Notes of this case belong to a team that is not hers."""


def note_of(case: Case) -> Report | None:
    """Return the note that tells of the arrest, or else the first; None without one."""
    linked = Report.objects.filter(linked__case=case).order_by("linked__at")
    told = Detention.objects.filter(incident__report__in=linked)
    first = told.order_by("incident__report__received_at").first()
    return first.incident.report if first else linked.first()


def write_note(*, actor: Actor, draft: OverdueDraft, at: datetime) -> Report:
    """Write a note of one act from a draft, and let the case be about it.

    Written again for the same draft it is the same note. Raise NoFormToWrite,
    NotAllowedToWrite or NotOfItsTeam.
    """
    case = draft.case
    if case.team_id not in actor.teams:
        raise NotOfItsTeam(
            _("A member of the team %(team)s has to do this.") % {"team": case.team}
        )
    if not is_open(case, Purpose.NARRATIVE, at=at):
        raise NotAllowedToWrite(
            _(
                "Ask her first whether what happened may be written down, and keep "
                "her answer. Then press it again."
            )
        )
    report = _taken(actor, draft, at)
    link_report(actor=actor, case=case, report=report, at=at)
    return report


def _taken(actor: Actor, draft: OverdueDraft, at: datetime) -> Report:
    form = _form(draft.case.country)
    answers = answers_of(draft, form, at=at)
    body = json.dumps(answers, sort_keys=True)
    taken = take_plain(
        actor=actor,
        team=draft.case.team,
        form=form,
        given=PlainReport(
            instance=f"clock:{draft.arrest_id}:{draft.clock}:{draft.pk}",
            answers=answers,
            digest=hashlib.sha256(body.encode()).hexdigest(),
        ),
        source=Source.BROWSER,
        at=at,
    )
    return report_for(actor, taken.reference)


def _form(country: str) -> Published:
    try:
        return in_use(country)
    except NoFormYet:
        raise NoFormToWrite(
            _(
                "There is no form in use yet, so there is no note to write into. Ask "
                "whoever coordinates to put it into use."
            )
        ) from None


def answers_of(draft: OverdueDraft, form: Published, *, at: datetime) -> Answers:
    """Return the coded answers of a draft, at the places where the form asks them."""
    answers: Answers = {}
    for fact, text in _facts(draft, at).items():
        path = _path(form, fact)
        if text and path:
            place(answers, path, text)
    return answers


def _facts(draft: OverdueDraft, at: datetime) -> dict[str, str]:
    case, arrest = draft.case, draft.arrest
    pack, area = pack_of(case.country), area_of(arrest)
    zone = pack.zone(area or None)
    judge = arrest.steps.filter(event=Event.FIRST_PRODUCTION.value).first()
    # Only what is known exactly is a moment of the note.
    exact = arrest.taken_at_latest is None
    return {
        "acts": ACT,
        "incident.country": case.country,
        "incident.on": draft.surely_at.astimezone(zone).date().isoformat(),
        "incident.area": area if area in {one.code for one in pack.areas} else "",
        "detention.taken_at": _iso(arrest.taken_at, zone) if exact else "",
        "detention.unit": _known_unit(case.country, arrest.station),
        "detention.judge_at": _iso(judge.at, zone) if judge else "",
        "consent.narrative": YES,
        "consent.stats": _said(case, Purpose.STATS, at),
        "consent.police_anon": _said(case, Purpose.POLICE_ANON, at),
    }


def _said(case: Case, purpose: Purpose, at: datetime) -> str:
    return YES if is_open(case, purpose, at=at) else NO


def _known_unit(country: str, code: str) -> str:
    known = Unit.objects.filter(country=country, code=code).exists()
    return code if known else ""


def _path(form: Published, fact: str) -> str:
    """Return where the form asks what becomes this fact; empty where it does not."""
    coding = form.form.coding
    question = coding.becoming(fact) if coding else None
    if question is None:
        return ""
    return next(
        (
            path
            for path in form.nodes
            if question in {path, path.rpartition("/")[2]} and path in form.keep
        ),
        "",
    )


def _iso(moment: datetime, zone: object) -> str:
    return moment.astimezone(zone).isoformat(timespec="milliseconds")  # type: ignore[arg-type]
