"""What was written down by mistake in a course counts no more, and is not forgotten."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from payung.engines.indicators import Mean
from payung.programme.activities.actions import NotAsItIs
from payung.programme.activities.cards import make_card
from payung.programme.activities.models import Participation, Reason, State
from payung.programme.journal.models import Entry
from payung.programme.learning.access import NotThere, sheet_for
from payung.programme.learning.answering import NewTest, questions_of, take_test
from payung.programme.learning.certificates import certify_enrolled, end_certificate
from payung.programme.learning.codes import Delivery, Entered, TestKind, Why
from payung.programme.learning.figures import gain_of_group
from payung.programme.learning.groups import (
    days_not_held,
    days_of,
    drop_day,
    move_day,
    put_day_back,
)
from payung.programme.learning.leaving_out import leave_out
from payung.programme.learning.mending_sheets import (
    mend_sheet,
    sheets_of,
    take_out_sheet,
    taken_out_of,
)
from payung.programme.learning.models import Assessment, CourseGroup, EarlierSheet
from payung.programme.learning.pairing import digest_of
from payung.programme.learning.refusals import CodeTaken, HasCertificate, NotFromPaper
from tests.cast import PASSPHRASE

from .conftest import WOMAN, Office, answer, hold_day, let_in, local


LATER = local(7, 20)


def typed(
    office: Office, group: CourseGroup, kind: TestKind, code: str, *, right: int
) -> Assessment:
    """Type a sheet on which the first `right` answers are right."""
    items = questions_of(group)
    new = sheet(office, group, kind, code, right=right)
    assert len(items) == 4
    return take_test(actor=office.sunita, group=group, new=new, at=local(7, 10, 15))


def sheet(
    office: Office, group: CourseGroup, kind: TestKind, code: str, *, right: int
) -> NewTest:
    return NewTest(
        kind=kind,
        delivery=Delivery.TEXT,
        language="ne",
        code=digest_of(office.sunita, group, code) if code else "",
        answers={
            item.pk: 1 if number < right else 2
            for number, item in enumerate(questions_of(group))
        },
        entered=Entered.PAPER,
    )


def heads(group: CourseGroup, day: int) -> dict[str, int]:
    rows = Participation.objects.filter(activity=days_of(group)[day - 1].activity)
    return dict(rows.filter(card=None).values_list("category", "count"))


def test_who_was_let_in_by_mistake_counts_on_no_day_and_has_not_completed(
    office: Office, group: CourseGroup
) -> None:
    right, wrong = let_in(office, group), let_in(office, group)
    for number in (1, 2, 3, 4):
        hold_day(office, group, number, 1, 2)

    leave_out(actor=office.sunita, enrolment=wrong, why=Why.TWICE, at=LATER)

    wrong.refresh_from_db()
    right.refresh_from_db()
    assert heads(group, 1) == {WOMAN: 1}
    assert wrong.completed_at is None
    assert right.completed_at is not None
    assert (wrong.why, wrong.withdrawn_by) == ("twice", "sunita")
    assert Entry.objects.filter(kind="learning.left_out").count() == 1


def test_her_card_is_not_counted_on_the_days_either(
    office: Office, group: CourseGroup
) -> None:
    card = make_card(actor=office.sunita, team=office.team, at=LATER)
    wrong = let_in(office, group, card=card.code)
    hold_day(office, group, 1, 1)

    leave_out(actor=office.sunita, enrolment=wrong, why=Why.MISTAKE, at=LATER)

    assert not Participation.objects.exists()


def test_card_and_code_are_free_again_and_the_number_is_not(
    office: Office, group: CourseGroup
) -> None:
    card = make_card(actor=office.sunita, team=office.team, at=LATER)
    wrong = let_in(office, group, card=card.code, code="ka14")

    leave_out(actor=office.sunita, enrolment=wrong, why=Why.MISTAKE, at=LATER)
    again = let_in(office, group, card=card.code, code="ka14")

    assert (wrong.number, again.number) == (1, 2)


def test_a_day_that_is_written_again_does_not_bring_her_back(
    office: Office, group: CourseGroup
) -> None:
    let_in(office, group)
    wrong = let_in(office, group)
    leave_out(actor=office.sunita, enrolment=wrong, why=Why.MISTAKE, at=LATER)

    hold_day(office, group, 1, 1, 2)

    assert heads(group, 1) == {WOMAN: 1}


def test_who_holds_a_certificate_is_not_left_out_before_it_is_ended(
    office: Office, group: CourseGroup
) -> None:
    her = let_in(office, group)
    for number in (1, 2, 3, 4):
        hold_day(office, group, number, 1)
    her.refresh_from_db()
    certify_enrolled(actor=office.maya, enrolment=her, on=LATER.date(), at=LATER)

    with pytest.raises(HasCertificate) as refused:
        leave_out(actor=office.sunita, enrolment=her, why=Why.MISTAKE, at=LATER)

    assert "End it first" in refused.value.sentence


def test_who_gave_her_certificate_back_is_left_out_and_nobody_else_is(
    office: Office, group: CourseGroup
) -> None:
    her, other = let_in(office, group), let_in(office, group)
    for number in (1, 2, 3, 4):
        hold_day(office, group, number, 1, 2)
    papers = []
    for each in (her, other):
        each.refresh_from_db()
        papers.append(
            certify_enrolled(
                actor=office.maya, enrolment=each, on=LATER.date(), at=LATER
            )
        )
    end_certificate(actor=office.maya, certificate=papers[0], on=LATER.date(), at=LATER)

    leave_out(actor=office.sunita, enrolment=her, why=Why.MISTAKE, at=LATER)

    with pytest.raises(HasCertificate):
        leave_out(actor=office.sunita, enrolment=other, why=Why.MISTAKE, at=LATER)


def test_for_one_that_was_lost_another_is_given_once_and_ends_no_later(
    office: Office, group: CourseGroup
) -> None:
    her = let_in(office, group)
    for number in (1, 2, 3, 4):
        hold_day(office, group, number, 1)
    her.refresh_from_db()
    assert her.completed_at is not None
    form = uuid4()
    first = certify_enrolled(
        actor=office.maya, enrolment=her, on=LATER.date(), at=LATER
    )

    again, twice = (
        certify_enrolled(
            actor=office.maya,
            enrolment=her,
            on=LATER.date() + timedelta(days=300),
            at=LATER,
            another=form,
        )
        for _press in range(2)
    )

    assert again == twice
    assert again != first
    assert again.valid_to <= first.valid_to
    her.refresh_from_db()
    assert her.papers == 2


def test_a_mended_sheet_counts_its_pair_anew_and_keeps_what_stood_there(
    office: Office, group: CourseGroup
) -> None:
    typed(office, group, TestKind.PRE, "ka14", right=0)
    wrong = typed(office, group, TestKind.POST, "ka14", right=1)
    new = sheet(office, group, TestKind.POST, "", right=3)

    mend_sheet(actor=office.maya, test=wrong, new=new, at=LATER)

    gain = gain_of_group(group)
    assert isinstance(gain, Mean)
    assert (gain.value, gain.n) == (0.75, 1)
    before = EarlierSheet.objects.get()
    assert (before.score, before.ended_by, before.test) == (1, "maya", wrong)
    assert len(before.answers.split()) == 4
    wrong.refresh_from_db()
    assert wrong.responses.filter(right=True).count() == 3
    assert wrong.taken_at == local(7, 10, 15)


def test_the_same_mending_sent_twice_is_done_once(
    office: Office, group: CourseGroup
) -> None:
    wrong = typed(office, group, TestKind.PRE, "ka14", right=1)
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})
    address = reverse("learning-sheet", args=[wrong.pk])
    form = client.get(address).context["form"]
    given = {"key": str(form["key"].value()), "kind": "pre", "delivery": "text"}
    given |= {f"a_{item.pk}": "1" for item in questions_of(group)}

    _first, answered = (
        client.post(address, given | {"language": "ne"}) for _each in range(2)
    )

    assert answered.headers["Location"] == f"/learn/groups/{group.pk}/sheets"
    assert EarlierSheet.objects.count() == 1
    wrong.refresh_from_db()
    assert wrong.score == 4


def test_a_sheet_of_the_wrong_test_or_code_finds_its_pair_when_it_is_mended(
    office: Office, group: CourseGroup
) -> None:
    typed(office, group, TestKind.PRE, "ka14", right=0)
    wrong = typed(office, group, TestKind.PRE, "ka41", right=2)
    new = sheet(office, group, TestKind.POST, "ka14", right=2)

    mend_sheet(actor=office.maya, test=wrong, new=new, at=LATER)

    gain = gain_of_group(group)
    assert isinstance(gain, Mean)
    assert gain.value == 0.5


def test_a_sheet_cannot_be_given_a_code_that_has_answered(
    office: Office, group: CourseGroup
) -> None:
    typed(office, group, TestKind.PRE, "ka14", right=0)
    other = typed(office, group, TestKind.PRE, "ka41", right=2)
    new = sheet(office, group, TestKind.PRE, "ka14", right=2)

    with pytest.raises(CodeTaken):
        mend_sheet(actor=office.maya, test=other, new=new, at=LATER)

    assert not EarlierSheet.objects.exists()


def test_a_sheet_that_is_taken_out_makes_no_pair_and_is_listed(
    office: Office, group: CourseGroup
) -> None:
    typed(office, group, TestKind.PRE, "ka14", right=0)
    wrong = typed(office, group, TestKind.POST, "ka14", right=4)

    take_out_sheet(actor=office.sunita, test=wrong, at=LATER)

    assert not isinstance(gain_of_group(group), Mean)
    assert [one.score for one in taken_out_of(group)] == [4]
    assert [one.kind for one in sheets_of(group)] == ["pre"]
    assert typed(office, group, TestKind.POST, "ka14", right=2).score == 2


def test_what_she_answered_on_a_phone_is_nobodys_to_mend(
    office: Office, group: CourseGroup
) -> None:
    hers = answer(office, group, TestKind.PRE, "ka14", right=1)
    new = sheet(office, group, TestKind.PRE, "", right=4)

    with pytest.raises(NotFromPaper):
        mend_sheet(actor=office.maya, test=hers, new=new, at=LATER)
    with pytest.raises(NotThere):
        sheet_for(office.maya, hers.pk)


def test_a_sheet_is_not_there_for_an_outsider(
    office: Office, group: CourseGroup
) -> None:
    row = typed(office, group, TestKind.PRE, "ka14", right=1)

    with pytest.raises(NotThere):
        sheet_for(office.outsider, row.pk)


def test_a_day_called_off_by_mistake_counts_among_the_days_again(
    office: Office, group: CourseGroup
) -> None:
    let_in(office, group)
    day = days_of(group)[0]
    drop_day(actor=office.sunita, session=day, reason=Reason.STRIKE, at=LATER)

    put_day_back(actor=office.sunita, session=day, at=LATER)
    hold_day(office, group, 1, 1)

    assert len(days_of(group)) == 5
    day.activity.refresh_from_db()
    assert (day.activity.state, day.activity.reason) == (State.HELD, "")
    assert Entry.objects.filter(kind="activity.put_back").count() == 1


def test_a_day_moved_by_mistake_calls_the_other_one_off(
    office: Office, group: CourseGroup
) -> None:
    day = days_of(group)[0]
    start = local(8, 2)
    moved = move_day(
        actor=office.sunita,
        session=day,
        reason=Reason.STAFF,
        start=start,
        end=start + timedelta(hours=3),
        at=local(7, 1),
    )

    put_day_back(actor=office.sunita, session=day, at=local(7, 2))

    assert [one.pk for one in days_not_held(group)] == [moved.pk]
    assert days_of(group)[0].pk == day.pk


def test_a_day_whose_other_day_was_held_is_not_put_back(
    office: Office, group: CourseGroup
) -> None:
    day = days_of(group)[0]
    start = local(7, 8)
    move_day(
        actor=office.sunita,
        session=day,
        reason=Reason.STAFF,
        start=start,
        end=start + timedelta(hours=3),
        at=local(7, 1),
    )
    hold_day(office, group, 5)

    with pytest.raises(NotAsItIs) as refused:
        put_day_back(actor=office.sunita, session=day, at=LATER)

    assert "Mend that one first" in refused.value.sentence


def test_the_page_of_a_group_offers_each_way_back(
    office: Office, group: CourseGroup
) -> None:
    let_in(office, group)
    wrong = let_in(office, group)
    leave_out(actor=office.sunita, enrolment=wrong, why=Why.AGE, at=LATER)
    day = days_of(group)[0]
    drop_day(actor=office.sunita, session=day, reason=Reason.STRIKE, at=LATER)
    typed(office, group, TestKind.PRE, "ka14", right=1)
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})

    page = client.get(f"/learn/groups/{group.pk}/").content.decode()

    assert f"/learn/days/{day.pk}/back" in page
    assert f"/learn/groups/{group.pk}/sheets" in page
    assert f"/learn/groups/{group.pk}/people/1/out" in page
    assert f"/learn/groups/{group.pk}/people/2/out" not in page
    assert "She is under eighteen" in page
