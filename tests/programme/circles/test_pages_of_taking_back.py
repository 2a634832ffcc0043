"""The pages that take back, correct, refuse first, and page on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from payung.programme.activities.actions import cancel, postpone
from payung.programme.activities.models import Reason
from payung.programme.circles.cards import approve_card
from payung.programme.circles.codes import Answer, Group
from payung.programme.circles.findings import answer_finding
from payung.programme.circles.lawyer import CardApproved, correct_answer
from payung.programme.circles.models import Finding, FocusGroup, LegalQuestion
from payung.programme.circles.showing import show_question
from payung.programme.circles.sittings import CalledOff, finish_minutes
from tests.programme.cases.conftest import Office

from .conftest import HOURS, found, on, planned
from .test_lawyer_and_cards import a_card, a_meeting, an_answer
from .test_pages import client_of


CALLED_OFF = "This sitting was called off."


@pytest.fixture
def sunita(office: Office) -> Client:
    return client_of("sunita")


def test_a_sitting_called_off_or_moved_is_not_the_one_that_is_on_now(
    office: Office, sunita: Client
) -> None:
    now = timezone.now()
    off = planned(office.sunita, office.team, now - timedelta(days=1))
    moved = planned(
        office.sunita, office.team, now - timedelta(days=2), group=Group.MEN
    )
    cancel(actor=office.sunita, activity=off.activity, reason=Reason.RAID, at=now)
    later = now + timedelta(days=20)
    postpone(
        actor=office.sunita,
        activity=moved.activity,
        reason=Reason.FLOOD,
        start=later,
        end=later + HOURS,
        at=now,
    )
    nothing = sunita.get("/circles/").context["page"]
    last = planned(office.sunita, office.team, now - timedelta(days=9))
    on_now = sunita.get("/circles/").context["page"]

    assert nothing.group.pk == moved.pk
    assert on_now.group.pk == last.pk


def test_a_sitting_called_off_offers_nothing_and_says_so_before_the_form(
    office: Office, sunita: Client
) -> None:
    group = planned(office.sunita, office.team, on(11, 20))
    finding = found(office.sunita, group)
    cancel(
        actor=office.sunita,
        activity=group.activity,
        reason=Reason.RAID,
        at=on(11, 21),
    )
    here = reverse("circle", args=[group.pk])

    shown = sunita.get(here).content.decode()
    refused = sunita.get(f"{here}/finding", follow=True)
    held_first = sunita.get(f"{here}/held", follow=True)
    with pytest.raises(CalledOff):
        answer_finding(
            actor=office.sunita, finding=finding, answer=Answer.WATCH, at=on(11, 21)
        )

    assert CALLED_OFF in shown
    assert "Add a finding" not in shown
    assert f"{here}/held" not in shown
    assert refused.redirect_chain == [(here, 302)]
    assert CALLED_OFF in refused.content.decode()
    assert held_first.redirect_chain == [(here, 302)]


def test_one_called_off_by_mistake_is_put_back_on_its_page(
    office: Office, sunita: Client
) -> None:
    group = planned(office.sunita, office.team, on(11, 20))
    meeting = a_meeting(office, 12)
    for activity in (group.activity, meeting.activity):
        cancel(
            actor=office.sunita, activity=activity, reason=Reason.RAID, at=on(11, 21)
        )
    here, there = (
        reverse("circle", args=[group.pk]),
        reverse("lawyer-meeting", args=[meeting.pk]),
    )

    refused = sunita.get(f"{there}/held", follow=True)
    sunita.post(f"{here}/reopen/sitting/{group.pk}", {"why": "typed"})
    sunita.post(f"{there}/back")
    group.activity.refresh_from_db()
    meeting.activity.refresh_from_db()

    assert "This meeting was called off." in refused.content.decode()
    assert [group.activity.state, meeting.activity.state] == ["planned", "planned"]
    assert f"{here}/held" in sunita.get(here).content.decode()
    assert f"{there}/held" in sunita.get(there).content.decode()


def test_a_finding_is_withdrawn_on_its_page_with_a_reason(
    office: Office, october: FocusGroup, sunita: Client
) -> None:
    finding = found(office.sunita, october)
    here = reverse("circle", args=[october.pk])
    away = f"{here}/withdraw/finding/{finding.pk}"

    offered = sunita.get(here).content.decode()
    without = sunita.post(away, {"why": ""}).status_code
    sunita.post(away, {"why": "names"})
    shown = sunita.get(here).content.decode()

    assert away in offered
    assert without == 422
    assert Finding.objects.get().text is None
    assert "It names somebody" in shown
    assert f"{here}/show/finding/{finding.pk}" not in shown
    assert reverse("circle-answer", args=[finding.pk]) not in shown


def test_what_can_be_put_right_stands_in_one_list_below_the_cards(
    office: Office, october: FocusGroup, sunita: Client
) -> None:
    for _time in range(3):
        found(office.sunita, october)

    page = sunita.get(reverse("circle", args=[october.pk])).content.decode()
    cards, _opens, slips = page.partition("Put something right")

    assert "/withdraw/" not in cards
    assert slips.count("/withdraw/finding/") == 3
    assert reverse("activity-mistake", args=[october.activity_id]) in slips


def test_only_the_coordinator_is_offered_to_open_finished_minutes_again(
    office: Office, october: FocusGroup, sunita: Client
) -> None:
    finish_minutes(actor=office.sunita, group=october, at=on(10, 20, 18))
    here = reverse("circle", args=[october.pk])
    again = f"{here}/reopen/minutes/{october.pk}"
    maya = client_of("maya")

    hers, his = (one.get(here).content.decode() for one in (maya, sunita))
    barred = sunita.post(again, {"why": "typed"}).status_code
    maya.post(again, {"why": "typed"})
    after = sunita.get(here).content.decode()

    assert again in hers
    assert again not in his
    assert barred == 403
    assert "The minutes were opened again" in after
    assert "Finish the minutes" in after


def test_an_answer_is_corrected_until_a_card_of_it_was_approved(
    office: Office, sunita: Client
) -> None:
    card = a_card(office)
    question = LegalQuestion.objects.get()
    page = reverse("lawyer-correct", args=[question.pk])
    meeting = reverse("lawyer-meeting", args=[question.answered_in_id])

    offered = sunita.get(meeting).content.decode()
    sunita.post(page, {"answer": "Never without a paper"})
    question.refresh_from_db()
    said = show_question(
        actor=office.maya, question=question, what="answer", at=on(10, 7)
    )
    approve_card(actor=office.anju, card=card, at=on(10, 8))
    with pytest.raises(CardApproved):
        correct_answer(actor=office.sunita, question=question, answer="x", at=on(10, 9))
    refused = sunita.get(page, follow=True)

    assert page in offered
    assert (said, question.corrected_by) == ("Never without a paper", "sunita")
    assert refused.redirect_chain == [(meeting, 302)]
    assert "Write the next version" in refused.content.decode()
    assert page not in sunita.get(meeting).content.decode()


def test_a_question_without_an_answer_has_none_to_correct(
    office: Office, sunita: Client
) -> None:
    question = an_answer(office)
    LegalQuestion.objects.update(answered_at=None, answered_in=None, answer=None)

    answer = sunita.post(
        reverse("lawyer-correct", args=[question.pk]), {"answer": "Something"}
    )

    assert answer.status_code == 422
    assert LegalQuestion.objects.get().answer is None


def test_older_sittings_and_meetings_are_a_page_on_not_gone(
    office: Office, sunita: Client
) -> None:
    first = planned(office.sunita, office.team, on(1, 5))
    oldest = a_meeting(office, 1)
    for number in range(24):
        start = on(2, 1) + timedelta(days=7 * number)
        planned(office.sunita, office.team, start)
    for month in range(2, 13):
        for site in ("np-a", "np-b", "np-c"):
            a_meeting(office, month, site=site)

    sittings = [sunita.get(f"/circles/?page={n}") for n in (1, 2)]
    meetings = [sunita.get(f"/circles/lawyer?page={n}") for n in (1, 2)]

    there = [reverse("circle", args=[first.pk]) in p.content.decode() for p in sittings]
    assert there == [False, True]
    old = reverse("lawyer-meeting", args=[oldest.pk])
    assert [old in p.content.decode() for p in meetings] == [False, True]
    assert all("One page on" in p[0].content.decode() for p in (sittings, meetings))


def test_the_file_for_analysis_is_offered_to_those_who_may_take_it_out(
    office: Office, sunita: Client
) -> None:
    address = reverse("circle-out")

    hers = client_of("maya").get("/circles/subjects").content.decode()
    his = sunita.get("/circles/subjects").content.decode()

    assert address in hers
    assert "REFI-QDA" in hers
    assert address not in his
