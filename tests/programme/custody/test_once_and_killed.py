"""Two sweepers at once say it once; a killed sweeper loses and doubles nothing."""

from __future__ import annotations

from collections.abc import Callable

from payung.programme.alerts.models import Message
from payung.programme.cases.models import TimelineEntry
from payung.programme.custody.alarms import refigure_alarms, say_alarms
from payung.programme.custody.drafts import draft_breaches
from payung.programme.custody.models import CustodyAlarm, OverdueDraft
from payung.programme.custody.sweeping import sweep
from payung.programme.journal.models import Entry
from tests.programme.custody.conftest import after, make_town
from tests.programme.killed import killed_everywhere


AtOnce = Callable[..., list[BaseException]]


def state() -> tuple[int, int, int, int, int]:
    """Return how often the first alarm was found, said, told, written, journalled."""
    rows = CustodyAlarm.objects.filter(kind="paralegal")
    return (
        rows.exclude(found_at=None).count(),
        rows.exclude(said_at=None).count(),
        min(1, Message.objects.filter(key__startswith="held:").count()),
        TimelineEntry.objects.filter(kind="alarm").count(),
        Entry.objects.filter(kind="custody.alarm").count(),
    )


def test_two_sweepers_in_the_same_moment_tell_it_once(at_once: AtOnce) -> None:
    make_town()

    raised = at_once(*[lambda: sweep(at=after(1))] * 4)

    assert raised == []
    rows = Message.objects.filter(key__startswith="held:")
    assert rows.count() == rows.values("way").distinct().count() > 0
    assert state() == (1, 1, 1, 1, 1)


def test_two_sweepers_in_the_same_moment_draft_once(at_once: AtOnce) -> None:
    make_town()

    raised = at_once(*[lambda: sweep(at=after(24.1))] * 4)

    assert raised == []
    assert OverdueDraft.objects.count() == 1
    assert TimelineEntry.objects.filter(kind="overdue").count() == 1


def test_an_alarm_is_told_whole_or_not_at_all(at_once: AtOnce) -> None:
    make_town()
    refigure_alarms(at=after(1))
    deaths = 0

    for _number in killed_everywhere(lambda: say_alarms(at=after(1)), step=2):
        deaths += 1
        assert state() in {(0, 0, 0, 0, 0), (1, 1, 1, 1, 1)}

    assert deaths > 10
    assert state() == (1, 1, 1, 1, 1)


def test_a_draft_is_made_whole_or_not_at_all(at_once: AtOnce) -> None:
    make_town()

    for _number in killed_everywhere(lambda: draft_breaches(at=after(24.1))):
        drafts = OverdueDraft.objects.count()
        lines = TimelineEntry.objects.filter(kind="overdue").count()
        entries = Entry.objects.filter(kind="custody.drafted").count()
        assert (drafts, lines, entries) in {(0, 0, 0), (1, 1, 1)}

    assert OverdueDraft.objects.count() == 1
