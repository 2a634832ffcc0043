"""A locked part opens for the team alone, one at a time; the first time tidies up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from payung.engines import sealed
from payung.programme.journal.models import Entry
from payung.programme.people.models import IndexToken, KeySession, Person, RecordKey
from payung.programme.people.rewrapping import rewrap_some, unfinished
from payung.programme.people.teams import remove_member
from payung.programme.reports.access import NoSuchReport, report_for
from payung.programme.reports.models import Report
from payung.programme.reports.opening import (
    NoSuchPart,
    indexed_values,
    phones_in,
    show_part,
)
from payung.programme.reports.search import look_up, search_text
from tests.cast import (
    DONOR,
    MAYA,
    OUTSIDER,
    PASSPHRASE,
    REGIONAL,
    RINA,
    SUNITA,
    THEN,
    account,
    as_actor,
    keepers,
    team_of,
)
from tests.programme.reports.sent import STORY, answers, form_in, taken


pytestmark = pytest.mark.django_db
BARE = {"l_end": {"narrative": "Quiet day."}}


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def test_the_story_opens_for_a_member() -> None:
    form_in()
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    reference = taken(sunita, team).reference

    said = show_part(
        actor=maya, report=report_for(maya, reference), part="story", at=THEN
    )

    assert said == {"l_end/narrative": STORY}


def test_the_journal_says_who_read_which_part_and_nothing_of_it() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference

    show_part(actor=maya, report=report_for(maya, reference), part="story", at=THEN)

    entry = Entry.objects.get(kind="report.shown")
    assert (entry.actor, entry.subject) == ("maya", reference)
    assert entry.details == {"part": "story"}


def test_the_first_opening_keeps_the_key_small_and_notes_what_can_be_looked_up() -> (
    None
):
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference

    show_part(actor=maya, report=report_for(maya, reference), part="story", at=THEN)

    assert RecordKey.objects.get().kind == "S"
    assert Report.objects.get().opened_at == THEN
    assert sorted(IndexToken.objects.values_list("field", flat=True)) == [
        "code",
        "phone",
    ]
    assert Entry.objects.filter(kind="report.first_opened").count() == 1


def test_a_second_opening_notes_nothing_anew() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference

    for _time in range(2):
        report = report_for(maya, reference)
        show_part(actor=maya, report=report, part="contact", at=THEN)

    assert Entry.objects.filter(kind="report.first_opened").count() == 1
    assert Entry.objects.filter(kind="report.shown").count() == 2


def test_a_part_that_is_none_is_not_there() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference

    with pytest.raises(NoSuchPart):
        show_part(actor=maya, report=report_for(maya, reference), part="wrap", at=THEN)

    assert signed_in("maya").post(f"/notes/{reference}/show/wrap").status_code == 404


@pytest.mark.parametrize(
    "part", [OUTSIDER, DONOR, REGIONAL, RINA], ids=lambda part: part.handle
)
def test_nobody_outside_the_team_finds_or_opens_a_note(part: object) -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference
    stranger = as_actor(account(part))  # type: ignore[arg-type]

    with pytest.raises(NoSuchReport):
        report_for(stranger, reference)
    with pytest.raises(sealed.Refused):
        show_part(actor=stranger, report=Report.objects.get(), part="story", at=THEN)

    client = signed_in(stranger.handle)
    assert client.get(f"/notes/{reference}").status_code == 404
    assert client.post(f"/notes/{reference}/show/story").status_code == 404
    assert reference not in client.get("/notes/").content.decode()


def test_the_page_shows_codes_in_words_and_nothing_that_is_locked() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference

    page = signed_in("maya").get(f"/notes/{reference}").content.decode()

    assert "Police officer (station)" in page
    assert "Still held" in page
    for name in ("Gita", "4711", "981-2345678"):
        assert name not in page


def test_without_scripts_a_part_is_shown_as_a_page_that_no_cache_keeps() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference

    response = signed_in("maya").post(f"/notes/{reference}/show/story")

    assert "Gita" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


def test_what_was_written_as_markup_stays_text() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    given = answers() | {"l_end": {"narrative": "<script>alert(1)</script>"}}
    reference = taken(maya, team, given).reference

    page = signed_in("maya").post(f"/notes/{reference}/show/story").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_number_is_found_however_it_is_written() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference
    report = report_for(maya, reference)
    show_part(actor=maya, report=report, part="contact", at=THEN)

    assert look_up(maya, "981-2345678").records == (report.record,)
    assert look_up(maya, "+977 9812345678").records == (report.record,)
    assert look_up(maya, "GA12 MA3").records == (report.record,)
    assert look_up(maya, "981-2345679").records == ()


def test_native_digits_are_the_same_number() -> None:
    assert phones_in("९८१२३४५६७८", "np") == ["+9779812345678"]


def test_words_are_found_in_what_is_sealed_but_not_in_the_names_of_questions() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    first = taken(maya, team)
    taken(maya, team, answers() | BARE, instance="uuid:two")

    gita = search_text(actor=maya, words="gita CORNER", at=THEN)
    name_of_question = search_text(actor=maya, words="l_end/narrative", at=THEN)

    report = report_for(maya, first.reference)
    assert gita.records == (report.record,)
    assert gita.searched == 2
    assert name_of_question.records == ()


def test_a_search_says_in_the_journal_how_much_was_read_and_not_for_what() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    taken(maya, team)

    search_text(actor=maya, words="Gita", at=THEN)

    assert Entry.objects.get(kind="report.searched").details == {"searched": 1}


def test_a_search_finds_words_of_other_scripts_in_any_spelling() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    given = answers() | {"l_end": {"narrative": "गीता caf\u00e9"}}
    report = report_for(maya, taken(maya, team, given).reference)

    found = search_text(actor=maya, words="गीता CAFE\u0301", at=THEN)

    assert found.records == (report.record,)


def test_an_outsider_searches_nothing() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    taken(maya, team)
    outsider = as_actor(account(OUTSIDER))

    found = search_text(actor=outsider, words="Gita", at=THEN)

    assert (found.records, found.searched) == ((), 0)
    assert look_up(outsider, "981-2345678").records == ()


def test_the_search_page_keeps_what_was_asked_out_of_addresses() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference
    client = signed_in("maya")

    response = client.post("/find", {"words": "gita", "within": "text"})

    assert reference in response.content.decode()
    assert client.get("/find?words=gita&within=text").content.count(b"NP-26") == 0


def test_after_the_key_changed_a_number_is_still_found() -> None:
    form_in()
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    reference = taken(maya, team).reference
    report = report_for(maya, reference)
    show_part(actor=maya, report=report, part="story", at=THEN)
    member = Person.objects.get(pk=sunita.person_id)
    remove_member(actor=maya, team=team, member=member, at=THEN)
    job = unfinished([team.pk])
    assert job is not None

    rewrap_some(actor=maya, job=job, keepers=keepers(indexed_values), at=THEN)

    assert look_up(maya, "981-2345678").records == (report.record,)
    assert RecordKey.objects.get().epoch == 2


def test_the_page_that_goes_on_with_the_keys_says_when_all_is_done() -> None:
    form_in()
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    taken(maya, team)
    member = Person.objects.get(pk=sunita.person_id)
    remove_member(actor=maya, team=team, member=member, at=THEN)

    response = signed_in("maya").post("/keys/go-on")

    assert "Every note has its new key." in response.content.decode()
    assert RecordKey.objects.get().epoch == 2


def test_a_part_that_does_not_open_stops_neither_the_others_nor_the_change_of_keys() -> (
    None
):
    form_in()
    team, [maya] = team_of(MAYA)
    report = report_for(maya, taken(maya, team).reference)
    other = sealed.new_record_secret(report.record)
    Report.objects.update(story=sealed.seal_field(other, "report.story", "{}"))
    secret = maya.unlocked.secret(report.record)

    values = dict(indexed_values(secret))

    assert values["phone"] == "+9779812345678"
    assert (
        signed_in("maya").post(f"/notes/{report.reference}/show/story").status_code
        == 409
    )


def test_moments_are_read_to_the_minute_by_the_team_while_the_report_keeps_the_day() -> (
    None
):
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference

    text = signed_in("maya").post(
        f"/notes/{reference}/show/details", headers={"Accept": "text/plain"}
    )

    assert "2026-11-21, 22:10" in text.content.decode()
    assert Report.objects.get().coded["h_detention"]["arr_at"] == "2026-11-21"


def test_the_list_and_a_note_are_closed_while_the_keys_are() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference
    client = signed_in("maya")
    KeySession.objects.all().delete()

    for address in ("/notes/", f"/notes/{reference}", "/notes/aside"):
        assert client.get(address).headers["Location"].startswith("/locked")


def test_three_notes_are_carried_over_while_the_page_asks_by_itself() -> None:
    form_in()
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    for number in range(3):
        taken(maya, team, instance=f"uuid:{number}")
    member = Person.objects.get(pk=sunita.person_id)
    remove_member(actor=maya, team=team, member=member, at=THEN)
    client = signed_in("maya")

    before = client.get("/").content.decode()
    polls = [client.post("/keys/go-on").content.decode() for _poll in range(2)]
    after = client.get("/").content.decode()

    assert 'data-go-on="/keys/go-on"' in before
    assert "Every note has its new key." in polls[-1]
    assert "data-go-on" not in after
    assert set(RecordKey.objects.values_list("epoch", flat=True)) == {2}


def test_a_page_that_asks_by_itself_keeps_no_session_open() -> None:
    team_of(MAYA)
    client = signed_in("maya")
    earlier = timezone.now() - timedelta(minutes=14)
    KeySession.objects.update(used_at=earlier)

    client.post("/keys/go-on")
    asked_by_itself = KeySession.objects.get().used_at
    client.get("/")

    assert asked_by_itself == earlier
    assert KeySession.objects.get().used_at > earlier
