"""The pages of the shelf: what each reader sees, and that nothing typed is lost."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from payung.engines.indicators import Ratio, Total, to_data
from payung.engines.replication import Question
from payung.programme.lessons.codes import Danger, Line, State
from payung.programme.lessons.models import (
    Adoption,
    AdoptionReview,
    Lesson,
    LessonLink,
    ReplicationAssessment,
    ToolRating,
)
from payung.programme.objectives.models import IndicatorSnapshot
from payung.programme.people.models import Person
from tests.access.one_shelf import a_lesson, a_look, a_tool, from_abroad, published
from tests.cast import (
    ANJU,
    DONOR,
    MAYA,
    PASSPHRASE,
    RINA,
    SUNITA,
    THEN,
    account,
    team_of,
)
from tests.programme.objectives.small_rows import circle, decided


pytestmark = pytest.mark.django_db
LESSON = {
    "about_one": "no",
    "title": "Read it back",
    "aim": "3",
    "language": "en",
    "problem": "Each remembered something else.",
    "change": "We read it aloud.",
    "number_1": "COM_KEPT",
    "period_1": "2026-Q3",
    "cost": "Five minutes.",
    "risks": "It may sound sharp.",
}


def browser(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def key() -> dict[str, str]:
    return {"key": str(uuid4())}


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_story_is_led_to_a_note_and_what_was_typed_stays() -> None:
    team_of(MAYA, SUNITA)
    client = browser("sunita")

    answer = client.post("/lessons/new", key() | LESSON | {"about_one": "yes"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert reverse("note-new") in page
    assert "Each remembered something else." in page
    assert Lesson.objects.count() == 0


def test_from_the_first_draft_to_a_reader_abroad() -> None:
    team_of(MAYA, SUNITA, ANJU)
    team_of(RINA, name="Far team")
    browser("sunita").post("/lessons/new", key() | LESSON)
    page = reverse("lesson", args=[Lesson.objects.get().pk])
    before = browser("rina").get(page).status_code

    so = {line.value: "yes" for line in Line}
    browser("anju").post(f"{page}check", so)
    browser("maya").post(f"{page}publish")
    read = text_of(browser("rina"), page)

    assert before == 404
    assert "We read it aloud." in read
    assert "We decided something because of it" in read
    # Who wrote it is her own country's to know.
    assert "sunita" not in read
    assert "Written by sunita" in text_of(browser("maya"), page)


def test_one_no_without_words_keeps_the_other_answers_and_asks_for_them() -> None:
    _team, [_maya, sunita, _anju] = team_of(MAYA, SUNITA, ANJU)
    page = reverse("lesson-check", args=[a_lesson(sunita).pk])
    said = {line.value: "yes" for line in Line} | {"no_place": "no"}
    client = browser("anju")

    answer = client.post(page, said)
    client.post(page, said | {"words": "Leave the street out."})

    assert answer.status_code == 422
    assert "Say what is to be changed." in answer.content.decode()
    assert answer.content.decode().count("checked") == len(Line)
    lesson = Lesson.objects.get()
    assert (lesson.state, lesson.sent_back) == (State.DRAFT, "Leave the street out.")


def test_the_checker_is_shown_numbers_that_are_too_small() -> None:
    _team, [_maya, sunita, _anju] = team_of(MAYA, SUNITA, ANJU)
    lesson = a_lesson(sunita)
    Lesson.objects.update(problem="3 women stood before a shut door on 2026-05-06.")

    page = text_of(browser("anju"), reverse("lesson-check", args=[lesson.pk]))

    assert "the smallest that we publish: 3." in page


def a_number(code: str, value: Ratio | Total) -> None:
    IndicatorSnapshot.objects.create(
        country="np",
        indicator=code,
        period="2026-Q3",
        number=1,
        value=to_data(value),
        code_hash="x",
        watermark="x",
        expected=1,
        reported=1,
        status="final",
        taken_at=THEN,
        taken_by="clerk",
    )


def test_another_country_sees_the_number_behind_a_lesson_only_if_it_is_public() -> None:
    _team, [maya, sunita, anju] = team_of(MAYA, SUNITA, ANJU)
    team_of(RINA, name="Far team")
    lesson = published(sunita, anju, maya)
    lesson.evidence.create(indicator="LESSON_PUB", period="2026-Q3")
    a_number("SS_OPEN", Ratio(numerator=3, denominator=4))
    a_number("LESSON_PUB", Total(count=7))
    page = reverse("lesson", args=[lesson.pk])

    ours, theirs = text_of(browser("maya"), page), text_of(browser("rina"), page)

    assert ">75 %<" in ours
    assert ">7<" in ours
    assert "/objectives/number/SS_OPEN/?period=2026-Q3" in ours
    assert ">75 %<" not in theirs
    assert ">7<" in theirs
    assert "/objectives/" not in theirs.split("<main")[1].split("</main")[0]


def test_a_decision_of_a_circle_is_chosen_by_its_day_and_its_words_stay_locked() -> (
    None
):
    team, [_maya, _sunita] = team_of(MAYA, SUNITA)
    far = from_abroad(*MAYA.roles, country="bd")
    lesson = published(far, from_abroad(*ANJU.roles, handle="farther"), far)
    Lesson.objects.update(published_at=datetime(2026, 6, 1, tzinfo=UTC))
    sitting = circle("blue", datetime(2026, 6, 25, 6, tzinfo=UTC), came_n=6)
    sitting.team = team
    sitting.save()
    decided(sitting, 1, date(2026, 7, 25), accepted=None)
    page = reverse("lesson-decided", args=[lesson.pk])
    client = browser("sunita")
    offered = re.findall(
        r'<option value="([0-9a-f-]{36})">([^<]+)', text_of(client, page)
    )

    [(chosen, said)] = offered
    client.post(page, key() | {"decision": chosen, "words": "We open later."})

    link = LessonLink.objects.get()
    assert said == "25 Jun 2026 · The police · 1"
    assert (str(link.decision), link.decided_on) == (chosen, date(2026, 6, 25))


def test_without_a_circle_the_day_is_asked_for_and_the_words_stay() -> None:
    team_of(MAYA, SUNITA)
    far = from_abroad(*MAYA.roles, country="bd")
    lesson = published(far, from_abroad(*ANJU.roles, handle="farther"), far)
    page = reverse("lesson-decided", args=[lesson.pk])

    answer = browser("sunita").post(page, key() | {"words": "We open later."})

    assert answer.status_code == 422
    assert "We open later." in answer.content.decode()
    assert LessonLink.objects.count() == 0


def test_the_nine_questions_and_the_dangers_lead_one_to_the_next_and_to_the_result() -> (
    None
):
    _team, [maya, _sunita] = team_of(MAYA, SUNITA)
    practice = a_look(maya, maya, score=4).practice
    ReplicationAssessment.objects.all().delete()
    client = browser("sunita")
    to = reverse("practice-look", args=[practice.pk])
    answer = client.post(to, key() | {"area": "", "due_on": "2026-12-20"})
    look = ReplicationAssessment.objects.get()
    asked = []

    to = reverse("practice-ask", args=[look.pk, "credible"])
    while "/ask/" in to:
        asked.append(to.rsplit("/", 1)[1])
        score = "2" if asked[-1] == "legal" else "4"
        answer = client.post(to, {"score": score, "because": "A permit is needed."})
        to = answer.headers["Location"]
    safe = {one.value: "none" for one in Danger}
    answer = client.post(to, safe)
    page = text_of(client, answer.headers["Location"])

    assert asked == [one.value for one in Question]
    assert to == reverse("practice-dangers", args=[look.pk])
    assert "Ready, if you change what is weakest:" in page
    assert "What does the law here say? Ask your lawyer." in page
    # A paralegal reads it; a coordinator or officer begins it.
    assert "We take it up" not in page
    assert "We take it up" in text_of(
        browser("maya"), reverse("practice-looked", args=[look.pk])
    )


def test_a_low_answer_without_words_stays_chosen() -> None:
    _team, [maya, sunita] = team_of(MAYA, SUNITA)
    look = a_look(sunita, maya, score=4)
    page = reverse("practice-ask", args=[look.pk, "easy"])

    answer = browser("sunita").post(page, {"score": "1", "because": ""})

    assert answer.status_code == 422
    assert re.search(r'value="1"[^>]*checked', answer.content.decode())


def test_a_danger_said_to_be_solved_is_asked_how() -> None:
    _team, [maya, sunita] = team_of(MAYA, SUNITA)
    look = a_look(sunita, maya, score=4)
    said = {one.value: "none" for one in Danger} | {"crowd": "solved"}

    answer = browser("sunita").post(reverse("practice-dangers", args=[look.pk]), said)

    assert answer.status_code == 422
    assert "Say how. If it is not, choose “open”." in answer.content.decode()


def test_taking_up_and_looking_again_through_the_pages() -> None:
    _team, [maya, sunita] = team_of(MAYA, SUNITA)
    look = a_look(sunita, maya, score=4)
    client = browser("maya")
    safe = {one.value: "none" for one in Danger}
    client.post(reverse("practice-dangers", args=[look.pk]), safe)
    begin = {"plan": "One room.", "owner": "sunita", "started_on": "2026-01-15"}
    client.post(reverse("adoption-begin", args=[look.pk]), key() | begin)
    taken = Adoption.objects.get()
    due = reverse("adoption-review", args=[taken.pk, 6])
    listed = text_of(client, reverse("adoptions"))

    review = {"part_1": "no", "runs": "yes", "origin_staff": "no"}
    refused = client.post(due, key() | review)
    client.post(due, key() | review | {"adaptations": "She telephones."})

    assert due in listed
    assert refused.status_code == 422
    row = AdoptionReview.objects.get()
    assert (row.adaptations, row.seen.get().present) == ("She telephones.", False)
    assert due not in text_of(client, reverse("adoptions"))


def test_a_use_leads_to_its_rating() -> None:
    team, _people = team_of(MAYA, SUNITA)
    tool = a_tool(from_abroad(*MAYA.roles, country="bd"))
    client = browser("sunita")
    use = {
        "team": str(team.pk),
        "used_on": THEN.date().isoformat(),
        "used_for": "two courses",
        "evidence": "the sheets are there",
    }

    answer = client.post(reverse("tool-used", args=[tool.pk]), key() | use)
    client.post(answer.headers["Location"], key() | {"stars": "4", "reason": "Good."})

    rating = ToolRating.objects.get()
    assert (rating.stars, rating.team) == (4, team.pk)
    page = text_of(client, reverse("tool", args=[tool.pk]))
    assert "1 rating: shown from three on" in page
    assert "Your team gave it 4 of 5." in page
    assert "What they say" not in page


def test_the_shelf_is_found_from_today_by_those_who_work_and_those_who_read() -> None:
    team_of(MAYA)
    account(DONOR)

    assert reverse("lessons") in text_of(browser("maya"), "/")
    assert reverse("lessons") in text_of(browser("donor"), "/")


def test_the_shelf_is_narrowed_by_country_and_says_so_where_nothing_is_left() -> None:
    _team, [maya, sunita, anju] = team_of(MAYA, SUNITA, ANJU)
    published(sunita, anju, maya)
    a_tool(from_abroad(*MAYA.roles, country="bd"))
    client = browser("maya")

    here = text_of(client, "/lessons/?country=np")
    there = text_of(client, "/lessons/?country=bd")

    assert "Open when people are awake" in here
    assert "Before the meeting" not in here
    assert "Nothing here. Try fewer filters." in there
    assert "Before the meeting" in there


def test_a_country_is_called_as_the_reader_calls_it() -> None:
    _team, [maya, sunita, anju] = team_of(MAYA, SUNITA, ANJU)
    published(sunita, anju, maya)
    Person.objects.update(language="id")

    assert "Nepal" in text_of(browser("maya"), "/lessons/")
