"""Notes that only staff read, and masks over what need not be read by everybody."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.programme.people.sealed_fields import SealedField


class NoteKind(models.TextChoices):
    """What a note for staff is about."""

    JUDGEMENT = "judgement", _("What we think of it")
    DANGER = "danger", _("A danger to her or to us")
    STRATEGY = "strategy", _("How we mean to go about it")
    CONFLICT = "conflict", _("Why somebody stands aside")
    OTHER = "other", _("Something else")


class ForWhom(models.TextChoices):
    """Who of those who can open the case reads a note."""

    TEAM = "team", _("Everybody in the team")
    COORDINATORS = "coordinators", _("Coordinators only")


class StaffNote(models.Model):
    """A note for staff only: never in a bundle, a paper, or what she is given."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="staff_notes")
    kind = models.CharField(max_length=12, choices=NoteKind.choices)
    for_whom = models.CharField(max_length=12, choices=ForWhom.choices)
    text = SealedField()
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["case", "at"])]

    class Secrecy:
        sealed = ("text",)
        coded = ("kind", "for_whom")
        plain = ("id", "case", "at", "by")

    def __str__(self) -> str:
        return f"note {self.id}"


class Masked(models.TextChoices):
    """Where the words stand that a mask covers."""

    TITLE = "title", _("What it is called")
    NOTE = "note", _("In a few sentences")
    LINE = "line", _("A line of what has happened")
    STAFF_NOTE = "staff_note", _("A note for staff")


class MaskReason(models.TextChoices):
    """Why words are masked."""

    THIRD_PERSON = "third_person", _("They name somebody who has no part in it")
    CHILD = "child", _("They name a child")
    NOT_NEEDED = "not_needed", _("Nobody needs them for the work")
    SHE_ASKED = "she_asked", _("She asked for it")
    MISTAKE = "mistake", _("They were written here by mistake")


class Mask(models.Model):
    """Characters `start` up to, not including, `end` of one sealed text are covered.

    `about` is the line or the note that it is in; empty for the case's own words. Never
    deleted: lifted, or removed for good, and both can be seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="masks")
    part = models.CharField(max_length=10, choices=Masked.choices)
    about = models.UUIDField(null=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=12, choices=MaskReason.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=40, blank=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="cases_mask_covers_something",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at=None) | models.Q(removed_at=None),
                name="cases_mask_lifted_or_removed",
            ),
        ]
        indexes = [models.Index(fields=["case", "part", "about"])]

    class Secrecy:
        coded = ("part", "reason", "start", "end")
        plain = (
            "id",
            "case",
            "about",
            "at",
            "by",
            "lifted_at",
            "lifted_by",
            "removed_at",
            "removed_by",
        )

    def __str__(self) -> str:
        return f"mask {self.id}"
