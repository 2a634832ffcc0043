"""The studio with real packets: prompts, key presses, relaying, messages."""

from __future__ import annotations

import pytest

from payung.gateways.telephone.media.companding import (
    FRAME_BYTES,
    PCMU_SILENCE,
    Codec,
    transcode,
)
from payung.gateways.telephone.media.ports import NoPortLeft
from payung.gateways.telephone.media.sdp import Direction
from payung.gateways.telephone.media.seat import Seat
from payung.gateways.telephone.media.studio import Studio
from tests.gateways.telephone.media.phone import Desk, Phone, says, udp_of_pcap


HELLO = PCMU_SILENCE * FRAME_BYTES
ONE, TWO = b"\x21" * FRAME_BYTES, b"\x32" * FRAME_BYTES
VOICE = b"\x90\x10" * 80


def joined(studio: Studio, one: Phone, other: Phone, codec: Codec) -> tuple[Seat, Seat]:
    seats = studio.seat(), studio.seat()
    seats[0].hears(one.voice())
    seats[1].hears(other.voice(codec))
    studio.join(*seats)
    one.hear()
    other.hear()
    return seats


def test_a_telephone_hears_us_before_it_has_said_anything(
    studio: Studio, caller: Phone
) -> None:
    seat = studio.seat()

    seat.hears(caller.voice())

    assert caller.hear().payload == HELLO


def test_a_prompt_is_played_whole_and_then_we_are_told(
    studio: Studio, desk: Desk, caller: Phone
) -> None:
    seat, told = studio.seat(), []
    seat.hears(caller.voice())

    seat.play(ONE + TWO + ONE[:40], then=lambda: told.append("over"))
    desk.until(lambda: told)

    sounds = [packet.payload for packet in caller.heard() if packet.payload != HELLO]
    assert sounds == [ONE, TWO, ONE[:40] + PCMU_SILENCE * 120]


def test_a_prompt_is_in_the_codec_of_the_telephone(
    studio: Studio, caller: Phone
) -> None:
    seat = studio.seat()
    seat.hears(caller.voice(Codec.PCMA))

    seat.play(ONE)

    a_law = transcode(ONE, was=Codec.PCMU, becomes=Codec.PCMA)
    assert caller.hear(says(a_law)).payload_type == 8


def test_a_prompt_without_a_listener_ends_all_the_same(
    studio: Studio, desk: Desk
) -> None:
    seat, told = studio.seat(), []

    seat.play(ONE * 3, then=lambda: told.append("over"))

    desk.until(lambda: told)


def test_a_waiting_tone_goes_on_until_it_is_quiet(
    studio: Studio, desk: Desk, caller: Phone
) -> None:
    seat, told = studio.seat(), []
    seat.hears(caller.voice())

    seat.loop(ONE + TWO)
    heard = [caller.hear(lambda packet: packet.payload != HELLO) for _ in range(6)]
    seat.quiet()
    seat.play(VOICE, then=lambda: told.append("over"))
    desk.until(lambda: told)

    assert [packet.payload for packet in heard] == [ONE, TWO, ONE, TWO, ONE, TWO]
    assert caller.heard()[-1].payload == VOICE


def test_a_prompt_that_is_replaced_never_says_that_it_was_heard(
    studio: Studio, desk: Desk
) -> None:
    seat, told = studio.seat(), []
    seat.play(ONE * 500, then=lambda: told.append("first"))

    seat.play(TWO, then=lambda: told.append("second"))
    desk.until(lambda: told)

    assert told == ["second"]


@pytest.mark.parametrize("codec", [Codec.PCMU, Codec.PCMA])
def test_two_who_are_joined_hear_one_another_each_in_her_codec(
    studio: Studio, caller: Phone, paralegal: Phone, codec: Codec
) -> None:
    seats = joined(studio, caller, paralegal, codec)
    spoken = transcode(TWO, was=Codec.PCMU, becomes=codec)

    caller.say(seats[0].port, ONE)
    paralegal.say(seats[1].port, spoken, kind=codec)

    heard = transcode(ONE, was=Codec.PCMU, becomes=codec)
    assert paralegal.hear(says(heard)).payload_type == codec
    assert caller.hear(says(transcode(spoken, was=codec, becomes=Codec.PCMU)))


def test_neither_learns_the_source_or_the_clock_of_the_other(
    studio: Studio, caller: Phone, paralegal: Phone
) -> None:
    seats = joined(studio, caller, paralegal, Codec.PCMU)

    caller.say(seats[0].port, ONE)
    packet = paralegal.hear(says(ONE))

    assert packet.source != caller.source
    assert packet.timestamp != caller.time
    assert packet.sequence != caller.sequence


def test_a_key_of_the_caller_counts_during_the_call_and_the_other_does_not_hear_it(
    studio: Studio, desk: Desk, caller: Phone, paralegal: Phone
) -> None:
    keys: list[str] = []
    seats = studio.seat(on_digit=keys.append), studio.seat()
    seats[0].hears(caller.voice())
    seats[1].hears(paralegal.voice())
    studio.join(*seats)

    caller.press(seats[0].port, "9", lose=frozenset({0, 4, 5}))
    desk.until(lambda: keys)
    caller.say(seats[0].port, ONE)
    heard = paralegal.until(ONE)

    assert keys == ["9"]
    assert {(packet.payload_type, len(packet.payload)) for packet in heard} == {
        (0, FRAME_BYTES)
    }


def test_a_press_that_sipp_ships_is_one_press(
    studio: Studio, desk: Desk, caller: Phone
) -> None:
    keys: list[str] = []
    seat = studio.seat(on_digit=keys.append)
    seat.hears(caller.voice())

    for name in ("dtmf_2833_1.pcap", "dtmf_2833_pound.pcap"):
        for data in udp_of_pcap(name):
            caller.junk(seat.port, data)
    desk.until(lambda: "#" in keys)

    assert keys == ["1", "#"]


