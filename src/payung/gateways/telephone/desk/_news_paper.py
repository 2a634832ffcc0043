"""News as JSON and back: what a telephone reports, and what it sealed on the way."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

from payung.engines.dispatch import Outcome
from payung.engines.sealed import Envelope, Refused, Wrap, WrapKind, to_text
from payung.gateways.telephone.speaking import Arrived, News, NewsKind, Voicemail

from ._sheet import NotPaper, Sheet


_NEWS = (
    *("id", "line", "call", "seq", "kind", "at", "target", "digit", "outcome"),
    *("arrived", "voicemail"),
)
_ARRIVED = ("record", "withheld", "number", "wrap", "token")
_VOICEMAIL = ("record", "file", "seconds", "size", "wrap")
_WRAP = ("kind", "record", "team", "epoch", "data")
_TOKEN = re.compile(r"([0-9a-f]{32})?")
_DIGIT = re.compile(r"[0-9*#]?")


def news_value(news: News) -> dict[str, object]:
    """Return news as what JSON can hold."""
    return {
        "id": str(news.id),
        "line": news.line,
        "call": news.call,
        "seq": news.seq,
        "kind": news.kind.value,
        "at": moment_value(news.at),
        "target": news.target,
        "digit": news.digit,
        "outcome": news.outcome.value,
        "arrived": None if news.arrived is None else _arrived_value(news.arrived),
        "voicemail": (
            None if news.voicemail is None else _voicemail_value(news.voicemail)
        ),
    }


def moment_value(at: datetime) -> str:
    """Return a moment as text in UTC; raise NotPaper for a naive one."""
    if at.utcoffset() is None:
        raise NotPaper("A moment must know its offset from UTC.")
    return at.astimezone(UTC).isoformat()


def _arrived_value(arrived: Arrived) -> dict[str, object]:
    number = arrived.number
    return {
        "record": str(arrived.record),
        "withheld": arrived.withheld,
        "number": None if number is None else number.to_text(),
        "wrap": _wrap_value(arrived.wrap),
        "token": arrived.token,
    }


def _voicemail_value(voicemail: Voicemail) -> dict[str, object]:
    return {
        "record": str(voicemail.record),
        "file": str(voicemail.file),
        "seconds": voicemail.seconds,
        "size": voicemail.size,
        "wrap": _wrap_value(voicemail.wrap),
    }


def _wrap_value(wrap: Wrap | None) -> dict[str, object] | None:
    if wrap is None:
        return None
    return {
        "kind": wrap.kind.value,
        "record": id_value(wrap.record),
        "team": id_value(wrap.team),
        "epoch": wrap.epoch,
        "data": to_text(wrap.data),
    }


def id_value(name: str | int | UUID) -> str | int:
    """Return what names a record or team as JSON can hold it."""
    return name if isinstance(name, int) else str(name)


def news_of(value: object, where: str = "news") -> News:
    """Return news from a JSON value; raise NotPaper."""
    sheet = Sheet(value, where, _NEWS)
    arrived = sheet.value("arrived")
    voicemail = sheet.value("voicemail")
    news = News(
        id=sheet.uuid("id"),
        line=sheet.text("line", least=1),
        call=sheet.text("call", least=1),
        seq=sheet.whole("seq", least=1),
        kind=sheet.one_of("kind", NewsKind),
        at=sheet.moment("at"),
        target=sheet.text("target"),
        digit=_digit(sheet),
        outcome=sheet.one_of("outcome", Outcome),
        arrived=None if arrived is None else _arrived(arrived, f"{where}.arrived"),
        voicemail=(
            None if voicemail is None else _voicemail(voicemail, f"{where}.voicemail")
        ),
    )
    _fits(news, sheet)
    return news


def _fits(news: News, sheet: Sheet) -> None:
    """Refuse an arrival without the one who arrived, and the like."""
    if (news.arrived is not None) is not (news.kind is NewsKind.ARRIVED):
        sheet.refuse("arrived", 'filled where the kind is "arrived", and only there')
    if (news.voicemail is not None) is not (news.kind is NewsKind.MESSAGE):
        sheet.refuse("voicemail", 'filled where the kind is "message", and only there')


def _digit(sheet: Sheet) -> str:
    digit = sheet.text("digit")
    if not _DIGIT.fullmatch(digit):
        sheet.refuse("digit", "one key of a telephone, or empty")
    return digit


def _arrived(value: object, where: str) -> Arrived:
    sheet = Sheet(value, where, _ARRIVED)
    record = sheet.uuid("record")
    token = sheet.text("token")
    if not _TOKEN.fullmatch(token):
        sheet.refuse("token", "16 bytes in hexadecimal, or empty")
    return Arrived(
        record=record,
        withheld=sheet.yes_no("withheld"),
        number=_envelope(sheet, "number"),
        wrap=_wrap(sheet, record),
        token=token,
    )


def _voicemail(value: object, where: str) -> Voicemail:
    sheet = Sheet(value, where, _VOICEMAIL)
    record = sheet.uuid("record")
    return Voicemail(
        record=record,
        file=sheet.uuid("file"),
        seconds=sheet.whole("seconds"),
        size=sheet.whole("size"),
        wrap=_wrap(sheet, record),
    )


def _envelope(sheet: Sheet, key: str) -> Envelope | None:
    if sheet.value(key) is None:
        return None
    try:
        return Envelope.read(sheet.data(key))
    except Refused:
        sheet.refuse(key, "an envelope")


def _wrap(above: Sheet, record: UUID) -> Wrap | None:
    value = above.value("wrap")
    if value is None:
        return None
    sheet = Sheet(value, f"{above.where}.wrap", _WRAP)
    wrap = Wrap(
        kind=sheet.one_of("kind", WrapKind),
        record=sheet.id("record"),
        team=sheet.id("team"),
        epoch=sheet.whole("epoch", least=1),
        data=sheet.data("data"),
    )
    if str(wrap.record) != str(record):
        sheet.refuse("record", "the record that it lies with")
    try:
        wrap.check()
    except Refused:
        sheet.refuse("data", "a wrap of its kind")
    return wrap
