"""Which answers of our own people came in: each is taken once."""

from __future__ import annotations

from django.db import models


class OwnAnswer(models.Model):
    """One answer of ours, by its channel's name for it; not who answered, nor what."""

    source_key = models.CharField(primary_key=True, max_length=120)
    kept_at = models.DateTimeField(db_index=True)

    class Secrecy:
        plain = ("source_key", "kept_at")

    def __str__(self) -> str:
        return self.source_key
