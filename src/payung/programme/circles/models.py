"""Focus groups as monitoring by the community: finding, decision, action, report-back.

What was said is sealed under the key of the group it was said in; codes are countable.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from payung.programme.activities.models import Activity
from payung.programme.people.models import Person, Team
from payung.programme.people.sealed_fields import SealedField

from .codes import (
    ActionState,
    Addressee,
    Allowed,
    Answer,
    Because,
    DecidedBy,
    Dropped,
    EvidenceKind,
    Group,
    Part,
    PassedTo,
    Proof,
    Severity,
    Since,
    WhyTaken,
)
from .lawyer_models import (
    CardText,
    KnowYourRightsCard,
    LawyerMeeting,
    LegalQuestion,
    MeetingSubject,
)
from .sent_models import SentForm


__all__ = [
    "ActionItem",
    "CardText",
    "CodeApplication",
    "Decision",
    "Finding",
    "FindingTheme",
    "FocusGroup",
    "KnowYourRightsCard",
    "LawyerMeeting",
    "LegalQuestion",
    "MeetingSubject",
    "ReportBack",
    "SentForm",
    "Theme",
]


class FocusGroup(models.Model):
    """One sitting of a focus group. Its own id is the record whose key seals it.

    `team`, `site` and `group` together are the same circle from month to month.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.OneToOneField(
        Activity, models.PROTECT, related_name="focus_group"
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="focus_groups")
    country = models.CharField(max_length=2)
    site = models.CharField(max_length=40, blank=True)
    group = models.CharField(max_length=8, choices=Group.choices)
    quorum = models.PositiveIntegerField()
    planned_on = models.DateField()
    led_by_community = models.BooleanField(null=True)
    allowed = models.CharField(max_length=8, choices=Allowed.choices, blank=True)
    safety = SealedField(null=True)
    note = SealedField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.CharField(max_length=40, blank=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=8, choices=WhyTaken.choices, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["team", "site", "group", "planned_on"])]

    class Secrecy:
        sealed = ("safety", "note")
        coded = ("group", "led_by_community", "allowed", "why")
        plain = (
            *("id", "activity", "team", "country", "site", "quorum", "planned_on"),
            *("finished_at", "finished_by", "reopened_at", "reopened_by"),
            *("made_at", "made_by"),
        )

    def __str__(self) -> str:
        return f"focus group {self.pk}"


class Decision(models.Model):
    """What a group decided, for whom, and by when. Only the group itself closes it.

    Of one that was withdrawn the words are gone; the row stays and counts nowhere.
    Why: the findings that name it. The days are those of the country's calendar.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    what = SealedField(null=True)
    addressee = models.CharField(max_length=8, choices=Addressee.choices)
    changes_strategy = models.BooleanField()
    decided_by = models.CharField(max_length=9, choices=DecidedBy.choices)
    decided_on = models.DateField()
    due_on = models.DateField(db_index=True)
    accepted_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=8, choices=WhyTaken.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "number"], name="circles_decision_numbered"
            )
        ]

    class Secrecy:
        sealed = ("what",)
        coded = ("addressee", "changes_strategy", "decided_by", "why")
        plain = (
            *("id", "group", "number", "decided_on", "due_on", "accepted_on"),
            *("at", "by", "withdrawn_at", "withdrawn_by"),
        )

    def __str__(self) -> str:
        return f"decision {self.number} of {self.group_id}"


class Finding(models.Model):
    """What a group found, never one person's story; and the one answer to it.

    Of one that was withdrawn the words are gone; the row stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField()
    text = SealedField(null=True)
    severity = models.CharField(max_length=1, choices=Severity.choices)
    place = models.CharField(max_length=20, blank=True)
    since = models.CharField(max_length=8, choices=Since.choices)
    evidence = models.CharField(max_length=8, choices=EvidenceKind.choices)
    is_new = models.BooleanField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, related_name="findings"
    )
    passed_to = models.CharField(max_length=12, choices=PassedTo.choices, blank=True)
    because = models.CharField(max_length=12, choices=Because.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=8, choices=WhyTaken.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "number"], name="circles_finding_numbered"
            ),
            # Exactly one answer, with exactly what belongs to it.
            models.CheckConstraint(
                condition=(
                    Q(answer=Answer.DECISION, decision__isnull=False)
                    | Q(decision=None) & ~Q(answer=Answer.DECISION)
                )
                & (
                    Q(answer=Answer.REFERRED) & ~Q(passed_to="")
                    | Q(passed_to="") & ~Q(answer=Answer.REFERRED)
                )
                & (
                    Q(answer=Answer.NO_ACTION) & ~Q(because="")
                    | Q(because="") & ~Q(answer=Answer.NO_ACTION)
                ),
                name="circles_finding_one_answer",
            ),
        ]

    class Secrecy:
        sealed = ("text",)
        coded = (
            *("severity", "place", "since", "evidence", "is_new", "answer"),
            *("passed_to", "because", "why"),
        )
        plain = (
            *("id", "group", "number", "decision", "answered_at", "at", "by"),
            *("withdrawn_at", "withdrawn_by"),
        )

    def __str__(self) -> str:
        return f"finding {self.number} of {self.group_id}"


