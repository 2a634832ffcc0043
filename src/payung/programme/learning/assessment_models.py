"""Tests: whole answers of one person at one time, paired by a code she made herself."""

from __future__ import annotations

import uuid

from django.db import models

from payung.programme.people.sealed_fields import SealedField

from .codes import Delivery, Entered, TestKind
from .group_models import CourseGroup, Enrolment
from .item_models import Item, ItemBank, ItemOption


class Assessment(models.Model):
    """One test of one person. `code` is a digest; the code itself is kept nowhere.

    `country`, `language` and `highest` stand here again so that a million of these can
    be added up without a look at other tables. `days_after`: of a follow-up, how long
    after the last day of the course.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, null=True)
    country = models.CharField(max_length=2)
    group = models.ForeignKey(CourseGroup, models.CASCADE, related_name="tests")
    bank = models.ForeignKey(ItemBank, models.PROTECT, related_name="tests")
    enrolment = models.ForeignKey(
        Enrolment, models.SET_NULL, null=True, related_name="tests"
    )
    kind = models.CharField(max_length=8, choices=TestKind.choices)
    delivery = models.CharField(max_length=9, choices=Delivery.choices)
    entered = models.CharField(max_length=5, choices=Entered.choices)
    language = models.CharField(max_length=5)
    code = models.CharField(max_length=64)
    score = models.PositiveSmallIntegerField()
    highest = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    days_after = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind", "code"], name="learning_test_once"
            )
        ]
        indexes = [models.Index(fields=["country", "kind", "taken_at"])]

    class Secrecy:
        coded = (
            "enrolment",
            "code",
            "delivery",
            "language",
            "score",
            "taken_at",
            "days_after",
        )
        plain = ("id", "key", "country", "group", "bank", "kind", "entered", "highest")

    def __str__(self) -> str:
        return f"{self.kind} in {self.group_id}"


class TestRound(models.Model):
    """A phone handed round for one test, with nobody signed in on it.

    `pairing` is the key of the group's codes once more, sealed under the token that
    only the phone has: of the token a digest is kept.
    """

    __test__ = False

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(CourseGroup, models.CASCADE, related_name="rounds")
    kind = models.CharField(max_length=8, choices=TestKind.choices)
    digest = models.CharField(max_length=64, unique=True)
    pairing = SealedField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    opened_by = models.CharField(max_length=40)

    class Secrecy:
        sealed = ("pairing",)
        coded = ("digest",)
        plain = ("id", "group", "kind", "opened_at", "ends_at", "opened_by")

    def __str__(self) -> str:
        return f"{self.kind} of {self.group_id} until {self.ends_at:%H:%M}"


class EarlierSheet(models.Model):
    """A test as it was typed from paper before it was mended or taken out.

    It lies apart from the tests that count, so that no sum can take it in by mistake.
    `answers` has "question:option" by their rows, an option left empty for “I do not
    know”. `test` is the one that stands in its place, or None where it was taken out;
    `key` is the form that did it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, null=True)
    group = models.ForeignKey(CourseGroup, models.CASCADE, related_name="+")
    test = models.ForeignKey(
        Assessment, models.SET_NULL, null=True, related_name="earlier"
    )
    kind = models.CharField(max_length=8, choices=TestKind.choices)
    delivery = models.CharField(max_length=9, choices=Delivery.choices)
    language = models.CharField(max_length=5)
    code = models.CharField(max_length=64)
    score = models.PositiveSmallIntegerField()
    highest = models.PositiveSmallIntegerField()
    answers = models.TextField()
    taken_out = models.BooleanField(default=False)
    taken_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    ended_by = models.CharField(max_length=40)

    class Secrecy:
        coded = ("code", "delivery", "language", "score", "answers", "taken_at")
        plain = (
            "id",
            "key",
            "group",
            "test",
            "kind",
            "highest",
            "taken_out",
            "ended_at",
            "ended_by",
        )

    def __str__(self) -> str:
        return f"earlier {self.kind} in {self.group_id}"


class Response(models.Model):
    """What was answered to one question; without an option she said: I do not know."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="responses")
    item = models.ForeignKey(Item, models.PROTECT, related_name="responses")
    option = models.ForeignKey(
        ItemOption, models.PROTECT, null=True, related_name="responses"
    )
    right = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "item"], name="learning_answer_once"
            )
        ]

    class Secrecy:
        coded = ("option", "right")
        plain = ("id", "assessment", "item")

    def __str__(self) -> str:
        return f"answer to {self.item_id}"
