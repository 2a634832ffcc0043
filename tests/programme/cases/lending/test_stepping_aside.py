"""Stepping aside: at once, for everything of the case, and nothing is opened by it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from payung.engines import sealed
from payung.gateways.vault import FakeVault
from payung.programme.cases.access import NoSuchCase, case_for
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.evidence import GivenFile, add_evidence
from payung.programme.cases.holdings import holding_of
from payung.programme.cases.lending.keys_along import models_that_follow
from payung.programme.cases.lending.refusals import NotAside, OnlyOne
from payung.programme.cases.lending.stepping_aside import let_back, step_aside
from payung.programme.cases.lending.tidying import tidy
from payung.programme.cases.lending.who_page import could_borrow, who_page
from payung.programme.cases.models import (
    Case,
    CaseMember,
    Conflict,
    Evidence,
    ForWhom,
    NoteKind,
    SteppedAside,
    Todo,
)
from payung.programme.cases.queries import tasks_of
from payung.programme.cases.search import search_titles
from payung.programme.cases.staff_notes.keeping import (
    notes_for,
    show_staff_note,
    write_staff_note,
)
from payung.programme.cases.tasks import NewTask, add_task
from payung.programme.journal.models import Entry
from payung.programme.people.access import NotHerRole, teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.holdings import Holders
from payung.programme.people.look_up import records_with
from payung.programme.people.models import IndexToken, RecordKey, Renewal, Team
from payung.programme.people.rewrapping import rewrap_some, unfinished
from payung.programme.people.teams import remove_member
from payung.programme.reports.access import NoSuchReport, report_for
from payung.programme.reports.models import Report
from payung.programme.reports.opening import indexed_values, show_part
from payung.programme.standby.panel_models import Conflict as AlertConflict
from tests.cast import PASSPHRASE, keepers
from tests.programme.cases.conftest import NOW, local
from tests.programme.cases.lending.conftest import (
    TITLE,
    Two,
    key_opens_for,
    nonsense,
    now_as,
    person,
    title_for,
)
from tests.programme.reports.sent import form_in, taken


LATER = local(23, 10)


def aside(actor: Actor, case: Case, words: str = "") -> SteppedAside:
    return step_aside(
        actor=actor, case=case, reason=Conflict.RELATIVE, words=words, at=NOW
    )


def carried_over(actor: Actor) -> None:
    """Do what a member's next visit does: renew the key, carry the records over."""
    tidy(actor=actor, at=LATER)
    again = now_as(actor.handle)
    kept = keepers(indexed_values, Holders(apps=(holding_of,)))
    for _each in range(3):
        job = unfinished(again.teams)
        if job is not None:
            rewrap_some(actor=again, job=job, keepers=kept, at=LATER)


def test_she_sees_no_more_and_the_others_see_it_as_before(two: Two, lent: Case) -> None:
    aside(two.sunita, lent)

    assert title_for(now_as("sunita"), lent.reference) == ""
    assert title_for(now_as("anju"), lent.reference) == TITLE
    assert title_for(now_as("maya"), lent.reference) == TITLE
    assert title_for(two.outsider, lent.reference) == ""
    assert title_for(two.rina, lent.reference) == ""


def test_the_keys_she_had_open_before_open_nothing(two: Two, lent: Case) -> None:
    assert title_for(two.sunita, lent.reference) == TITLE

    aside(two.sunita, lent)

    with pytest.raises(NoSuchCase):
        case_for(two.sunita, lent.reference)
    assert not key_opens_for(two.sunita, lent)


def test_whoever_steps_aside_second_is_out_with_the_keys_she_has_in_memory(
    two: Two, lent: Case
) -> None:
    aside(two.sunita, lent)
    anju = now_as("anju")
    assert title_for(anju, lent.reference) == TITLE

    aside(anju, lent)

    assert not key_opens_for(anju, lent)
    assert title_for(now_as("anju"), lent.reference) == ""
    assert title_for(now_as("maya"), lent.reference) == TITLE
    assert Team.objects.filter(kind="side").count() == 1


def test_she_can_step_aside_from_what_cannot_be_opened_at_all(
    two: Two, lent: Case
) -> None:
    nonsense(lent)

    aside(two.sunita, lent, words="He is my cousin")

    assert not key_opens_for(now_as("sunita"), lent)
    assert key_opens_for(now_as("anju"), lent)
    assert not Entry.objects.filter(kind="case.shown").exists()


