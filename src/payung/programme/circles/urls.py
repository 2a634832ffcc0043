"""Addresses of circles, of meetings with the lawyer, and of the cards."""

from __future__ import annotations

from django.urls import path

from payung.programme.activities.views import offline

from .views import (
    cards,
    lawyer,
    marking,
    sittings,
    taking_back,
    waiting,
    writing,
)


HERE = "circles"
ONE = f"{HERE}/<uuid:group_id>"
LAWYER = f"{HERE}/lawyer"
MEETING = f"{LAWYER}/<uuid:meeting_id>"
QUESTION = f"{LAWYER}/questions/<uuid:question_id>"
CARDS = f"{HERE}/cards"
CARD = f"{CARDS}/<uuid:card_id>"

urlpatterns = [
    path(f"{HERE}/", sittings.circles, name="circles"),
    # The worker of the door: from this address it may serve what lies below it.
    path(f"{HERE}/keep.js", offline.worker, name="circle-keep"),
    path(f"{HERE}/board", sittings.board, name="circle-board"),
    path(f"{HERE}/new", writing.new, name="circle-new"),
    path(f"{HERE}/subjects", marking.subjects, name="circle-subjects"),
    path(f"{HERE}/out", marking.out, name="circle-out"),
    path(ONE, sittings.sitting, name="circle"),
    path(f"{ONE}/waiting", waiting.sitting, name="circle-waiting"),
    path(f"{ONE}/held", writing.held, name="circle-held"),
    path(f"{ONE}/finding", writing.finding, name="circle-finding"),
    path(f"{ONE}/decision", writing.decision, name="circle-decision"),
    path(f"{ONE}/finish", sittings.finish, name="circle-finish"),
    path(f"{ONE}/told/<uuid:decision_id>", writing.told, name="circle-told"),
    path(f"{ONE}/show/<slug:what>/<uuid:row_id>", sittings.show, name="circle-show"),
    path(
        f"{ONE}/withdraw/<slug:what>/<uuid:row_id>",
        taking_back.withdraw,
        name="circle-withdraw",
    ),
    path(
        f"{ONE}/reopen/<slug:what>/<uuid:row_id>",
        taking_back.reopen,
        name="circle-reopen",
    ),
    path(f"{ONE}/mark/<slug:part>/<uuid:about>", marking.mark, name="circle-mark"),
    path(f"{ONE}/unmark/<uuid:mark_id>", marking.unmark, name="circle-unmark"),
    path(f"{HERE}/findings/<uuid:finding_id>", writing.answer, name="circle-answer"),
    path(f"{HERE}/decisions/<uuid:decision_id>", writing.action, name="circle-action"),
    path(
        f"{HERE}/to-do/<uuid:action_id>", writing.action_end, name="circle-action-end"
    ),
    path(LAWYER, lawyer.meetings, name="lawyer-meetings"),
    path(f"{LAWYER}/new", lawyer.new, name="lawyer-new"),
    path(f"{LAWYER}/ask", lawyer.question, name="lawyer-ask"),
    path(MEETING, lawyer.meeting, name="lawyer-meeting"),
    path(f"{MEETING}/waiting", waiting.meeting, name="lawyer-waiting"),
    path(f"{MEETING}/held", lawyer.held, name="lawyer-held"),
    path(f"{MEETING}/back", lawyer.put_back, name="lawyer-back"),
    path(f"{MEETING}/answer/<uuid:question_id>", lawyer.answer, name="lawyer-answer"),
    path(f"{QUESTION}/correct", lawyer.correct, name="lawyer-correct"),
    path(f"{QUESTION}/show/<slug:what>", lawyer.show, name="lawyer-show"),
    path(f"{QUESTION}/card", cards.draft, name="rights-card-draft"),
    path(CARDS, cards.listed, name="rights-cards"),
    path(CARD, cards.card, name="rights-card"),
    path(f"{CARD}/approve", cards.approve, name="rights-card-approve"),
    path(f"{CARD}/again", cards.again, name="rights-card-again"),
    path(f"{CARD}/<slug:language>", cards.write, name="rights-card-write"),
    path(f"{CARD}/<slug:language>/print", cards.printed, name="rights-card-print"),
    path(f"{CARD}/<slug:language>/right", cards.reviewed, name="rights-card-right"),
]
