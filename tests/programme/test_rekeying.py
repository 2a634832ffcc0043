"""A new key for everything: what she may have kept opens nothing any more."""

from __future__ import annotations

import pytest

from payung.engines import sealed
from payung.gateways.vault import FakeVault
from payung.programme.cases import holdings as of_cases
from payung.programme.cases.actions import NewCase, open_case, write_note
from payung.programme.cases.custody import read_words, verify
from payung.programme.cases.evidence import GivenFile, add_evidence
from payung.programme.cases.models import Case, Evidence, TimelineEntry
from payung.programme.cases.timeline import entry_field
from payung.programme.people.actors import Actor
from payung.programme.people.holdings import Holders
from payung.programme.people.models import Person, RecordKey, Renewal, Team
from payung.programme.people.rewrapping import Keepers, rewrap_some, unfinished
from payung.programme.people.teams import remove_member
from payung.programme.reports import holdings as of_reports
from payung.programme.reports.models import Report
from payung.programme.reports.opening import indexed_values, show_part
from tests.cast import ANJU, MAYA, SUNITA, THEN, team_of
from tests.programme.reports.sent import form_in, taken


pytestmark = pytest.mark.django_db(transaction=True)
PAPER = b"%PDF-1.4\nSeen at the blue gate.\n%%EOF\n"
ALL = Holders(apps=(of_reports.holding_of, of_cases.holding_of))


def a_world(vault: FakeVault) -> tuple[Team, Actor, Actor]:
    """Keep a note, a case with a line, and a file; return the team and two members."""
    form_in()
    team, [maya, _anju, sunita] = team_of(MAYA, ANJU, SUNITA)
    taken(maya, team)
    new = NewCase(team=team, title="Blue gate", note="Her son waits", taken=None)
    case = open_case(actor=maya, new=new, at=THEN)
    write_note(actor=maya, case=case, text="Her sister called", at=THEN)
    given = GivenFile(name="gate.pdf", shows="The gate", content=PAPER)
    add_evidence(actor=maya, case=case, given=given, vault=vault, at=THEN)
    return team, maya, sunita


def change_every_key(team: Team, maya: Actor, vault: FakeVault) -> None:
    sunita = Person.objects.get(handle="sunita")
    remove_member(actor=maya, team=team, member=sunita, renewal=Renewal.KEYS, at=THEN)
    job = unfinished([team.pk])
    assert job is not None
    keepers = Keepers(values_of=indexed_values, holders=ALL, vault=vault)
    rewrap_some(actor=maya, job=job, keepers=keepers, at=THEN)


def test_record_keys_she_kept_open_nothing_any_more() -> None:
    vault = FakeVault()
    team, maya, sunita = a_world(vault)
    kept = {row.record: sunita.unlocked.unwrap(row) for row in RecordKey.objects.all()}

    change_every_key(team, maya, vault)

    report, case = Report.objects.get(), Case.objects.get()
    assert report.story is not None
    assert case.title is not None
    with pytest.raises(sealed.Refused):
        sealed.open_field(kept[report.pk], "report.story", report.story)
    with pytest.raises(sealed.Refused):
        sealed.open_field(kept[case.pk], "case.title", case.title)
    assert unfinished([team.pk]) is None


def test_those_who_stay_read_everything_as_before() -> None:
    vault = FakeVault()
    team, maya, _sunita = a_world(vault)
    before = show_part(actor=maya, report=Report.objects.get(), part="story", at=THEN)

    change_every_key(team, maya, vault)

    evidence, case = Evidence.objects.get(), Case.objects.get()
    [line] = [one for one in TimelineEntry.objects.all() if one.text]
    secret = maya.unlocked.secret(case.pk)
    assert line.text is not None
    report = Report.objects.get()
    assert show_part(actor=maya, report=report, part="story", at=THEN) == before
    assert sealed.open_field(secret, entry_field(line.pk), line.text)
    assert (
        read_words(actor=maya, evidence=evidence, vault=vault, at=THEN).name
        == "gate.pdf"
    )
    verify(actor=maya, evidence=evidence, vault=vault, at=THEN)


def test_the_file_under_the_old_key_is_gone_and_no_half_is_left() -> None:
    vault = FakeVault()
    team, maya, _sunita = a_world(vault)
    [earlier] = vault.kept

    change_every_key(team, maya, vault)

    assert list(vault.kept) == [Evidence.objects.get().file]
    assert earlier not in vault.kept


def test_a_record_with_a_broken_part_still_leaves_the_old_epoch() -> None:
    vault = FakeVault()
    team, maya, _sunita = a_world(vault)
    report = Report.objects.get()
    Report.objects.update(story=report.contact)

    change_every_key(team, maya, vault)

    row = RecordKey.objects.get(record=report.pk)
    assert row.epoch == 2
    assert not row.shut