def test_the_last_who_could_open_it_cannot_step_aside(two: Two, lent: Case) -> None:
    aside(two.sunita, lent)
    aside(now_as("anju"), lent)

    with pytest.raises(OnlyOne) as refused:
        aside(now_as("maya"), lent)

    assert refused.value.sentence == (
        "Only you can open this one. Let somebody else into the team first; then step "
        "aside."
    )
    assert title_for(now_as("maya"), lent.reference) == TITLE
    assert not SteppedAside.objects.filter(person__handle="maya").exists()


def test_a_closed_account_does_not_count_as_somebody_who_could_open_it(
    two: Two, lent: Case
) -> None:
    for handle in ("anju", "maya"):
        row = person(handle)
        row.is_active = False
        row.save()

    with pytest.raises(OnlyOne):
        aside(two.sunita, lent)


def test_what_she_had_to_do_is_anyones(two: Two, lent: Case) -> None:
    new = NewTask(kind=Todo.CALL, due_at=LATER, assigned_to=person("sunita"))
    task = add_task(actor=two.sunita, case=lent, new=new, at=NOW)

    aside(two.sunita, lent)

    task.refresh_from_db()
    assert task.assigned_to is None
    assert CaseMember.objects.get(person=person("sunita")).until == NOW
    assert list(tasks_of(now_as("anju"))) == [task]
    assert list(tasks_of(now_as("sunita"))) == []


def test_no_list_search_or_first_page_leads_her_there(two: Two, lent: Case) -> None:
    new = NewTask(kind=Todo.CALL, due_at=NOW)
    add_task(actor=two.sunita, case=lent, new=new, at=NOW)
    aside(two.sunita, lent)
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})

    pages = [client.get(reverse(name)).text for name in ("today", "cases", "people")]
    found = client.post(reverse("find-case"), {"words": "Kamala"}).text
    page = client.get(reverse("case", args=[lent.reference]))

    assert [lent.reference in text for text in (*pages, found)] == [False] * 4
    assert page.status_code == 404
    assert search_titles(actor=now_as("anju"), words="Kamala", at=NOW).cases == (lent,)


def test_files_of_the_case_go_with_it(two: Two, lent: Case) -> None:
    vault = FakeVault()
    given = GivenFile(name="a.pdf", shows="", content=b"%PDF-1.4\nher paper\n")
    file = add_evidence(actor=two.anju, case=lent, given=given, vault=vault, at=NOW)

    aside(two.sunita, lent)

    kept = Evidence.objects.get(pk=file.pk)
    secret = now_as("anju").unlocked.secret(file.record)
    assert sealed.open_field(secret, "evidence.name", kept.name) == "a.pdf"
    with pytest.raises(sealed.Refused):
        now_as("sunita").unlocked.secret(file.record)


def test_every_key_that_points_at_a_case_follows_it_unless_it_has_a_team() -> None:
    follow = models_that_follow(Case)

    assert "cases.Evidence" in follow
    assert "consents.PurposeKey" in follow
    assert "reports.Report" not in follow
    assert "hotline.Contact" not in follow
    assert "reports.Revision" in models_that_follow(Report)
    assert "reports.Attachment" in models_that_follow(Report)


def a_note_with_its_case(two: Two) -> tuple[Report, Case]:
    form_in()
    taken(two.sunita, two.team)
    report = Report.objects.get()
    # Opened once, so that its numbers can be looked up.
    show_part(actor=two.sunita, report=report, part="contact", at=NOW)
    new = NewCase(team=two.team, title=TITLE, report=report)
    return report, open_case(actor=two.sunita, new=new, at=NOW)


def test_a_note_that_is_about_this_case_only_goes_with_it(two: Two) -> None:
    report, case = a_note_with_its_case(two)

    aside(two.sunita, case)

    with pytest.raises(NoSuchReport):
        report_for(now_as("sunita"), report.reference)
    with pytest.raises(sealed.Refused):
        now_as("sunita").unlocked.secret(report.record)
    moved = report_for(now_as("anju"), report.reference)
    show_part(actor=now_as("anju"), report=moved, part="identity", at=NOW)


def test_a_note_that_another_case_is_about_too_stays(two: Two) -> None:
    report, case = a_note_with_its_case(two)
    known = frozenset({case.reference})
    new = NewCase(team=two.team, title="Her sister", report=report, knowing=known)
    open_case(actor=two.sunita, new=new, at=NOW)

    aside(two.sunita, case)

    assert report_for(now_as("sunita"), report.reference).team == two.team
    assert title_for(now_as("sunita"), case.reference) == ""


