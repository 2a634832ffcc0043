"""What is due stands on Today: once, whatever crashes and whoever sweeps too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from payung.programme.cases.actions import change_stage
from payung.programme.cases.models import Case, Task
from payung.programme.cases.queries import todo
from payung.programme.cases.stages import Stage
from payung.programme.cases.tasks import finish_task
from payung.programme.counselling.codes import Risk
from payung.programme.counselling.dues import do_due
from payung.programme.counselling.models import Due
from payung.programme.counselling.sweeping import sweep
from payung.programme.counselling.talking import review_risk
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW
from tests.programme.counselling.conftest import begun_case
from tests.programme.killed import killed_everywhere


AtOnce = Callable[..., list[BaseException]]
DAY = timedelta(days=1)


def test_a_week_after_today_asks_how_she_is(office: Office, helped: Case) -> None:
    sweep(at=NOW + 7 * DAY)

    lines = todo(office.anju, NOW + 7 * DAY)
    asked = [(one.title, one.when - NOW) for one in lines]
    assert asked == [("Ask how she is", DAY), ("Ask how she is", 7 * DAY)]


def test_a_task_is_there_a_day_before_its_time_and_not_sooner(
    office: Office, helped: Case
) -> None:
    review_risk(actor=office.sunita, case=helped, level=Risk.LOW, at=NOW)

    sweep(at=NOW + 6 * DAY - timedelta(seconds=1))
    before = Task.objects.count()
    sweep(at=NOW + 6 * DAY)

    assert (before, Task.objects.count()) == (0, 1)


def test_sweeping_again_makes_no_second_task(office: Office, helped: Case) -> None:
    sweep(at=NOW + DAY)
    sweep(at=NOW + DAY)

    assert Task.objects.count() == 1


def test_done_on_the_page_of_counselling_is_done_on_today_too(
    office: Office, helped: Case
) -> None:
    sweep(at=NOW + 7 * DAY)
    week = Due.objects.get(case=helped, kind="week")

    do_due(actor=office.sunita, due=week, at=NOW + 7 * DAY)

    week.refresh_from_db()
    assert week.task is not None
    assert (week.task.done_at, week.task.done_by) == (NOW + 7 * DAY, "sunita")


def test_done_on_today_is_done_on_the_page_of_counselling_too(
    office: Office, helped: Case
) -> None:
    sweep(at=NOW + 7 * DAY)
    week = Due.objects.get(case=helped, kind="week")
    assert week.task is not None
    finish_task(actor=office.anju, task=week.task, at=NOW + 7 * DAY)

    sweep(at=NOW + 7 * DAY)

    week.refresh_from_db()
    assert (week.done_at, week.done_by) == (NOW + 7 * DAY, "anju")


def test_danger_that_was_only_ticked_comes_due_again(
    office: Office, helped: Case
) -> None:
    sweep(at=NOW + DAY)
    safety = Due.objects.get(case=helped, kind="safety")
    assert safety.task is not None
    finish_task(actor=office.anju, task=safety.task, at=NOW + DAY)

    sweep(at=NOW + DAY)

    again = Due.objects.get(case=helped, kind="risk", done_at=None)
    assert again.due_at == NOW + 8 * DAY


def test_a_case_at_rest_asks_nothing_until_it_is_opened_again(
    office: Office, helped: Case
) -> None:
    change_stage(actor=office.sunita, case=helped, stage=Stage.TRANSFERRED, at=NOW)
    sweep(at=NOW + 31 * DAY)
    at_rest = Task.objects.count()
    change_stage(
        actor=office.sunita, case=helped, stage=Stage.REOPENED, at=NOW + 31 * DAY
    )

    sweep(at=NOW + 31 * DAY)

    assert (at_rest, Task.objects.count()) == (0, 4)


def test_two_sweepers_in_the_same_moment_make_each_task_once(at_once: AtOnce) -> None:
    case, _people = begun_case()
    at = NOW + 31 * DAY

    raised = at_once(*(lambda: sweep(at=at) for _one in range(3)))

    assert raised == []
    assert Task.objects.filter(case=case).count() == 4


def test_a_sweeper_that_is_killed_leaves_no_task_without_its_due(
    at_once: AtOnce,
) -> None:
    case, _people = begun_case()
    at, deaths = NOW + 31 * DAY, 0

    for _number in killed_everywhere(lambda: sweep(at=at)):
        deaths += 1
        tasks = Task.objects.filter(case=case).count()
        assert Due.objects.exclude(task=None).count() == tasks

    sweep(at=at)
    assert deaths > 10
    assert Task.objects.filter(case=case).count() == 4
