"""Which forms have arrived that waited on a phone: the same one counts once."""

from __future__ import annotations

from django.db import models


class SentForm(models.Model):
    """A form that waited on a phone and has arrived.

    Its id was made by the phone; `here` is the sitting or the meeting it belongs to.
    `digest` is that of what arrived, locked as it was: another one under the same id
    is something else, and is not taken for this one.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    here = models.UUIDField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Secrecy:
        plain = ("id", "here", "digest", "at")

    def __str__(self) -> str:
        return f"form {self.pk}"
