"""A paper says what is known, honestly, and only for what she allowed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from payung.engines import sealed
from payung.engines.clocks import Event
from payung.engines.packs._papers import fingerprint
from payung.engines.papers import RULE
from payung.engines.proceedings import Body, Track
from payung.programme.cases.arrests import Taken, correct_arrest, record_step
from payung.programme.cases.models import Case, Happened
from payung.programme.consents.ages import say_age
from payung.programme.consents.deeds import withdraw
from payung.programme.consents.models import Age, Detail, Purpose
from payung.programme.consents.opening import NotOpened
from payung.programme.consents.permits import NotAPermit
from payung.programme.journal.models import Entry
from payung.programme.papers.holdings import digest_field, more_of
from payung.programme.papers.making import (
    Asked,
    ForTheAttorney,
    NoSuchLanguage,
    make_paper,
    read_paper,
)
from payung.programme.papers.models import PaperMade
from payung.programme.papers.person_values import permits_for
from payung.programme.proceedings.actions import NewProceeding, open_proceeding
from tests.engines.papers.word_files import text_of
from tests.programme.cases.conftest import Office, local
from tests.programme.papers.conftest import NAME, NOW, keep, make, paper_of, say_yes


pytestmark = pytest.mark.django_db


def test_a_paper_carries_her_name_from_the_purpose_it_is_for(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)
    keep(office.anju, case, Purpose.ATTORNEY, Detail.FULL_NAME, NAME)

    said = text_of(make(office.anju, case, "bail"))

    assert f"For: {NAME}" in said


def test_her_name_comes_from_the_permission_to_keep_it_where_that_is_open(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)
    say_yes(office.anju, case, Purpose.IDENTITY)
    keep(office.anju, case, Purpose.IDENTITY, Detail.FULL_NAME, NAME)

    assert f"For: {NAME}" in text_of(make(office.anju, case, "bail"))

    withdraw(actor=office.anju, case=case, purpose=Purpose.IDENTITY, at=NOW)

    assert NAME not in text_of(make(office.anju, case, "bail"))


def test_times_are_those_of_the_place_in_both_calendars(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)

    english = text_of(make(office.anju, case, "bail"))
    nepali = text_of(make(office.anju, case, "bail", language="ne"))

    assert "was taken on 22 November 2026 (6 Mangsir 2083), 22:10." in english
    assert "२२ नोभेम्बर २०२६ (६ मंसिर २०८३), २२:१०" in nepali
    assert "Spoke with a lawyer" in english
    assert "23 November 2026 (7 Mangsir 2083), 09:00" in english


def test_a_limit_that_was_passed_stands_with_by_how_much_and_how_sure_it_is(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)

    said = text_of(make(office.anju, case, "habeas_corpus"))

    assert "Before a judge\n23 November 2026 (7 Mangsir 2083), 22:10\n5 h 20 min" in (
        said
    )
    assert "In force, as far as is known" in said
    assert "A standard, not a law" not in said, "the 48 hours have not run out"


def test_a_limit_says_nothing_where_only_the_earliest_moment_makes_it_late(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)
    arrest = case.arrests.get()
    range_ = Taken(taken_at=local(22, 22, 10), latest=local(23, 6))
    correct_arrest(
        actor=office.anju, arrest=arrest, taken=range_, version=arrest.version, at=NOW
    )

    said = text_of(make(office.anju, case, "habeas_corpus"))

    assert "between 22 November 2026 (6 Mangsir 2083), 22:10 and 23 November" in said
    assert "Limits that were passed" not in said


def test_a_limit_that_was_kept_is_no_breach(office: Office, case: Case) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)
    record_step(
        actor=office.anju,
        arrest=case.arrests.get(),
        event=Event.FIRST_PRODUCTION,
        happened_at=local(23, 20),
        at=NOW,
    )

    said = text_of(make(office.anju, case, "habeas_corpus"))

    assert "Limits that were passed" not in said
    assert "First time before a judge" in said


def test_what_is_typed_is_in_the_paper_and_what_is_not_is_a_rule(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)

    said = text_of(make(office.anju, case, "bail", court="District Court Example"))

    assert "District Court Example" in said
    assert f"Through the attorney: {RULE}" in said


def test_a_field_that_nobody_is_asked_for_cannot_be_typed_in(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)

    said = text_of(make(office.anju, case, "bail", full_name="Slipped In"))

    assert "Slipped In" not in said


def test_the_head_says_that_no_lawyer_has_checked_it_until_one_has(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)
    paper = paper_of(case, "bail")
    seen = fingerprint(paper.files["en"])
    paper = replace(paper, verified_by="Some office", verified_text={"en": seen})
    permits = permits_for(actor=office.anju, case=case, paper=paper, at=NOW)
    asked = Asked(paper=paper, language="en")

    checked = make_paper(actor=office.anju, permits=permits, asked=asked, at=NOW)

    line = "Draft made from a template that no lawyer has checked."
    assert text_of(make(office.anju, case, "bail")).startswith(line)
    assert line not in text_of(checked.content)


def test_a_check_of_another_file_or_language_takes_the_line_away_from_neither(
    case: Case,
) -> None:
    paper = paper_of(case, "bail")
    seen = fingerprint(paper.files["en"])

    checked = replace(paper, verified_by="Some office", verified_text={"en": seen})
    changed = replace(checked, verified_text={"en": "0" * 16})
    by_nobody = replace(checked, verified_by="")

    assert checked.verified("en")
    assert not checked.verified("ne")
    assert not changed.verified("en")
    assert not by_nobody.verified("en")


def test_a_paper_without_her_yes_is_refused_with_what_to_do(
    office: Office, case: Case
) -> None:
    with pytest.raises(NotOpened) as refused:
        make(office.anju, case, "complaint_station")

    assert "write down her answer" in refused.value.sentence
    assert not PaperMade.objects.exists()


def test_after_she_takes_it_back_it_is_refused_and_nothing_is_written(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.COMPLAINT)
    make(office.anju, case, "complaint_station")
    withdraw(actor=office.anju, case=case, purpose=Purpose.COMPLAINT, at=NOW)

    with pytest.raises(NotOpened) as refused:
        make(office.anju, case, "complaint_station")

    assert "took this back" in refused.value.sentence
    assert PaperMade.objects.count() == 1


def test_a_permit_from_before_she_took_it_back_opens_nothing(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.COMPLAINT)
    paper = paper_of(case, "complaint_station")
    permits = permits_for(actor=office.anju, case=case, paper=paper, at=NOW)
    withdraw(actor=office.anju, case=case, purpose=Purpose.COMPLAINT, at=NOW)

    with pytest.raises(NotOpened):
        make_paper(
            actor=office.anju,
            permits=permits,
            asked=Asked(paper=paper, language="en"),
            at=NOW,
        )

    assert not PaperMade.objects.exists()
    assert not Entry.objects.filter(kind="papers.made").exists()


def test_a_permit_for_one_purpose_makes_no_paper_of_another(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)
    permits = permits_for(
        actor=office.anju, case=case, paper=paper_of(case, "bail"), at=NOW
    )

    with pytest.raises(NotAPermit):
        make_paper(
            actor=office.anju,
            permits=permits,
            asked=Asked(paper=paper_of(case, "complaint_rights"), language="en"),
            at=NOW,
        )


def test_where_only_the_attorney_makes_a_paper_a_paralegal_is_sent_to_her(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case, Purpose.ATTORNEY)
    paper = replace(paper_of(case, "bail"), attorney_only=True)
    permits = permits_for(actor=office.sunita, case=case, paper=paper, at=NOW)
    asked = Asked(paper=paper, language="en")

    with pytest.raises(ForTheAttorney):
        make_paper(actor=office.sunita, permits=permits, asked=asked, at=NOW)

    assert make_paper(actor=office.anju, permits=permits, asked=asked, at=NOW).content


def test_a_language_without_a_template_is_refused(office: Office, case: Case) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)

    with pytest.raises(NoSuchLanguage):
        make(office.anju, case, "bail", language="my")


def test_that_it_was_made_is_kept_once_and_its_digest_sealed(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)

    content = make(office.anju, case, "bail", language="ne")

    row = PaperMade.objects.get()
    secret = office.maya.unlocked.secret(case.record)
    digest = sealed.open_field(secret, digest_field(row.pk), row.digest)
    entry = Entry.objects.get(kind="papers.made")
    line = case.timeline.get(kind=Happened.PAPER)
    assert digest == hashlib.sha256(content).hexdigest()
    assert digest.encode() not in bytes(row.digest.data)
    assert (row.code, row.language, row.by, row.at) == ("bail", "ne", "anju", NOW)
    assert entry.details == {"paper": "bail", "language": "ne"}
    assert (line.about, line.text) == ("bail", None)
    assert [field.name for field in more_of(case)] == [digest_field(row.pk)]


def test_the_list_for_the_station_is_read_on_the_page_and_is_no_paper_made(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case, Purpose.SERVICE)
    paper = paper_of(case, "arrest_memo")
    permits = permits_for(actor=office.sunita, case=case, paper=paper, at=NOW)
    asked = Asked(paper=paper, language="en")

    read = read_paper(actor=office.sunita, permits=permits, asked=asked, at=NOW)

    said = text_of(read.content)
    assert "passed by 5 h 20 min" in said
    assert case.reference in said
    assert not PaperMade.objects.exists()
    assert Entry.objects.filter(kind="papers.read").count() == 1


def test_a_case_without_an_arrest_gives_rules_for_its_times(office: Office) -> None:
    from payung.programme.cases.actions import NewCase, open_case

    new = NewCase(team=office.team, title="Nobody was taken")
    case = open_case(actor=office.sunita, new=new, at=NOW - timedelta(hours=1))
    say_yes(office.anju, case, Purpose.ATTORNEY)

    said = text_of(make(office.anju, case, "bail"))

    assert f"was taken on {RULE}." in said


def test_the_number_comes_from_the_one_open_proceeding_of_its_track(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)
    say_yes(office.anju, case, Purpose.COMPLAINT)
    defence = NewProceeding(track=Track.DEFENCE, body=Body.COURT, number="DEF-77")
    open_proceeding(actor=office.anju, case=case, new=defence, at=NOW)
    other = NewProceeding(track=Track.COMPLAINT, body=Body.POLICE, number="GD-12")
    open_proceeding(actor=office.anju, case=case, new=other, at=NOW)

    bail = text_of(make(office.anju, case, "bail"))
    authority = text_of(make(office.anju, case, "authority"))
    typed = text_of(make(office.anju, case, "bail", case_number="DEF-78"))

    assert "Number: DEF-77" in bail
    assert "GD-12" not in bail
    assert "number ____" in authority, "two are open: a person says which"
    assert "Number: DEF-78" in typed


def test_for_a_child_no_paper_is_made_and_the_sentence_says_why(
    office: Office, case: Case
) -> None:
    say_yes(office.anju, case, Purpose.ATTORNEY)
    say_age(actor=office.anju, case=case, age=Age.CHILD, at=NOW)

    with pytest.raises(NotOpened) as refused:
        make(office.anju, case, "bail")

    assert "18" in refused.value.sentence
