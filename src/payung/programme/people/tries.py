"""Tries at a passphrase: after a few wrong ones each further try has to wait a little.

Kept without addresses and without what was typed: people write their own name, or the
passphrase itself, into the wrong line. A pause never lasts longer than a minute, and a
phone that signed this person in before is counted apart: whoever guesses elsewhere
cannot shut her out.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.crypto import salted_hmac

from .models import Tries


FREE = 5
LONGEST_PAUSE = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(hours=1)


class TooSoon(PermissionError):
    """Too many wrong tries; `wait` says for how long not to try again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("too many tries")
        self.wait = wait


def pause_after(count: int) -> timedelta:
    """Return how long to wait after so many wrong tries: 0, then 2 s doubling to 60."""
    if count < FREE:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(count - FREE + 1, 10)), LONGEST_PAUSE)


def counted_for(handle: str, *, where: str = "") -> str:
    """Return under what tries at a handle are counted; `where` is a known phone."""
    said = f"{where}|{handle}"
    return salted_hmac("people.tries", said, algorithm="sha256").hexdigest()


@transaction.atomic
def begin_try(*, who: str, at: datetime) -> None:
    """Count a try before it is made; raise TooSoon while the pause lasts.

    Counted before, so that fifty tries at the same moment are fifty and not one.
    """
    Tries.objects.filter(last_at__lte=at - FORGOTTEN_AFTER).delete()
    row, _made = Tries.objects.select_for_update().get_or_create(
        who=who, defaults={"last_at": at}
    )
    rest = row.last_at + pause_after(row.count) - at
    if rest > timedelta(0):
        raise TooSoon(rest)
    row.count += 1
    row.last_at = at
    row.save()


def forget_tries(*, who: str) -> None:
    """Start counting anew: the passphrase was right."""
    Tries.objects.filter(who=who).delete()


def known_phone(handle: str) -> str:
    """Return a cookie for a phone that has signed this person in; it names nobody."""
    return _signer(handle).sign(secrets.token_urlsafe(12))


def phone_in(cookie: str, handle: str) -> str:
    """Return the phone that a cookie names, or nothing where it knows another person."""
    try:
        return _signer(handle).unsign(cookie)
    except BadSignature:
        return ""


def _signer(handle: str) -> Signer:
    return Signer(salt=f"people.phone|{handle}")
