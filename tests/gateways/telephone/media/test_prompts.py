"""Prompts are recorded, else spoken, else tones; a machine that cannot speak says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.engines.dispatch import Prompt
from payung.gateways.telephone.media.companding import (
    RATE,
    Codec,
    loudness,
    to_linear,
    transcode,
)
from payung.gateways.telephone.media.espeak import CannotSpeak, Espeak
from payung.gateways.telephone.media.prompts import Prompts
from payung.gateways.telephone.media.tones import begin_tone, melody, ringing
from tests.gateways.telephone.media.test_wav import recording, strongest


TEXTS = {
    "en": {"press_one": "Press one to accept.", "taken": "Somebody has taken it."},
    "bn": {"press_one": "গ্রহণ করতে এক চাপুন।"},
    "id": {"press_one": "Tekan satu untuk menerima."},
    "my": {"press_one": "လက်ခံရန် တစ် ကို နှိပ်ပါ။"},
    "ne": {"press_one": "स्वीकार गर्न एक थिच्नुहोस्।"},
}
MUTE = Espeak("no-such-program-here")


@pytest.mark.parametrize("language", ["en", "bn", "id", "my", "ne"])
def test_every_language_of_ours_is_spoken(language: str) -> None:
    prompts = Prompts(None, TEXTS)

    pcmu = prompts.pcmu("press_one", language)

    assert 1.0 < len(pcmu) / RATE < 6.0
    assert loudness(pcmu) > 500
    assert prompts.health().spoken == (f"{language}/press_one",)


def test_a_recording_goes_before_the_machine(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "press_one.wav").write_bytes(
        recording(600, rate=44100, channels=2)
    )
    prompts = Prompts(tmp_path, TEXTS)

    pcmu = prompts.pcmu("press_one", "en")

    assert strongest(to_linear(pcmu)) == [600]
    assert prompts.health().recorded == ("en/press_one",)


def test_a_broken_recording_is_spoken_and_reported(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "press_one.wav").write_bytes(b"not a sound")
    prompts = Prompts(tmp_path, TEXTS)

    prompts.pcmu("press_one", "en")

    health = prompts.health()
    assert health.spoken == health.unreadable == ("en/press_one",)
    assert not health.ok


def test_a_machine_that_cannot_speak_plays_tones_and_says_so() -> None:
    prompts = Prompts(None, TEXTS, espeak=MUTE)

    health = prompts.prepare()

    assert prompts.pcmu("press_one", "en") == melody("press_one")
    assert health.espeak == ""
    assert health.spoken == ()
    assert "en/press_one" in health.unheard
    assert not health.ok


def test_a_machine_that_speaks_is_well() -> None:
    health = Prompts(None, TEXTS).prepare()

    assert health.ok
    assert len(health.spoken) == 6
    assert health.espeak.startswith("1.")


def test_a_prompt_without_words_is_tones(tmp_path: Path) -> None:
    prompts = Prompts(tmp_path, {"en": {"taken": "  "}})

    assert prompts.pcmu("taken", "en") == melody("taken")
    assert prompts.pcmu("drill", "en") == melody("drill")
    assert prompts.health().unheard == ("en/drill", "en/taken")


def test_spoken_prompts_lie_ready_for_the_next_start(tmp_path: Path) -> None:
    first = Prompts(None, TEXTS, kept=tmp_path / "prompts").pcmu("press_one", "en")
    (kept,) = (tmp_path / "prompts").iterdir()
    kept.write_bytes(b"\x21" * 800)

    again = Prompts(None, TEXTS, kept=tmp_path / "prompts").pcmu("press_one", "en")

    assert len(first) > RATE
    assert again == b"\x21" * 800


def test_new_words_are_spoken_anew(tmp_path: Path) -> None:
    Prompts(None, TEXTS, kept=tmp_path).pcmu("press_one", "en")
    changed = {"en": {"press_one": "Press the one to say that you will take it."}}

    pcmu = Prompts(None, changed, kept=tmp_path).pcmu("press_one", "en")

    assert len(list(tmp_path.iterdir())) == 2
    assert len(pcmu) > 2 * RATE


def test_a_full_disk_keeps_nobody_from_hearing_it(tmp_path: Path) -> None:
    in_the_way = tmp_path / "prompts"
    in_the_way.write_text("a file, not a folder")

    pcmu = Prompts(None, TEXTS, kept=in_the_way).pcmu("press_one", "en")

    assert len(pcmu) > RATE


@pytest.mark.parametrize("language", ["../en", "en/../../etc", "", "en\0"])
def test_a_language_leads_to_no_other_folder(tmp_path: Path, language: str) -> None:
    inner = tmp_path / "inner"
    for folder in (tmp_path / "en", inner):
        folder.mkdir()
    (tmp_path / "en" / "press_one.wav").write_bytes(recording(600, rate=8000))

    pcmu = Prompts(inner, {}).pcmu("press_one", language)

    assert pcmu == melody("press_one")


@pytest.mark.parametrize("language", ["xx-nobody", "-v", "../../etc/passwd", "en\n"])
def test_a_voice_that_is_not_there_cannot_speak(language: str) -> None:
    with pytest.raises(CannotSpeak):
        Espeak().speak("Press one.", language)


def test_every_prompt_has_a_melody_of_its_own() -> None:
    names = [*(str(prompt) for prompt in Prompt), "another", "a_third"]

    melodies = {melody(name) for name in names}

    assert len(melodies) == len(names)


def test_press_one_is_two_rising_tones() -> None:
    sound = to_linear(melody("press_one"))
    half = len(sound) // 2

    assert strongest(sound[:half]) < strongest(sound[half:])


def test_the_waiting_tone_is_a_second_in_five() -> None:
    sound = ringing()

    assert len(sound) == 5 * RATE
    assert loudness(sound[:RATE]) > 2000
    assert loudness(sound[RATE:]) == 0.0
    assert loudness(begin_tone()) > 2000


def test_a_prompt_for_a_law_is_the_same_prompt() -> None:
    pcmu = melody("press_one")

    a_law = transcode(pcmu, was=Codec.PCMU, becomes=Codec.PCMA)

    assert len(a_law) == len(pcmu)