class FindingTheme(models.Model):
    """One subject of a finding, as a code."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=24)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "theme"], name="circles_theme_once"
            )
        ]

    class Secrecy:
        coded = ("theme",)
        plain = ("id", "finding")

    def __str__(self) -> str:
        return self.theme


class Theme(models.Model):
    """A subject that a country added to the list everybody shares."""

    country = models.CharField(max_length=2)
    code = models.CharField(max_length=24)
    label = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "code"], name="circles_local_theme_once"
            )
        ]

    class Secrecy:
        plain = ("id", "country", "code", "label", "made_at", "made_by", "ended_at")

    def __str__(self) -> str:
        return self.code


class CodeApplication(models.Model):
    """A subject marked over characters `start` up to, not including, `end`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="marked")
    part = models.CharField(max_length=8, choices=Part.choices)
    about = models.UUIDField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    theme = models.CharField(max_length=24)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part", "about", "start", "end", "theme"],
                name="circles_marked_once",
            ),
            models.CheckConstraint(
                condition=Q(start__lt=models.F("end")), name="circles_mark_has_length"
            ),
        ]

    class Secrecy:
        coded = ("theme", "start", "end")
        plain = ("id", "group", "part", "about", "at", "by")

    def __str__(self) -> str:
        return f"{self.theme} in {self.about}"


class ActionItem(models.Model):
    """Who does what by when, so that a decision becomes true. `who` empty: the group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="actions")
    who = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    what = SealedField(null=True)
    due_on = models.DateField()
    state = models.CharField(
        max_length=8, choices=ActionState.choices, default=ActionState.OPEN
    )
    dropped = models.CharField(max_length=12, choices=Dropped.choices, blank=True)
    proof = models.CharField(max_length=8, choices=Proof.choices, blank=True)
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=8, choices=WhyTaken.choices, blank=True)

    class Secrecy:
        sealed = ("what",)
        coded = ("state", "dropped", "proof", "why")
        plain = (
            *("id", "decision", "who", "due_on", "ended_on", "ended_by", "at", "by"),
            *("withdrawn_at", "withdrawn_by"),
        )

    def __str__(self) -> str:
        return f"action of {self.decision_id}"


class ReportBack(models.Model):
    """That the group was told what came of a decision, and whether it accepts that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="told_back")
    group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="told_back")
    accepted = models.BooleanField()
    said = SealedField(null=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    # It was written down as accepted by mistake.
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=8, choices=WhyTaken.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "group"], name="circles_told_once_a_sitting"
            )
        ]

    class Secrecy:
        sealed = ("said",)
        coded = ("accepted", "why")
        plain = (
            *("id", "decision", "group", "on", "at", "by"),
            *("reopened_at", "reopened_by"),
        )

    def __str__(self) -> str:
        return f"report-back of {self.decision_id}"
