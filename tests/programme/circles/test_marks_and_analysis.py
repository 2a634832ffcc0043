"""Subjects marked in sealed words, and the file for those who analyse elsewhere."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from payung.engines import sealed
from payung.programme.circles.analysing import NothingMayLeave, take_out
from payung.programme.circles.codes import Allowed, Answer, Part
from payung.programme.circles.findings import answer_finding
from payung.programme.circles.marking import (
    NotThere,
    mark_span,
    mark_words,
    take_mark_away,
    text_of,
    where,
)
from payung.programme.circles.models import CodeApplication, FocusGroup
from payung.programme.circles.sittings import finish_minutes
from payung.programme.circles.themes import NoSuchTheme
from payung.programme.people.access import NotHerRole
from tests.programme.cases.conftest import Office

from .conftest import found, held, on, planned


QDA = {"q": "urn:QDA-XML:project:1.0"}
MONTHS = {"since": date(2026, 10, 1), "until": date(2026, 11, 1)}


def finished(
    office: Office, allowed: Allowed, text: str = "The gate is locked at nine"
) -> FocusGroup:
    group = planned(office.sunita, office.team, on(10, 20))
    group = held(office.sunita, group, allowed=allowed, note="Notes that stay here")
    finding = found(office.sunita, group, text)
    at = on(10, 20, 17)
    answer_finding(actor=office.sunita, finding=finding, answer=Answer.WATCH, at=at)
    return finish_minutes(actor=office.sunita, group=group, at=at)


def unpacked(content: bytes) -> tuple[ET.Element, dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("sources/")
        }
        return ET.fromstring(archive.read("project.qde")), texts  # noqa: S314 - ours


def test_marked_words_are_found_again_by_their_place(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october)
    place = where(october, "finding", finding.pk)

    [mark] = mark_words(
        actor=office.sunita, place=place, words="locked", theme="raids", at=on(10, 21)
    )

    text = text_of(office.maya, place)
    assert text[mark.start : mark.end] == "locked"
    assert mark.part == Part.FINDING


def test_a_mark_never_cuts_a_sign_of_burmese_in_two(
    office: Office, october: FocusGroup
) -> None:
    # က with the vowel sign ို: three characters, one sign.
    finding = found(office.sunita, october, "ကိုယ်")
    place = where(october, "finding", finding.pk)

    mark = mark_span(
        actor=office.sunita, place=place, start=0, end=1, theme="raids", at=on(10, 21)
    )

    assert (mark.start, mark.end) == (0, 3)


def test_the_same_mark_twice_stands_once_and_can_be_taken_away(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october)
    place = where(october, "finding", finding.pk)
    asked = {"place": place, "start": 0, "end": 3, "theme": "raids"}
    mark_span(actor=office.sunita, at=on(10, 21), **asked)  # type: ignore[arg-type]
    mark = mark_span(actor=office.maya, at=on(10, 22), **asked)  # type: ignore[arg-type]

    assert CodeApplication.objects.count() == 1

    take_mark_away(actor=office.maya, mark=mark, at=on(10, 22))

    assert CodeApplication.objects.count() == 0


def test_words_or_subjects_that_are_not_there_are_refused(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october)
    place = where(october, "finding", finding.pk)
    asked = {"actor": office.sunita, "place": place, "at": on(10, 21)}

    with pytest.raises(NotThere):
        mark_words(words="window", theme="raids", **asked)  # type: ignore[arg-type]
    with pytest.raises(NoSuchTheme):
        mark_words(words="gate", theme="nothing", **asked)  # type: ignore[arg-type]
    with pytest.raises(sealed.Refused):
        mark_words(
            actor=office.outsider,
            place=place,
            words="gate",
            theme="raids",
            at=on(10, 21),
        )


def test_words_leave_only_where_the_group_allowed_it_with_their_marks(
    office: Office,
) -> None:
    group = finished(office, Allowed.WORDS)
    place = where(group, "finding", group.findings.get().pk)
    mark_words(
        actor=office.sunita, place=place, words="locked", theme="raids", at=on(10, 21)
    )

    taken = take_out(actor=office.maya, at=on(11, 1), **MONTHS)

    project, texts = unpacked(taken.content)
    [text] = texts.values()
    [selection] = project.findall(".//q:PlainTextSelection", QDA)
    start, end = (int(selection.attrib[f"{one}Position"]) for one in ("start", "end"))
    assert (text, text[start:end]) == ("The gate is locked at nine", "locked")
    assert (taken.words, taken.codes) == (1, 0)
    guids = {one.attrib["guid"] for one in project.findall(".//q:Code", QDA)}
    refs = {one.attrib["targetGUID"] for one in project.findall(".//q:CodeRef", QDA)}
    assert refs == guids
    assert len(guids) == 2
    [source] = project.findall(".//q:TextSource", QDA)
    path = source.attrib["plainTextPath"].removeprefix("internal://")
    assert list(texts) == [f"sources/{path}"]


def test_where_only_codes_are_allowed_no_word_of_the_finding_is_in_the_file(
    office: Office,
) -> None:
    finished(office, Allowed.CODES)

    taken = take_out(actor=office.maya, at=on(11, 1), **MONTHS)

    project, texts = unpacked(taken.content)
    everything = ET.tostring(project, encoding="unicode") + "".join(texts.values())
    assert (taken.words, taken.codes) == (0, 1)
    assert "Stops and searches" in everything
    assert "gate" not in everything


def test_notes_of_the_day_and_who_worked_on_it_are_never_in_the_file(
    office: Office,
) -> None:
    group = finished(office, Allowed.WORDS)

    taken = take_out(actor=office.maya, at=on(11, 1), **MONTHS)

    with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
        names = " ".join(archive.namelist())
    for never in ("Notes that stay", "sunita", "maya", str(group.pk), "watch the door"):
        assert never.encode() not in whole + names.encode()


def test_a_sitting_that_allows_nothing_or_is_not_finished_is_not_in_it(
    office: Office,
) -> None:
    finished(office, Allowed.NOTHING)

    with pytest.raises(NothingMayLeave):
        take_out(actor=office.maya, at=on(11, 1), **MONTHS)


def test_a_paralegal_takes_nothing_out(office: Office) -> None:
    finished(office, Allowed.WORDS)

    with pytest.raises(NotHerRole):
        take_out(actor=office.sunita, at=on(11, 1), **MONTHS)
