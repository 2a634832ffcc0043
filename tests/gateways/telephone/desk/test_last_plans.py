"""When the application is gone, the last plan of each line is there, and sealed."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from payung.engines.sealed import RecordSecret
from payung.gateways.telephone import ApplicationGone
from payung.gateways.telephone.desk.last_plans import LastPlans, PlanRefresher
from payung.gateways.telephone.fake import FakeApplication
from tests.gateways.telephone.samples import LINE, THEN, paper
from tests.gateways.telephone.waiting import wait_until


KEY = RecordSecret(record="telephone", key=b"\x11" * 32)
OTHER_KEY = RecordSecret(record="telephone", key=b"\x12" * 32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "telephone" / "plans.sealed"


@pytest.fixture
def application() -> FakeApplication:
    return FakeApplication({LINE: paper()})


def test_a_line_nobody_ever_gave_a_plan_for_has_none(path: Path) -> None:
    plans = LastPlans(path, KEY)

    assert plans.plan(LINE) is None
    assert plans.age(LINE, at=THEN) is None
    assert not plans.is_old(LINE, at=THEN)


def test_the_last_plan_is_there_while_the_application_is_gone(
    path: Path, application: FakeApplication
) -> None:
    plans = LastPlans(path, KEY)
    plans.refresh(application, at=THEN)
    application.gone = True

    with pytest.raises(ApplicationGone):
        plans.refresh(application, at=THEN)

    assert plans.plan(LINE) == paper()


def test_the_last_plan_is_there_for_the_next_process(
    path: Path, application: FakeApplication
) -> None:
    LastPlans(path, KEY).refresh(application, at=THEN)

    again = LastPlans(path, KEY)

    assert again.plan(LINE) == paper()
    assert again.age(LINE, at=THEN + timedelta(minutes=5)) == timedelta(minutes=5)


def test_a_newer_plan_replaces_the_one_before(
    path: Path, application: FakeApplication
) -> None:
    plans = LastPlans(path, KEY)
    plans.refresh(application, at=THEN)
    application.papers[LINE] = replace(paper(), language="my")

    plans.refresh(application, at=THEN + timedelta(seconds=30))

    assert plans.plan(LINE) == replace(paper(), language="my")
    assert LastPlans(path, KEY).plan(LINE) == replace(paper(), language="my")


def test_a_plan_older_than_a_day_is_still_used_and_says_so(
    path: Path, application: FakeApplication
) -> None:
    plans = LastPlans(path, KEY)
    plans.refresh(application, at=THEN)

    assert not plans.is_old(LINE, at=THEN + timedelta(hours=24))
    assert plans.is_old(LINE, at=THEN + timedelta(hours=24, seconds=1))
    assert plans.plan(LINE) == paper()


def test_a_line_that_is_left_out_once_keeps_its_last_plan(
    path: Path, application: FakeApplication
) -> None:
    plans = LastPlans(path, KEY)
    application.papers["xx-2"] = paper("xx-2")
    plans.refresh(application, at=THEN)
    del application.papers["xx-2"]

    plans.refresh(application, at=THEN + timedelta(days=1))

    assert plans.plan("xx-2") == paper("xx-2")
    assert plans.age("xx-2", at=THEN + timedelta(days=1)) == timedelta(days=1)


def test_a_line_that_is_left_out_for_a_week_is_forgotten(
    path: Path, application: FakeApplication
) -> None:
    plans = LastPlans(path, KEY)
    application.papers["xx-2"] = paper("xx-2")
    plans.refresh(application, at=THEN)
    del application.papers["xx-2"]

    plans.refresh(application, at=THEN + timedelta(days=7))

    assert plans.plan("xx-2") is None
    assert LastPlans(path, KEY).plan("xx-2") is None


def test_nothing_of_a_plan_lies_on_the_disk_in_clear(
    path: Path, application: FakeApplication
) -> None:
    LastPlans(path, KEY).refresh(application, at=THEN)

    written = b"".join(each.read_bytes() for each in path.parent.iterdir())

    assert len(written) > 500
    for needle in (b"5550102", b"desk-1", b"phone-1", LINE.encode(), b"contact"):
        assert needle not in written


def test_only_the_owner_may_read_the_file_and_no_half_is_left(
    path: Path, application: FakeApplication
) -> None:
    plans = LastPlans(path, KEY)

    plans.refresh(application, at=THEN)
    plans.refresh(application, at=THEN)

    assert [each.name for each in path.parent.iterdir()] == ["plans.sealed"]
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:-1], id="cut"),
        pytest.param(lambda data: data[:-1] + bytes([data[-1] ^ 1]), id="one bit"),
        pytest.param(lambda data: b"plans", id="something else"),
    ],
)
def test_a_file_that_does_not_open_is_no_plan_and_is_written_anew(
    path: Path,
    application: FakeApplication,
    damage: object,
    caplog: pytest.LogCaptureFixture,
) -> None:
    LastPlans(path, KEY).refresh(application, at=THEN)
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))

    plans = LastPlans(path, KEY)

    assert plans.plan(LINE) is None
    assert "do not open" in caplog.text
    plans.refresh(application, at=THEN)
    assert LastPlans(path, KEY).plan(LINE) == paper()


def test_another_key_opens_nothing(path: Path, application: FakeApplication) -> None:
    LastPlans(path, KEY).refresh(application, at=THEN)

    assert LastPlans(path, OTHER_KEY).plan(LINE) is None


def test_plans_that_the_disk_refuses_are_still_used(
    path: Path, application: FakeApplication
) -> None:
    plans = LastPlans(path, KEY)
    path.parent.write_bytes(b"a file where the folder should be")

    with pytest.raises(OSError, match="exists"):
        plans.refresh(application, at=THEN)

    assert plans.plan(LINE) == paper()


def test_a_call_is_known_by_what_was_dialled_not_by_the_code_of_the_line_alone(
    path: Path, application: FakeApplication
) -> None:
    plans = LastPlans(path, KEY)
    application.papers["xx-2"] = replace(paper("xx-2"), shows="5550171")

    plans.refresh(application, at=THEN)

    found = [plans.plan_for(called) for called in ("xx-2", "5550171")]
    assert [each and each.line for each in found] == ["xx-2", "xx-2"]


def test_a_call_to_a_name_that_no_line_has_is_the_first_line_s(
    path: Path, application: FakeApplication
) -> None:
    plans = LastPlans(path, KEY)
    application.papers["xx-2"] = paper("xx-2")

    before = plans.plan_for("somebody's account")
    plans.refresh(application, at=THEN)

    assert before is None
    assert plans.plan_for("somebody's account") == paper()


def test_a_refresher_that_found_nobody_asks_again_soon(
    path: Path, application: FakeApplication
) -> None:
    application.gone = True
    plans = LastPlans(path, KEY)
    refresher = PlanRefresher(plans, application, now=then, every=3600)
    refresher.start()
    wait_until(lambda: application.tries > 0)

    application.gone = False

    wait_until(lambda: plans.plan(LINE) == paper())
    refresher.stop()


def test_a_refresher_asks_at_once_and_again_and_stops(
    path: Path, application: FakeApplication
) -> None:
    plans = LastPlans(path, KEY)
    refresher = PlanRefresher(plans, application, now=then, every=0.01)

    refresher.start()

    wait_until(lambda: plans.plan(LINE) == paper())
    application.papers[LINE] = replace(paper(), language="bn")
    wait_until(lambda: plans.plan(LINE) == replace(paper(), language="bn"))
    refresher.stop()
    asked = application.tries
    assert not refresher.is_running
    assert application.tries == asked


def test_a_refresher_outlives_an_application_that_is_gone(
    path: Path, application: FakeApplication
) -> None:
    application.gone = True
    plans = LastPlans(path, KEY)
    refresher = PlanRefresher(plans, application, now=then, every=0.01)
    refresher.start()
    wait_until(lambda: application.tries > 3)

    application.gone = False

    wait_until(lambda: plans.plan(LINE) == paper())
    refresher.stop()


def test_a_refresher_that_meets_a_full_disk_says_no_more_than_that(
    path: Path, application: FakeApplication, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    plans = LastPlans(path, KEY)
    path.parent.write_bytes(b"a file where the folder should be")
    refresher = PlanRefresher(plans, application, now=then, every=0.01)

    refresher.start()

    wait_until(lambda: "failed" in caplog.text)
    refresher.stop()
    assert "5550" not in caplog.text


def then() -> datetime:
    return THEN
