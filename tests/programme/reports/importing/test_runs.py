"""Row by row: one bad row stops nothing, a crash loses nothing, twice adds nothing."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from payung.engines.forms import write_submission
from payung.gateways.vault import FakeVault
from payung.programme.journal.models import Entry
from payung.programme.people.actors import Actor, actor_of
from payung.programme.people.models import Person, Team
from payung.programme.reports.import_models import (
    ImportRow,
    ImportRun,
    Outcome,
    RunStage,
)
from payung.programme.reports.importing import runs
from payung.programme.reports.importing.files import NotWhatItSays, offered
from payung.programme.reports.importing.readings import Reading
from payung.programme.reports.importing.revising import fold_in
from payung.programme.reports.importing.sources import Asked, NeedsPlan, readings_of
from payung.programme.reports.models import Attachment, Report, Revision
from payung.programme.reports.opening import show_part
from payung.programme.reports.published import Published, in_use
from tests.cast import ANJU, MAYA, OUTSIDER, SUNITA, THEN, as_actor, team_of
from tests.programme.reports.importing.filled import central, kobo, zipped
from tests.programme.reports.sent import answers, form_in


pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture
def world() -> tuple[Team, Actor, Published]:
    form_in("np")
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    return team, maya, in_use("np")


def xml(form: Published, number: int, **changes: Any) -> bytes:
    given = answers("np", **changes)
    return write_submission(given, form.form, instance_id=f"uuid:row-{number}")


def rows_of(content: bytes, form: Published, name: str = "given") -> list[Reading]:
    asked = Asked(offered=offered(name, content), form=form, plan=None, today=TODAY)
    return list(readings_of(asked))


def started(world: tuple[Team, Actor, Published], content: bytes) -> ImportRun:
    team, maya, form = world
    new = runs.NewRun(form=form, kind="x", name="of Gita.zip", content=content)
    return runs.start_run(actor=maya, team=team, new=new, vault=None, at=THEN)


def bring(
    world: tuple[Team, Actor, Published],
    content: bytes,
    *,
    most: int = 1000,
    run: ImportRun | None = None,
) -> ImportRun:
    _team, maya, form = world
    return runs.bring_some(
        actor=maya,
        run=run or started(world, content),
        readings=rows_of(content, form),
        vault=FakeVault(),
        at=THEN,
        most=most,
    )


def four(form: Published) -> dict[str, bytes]:
    return {f"{n}.xml": xml(form, n) for n in (1, 2, 3, 4)}


def test_one_bad_file_among_good_ones_is_named_and_the_rest_come_in(
    world: tuple[Team, Actor, Published],
) -> None:
    form = world[2]
    files = four(form) | {
        "2.xml": xml(form, 2)[:-30],
        "3.xml": xml(form, 3).replace(b' version="', b' version="8'),
    }

    run = bring(world, zipped(files))

    bad = list(run.rows.filter(outcome=Outcome.CANNOT).order_by("number"))
    assert runs.tally_of(run) == {"new": 2, "cannot": 2}
    assert [row.number for row in bad] == [2, 3]
    assert "not well-formed" in bad[0].sentence
    assert "another version" in bad[1].sentence
    assert all(row.remedy for row in bad)


def test_one_bad_line_of_an_export_names_file_row_and_column(
    world: tuple[Team, Actor, Published],
) -> None:
    form = world[2]
    files = central(form.form, [answers("np") for _ in range(3)])
    name = f"{form.form.id}.csv"
    lines = files[name].decode().splitlines(keepends=True)
    lines[2] = lines[2].replace("outreach", "by pigeon")
    files[name] = "".join(lines).encode()

    rows = rows_of(zipped(files), form)
    run = bring(world, zipped(files))

    [bad] = [row for row in rows if row.trouble]
    assert (bad.file, bad.line) == (name, 3)
    assert bad.trouble is not None
    assert bad.trouble.column == "a_safety/channel"
    assert runs.tally_of(run) == {"new": 2, "cannot": 1}


def test_the_same_file_twice_adds_nothing(
    world: tuple[Team, Actor, Published],
) -> None:
    content = zipped(four(world[2]))
    bring(world, content)

    again = bring(world, content)

    assert runs.tally_of(again) == {"same": 4}
    assert Report.objects.count() == 4


def test_a_run_that_stopped_goes_on_where_it_was(
    world: tuple[Team, Actor, Published],
) -> None:
    _team, maya, form = world
    content = zipped(four(form))
    bring(world, content, most=3)

    found = runs.unfinished(maya, form, content)
    assert found is not None
    done = bring(world, content, run=ImportRun.objects.get(pk=found.pk))

    assert (found.done, found.total, found.stage) == (3, 4, RunStage.RUNNING)
    assert done.stage == RunStage.DONE
    assert runs.tally_of(done) == {"new": 4}
    assert ImportRow.objects.count() == 4
    assert runs.unfinished(maya, form, content) is None


def test_two_pages_that_bring_in_the_same_file_settle_each_row_once(
    world: tuple[Team, Actor, Published],
) -> None:
    content = zipped(four(world[2]))
    first = started(world, content)
    stale = ImportRun.objects.get(pk=first.pk)
    bring(world, content, run=first, most=3)

    done = bring(world, content, run=stale)

    assert runs.tally_of(done) == {"new": 4}
    assert Report.objects.count() == 4


def test_a_changed_export_changes_the_report_and_keeps_its_reference(
    world: tuple[Team, Actor, Published],
) -> None:
    _team, maya, form = world
    bring(world, zipped(kobo(form.form, [answers("np")])))
    before = Report.objects.get()
    later = answers("np", l_end={"narrative": "It was otherwise."})

    run = bring(world, zipped(kobo(form.form, [later])))

    report = Report.objects.get()
    story = show_part(actor=maya, report=report, part="story", at=THEN)
    assert runs.tally_of(run) == {"updated": 1}
    assert (report.record, report.reference) == (before.record, before.reference)
    assert list(story.values()) == ["It was otherwise."]
    assert Revision.objects.count() == 1


def test_an_older_file_after_a_change_does_not_undo_it(
    world: tuple[Team, Actor, Published],
) -> None:
    form = world[2]
    first = zipped(kobo(form.form, [answers("np")]))
    later = answers("np", l_end={"narrative": "It was otherwise."})
    bring(world, first)
    bring(world, zipped(kobo(form.form, [later])))

    again = bring(world, first)

    assert runs.tally_of(again) == {"same": 1}
    assert Revision.objects.count() == 1


def test_without_keys_the_later_text_waits_for_somebody_who_has_them(
    world: tuple[Team, Actor, Published],
) -> None:
    team, maya, form = world
    bring(world, zipped(kobo(form.form, [answers("np")])))
    without = actor_of(Person.objects.get(handle="maya"), keys=None)
    later = answers("np", l_end={"narrative": "It was otherwise."})

    bring((team, without, form), zipped(kobo(form.form, [later])))

    waits = Revision.objects.get().newer
    report = Report.objects.get()
    swapped = fold_in(actor=maya, report=report, at=THEN)
    story = show_part(actor=maya, report=report, part="story", at=THEN)
    assert waits
    assert swapped == 1
    assert list(story.values()) == ["It was otherwise."]


def test_one_number_twice_in_a_file_with_other_answers_is_for_a_person_to_decide(
    world: tuple[Team, Actor, Published],
) -> None:
    form = world[2]
    other = xml(form, 1, l_end={"narrative": "Another one"})

    run = bring(world, zipped({"1.xml": xml(form, 1), "2.xml": other}))

    assert runs.tally_of(run) == {"new": 1, "cannot": 1}


def test_a_look_says_what_would_happen(world: tuple[Team, Actor, Published]) -> None:
    _team, maya, form = world
    bring(world, zipped({"1.xml": xml(form, 1), "2.xml": xml(form, 2)}))
    files = four(form) | {
        "2.xml": xml(form, 2, l_end={"narrative": "Later"}),
        "4.xml": b"<nothing",
    }

    tally = runs.look(actor=maya, readings=rows_of(zipped(files), form))

    assert [tally[one] for one in Outcome] == [1, 1, 1, 1]
    assert Report.objects.count() == 2


def test_a_picture_beside_its_answers_comes_along(
    world: tuple[Team, Actor, Published],
) -> None:
    form = world[2]
    with_one = xml(form, 1, evidence=[{"e_kind": "photo", "e_file": "p.jpg"}])

    run = bring(world, zipped({"a/1.xml": with_one, "a/p.jpg": b"\xff\xd8 it"}))

    assert runs.tally_of(run) == {"new": 1}
    assert Attachment.objects.count() == 1


def test_a_report_of_another_team_is_not_touched_and_not_shown(
    world: tuple[Team, Actor, Published],
) -> None:
    form = world[2]
    bring(world, zipped({"1.xml": xml(form, 1)}))
    far, [anju, _outsider] = team_of(ANJU, OUTSIDER, name="Far team")
    changed = zipped({"1.xml": xml(form, 1, l_end={"narrative": "Hers now"})})

    run = bring((far, anju, form), changed)

    assert runs.tally_of(run) == {"cannot": 1}
    assert Report.objects.get().team_id != far.pk
    assert Revision.objects.count() == 0


def test_somebody_outside_the_team_finds_no_run(
    world: tuple[Team, Actor, Published],
) -> None:
    run = bring(world, zipped(four(world[2])))
    team_of(OUTSIDER, name="Far team")
    outsider = as_actor(Person.objects.get(handle="outsider"))

    with pytest.raises(runs.NoSuchRun):
        runs.run_for(outsider, run.pk)


def test_the_journal_says_how_many_and_never_what(
    world: tuple[Team, Actor, Published],
) -> None:
    run = bring(world, zipped(four(world[2])))

    entry = Entry.objects.get(kind="import.brought")
    assert entry.subject == str(run.record)
    assert entry.details == {"rows": 4, "new": 4, "same": 0, "updated": 0, "cannot": 0}


def test_the_file_kept_for_a_run_lies_sealed_and_goes_when_it_is_done(
    world: tuple[Team, Actor, Published], django_capture_on_commit_callbacks: Any
) -> None:
    team, maya, form = world
    vault, content = FakeVault(), zipped(four(form))
    new = runs.NewRun(form=form, kind="submissions", name="x", content=content)
    run = runs.start_run(actor=maya, team=team, new=new, vault=vault, at=THEN)
    locked = copy.copy(vault.kept)
    opened = runs.content_of(maya, run, vault)

    with django_capture_on_commit_callbacks(execute=True):
        runs.bring_some(
            actor=maya,
            run=run,
            readings=rows_of(opened, form),
            vault=vault,
            at=THEN,
            most=10,
        )

    assert opened == content
    assert b"Gita" not in next(iter(locked.values()))
    assert vault.kept == {}


def test_a_table_of_somebodys_own_needs_a_plan_first(
    world: tuple[Team, Actor, Published],
) -> None:
    with pytest.raises(NeedsPlan):
        rows_of(b"Who,When\ncops,today\n", world[2])


def test_an_export_of_another_form_is_said_to_be_one(
    world: tuple[Team, Actor, Published],
) -> None:
    with pytest.raises(NotWhatItSays, match="No heading is the name"):
        rows_of(b"KEY,shoe_size\nuuid:1,42\n", world[2])