def test_what_is_in_a_note_that_left_cannot_be_looked_up_by_the_old_team_key(
    two: Two,
) -> None:
    report, case = a_note_with_its_case(two)
    token = IndexToken.objects.filter(record=report.record).first()
    assert token is not None
    field, value = next(
        pair
        for pair in indexed_values(two.sunita.unlocked.secret(report.record))
        if pair[0] == token.field
    )

    aside(two.sunita, case)
    between = records_with(now_as("sunita"), field, value)
    carried_over(now_as("anju"))

    assert between == set()
    assert records_with(now_as("sunita"), field, value) == set()
    assert records_with(now_as("anju"), field, value) == {report.record}


def test_the_next_member_at_work_renews_the_key_she_made(two: Two, lent: Case) -> None:
    aside(two.sunita, lent)

    carried_over(now_as("anju"))

    side = Team.objects.get(kind="side")
    assert (side.epoch, side.untidy_since) == (2, None)
    assert set(RecordKey.objects.filter(team=side).values_list("epoch", flat=True)) == {
        2
    }
    assert title_for(now_as("maya"), lent.reference) == TITLE
    assert title_for(now_as("sunita"), lent.reference) == ""


def test_a_file_that_was_sent_in_the_moment_of_moving_is_brought_along(
    two: Two, lent: Case
) -> None:
    vault = FakeVault()
    given = GivenFile(name="a.pdf", shows="", content=b"%PDF-1.4\nlate\n")
    stale = Case.objects.select_related("team").get(pk=lent.pk)
    aside(two.sunita, lent)
    file = add_evidence(actor=two.anju, case=stale, given=given, vault=vault, at=NOW)
    assert RecordKey.objects.get(pk=file.record).team == two.team

    carried_over(now_as("anju"))

    assert RecordKey.objects.get(pk=file.record).team.kind == "side"
    with pytest.raises(sealed.Refused):
        now_as("sunita").unlocked.secret(file.record)


def test_the_coordinator_is_told_and_only_she_reads_why(two: Two, lent: Case) -> None:
    aside(two.sunita, lent, words="He is my cousin")

    line = lent.timeline.get(kind="aside")
    entry = Entry.objects.get(kind="case.stepped_aside")
    assert (line.about, line.by) == ("sunita", "sunita")
    assert entry.details["reason"] == "relative"
    assert "cousin" not in str(entry.details)
    moved = Case.objects.get()
    assert notes_for(now_as("maya"), moved).count() == 1
    assert notes_for(now_as("anju"), moved).count() == 0


def test_a_coordinator_lets_her_back_in(two: Two, lent: Case) -> None:
    aside(two.sunita, lent)
    case = Case.objects.get()
    carried_over(now_as("anju"))

    let_back(actor=now_as("maya"), case=case, person=person("sunita"), at=LATER)

    assert title_for(now_as("sunita"), lent.reference) == TITLE
    assert SteppedAside.objects.get().until == LATER
    with pytest.raises(NotAside):
        let_back(actor=now_as("maya"), case=case, person=person("sunita"), at=LATER)


def test_nobody_but_a_coordinator_lets_her_back_in(two: Two, lent: Case) -> None:
    aside(two.sunita, lent)

    with pytest.raises(NotHerRole):
        let_back(actor=now_as("anju"), case=lent, person=person("sunita"), at=LATER)

    assert title_for(now_as("sunita"), lent.reference) == ""


def test_a_coordinator_who_stands_aside_cannot_let_herself_back(
    two: Two, lent: Case
) -> None:
    aside(two.maya, lent)

    with pytest.raises(NoSuchCase):
        let_back(actor=now_as("maya"), case=lent, person=person("maya"), at=LATER)


def test_a_side_team_stands_in_no_list_of_teams(two: Two, lent: Case) -> None:
    aside(two.sunita, lent)

    anju = now_as("anju")

    assert list(teams_of(anju)) == [two.team]
    assert anju.own_teams == {two.team.pk}
    assert len(anju.teams) == 2


def test_who_is_taken_out_of_the_team_is_out_of_the_side_team(
    two: Two, lent: Case
) -> None:
    aside(two.sunita, lent)

    # By the one who stands aside herself, and so cannot renew the side team's key.
    remove_member(
        actor=now_as("sunita"), team=two.team, member=person("anju"), at=LATER
    )

    assert title_for(now_as("anju"), lent.reference) == ""
    assert title_for(now_as("maya"), lent.reference) == TITLE


