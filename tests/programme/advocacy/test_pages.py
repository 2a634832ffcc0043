"""The pages of advocacy: before, in and after the meeting, and the letter."""

from __future__ import annotations

import subprocess
from datetime import date, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from payung.programme.advocacy.codes import PromiseKind
from payung.programme.advocacy.models import AdvocacyMeeting, Post, Promise
from payung.programme.advocacy.promising import NewPromise, take_promise
from payung.programme.advocacy.rule import last_day
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.arrests import Taken
from payung.programme.cases.models import Arrest, Case
from payung.programme.findings.models import Brief
from payung.programme.journal.models import Entry
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from tests.cast import DONOR, MAYA, PASSPHRASE, THEN, THIDA, account, team_of
from tests.programme.advocacy.an_office import a_post, a_unit, met, planned, promised


pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 22)


def today_in_kathmandu() -> date:
    return timezone.now().astimezone(ZoneInfo("Asia/Kathmandu")).date()


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def text_of(pdf: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


def an_office() -> tuple[Team, Actor, Post, AdvocacyMeeting]:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    post = a_post(maya, unit)
    return team, maya, post, met(maya, team, unit)


def a_promise(maya: Actor, post: Post, meeting: AdvocacyMeeting, days: int) -> Promise:
    """Return a promise that is due in some days; below nothing, so many days ago."""
    today = today_in_kathmandu()
    new = NewPromise(
        post=post, kind=PromiseKind.TRAINING, due_on=today, words="Zumbrota"
    )
    promise = take_promise(actor=maya, meeting=meeting, new=new, at=THEN)
    due = today + timedelta(days=days)
    Promise.objects.filter(pk=promise.pk).update(due_on=due, settles_on=last_day(due))
    promise.refresh_from_db()
    return promise


def test_the_script_gets_a_receipt_by_the_key_it_sent_and_one_promise() -> None:
    _team, _maya, post, meeting = an_office()
    key = str(uuid4())
    given = {"key": key, "kind": "training", "post": post.pk, "due": "month"}
    address = f"/meetings/{meeting.activity_id}/promise"
    client = signed_in("maya")

    answers = [
        client.post(address, given, HTTP_ACCEPT="application/json") for _ in "12"
    ]

    assert [answer.json() for answer in answers] == [{"key": key}, {"key": key}]
    assert Promise.objects.count() == 1


def test_a_promise_without_a_day_is_given_back_with_what_is_missing() -> None:
    _team, _maya, post, meeting = an_office()
    given = {"key": str(uuid4()), "kind": "training", "post": post.pk, "due": "day"}

    answer = signed_in("maya").post(
        f"/meetings/{meeting.activity_id}/promise",
        given,
        HTTP_ACCEPT="application/json",
    )

    assert answer.status_code == 422
    assert answer.json()["sentence"] == "Choose the day."


def test_a_promise_past_its_thirty_days_is_shown_as_not_kept_without_a_button() -> None:
    _team, maya, post, meeting = an_office()
    open_one = a_promise(maya, post, meeting, days=-29)
    lost = a_promise(maya, post, meeting, days=-31)
    client = signed_in("maya")

    waiting = client.get(f"/meetings/promises/{open_one.pk}/").content.decode()
    page = client.get(f"/meetings/promises/{lost.pk}/").content.decode()

    assert '<span class="pill closed">Open</span>' in waiting
    assert '<span class="pill held">Not kept</span>' in page
    assert "A later look is kept, and changes nothing." in page


def test_below_the_gate_the_page_refuses_to_speak_of_one_station() -> None:
    team, maya, _post, _meeting = an_office()
    meeting = planned(maya, team, Post.objects.get().unit)

    page = signed_in("maya").get(f"/meetings/{meeting.activity_id}/before")

    assert "Say nothing about this station alone" in page.content.decode()
    assert "below 8 a month" in page.content.decode()


def test_above_the_gate_it_says_how_many_arrests_it_knows_of() -> None:
    team, maya, post, _meeting = an_office()
    meeting = planned(maya, team, post.unit)
    month_ago = timezone.now().replace(day=1) - timedelta(days=10)
    taken = Taken(taken_at=month_ago, station=post.unit.code)
    case = open_case(
        actor=maya, new=NewCase(team=team, title="A", taken=taken), at=THEN
    )
    Arrest.objects.bulk_create(
        Arrest(case=case, taken_at=month_ago, station=post.unit.code) for _ in range(47)
    )

    page = signed_in("maya").get(f"/meetings/{meeting.activity_id}/before")

    assert "Our cases know of 8.0 arrests a month here" in page.content.decode()
    assert Case.objects.count() == 1


def test_before_the_meeting_stand_their_promises_the_newest_brief_and_what_we_ask() -> (
    None
):
    team, maya, post, meeting = an_office()
    promised(maya, meeting, post, due_on=DUE)
    for digest, month in (("a", "2026-08-01"), ("b", "2026-11-01")):
        Brief.objects.create(
            country="np",
            audience="police",
            since="2026-05-01",
            until=month,
            language="ne",
            made_at=THEN + timedelta(days=digest == "b"),
            made_by="maya",
            pdf=b"%PDF-",
            word=b"PK",
            digest=digest * 64,
        )
    coming = planned(maya, team, post.unit, start=THEN + timedelta(days=9))

    page = signed_in("maya").get(f"/meetings/{coming.activity_id}/before")

    words = page.content.decode()
    assert "Train the staff" in words
    assert "b" * 16 in words
    assert "a" * 16 not in words
    assert "Tell each person taken the reason for it" in words


def test_in_myanmar_no_brief_and_no_letter_is_offered_and_the_page_says_why() -> None:
    team, [thida] = team_of(THIDA)
    unit = a_unit("mm")
    post, meeting = a_post(thida, unit), planned(thida, team, unit)
    client = signed_in("thida")

    before = client.get(f"/meetings/{meeting.activity_id}/before").content.decode()
    ledger = client.get(f"/meetings/posts/{post.pk}/").content.decode()
    letter = client.post(f"/meetings/posts/{post.pk}/letter", {"language": "my"})

    why = "This country gives nothing on paper to the police"
    assert why in before
    assert why in ledger
    assert letter.status_code == 422
    assert why in letter.content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ("Train the staff", "not kept")), ("ne", ("Station officer",))],
)
def test_the_letter_has_the_promises_in_coded_words_and_no_sealed_one(
    language: str, said: tuple[str, ...]
) -> None:
    _team, maya, post, meeting = an_office()
    a_promise(maya, post, meeting, days=-40)

    answer = signed_in("maya").post(
        f"/meetings/posts/{post.pk}/letter", {"language": language}
    )

    text = text_of(answer.content)
    assert answer["Content-Disposition"].endswith(f'"letter-{language}.pdf"')
    assert "Station officer" in text
    assert "Zumbrota" not in text
    assert [word for word in said if word not in text] == []
    assert Entry.objects.filter(kind="advocacy.letter").count() == 1


