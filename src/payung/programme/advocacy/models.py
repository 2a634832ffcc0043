"""Posts, meetings with them, and what they promised. A post is never a person."""

from __future__ import annotations

import uuid

from django.db import models

from payung.programme.activities.models import Activity
from payung.programme.findings.models import Brief
from payung.programme.people.sealed_fields import SealedField
from payung.programme.places.models import Unit

from .codes import (
    Evidence,
    HowVerified,
    PromiseKind,
    Tier,
    Tone,
    Verdict,
    VerifiedBy,
    WhyWithdrawn,
)


class Post(models.Model):
    """A post at a unit: its title and how high it stands. People in it come and go."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    tier = models.CharField(max_length=10, choices=Tier.choices)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "title"], name="advocacy_one_post_per_title"
            )
        ]

    class Secrecy:
        plain = ("id", "unit", "title", "tier", "made_at", "made_by", "ended_on")

    def __str__(self) -> str:
        return f"post {self.pk}"


class PostHolder(models.Model):
    """Since when somebody holds a post; a name only where it is needed, and sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="holders")
    since = models.DateField()
    until = models.DateField(null=True)
    record = models.UUIDField(null=True, unique=True)
    name = SealedField(null=True)
    written_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=models.Q(until=None),
                name="advocacy_one_present_holder",
            )
        ]

    class Secrecy:
        sealed = ("name",)
        plain = ("id", "post", "since", "until", "record", "written_by")

    def __str__(self) -> str:
        return f"holder of {self.post_id}"


class AdvocacyMeeting(models.Model):
    """What a meeting with an office adds to the activity: whom, with what, how it went.

    `record` is the key under which its risks and promises are sealed.
    """

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="advocacy")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    tier = models.CharField(max_length=10, choices=Tier.choices)
    posts = models.ManyToManyField(Post, related_name="meetings")
    community_spoke = models.PositiveSmallIntegerField(null=True)
    brief = models.ForeignKey(Brief, models.PROTECT, null=True, related_name="+")
    # What the brief was made of, as it was on the day when it was shown.
    brief_digest = models.CharField(max_length=64, blank=True)
    tone = models.CharField(max_length=10, choices=Tone.choices, blank=True)
    record = models.UUIDField(unique=True)
    risks = SealedField(null=True)

    class Secrecy:
        sealed = ("risks",)
        coded = ("community_spoke", "tone", "tier")
        plain = ("id", "activity", "unit", "brief", "brief_digest", "record")

    def __str__(self) -> str:
        return f"meeting {self.activity_id}"


class Promise(models.Model):
    """What a post said it would do, and by when. The words are sealed.

    One that was written down wrong is withdrawn: it stays in the ledger and counts
    nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, null=True)
    meeting = models.ForeignKey(
        AdvocacyMeeting, models.CASCADE, related_name="promises"
    )
    post = models.ForeignKey(Post, models.PROTECT, related_name="promises")
    kind = models.CharField(max_length=16, choices=PromiseKind.choices)
    due_on = models.DateField(db_index=True)
    # Thirty days on, by rule.py: what is verified later changes nothing any more.
    settles_on = models.DateField()
    verify = models.CharField(
        max_length=10, choices=HowVerified.choices, default=HowVerified.ASK_COMMUNITY
    )
    read_back = models.BooleanField(default=False)
    words = SealedField(null=True)
    # The number they gave it, where they gave one.
    reference = SealedField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=8, choices=WhyWithdrawn.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["post", "due_on"])]

    class Secrecy:
        sealed = ("words", "reference")
        coded = ("kind", "due_on", "settles_on", "verify", "read_back", "why")
        plain = (
            *("id", "key", "meeting", "post", "made_at", "made_by"),
            *("withdrawn_at", "withdrawn_by"),
        )

    def __str__(self) -> str:
        return f"promise {self.pk}"


class PromiseReview(models.Model):
    """What somebody found when she looked. `on` is that day and cannot be typed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    promise = models.ForeignKey(Promise, models.CASCADE, related_name="reviews")
    on = models.DateField()
    at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    kept_on = models.DateField(null=True)
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    verified_by = models.CharField(max_length=10, choices=VerifiedBy.choices)
    words = SealedField(null=True)
    made_by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["promise", "on"])]

    class Secrecy:
        sealed = ("words",)
        coded = ("on", "verdict", "kept_on", "evidence", "verified_by")
        plain = ("id", "promise", "at", "made_by")

    def __str__(self) -> str:
        return f"review of {self.promise_id}"