def test_parted_telephones_no_longer_hear_one_another(
    studio: Studio, desk: Desk, caller: Phone, paralegal: Phone
) -> None:
    seats = joined(studio, caller, paralegal, Codec.PCMU)
    keys: list[str] = []
    seats[0].close()
    again = studio.seat(on_digit=keys.append)
    again.hears(caller.voice())
    studio.join(again, seats[1])

    studio.part(again, seats[1])
    again.hears(caller.voice())
    caller.hear(says(HELLO))
    caller.say(again.port, ONE)
    caller.press(again.port, "1")
    desk.until(lambda: keys)

    assert ONE not in [packet.payload for packet in paralegal.heard()]


def test_who_is_joined_with_somebody_else_lets_the_first_go(
    studio: Studio, desk: Desk, caller: Phone, paralegal: Phone
) -> None:
    seats = joined(studio, caller, paralegal, Codec.PCMU)
    with Phone() as attorney:
        third = studio.seat()
        third.hears(attorney.voice())

        studio.join(seats[0], third)
        paralegal.say(seats[1].port, TWO)
        desk.until(lambda: studio.counts.heard == 1)
        attorney.say(third.port, ONE)
        heard = caller.until(ONE)

    assert TWO not in [packet.payload for packet in heard]


def test_joining_with_somebody_who_has_hung_up_parts_nobody(
    studio: Studio, caller: Phone, paralegal: Phone
) -> None:
    seats = joined(studio, caller, paralegal, Codec.PCMU)
    gone = studio.seat()
    gone.close()

    studio.join(seats[0], gone)
    caller.say(seats[0].port, ONE)

    assert paralegal.hear(says(ONE))


def test_a_sentence_of_ours_during_a_call_is_not_talked_over(
    studio: Studio, desk: Desk, caller: Phone, paralegal: Phone
) -> None:
    seats = joined(studio, caller, paralegal, Codec.PCMU)
    told: list[str] = []
    seats[1].play(TWO * 10, then=lambda: told.append("over"))
    paralegal.hear(says(TWO))

    caller.say(seats[0].port, ONE)
    desk.until(lambda: told)
    during = [packet.payload for packet in paralegal.heard()]
    caller.say(seats[0].port, VOICE)
    paralegal.hear(says(VOICE))

    assert ONE not in during


def test_who_is_on_hold_is_left_in_peace(
    studio: Studio, desk: Desk, caller: Phone
) -> None:
    seat, told = studio.seat(), []

    seat.hears(caller.voice(direction=Direction.SPEAKS))
    seat.play(ONE, then=lambda: told.append("over"))
    desk.until(lambda: told)

    assert caller.heard() == []


def test_a_key_pressed_on_hold_still_counts(
    studio: Studio, desk: Desk, caller: Phone
) -> None:
    keys: list[str] = []
    seat = studio.seat(on_digit=keys.append)
    seat.hears(caller.voice())

    seat.hears(caller.voice(host="0.0.0.0"))  # noqa: S104 - how old phones say hold
    caller.press(seat.port, "1")
    desk.until(lambda: keys)

    assert keys == ["1"]


def test_a_machine_that_stood_still_does_not_pour_out_what_it_missed(
    desk: Desk, caller: Phone
) -> None:
    seconds = [100.0]
    with Studio(
        "127.0.0.1", hand_over=desk.hand_over, clock=lambda: seconds[0]
    ) as studio:
        seat = studio.seat()
        seat.hears(caller.voice())
        seat.loop(ONE)
        caller.hear()

        seconds[0] += 30.0
        desk.until(lambda: studio.counts.late)
        seat.hears(caller.voice())

    assert [packet.payload for packet in caller.heard()].count(ONE) <= 3


def test_a_call_that_outlives_a_crash_has_its_port_again(
    studio: Studio, caller: Phone
) -> None:
    desk = Desk()
    with Studio("127.0.0.1", hand_over=desk.hand_over) as before:
        port = before.seat().port
    seat = studio.seat(port)

    seat.hears(caller.voice())
    caller.say(port, ONE)

    assert seat.port == port
    assert caller.hear()


def test_a_studio_without_room_says_so(desk: Desk) -> None:
    with Studio("127.0.0.1", hand_over=desk.hand_over) as other:
        port = other.seat().port

        with (
            Studio("127.0.0.1", hand_over=desk.hand_over, ports=(port, port)) as studio,
            pytest.raises(NoPortLeft),
        ):
            studio.seat()


def test_after_it_was_closed_a_seat_does_nothing_more(
    studio: Studio, desk: Desk, caller: Phone
) -> None:
    seat, other, told = studio.seat(), studio.seat(), []
    seat.hears(caller.voice())
    caller.hear()

    seat.close()
    seat.close()
    seat.play(ONE, then=lambda: told.append("seat"))
    studio.join(seat, other)
    other.play(ONE, then=lambda: told.append("other"))
    desk.until(lambda: told)

    assert told == ["other"]
    assert studio.seats == 1


def test_how_long_a_telephone_has_been_silent_can_be_asked(
    desk: Desk, caller: Phone
) -> None:
    seconds = [100.0]
    with Studio(
        "127.0.0.1", hand_over=desk.hand_over, clock=lambda: seconds[0]
    ) as studio:
        seat = studio.seat()
        seat.hears(caller.voice())
        caller.hear()
        seconds[0] = 130.0
        silent = seat.silent_for
        caller.say(seat.port, ONE)
        desk.until(lambda: studio.counts.heard)

        assert silent == 30.0
        assert seat.silent_for == 0.0
