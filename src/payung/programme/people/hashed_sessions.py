"""Sessions whose stored row is no cookie: the database keeps only a hash."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone


def stored(session_key: str) -> str:
    """Return what the database keeps of a session key: 40 hex signs of SHA-256."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


class SessionStore(DatabaseSessions):
    """Django's sessions, looked up by a hash: a copied row signs nobody in."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        at = timezone.now()  # noqa: TID251 - Django gives a session store no clock.
        rows = self.model.objects.filter(expire_date__gt=at)
        row = rows.filter(session_key=stored(self.session_key or "")).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        """Return whether a session with this key is kept."""
        return super().exists(stored(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Return the row to keep, under the hash of the key."""
        row = super().create_model_instance(data)
        row.session_key = stored(str(row.session_key))
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Forget a session; this one when none is named."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(stored(key))
