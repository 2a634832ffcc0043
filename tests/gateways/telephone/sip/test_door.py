"""Who is let in: the trunk, phones of ours, and nobody else."""

from __future__ import annotations

from pathlib import Path

from payung.engines.dispatch import Outcome
from payung.gateways.telephone import NewsKind
from payung.gateways.telephone.door.digest import Account, Algorithm, ha1
from tests.gateways.telephone.sip.line import HOST, Line, free_port, step, until
from tests.gateways.telephone.sip.strangers import Stranger


PASSWORD = "an-invented-password"
SUNITA = Account(
    md5=ha1(Algorithm.MD5, user="sunita", realm="payung", password=PASSWORD)
)
PHONES = {"sunita": {"md5": SUNITA.md5}}
ELSEWHERE = ["192.0.2.0/24"]


def credentials(line: Line, password: str, target: str = "5550100@") -> tuple[str, ...]:
    """Return the words with which SIPp proves to be Sunita."""
    uri = f"{target}{HOST}:{line.port}"
    return ("-au", "sunita", "-ap", password, "-auth_uri", uri)


def test_a_stranger_reaches_nobody_and_leaves_no_trace(tmp_path: Path) -> None:
    with Line(tmp_path, networks=ELSEWHERE, phones=PHONES) as line:
        wrong = credentials(line, "another-password")

        stranger = line.caller("caller_must_prove", more=wrong)

        assert stranger.ends_well()
        assert line.rows("arrived") == 0


def test_a_phone_of_ours_may_call_the_line_from_anywhere(tmp_path: Path) -> None:
    with Line(tmp_path, networks=ELSEWHERE, phones=PHONES) as line:
        right = credentials(line, PASSWORD)

        caller = line.caller("caller_proves", talks=100, more=right)

        assert caller.ends_well()
        assert line.ended().outcome is Outcome.NO_ANSWER


def test_a_phone_that_registered_is_rung_where_it_is(tmp_path: Path) -> None:
    with Line(tmp_path, phones=PHONES) as line:
        port = free_port()
        right = credentials(line, PASSWORD, target="")
        registering = line.caller(
            "phone_registers", user="sunita", more=right, port=port
        )
        assert registering.ends_well()
        phone = line.phone("phone_presses_one", port=port)
        line.plan(step(phone))
        line.give(line.paper_now(), addresses={phone.name: "sip:sunita@payung"})

        caller = line.caller()

        assert line.ended().outcome is Outcome.ANSWERED
        assert [caller.ends_well(), phone.ends_well()] == [True, True]


def test_a_flood_of_strangers_is_not_answered_and_the_trunk_still_is(
    tmp_path: Path,
) -> None:
    rates = {"stranger": (1, 3), "trunk": (50, 200), "overall": (1, 5)}
    networks = ["127.0.0.2/32"]
    with (
        Line(tmp_path, networks=networks, rates=rates) as line,
        Stranger(line.port) as stranger,
        Stranger(line.port, host="127.0.0.2") as trunk,
    ):
        for _ in range(200):
            stranger.ask("INVITE")

        trunk.ask("OPTIONS")

        assert trunk.hears().startswith("SIP/2.0 200 OK")
        answered = 0
        while not stranger.hears_nothing(within=0.3):
            answered += 1
        assert 1 <= answered <= 5


def test_options_are_answered_and_what_we_do_not_do_is_refused(tmp_path: Path) -> None:
    with Line(tmp_path) as line, Stranger(line.port) as stranger:
        stranger.ask("OPTIONS")
        options = stranger.hears()
        stranger.ask("SUBSCRIBE")
        subscribe = stranger.hears()
        stranger.say(
            stranger.request("BYE").replace("@127.0.0.1>\r\nC", "@x>;tag=b\r\nC")
        )

        bye = stranger.hears()

        assert options.startswith("SIP/2.0 200 OK")
        assert "Allow: INVITE" in options
        assert "payung" not in options.lower()
        assert subscribe.startswith("SIP/2.0 405 ")
        assert bye.startswith("SIP/2.0 481 ")


def test_the_telephone_registers_with_its_trunk_and_says_so(tmp_path: Path) -> None:
    port = free_port()
    with Line(tmp_path, trunk_port=port, register=True) as line:
        trunk = line.phone("trunk_registers", port=port)

        assert trunk.ends_well()
        until(
            lambda: line.telephone.health().trunk == "registered", "we are registered"
        )


def test_a_call_without_a_common_voice_is_written_down_and_refused(
    tmp_path: Path,
) -> None:
    with Line(tmp_path) as line, Stranger(line.port) as stranger:
        body = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
        whole = stranger.request("INVITE").removesuffix("Content-Length: 0\r\n\r\n")
        said = f"Content-Type: application/sdp\r\nContent-Length: {len(body)}"

        stranger.say(f"{whole}{said}\r\n\r\n{body}")

        assert line.ended().outcome is Outcome.ABANDONED
        assert stranger.hears().startswith("SIP/2.0 100 ")
        assert stranger.hears().startswith("SIP/2.0 488 ")
        assert line.rows(NewsKind.ARRIVED) == 1
