"""Key sessions: opened with a passphrase, resumed with a cookie, ended at once."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from payung.engines import sealed

from .keyring import Keyring
from .models import KeySession, Person, UserKey
from .stored_keys import box_of
from .stretching import GATE, spelled


LONGEST = timedelta(hours=10)
# The row says when it was used, to the minute: one write a minute, not one a page.
NOTED_EVERY = timedelta(minutes=1)
# By hand: every request asks it.
LIVING = """
SELECT box, used_at <= %s FROM people_keysession
WHERE look_up = %s AND person_id = %s AND ends_at > %s AND used_at >= %s
"""


def start_key_session(*, person: Person, passphrase: str, at: datetime) -> str:
    """Open a person's keys and return the cookie's half; Refused if they stay shut."""
    seed = open_seed(person=person, passphrase=passphrase)
    return keep_session(person=person, seed=seed, at=at)


def open_seed(*, person: Person, passphrase: str) -> sealed.UserSeed:
    """Return what a person's keys grow from; Refused for a wrong passphrase."""
    row = UserKey.objects.filter(person=person).first()
    if row is None:
        refuse_slowly(passphrase)
        raise sealed.Refused
    with GATE.one():
        return sealed.open_user_seed(box_of(row), spelled(passphrase), user=person.pk)


def refuse_slowly(passphrase: str) -> None:
    """Raise Refused after one stretching, as a wrong passphrase would."""
    with GATE.one():
        sealed.refuse_slowly(passphrase, stretch=stretch())


def keep_session(*, person: Person, seed: sealed.UserSeed, at: datetime) -> str:
    """Store one half of a session and return the other as text for a cookie."""
    new = sealed.new_session(seed, user=person.pk)
    KeySession.objects.filter(ends_at__lte=at).delete()
    KeySession.objects.create(
        look_up=new.row.lookup,
        person=person,
        box=new.row.box,
        started_at=at,
        used_at=at,
        ends_at=at + LONGEST,
    )
    return urlsafe_b64encode(new.cookie).decode()


def open_key_session(
    *, person: Person, cookie: str, at: datetime, in_use: bool = True
) -> Keyring | None:
    """Return the keys of a session, or None where it ended or never was.

    `in_use` is False for what a page asks by itself: nobody need be in front of it, so
    it must not keep the session open.
    """
    half = _bytes_of(cookie)
    if half is None:
        return None
    row = _living(half, person, at)
    if row is None:
        return None
    box, noted_long_ago = row
    if in_use and noted_long_ago:
        mine = KeySession.objects.filter(look_up=sealed.session_lookup(half))
        mine.update(used_at=at)
    try:
        seed = sealed.resume_session(half, bytes(box), user=person.pk)
    except sealed.Refused:
        # A row somebody tampered with is a session that ended, not a broken page.
        return None
    return Keyring(person_id=person.pk, seed=seed)


def end_key_session(*, cookie: str) -> None:
    """End one session: its cookie opens nothing from now on."""
    half = _bytes_of(cookie)
    if half is not None:
        KeySession.objects.filter(look_up=sealed.session_lookup(half)).delete()


def end_all_key_sessions(*, person: Person) -> None:
    """End every session of a person, on every device."""
    KeySession.objects.filter(person=person).delete()


def stretch() -> sealed.Stretch:
    """Return how dear one guess of a passphrase is made here."""
    return sealed.Stretch(lanes=1, **settings.KEY_STRETCHING)


def _living(half: bytes, person: Person, at: datetime) -> tuple[bytes, bool] | None:
    """Return the box of a session that neither ended nor lay idle too long.

    With it, whether the row should say anew when it was used.
    """
    idle = at - timedelta(minutes=settings.KEY_IDLE_MINUTES)
    moment = connection.ops.adapt_datetimefield_value
    look_up = sealed.session_lookup(half)
    with connection.cursor() as cursor:
        cursor.execute(
            LIVING,
            [moment(at - NOTED_EVERY), look_up, person.pk, moment(at), moment(idle)],
        )
        row: tuple[bytes, bool] | None = cursor.fetchone()
    return row


def _bytes_of(cookie: str) -> bytes | None:
    try:
        half = urlsafe_b64decode(cookie.encode())
    except ValueError:
        return None
    return half if len(half) == 32 else None
