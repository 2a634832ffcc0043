"""What is kept about evidence: copies without what the camera added, stamps, bundles."""

from __future__ import annotations

import uuid

from django.db import models

from payung.programme.cases.models import Case, Evidence
from payung.programme.cases.recipients import Recipient


class WorkingCopy(models.Model):
    """A copy for everyday use, sealed under the key of its original.

    The vault keeps it under `file`. That it was made is an event of the original.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.OneToOneField(
        Evidence, models.CASCADE, related_name="working_copy"
    )
    file = models.UUIDField(unique=True)
    kind = models.CharField(max_length=30)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Secrecy:
        coded = ("kind", "digest")
        plain = ("id", "evidence", "file", "size", "made_at", "made_by")

    def __str__(self) -> str:
        return f"copy of {self.evidence_id}"


class StampRequest(models.Model):
    """A time stamp that is asked for until an authority gives it.

    `listed` is the digest list: the only thing whose digest leaves. `due_at` is when it
    is asked for next; whoever asks puts it ahead first, so that two do not ask at once
    and a crash loses nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="stamps")
    listed = models.BinaryField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=20, blank=True)
    authority = models.CharField(max_length=40, blank=True)
    token = models.BinaryField(null=True)
    vouchers = models.BinaryField(null=True)
    stamped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"])]

    class Secrecy:
        coded = ("listed", "token", "stamped_at")
        plain = (
            "id",
            "evidence",
            "made_at",
            "due_at",
            "tries",
            "why",
            "authority",
            "vouchers",
        )

    def __str__(self) -> str:
        return f"stamp for {self.evidence_id}"


class BundleMade(models.Model):
    """That a bundle was made and went out. The bundle itself is kept nowhere.

    `digest` and `size` are of the whole file, `signer` is the key (hex) that signed it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="bundles")
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    made_for = models.CharField(max_length=10, choices=Recipient.choices)
    with_names = models.BooleanField(default=False)
    signer = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    handed_at = models.DateTimeField(null=True)
    handed_by = models.CharField(max_length=40, blank=True)

    class Secrecy:
        coded = ("digest", "made_for", "with_names")
        plain = ("id", "case", "size", "signer", "at", "by", "handed_at", "handed_by")

    def __str__(self) -> str:
        return f"bundle of {self.case_id}"


class BundleFile(models.Model):
    """Which file went into a bundle: the original, its working copy, or both."""

    bundle = models.ForeignKey(BundleMade, models.CASCADE, related_name="files")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="bundled")
    original = models.BooleanField()
    copy = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "evidence"], name="evidence_once_per_bundle"
            )
        ]

    class Secrecy:
        plain = ("id", "bundle", "evidence", "original", "copy")

    def __str__(self) -> str:
        return f"{self.evidence_id} in {self.bundle_id}"