def test_a_whole_meeting_can_be_written_down_without_scripts() -> None:
    _team, _maya, post, _meeting = an_office()
    client = signed_in("maya")
    team = Team.objects.get().pk
    plan = {
        "key": str(uuid4()),
        "team": team,
        "unit": post.unit_id,
        "tier": "station",
        "start": "2026-11-10T10:00",
        "end": "2026-11-10T11:00",
    }
    held = {
        "started": "2026-11-10T10:05",
        "ended": "2026-11-10T11:10",
        "posts": [post.pk],
        "community_spoke": "2",
        "tone": "open",
        "risks": "Zumbrota",
    }

    planned_so = client.post("/meetings/plan", plan)
    meeting = AdvocacyMeeting.objects.order_by("-pk")[0]
    held_so = client.post(f"/meetings/{meeting.activity_id}/held", held)
    page = client.get(f"/meetings/{meeting.activity_id}/").content.decode()

    assert (planned_so.status_code, held_so.status_code) == (302, 302)
    assert "They listened" in page
    assert "Zumbrota" not in page


def test_those_who_read_figures_only_are_not_let_in() -> None:
    an_office()
    account(DONOR)

    assert signed_in("donor").get("/meetings/").status_code == 403


def test_a_meeting_called_off_says_why_and_can_take_no_promise() -> None:
    team, maya, post, _meeting = an_office()
    meeting = planned(maya, team, post.unit)
    address = f"/meetings/{meeting.activity_id}"
    moved = {"reason": "curfew", "start": "2026-12-01T10:00", "end": "2026-12-01T11:00"}
    client = signed_in("maya")

    client.post(f"{address}/move", moved | {"off": "on"})

    page = client.get(f"{address}/").content.decode()
    assert "Called off" in page
    assert "They promise something" not in page
    assert AdvocacyMeeting.objects.count() == 2


@pytest.mark.parametrize(
    ("state", "said"),
    [("cancelled", "called off or moved"), ("postponed", "called off or moved")],
)
def test_what_arrives_for_a_meeting_that_is_over_is_refused_with_a_sentence(
    state: str, said: str
) -> None:
    _team, _maya, post, meeting = an_office()
    type(meeting.activity).objects.update(state=state)
    given = {"key": str(uuid4()), "kind": "training", "post": post.pk, "due": "month"}

    answer = signed_in("maya").post(
        f"/meetings/{meeting.activity_id}/promise",
        given,
        HTTP_ACCEPT="application/json",
    )

    assert answer.status_code == 422
    assert answer.json()["key"] == given["key"]
    assert said in answer.json()["sentence"]
    assert Promise.objects.count() == 0


def test_a_day_before_the_meeting_and_a_post_that_is_gone_are_refused_in_words() -> (
    None
):
    _team, _maya, post, meeting = an_office()
    address = f"/meetings/{meeting.activity_id}/promise"
    given = {"key": str(uuid4()), "kind": "training", "post": post.pk, "due": "day"}
    client, said = signed_in("maya"), {"accept": "application/json"}

    before = client.post(address, given | {"day": "2020-01-01"}, headers=said)
    type(post).objects.update(ended_on=THEN.date())
    gone = client.post(address, given | {"day": "2030-01-01"}, headers=said)

    assert "lies before the meeting" in before.json()["sentence"]
    assert "not in the register any more" in gone.json()["sentence"]


def test_a_meeting_that_is_not_hers_answers_a_phone_in_words_and_a_person_not_at_all() -> (
    None
):
    _team, _maya, post, _meeting = an_office()
    address = f"/meetings/{uuid4()}/promise"
    given = {"key": str(uuid4()), "kind": "training", "post": post.pk, "due": "month"}
    client = signed_in("maya")

    told = client.post(address, given, HTTP_ACCEPT="application/json")

    assert told.json()["key"] == given["key"]
    assert "not here any more" in told.json()["sentence"]
    assert client.get(address).status_code == 404
