"""What is kept of her permissions: every answer, one key for each yes, sealed details."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from payung.programme.cases.models import Case
from payung.programme.people.sealed_fields import SealedField


class Purpose(models.TextChoices):
    """What she may allow. A country's own words for it stand in its pack."""

    SERVICE = "c_service", _("We may help and keep a file")
    NARRATIVE = "c_narrative", _("We may write down what happened")
    IDENTITY = "c_identity", _("We may keep a name or a way to reach her")
    ATTORNEY = "c_attorney", _("We may share it with our attorney")
    EVIDENCE = "c_evidence", _("We may keep photos, papers or a recording")
    STATS = "c_stats", _("It may be counted")
    ALERT = "c_alert", _("We may warn others")
    STORY = "c_story", _("Her words may be used, with every detail changed")
    POLICE_ANON = "c_police_anon", _("Police leaders may hear of it in totals")
    COMPLAINT = "c_complaint", _("We may make a complaint in her name")


class Answer(models.TextChoices):
    """What she said."""

    YES = "yes", pgettext_lazy("she allows it", "Yes")
    NO = "no", pgettext_lazy("she allows it", "No")
    LATER = "later", _("Later")
    WITHDRAWN = "withdrawn", _("Taken back")


class How(models.TextChoices):
    """How she said it."""

    SPOKEN = "spoken", _("She said it")
    SIGNED = "signed", _("She signed it")
    RECORDED = "recorded", _("She said it into a recording")
    NOTE = "note", _("She answered it in the note")


class Detail(models.TextChoices):
    """What names her, each sealed under the key of one purpose and nowhere else."""

    FULL_NAME = "full_name", _("Full name")
    FATHERS_NAME = "fathers_name", _("Name of her father")
    MOTHERS_NAME = "mothers_name", _("Name of her mother")
    DATE_OF_BIRTH = "date_of_birth", _("Date of birth")
    ADDRESS = "address", _("Address")
    ID_NUMBER = "id_number", _("Number of her identity paper")
    PHONE = "phone", _("Telephone")
    STATEMENT = "statement", _("Her statement")


class Age(models.TextChoices):
    """Whether a form of permissions may be used at all."""

    ADULT = "adult", _("She is 18 or older")
    CHILD = "u18", _("She is under 18, or may be")


class Consent(models.Model):
    """One answer to one question. Never changed and never deleted: a new one follows.

    `number` counts the answers of a case, so that the last is the last even where two
    were written down in the same moment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="consents")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    language = models.CharField(max_length=8, blank=True)
    witness = SealedField(null=True)
    at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="consents_numbered_within_case"
            )
        ]
        indexes = [models.Index(fields=["case", "purpose", "number"])]

    class Secrecy:
        sealed = ("witness",)
        coded = ("purpose", "answer", "how", "language", "at", "expires_at")
        plain = ("id", "case", "number", "by")

    def __str__(self) -> str:
        return f"answer {self.number} in {self.case_id}"


class PurposeKey(models.Model):
    """The key of one yes. Its RecordKey is deleted when she takes the yes back.

    A later yes makes another key, so that nothing of before opens with it. While
    `lingers`, the bytes that were deleted may still lie in the database's own log.
    """

    record = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="purpose_keys")
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, db_index=True)
    shut_at = models.DateTimeField(null=True)
    lingers = models.BooleanField(default=False, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "purpose"],
                condition=models.Q(shut_at=None),
                name="consents_one_key_per_yes",
            )
        ]

    class Secrecy:
        coded = ("purpose", "made_at", "ends_at", "shut_at")
        plain = ("record", "case", "lingers")

    def __str__(self) -> str:
        return f"key of a permission in {self.case_id}"


class PurposeDetail(models.Model):
    """One thing that names her, sealed under the key of the purpose it is for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(PurposeKey, models.CASCADE, related_name="details")
    kind = models.CharField(max_length=16, choices=Detail.choices)
    text = SealedField()
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "kind"], name="consents_detail_once_per_key"
            )
        ]

    class Secrecy:
        sealed = ("text",)
        coded = ("kind",)
        plain = ("id", "key", "at", "by")

    def __str__(self) -> str:
        return f"{self.kind} under {self.key_id}"


class AgeSaid(models.Model):
    """Whether she is of age, as she or somebody who knows her says. The last counts."""

    case = models.OneToOneField(
        Case, models.CASCADE, primary_key=True, related_name="age_said"
    )
    age = models.CharField(max_length=5, choices=Age.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Secrecy:
        coded = ("age",)
        plain = ("case", "at", "by")

    def __str__(self) -> str:
        return f"age in {self.case_id}"
