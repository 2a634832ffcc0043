"""What can be written down at a meeting with the lawyer, also without a network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from . import lawyer
from .access import NoSuchCircle
from .codes import Subject
from .deeds import Data, Deed, Maker
from .lawyer_forms import AskedForm, LawyerAnswerForm, MetForm
from .models import LawyerMeeting, LegalQuestion


def met(
    actor: Actor, meeting: LawyerMeeting, _row: None, data: Data, *, at: datetime
) -> Deed:
    """Write down that it was held, and what it was about."""
    planned = meeting.activity
    form = MetForm(
        data,
        zone=pack_of(meeting.country).zone(),
        initial={"started": planned.planned_start, "ended": planned.planned_end},
    )

    def keep(at: datetime, _on: date) -> str:
        typed = form.cleaned_data
        how = lawyer.Met(
            started=typed["started"],
            ended=typed["ended"],
            came=form.came,
            subjects=tuple(Subject(one) for one in typed["subjects"]),
        )
        lawyer.hold_meeting(actor=actor, meeting=meeting, met=how, at=at)
        return page_of(meeting)

    return Deed(title=pgettext("an activity", "It was held"), form=form, keep=keep)


def asked(
    actor: Actor, meeting: LawyerMeeting, _row: None, data: Data, *, at: datetime
) -> Deed:
    """Write down a question that is asked at this meeting."""
    form = AskedForm(data)

    def keep(at: datetime, _on: date) -> str:
        typed = form.cleaned_data
        new = lawyer.NewQuestion(
            team=meeting.team,
            site=meeting.site,
            subject=Subject(typed["subject"]),
            text=typed["text"],
            key=typed["key"],
        )
        lawyer.ask_lawyer(actor=actor, new=new, at=at)
        return page_of(meeting)

    return Deed(title=_("A question"), form=form, keep=keep)


def reply(
    actor: Actor,
    meeting: LawyerMeeting,
    question: LegalQuestion | None,
    data: Data,
    *,
    at: datetime,
) -> Deed:
    """Write down what the lawyer answered."""
    form = LawyerAnswerForm(data)

    def keep(at: datetime, _on: date) -> str:
        if question is None:
            raise NoSuchCircle
        lawyer.answer_question(
            actor=actor,
            question=question,
            meeting=meeting,
            answer=form.cleaned_data["answer"],
            at=at,
        )
        return page_of(meeting)

    subject = str(Subject(question.subject).label) if question else ""
    return Deed(title=subject or _("What the lawyer said"), form=form, keep=keep)


MAKERS: Mapping[str, Maker] = {"met": met, "asked": asked, "reply": reply}


def page_of(meeting: LawyerMeeting) -> str:
    """Return the address of a meeting."""
    return reverse("lawyer-meeting", args=[meeting.pk])
