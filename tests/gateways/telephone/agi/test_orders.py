"""Orders over the manager interface: alerts, drills, call-backs, and calling off."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.gateways.telephone import NewsKind, OrderKind, TelephoneGone
from tests.gateways.telephone.agi.world import (
    CALLER,
    HOTLINE,
    NUMBERS,
    World,
    an_order,
    paper,
    plan,
    world,
)


NOBODY = paper(plan(("maya",)))


def kinds(w: World) -> list[str]:
    w.app.wait_told(NewsKind.ENDED, call="order-1")
    return [str(n.kind) for n in w.app.news_of("order-1")]


@pytest.mark.parametrize(
    ("kind", "sound"),
    [
        pytest.param(OrderKind.ALERT, "payung/ne/press_one", id="an alert"),
        pytest.param(OrderKind.DRILL, "payung/ne/drill", id="a drill"),
    ],
)
def test_pressing_1_accepts(tmp_path: Path, kind: OrderKind, sound: str) -> None:
    with world(tmp_path, NOBODY) as w:
        w.telephone.start(an_order(kind))
        sunita = w.person("sunita").does_next("answer").presses("1")

        assert kinds(w) == ["ringing", "screening", "accepted", "ended"]
        assert w.outcome() == "answered"
        assert (sunita.heard, sunita.shown) == ([sound], [HOTLINE])
        assert sunita.joined is False


@pytest.mark.parametrize(
    ("does", "key"),
    [
        pytest.param("busy", "", id="busy"),
        pytest.param("ring out", "", id="nobody answers"),
        pytest.param("answer", "", id="a voicemail answers"),
        pytest.param("answer", "5", id="another key"),
    ],
)
def test_whoever_does_not_press_1_has_not_accepted(
    tmp_path: Path, does: str, key: str
) -> None:
    with world(tmp_path, NOBODY) as w:
        w.telephone.start(an_order(OrderKind.ALERT))
        w.person("sunita").does_next(does).presses(key)

        assert "accepted" not in kinds(w)
        assert "refused" in kinds(w)
        assert w.outcome() == "no_answer"


def test_the_same_order_twice_rings_once(tmp_path: Path) -> None:
    with world(tmp_path, NOBODY) as w:
        w.telephone.start(an_order(OrderKind.ALERT))
        w.telephone.start(an_order(OrderKind.ALERT))
        w.person("sunita").does_next("busy")
        kinds(w)
        w.telephone.start(an_order(OrderKind.ALERT))

        asked = [a for a in w.manager.actions if a["Action"] == "Originate"]
        assert len(asked) == 1


def test_the_caller_is_called_only_when_the_paralegal_is_there(tmp_path: Path) -> None:
    with world(tmp_path, NOBODY) as w:
        w.telephone.start(an_order(OrderKind.CALL_BACK, number=CALLER))
        sunita = w.person("sunita").wait_ringing()
        assert w.asterisk.person(CALLER).rings == 0
        sunita.does_next("answer").presses("1")
        caller = w.asterisk.person(CALLER).wait_ringing().does_next("answer")
        caller.wait_joined()
        caller.hangs_up()

        assert kinds(w) == ["ringing", "screening", "accepted", "reached", "ended"]
        assert w.outcome() == "answered"
        assert caller.shown == [HOTLINE]


def test_a_call_back_knows_whom_by_the_call_itself(tmp_path: Path) -> None:
    with world(tmp_path, NOBODY) as w:
        w.asterisk.call(CALLER).hangs_up()
        call = w.app.wait_told(NewsKind.ENDED).call
        w.telephone.start(an_order(OrderKind.CALL_BACK, of_call=call))
        w.person("sunita").does_next("answer").presses("1")
        caller = w.asterisk.person(CALLER).wait_ringing().does_next("ring out")

        assert "reached" not in kinds(w)
        assert caller.shown == [HOTLINE]


def test_a_caller_is_forgotten_after_a_day(tmp_path: Path) -> None:
    with world(tmp_path, NOBODY) as w:
        w.asterisk.call(CALLER).hangs_up()
        call = w.app.wait_told(NewsKind.ENDED).call
        w.pass_time(25 * 3600)
        w.telephone.start(an_order(OrderKind.CALL_BACK, of_call=call))
        w.person("sunita").does_next("answer").presses("1")

        assert kinds(w)[-1] == "ended"
        assert w.asterisk.person(CALLER).rings == 0


def test_a_call_back_to_nobody_we_remember_ends_unreached(tmp_path: Path) -> None:
    with world(tmp_path, NOBODY) as w:
        w.telephone.start(an_order(OrderKind.CALL_BACK, of_call="of long ago"))
        w.person("sunita").does_next("answer").presses("1")

        assert kinds(w)[-1] == "ended"
        assert w.outcome() == "no_answer"


def test_a_paralegal_who_hangs_up_while_the_caller_is_rung_reached_nobody(
    tmp_path: Path,
) -> None:
    with world(tmp_path, NOBODY) as w:
        w.telephone.start(an_order(OrderKind.CALL_BACK, number=CALLER))
        sunita = w.person("sunita").does_next("answer").presses("1")
        w.asterisk.person(CALLER).wait_ringing()
        sunita.hangs_up()

        assert w.outcome() == "no_answer"


def test_an_order_called_off_stops_the_ringing_and_is_no_refusal(
    tmp_path: Path,
) -> None:
    with world(tmp_path, NOBODY) as w:
        w.telephone.start(an_order(OrderKind.ALERT))
        w.person("sunita").wait_ringing()
        w.telephone.cancel("order-1")

        assert kinds(w) == ["ringing", "ended"]
        assert w.outcome() == "interrupted"
        w.asterisk.wait_for(lambda: all(leg.over for leg in w.asterisk.legs))


def test_the_ringing_of_a_call_can_be_stopped_and_the_caller_is_told(
    tmp_path: Path,
) -> None:
    with world(tmp_path, paper(plan(("sunita", "maya")))) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").wait_ringing()
        w.person("maya").wait_ringing()
        w.telephone.cancel(w.app.told[0].call)

        caller.wait_heard("payung/ne/we_will_call_back")
        assert w.outcome() == "abandoned"


def test_a_talk_is_not_stopped(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").does_next("answer").presses("1")
        caller.wait_joined()
        w.telephone.cancel(w.app.told[0].call)
        w.telephone.health()

        assert w.asterisk.ended == []
        caller.hangs_up()
        assert w.outcome() == "answered"


@pytest.mark.parametrize("fault", ["refused", "no password", "no Asterisk", "nobody"])
def test_an_order_that_is_not_taken_can_be_given_again(
    tmp_path: Path, fault: str
) -> None:
    with world(tmp_path, NOBODY) as w:
        right = (w.manager.secret, w.manager.banner)
        w.manager.says_no = fault == "refused"
        w.manager.secret = "changed" if fault == "no password" else right[0]
        w.manager.banner = "220 mail" if fault == "no Asterisk" else right[1]
        if fault == "nobody":
            w.manager.stop()
        with pytest.raises(TelephoneGone):
            w.telephone.start(an_order(OrderKind.ALERT))
        if fault == "nobody":
            return
        w.pass_time(100)
        w.manager.says_no, w.manager.secret, w.manager.banner = False, *right
        w.telephone.start(an_order(OrderKind.ALERT))
        w.person("sunita").does_next("answer").presses("1")

        assert w.outcome() == "answered"


def test_an_order_that_asterisk_forgets_is_given_up(tmp_path: Path) -> None:
    with world(tmp_path, NOBODY) as w:
        w.asterisk.port = 1
        w.telephone.start(an_order(OrderKind.ALERT))
        w.pass_time(100)

        assert w.outcome() == "no_answer"


def test_a_line_end_in_an_order_is_not_passed_on(tmp_path: Path) -> None:
    with world(tmp_path, NOBODY) as w:
        order = an_order(OrderKind.ALERT)
        bad = type(order)(
            **{
                **{name: getattr(order, name) for name in order.__slots__},
                "shows": f"{HOTLINE}\r\nAction: Command",
            }
        )
        with pytest.raises(TelephoneGone):
            w.telephone.start(bad)

        assert not [a for a in w.manager.actions if a["Action"] == "Command"]
        assert w.person("sunita").rings == 0


def test_health_counts_calls_and_asks_asterisk(tmp_path: Path) -> None:
    with world(tmp_path, paper(plan(("sunita",)))) as w:
        caller = w.asterisk.call(CALLER)
        w.person("sunita").wait_ringing()

        health = w.telephone.health()

        assert (health.ready, health.calls, health.trunk) == (True, 1, "unknown")
        caller.hangs_up()
        w.outcome()


def test_no_order_shows_a_number_in_its_name(tmp_path: Path) -> None:
    with world(tmp_path, NOBODY) as w:
        w.telephone.start(an_order(OrderKind.CALL_BACK, number=CALLER))
        w.person("sunita").wait_ringing()

        asked = " ".join(w.asterisk.agi_asked)
        sent = " ".join(v for a in w.manager.actions for v in a.values())
        for number in (CALLER, NUMBERS["sunita"]):
            assert number.removeprefix("+") not in asked + sent
        w.telephone.cancel("order-1")
