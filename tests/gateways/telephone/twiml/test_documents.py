"""Our documents beside those that the vendor's own package builds."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from tests.gateways.telephone.twiml.double_rest import Phone
from tests.gateways.telephone.twiml.world import (
    CALLER,
    HOTLINE,
    NUMBERS,
    World,
    paper,
    plan,
    world,
)


def shape(document: bytes | str) -> object:
    """Return tags, attributes and texts, the tickets in addresses left out."""

    def of(element: Element) -> object:
        attributes = {k: v.partition("?k=")[0] for k, v in element.attrib.items()}
        text = (element.text or "").strip().partition("?k=")[0]
        return element.tag, attributes, text, [of(each) for each in element]

    return of(fromstring(document))


BASE = "https://hotline.example/line/np/voice"
PROMPTS = "https://hotline.example/prompts"


def a_call(**phones: Phone) -> World:
    w = world(paper(plan(("sunita", "maya"), wait=25)), prompts=PROMPTS, **phones)
    w.cloud.call(CALLER, speaks=9)
    return w


def test_a_dial_is_what_the_vendors_package_builds() -> None:
    theirs = VoiceResponse()
    dial = Dial(
        action=BASE,
        method="POST",
        timeout=25,
        time_limit=3600,
        answer_on_bridge=True,
        caller_id=HOTLINE,
    )
    for who in ("sunita", "maya"):
        dial.number(
            NUMBERS[who],
            url=BASE,
            method="POST",
            status_callback=BASE,
            status_callback_event="completed",
            status_callback_method="POST",
        )
    theirs.append(dial)

    w = a_call()
    w.cloud.run(1)

    assert shape(w.cloud.documents[0]) == shape(str(theirs))


def test_a_question_is_what_the_vendors_package_builds() -> None:
    theirs = VoiceResponse()
    gather = Gather(
        num_digits=1, timeout=8, finish_on_key="", action=BASE, method="POST"
    )
    gather.play(f"{PROMPTS}/ne/press_one.wav")
    theirs.append(gather)
    theirs.hangup()

    w = a_call(sunita=Phone(answers=1, keys=[None]))
    w.cloud.run(5)

    assert shape(w.cloud.documents[1]) == shape(str(theirs))


def test_taking_a_message_is_what_the_vendors_package_builds() -> None:
    theirs = VoiceResponse()
    theirs.play(f"{PROMPTS}/ne/leave_a_message.wav")
    theirs.record(
        action=BASE,
        method="POST",
        max_length=180,
        timeout=10,
        finish_on_key="#",
        play_beep=True,
        trim="do-not-trim",
        recording_status_callback=BASE,
        recording_status_callback_method="POST",
        recording_status_callback_event="completed",
    )
    theirs.redirect(BASE, method="POST")

    w = a_call()
    w.cloud.run()
    record = next(each for each in w.cloud.documents if b"<Record" in each)

    assert shape(record) == shape(str(theirs))


def test_whoever_pressed_1_gets_an_empty_document_and_is_joined() -> None:
    w = a_call(sunita=Phone(answers=1, keys=[(1, "1")]))
    w.cloud.run(6)

    assert shape(w.cloud.documents[-1]) == shape(str(VoiceResponse()))
    assert w.cloud.joined == [(CALLER, NUMBERS["sunita"])]


def test_each_of_ours_is_asked_in_her_own_language() -> None:
    w = world(
        paper(plan(("anju",))), prompts=PROMPTS, anju=Phone(answers=1, keys=[None])
    )
    w.cloud.call(CALLER)
    w.cloud.run(5)

    assert f"{PROMPTS}/en/press_one.wav".encode() in w.cloud.documents[1]


def test_without_recorded_prompts_the_clouds_own_voice_reads() -> None:
    w = world(paper(plan(("sunita",))), sunita=Phone(answers=1, keys=[None]))
    w.cloud.call(CALLER)
    w.cloud.run(5)

    assert (
        b"<Say>Somebody is calling. To take the call, press 1.</Say>"
        in (w.cloud.documents[1])
    )
