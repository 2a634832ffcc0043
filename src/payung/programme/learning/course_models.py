"""Courses, and their versions, which never change."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from .codes import Level


class Course(models.Model):
    """A course of a country; what is taught stands in its versions."""

    country = models.CharField(max_length=2)
    code = models.SlugField(max_length=30)
    level = models.CharField(max_length=10, choices=Level.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "code"], name="learning_course_code_once"
            )
        ]

    class Secrecy:
        plain = ("id", "country", "code", "level")

    def __str__(self) -> str:
        return self.code


class CourseVersion(models.Model):
    """What is taught and when it is passed. A change is another version.

    `pass_percent` is set by the community: of the full score, how much is enough.
    `months_valid`: how long a certificate holds.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    pass_percent = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    pass_set_by = models.CharField(max_length=120, blank=True)
    months_valid = models.PositiveSmallIntegerField(default=24)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    # The form it was sent with: the same form again is the same version.
    key = models.UUIDField(unique=True, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"], name="learning_version_once"
            )
        ]

    class Secrecy:
        plain = (
            "id",
            "course",
            "number",
            "title",
            "pass_percent",
            "pass_set_by",
            "months_valid",
            "made_at",
            "made_by",
            "key",
        )

    def __str__(self) -> str:
        return f"{self.course_id} {self.number}"


class Module(models.Model):
    """One part of a version, in order."""

    version = models.ForeignKey(CourseVersion, models.CASCADE, related_name="modules")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="learning_module_once"
            )
        ]

    class Secrecy:
        plain = ("id", "version", "number", "title")

    def __str__(self) -> str:
        return f"{self.version_id}.{self.number}"


class ChecklistLine(models.Model):
    """Something to be seen at work; the critical ones must all be met."""

    version = models.ForeignKey(CourseVersion, models.CASCADE, related_name="checklist")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    critical = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="learning_checklist_line_once"
            )
        ]

    class Secrecy:
        plain = ("id", "version", "number", "text", "critical")

    def __str__(self) -> str:
        return f"{self.version_id}.{self.number}"
