"""Key sessions: opened with a passphrase, resumed with a cookie, ended at once."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

from django.conf import settings

from payung.engines import sealed

from .keyring import Keyring
from .models import KeySession, Person, UserKey
from .stored_keys import box_of
from .stretching import GATE, spelled


LONGEST = timedelta(hours=10)
# The row says when it was used, to the minute: one write a minute, not one a page.
NOTED_EVERY = timedelta(minutes=1)


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


def open_key_session(*, person: Person, cookie: str, at: datetime) -> Keyring | None:
    """Return the keys of a session, or None where it ended or never was."""
    half = _bytes_of(cookie)
    if half is None:
        return None
    row = KeySession.objects.filter(
        look_up=sealed.session_lookup(half), person=person, ends_at__gt=at
    ).first()
    if row is None or _idle(row, at):
        return None
    if at - row.used_at >= NOTED_EVERY:
        KeySession.objects.filter(pk=row.pk).update(used_at=at)
    try:
        seed = sealed.resume_session(half, bytes(row.box), user=person.pk)
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


def _idle(row: KeySession, at: datetime) -> bool:
    return at - row.used_at > timedelta(minutes=settings.KEY_IDLE_MINUTES)


def _bytes_of(cookie: str) -> bytes | None:
    try:
        half = urlsafe_b64decode(cookie.encode())
    except ValueError:
        return None
    return half if len(half) == 32 else None
