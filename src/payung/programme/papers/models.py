"""What is kept of a paper: that it was made. The paper itself is kept nowhere."""

from __future__ import annotations

import uuid

from django.db import models

from payung.programme.cases.models import Case
from payung.programme.people.sealed_fields import SealedField


class PaperMade(models.Model):
    """A paper that left: which, of which case, in which language, when, by whom.

    `digest` is sealed: from an open one, somebody who holds the database could try names
    until the paper comes out right.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="papers_made")
    code = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    digest = SealedField()
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["case", "at"])]

    class Secrecy:
        sealed = ("digest",)
        coded = ("code", "language", "at")
        plain = ("id", "case", "by")

    def __str__(self) -> str:
        return f"{self.code} of {self.case_id}"