def test_a_second_case_about_a_note_that_left_is_where_the_note_is(two: Two) -> None:
    report, case = a_note_with_its_case(two)
    aside(two.sunita, case)
    client = Client()
    client.post("/sign-in", {"handle": "anju", "passphrase": PASSPHRASE})
    side = Team.objects.get(kind="side")
    given = {
        "team": str(side.pk),
        "title": "Her sister",
        "knowing": case.reference,
    }

    client.post(f"{reverse('open-case')}?note={report.reference}", given)

    second = Case.objects.exclude(pk=case.pk).get()
    assert second.team == side
    assert title_for(now_as("sunita"), second.reference) == ""
    assert title_for(now_as("maya"), second.reference) == "Her sister"


def test_who_steps_aside_from_one_of_two_in_a_side_team_keeps_the_other(
    two: Two,
) -> None:
    report, case = a_note_with_its_case(two)
    aside(two.sunita, case)
    new = NewCase(
        team=Team.objects.get(kind="side"),
        title="Her sister",
        report=Report.objects.get(),
        knowing=frozenset({case.reference}),
    )
    second = open_case(actor=now_as("anju"), new=new, at=NOW)

    aside(now_as("anju"), second)

    assert title_for(now_as("anju"), second.reference) == ""
    assert title_for(now_as("anju"), case.reference) == TITLE
    assert title_for(now_as("sunita"), second.reference) == ""
    assert title_for(now_as("maya"), second.reference) == "Her sister"
    assert report_for(now_as("anju"), report.reference) == report


def test_where_she_may_have_kept_the_keys_those_of_side_teams_are_new_too(
    two: Two, lent: Case
) -> None:
    aside(two.sunita, lent)
    write_staff_note(
        actor=now_as("anju"),
        case=Case.objects.get(),
        kind=NoteKind.OTHER,
        for_whom=ForWhom.TEAM,
        text="Be quick",
        at=NOW,
    )
    before = two.maya.unlocked.secret(lent.record)

    remove_member(
        actor=now_as("maya"),
        team=two.team,
        member=person("sunita"),
        renewal=Renewal.KEYS,
        at=LATER,
    )
    carried_over(now_as("maya"))

    case = Case.objects.get()
    after = now_as("maya").unlocked.secret(lent.record)
    assert after.key != before.key
    assert title_for(now_as("anju"), lent.reference) == TITLE
    [note] = case.staff_notes.all()
    shown = show_staff_note(actor=now_as("anju"), case=case, note_id=note.pk, at=LATER)
    assert shown == "Be quick"


def test_no_alert_about_it_rings_an_attorney_who_stands_aside(
    two: Two, lent: Case
) -> None:
    aside(two.anju, lent)
    about = AlertConflict.objects.filter(person=person("anju"), about=lent.reference)
    kept_from = about.exists()

    let_back(
        actor=now_as("maya"), case=Case.objects.get(), person=person("anju"), at=LATER
    )

    assert (kept_from, about.exists()) == (True, False)


def test_a_conflict_said_to_an_alert_shuts_the_case_until_a_coordinator_lets_her_back(
    two: Two, lent: Case
) -> None:
    said = AlertConflict(person=person("sunita"), about=lent.reference, declared_at=NOW)
    said.save()

    seen = title_for(now_as("sunita"), lent.reference)
    listed = [one.row.person.handle for one in who_page(now_as("maya"), lent).asides]
    let_back(actor=now_as("maya"), case=lent, person=person("sunita"), at=LATER)

    assert (seen, listed) == ("", ["sunita"])
    assert title_for(now_as("sunita"), lent.reference) == TITLE
    assert who_page(now_as("maya"), lent).asides == ()
    assert Entry.objects.filter(kind="case.let_back").count() == 1


def test_the_last_who_could_open_a_case_goes_on_seeing_it_whatever_she_said(
    two: Two, lent: Case
) -> None:
    for handle in ("sunita", "anju", "maya"):
        about = {"about": lent.reference, "declared_at": NOW}
        AlertConflict.objects.create(person=person(handle), **about)

    assert title_for(now_as("maya"), lent.reference) == TITLE


def test_it_is_not_lent_to_whoever_said_elsewhere_that_she_stands_aside(
    two: Two, lent: Case
) -> None:
    AlertConflict.objects.create(
        person=person("operator"), about=lent.reference, declared_at=NOW
    )

    offered = could_borrow(now_as("maya"), lent)

    assert "operator" not in offered
    assert "officer" in offered
