"""An approved plan stays as it is, whichever way somebody tries to change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from payung.programme.people.access import NotHerRole
from payung.programme.plans import drafting
from payung.programme.plans.bringing_in import bring_plan_in
from payung.programme.plans.drafting import NewLine
from payung.programme.plans.guarding import ApprovedNeverChanges
from payung.programme.plans.models import Output, PlanLine, PlanVersion, Programme
from payung.programme.plans.refusals import HasDraft, IsApproved, NothingInIt

from .conftest import FIRST, NOW, Office


def everything(version: PlanVersion) -> list[object]:
    """Return every value of a plan, its outputs and its lines."""
    return [
        list(PlanVersion.objects.filter(pk=version.pk).values()),
        list(Output.objects.filter(version=version).order_by("pk").values()),
        list(PlanLine.objects.filter(version=version).order_by("pk").values()),
    ]


def test_every_deed_refuses_an_approved_plan(
    office: Office, plan: PlanVersion, meetings: NewLine
) -> None:
    before, [line, _other] = everything(plan), list(plan.lines.order_by("number"))
    another = replace(meetings, what="Something else")
    maya = office.maya
    deeds: list[Callable[[], object]] = [
        partial(drafting.add_line, actor=maya, version=plan, new=another, at=NOW),
        partial(drafting.change_line, actor=maya, line=line, new=another, at=NOW),
        partial(drafting.take_line_out, actor=maya, line=line, at=NOW),
        partial(drafting.discard_plan, actor=maya, version=plan, at=NOW),
        partial(drafting.approve_plan, actor=maya, version=plan, at=NOW),
        partial(
            bring_plan_in,
            actor=maya,
            version=plan,
            name="a.csv",
            content=b"what\nx",
            at=NOW,
        ),
    ]

    for deed in deeds:
        with pytest.raises(IsApproved) as refused:
            deed()
        assert "Begin a new version" in refused.value.sentence

    assert everything(plan) == before


WAYS: dict[str, Callable[[PlanVersion, PlanLine], object]] = {
    "many versions": lambda plan, line: PlanVersion.objects.update(months=3),
    "un-approving": lambda plan, line: PlanVersion.objects.filter(pk=plan.pk).update(
        approved_at=None, approved_by=""
    ),
    "many lines": lambda plan, line: PlanLine.objects.update(per_month=9),
    "its lines": lambda plan, line: plan.lines.update(what="x"),
    "its outputs": lambda plan, line: plan.outputs.update(text="x"),
    "lines out": lambda plan, line: PlanLine.objects.filter(pk=line.pk).delete(),
    "outputs out": lambda plan, line: plan.outputs.all().delete(),
    "versions out": lambda plan, line: PlanVersion.objects.all().delete(),
    "a line kept": lambda plan, line: line.save(),
    "a line deleted": lambda plan, line: line.delete(),
    "a version kept": lambda plan, line: plan.save(),
    "a version deleted": lambda plan, line: plan.delete(),
    "an output kept": lambda plan, line: line.output.save(),
    "an output deleted": lambda plan, line: line.output.delete(),
    "lines at once": lambda plan, line: PlanLine.objects.bulk_update([line], ["what"]),
    "lines added": lambda plan, line: PlanLine.objects.bulk_create(
        [PlanLine(version=plan, output=line.output, team=line.team, number=9)]
    ),
    "a line added": lambda plan, line: plan.lines.create(
        output=line.output, team=line.team, number=9, fingerprint="x"
    ),
    "an output added": lambda plan, line: plan.outputs.create(
        objective=line.output.objective, number=9, text="x"
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_through_the_rows_changes_an_approved_plan(
    plan: PlanVersion, way: str
) -> None:
    before, line = everything(plan), plan.lines.order_by("number")[0]

    with pytest.raises(ApprovedNeverChanges):
        WAYS[way](plan, line)

    assert everything(plan) == before


def test_lines_of_a_draft_cannot_be_moved_into_an_approved_plan(
    office: Office, programme: Programme, plan: PlanVersion
) -> None:
    draft = drafting.begin_plan(
        actor=office.maya, programme=programme, first_month=FIRST, months=6, at=NOW
    )

    with pytest.raises(ApprovedNeverChanges):
        draft.lines.update(version=plan)

    assert (plan.lines.count(), draft.lines.count()) == (2, 2)


def test_what_somebody_held_since_before_the_approval_cannot_be_written_back(
    office: Office, draft: PlanVersion, meetings: NewLine
) -> None:
    line = drafting.add_line(actor=office.maya, version=draft, new=meetings, at=NOW)
    drafting.approve_plan(actor=office.maya, version=draft, at=NOW)
    line.what = "Typed in a tab that was open since"

    with pytest.raises(ApprovedNeverChanges):
        line.save()


def test_a_new_version_copies_and_the_old_one_stays(
    office: Office, programme: Programme, plan: PlanVersion, meetings: NewLine
) -> None:
    before = everything(plan)
    draft = drafting.begin_plan(
        actor=office.maya,
        programme=programme,
        first_month=date(2026, 10, 5),
        months=3,
        at=NOW,
    )
    copied = draft.lines.get(what="Meet the lawyer")

    drafting.change_line(
        actor=office.maya,
        line=copied,
        new=replace(meetings, per_month=4, months=(date(2026, 12, 1),)),
        at=NOW,
    )
    drafting.approve_plan(actor=office.maya, version=draft, at=NOW)

    assert everything(plan) == before
    [old, new] = PlanLine.objects.filter(what="Meet the lawyer").order_by("per_month")
    assert (old.months, new.months) == (["2026-09-01", "2026-12-01"], ["2026-12-01"])
    assert old.root == new.root


def test_two_drafts_cannot_drift_apart(
    office: Office, programme: Programme, draft: PlanVersion
) -> None:
    with pytest.raises(HasDraft):
        drafting.begin_plan(
            actor=office.maya, programme=programme, first_month=FIRST, months=6, at=NOW
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.create(
            programme=programme, number=7, first_month=FIRST, made_at=NOW
        )


def test_nobody_approves_an_empty_plan_and_a_paralegal_none_at_all(
    office: Office, draft: PlanVersion
) -> None:
    with pytest.raises(NothingInIt):
        drafting.approve_plan(actor=office.maya, version=draft, at=NOW)
    with pytest.raises(NotHerRole):
        drafting.approve_plan(actor=office.sunita, version=draft, at=NOW)


def test_the_database_takes_no_approval_by_nobody(programme: Programme) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.create(
            programme=programme,
            number=1,
            first_month=FIRST,
            made_at=NOW,
            approved_at=NOW,
        )
