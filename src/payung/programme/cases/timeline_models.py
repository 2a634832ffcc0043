"""The timeline of a case: one line for everything that happened, in order."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.programme.people.sealed_fields import SealedField


class Happened(models.TextChoices):
    """What a line of the timeline is about."""

    OPENED = "opened", _("Opened")
    LINKED = "linked", _("A note was added to it")
    WRITTEN = "written", _("Written down")
    STAGE = "stage", _("Stage changed")
    CLOSED = "closed", _("Closed")
    JOINED = "joined", _("Looks after it from now on")
    LEFT = "left", _("No longer looks after it")
    TAKEN = "taken", _("Taken away")
    CORRECTED = "corrected", _("The times were corrected")
    STEP = "step", _("Happened")
    TAKEN_BACK = "taken_back", _("Did not happen")
    PAUSE = "pause", _("Time that is not counted")
    FILE = "file", _("A file was added")
    TASK = "task", _("Something to do")
    DONE = "done", _("Done")
    SAID_YES = "said_yes", _("She said yes")
    SAID_NO = "said_no", _("She said no")
    SAID_LATER = "said_later", _("She will say later")
    TOOK_BACK = "took_back", _("She took it back")
    HELD = "held", _("Brought to another place")
    ALARM = "alarm", _("Others were told")
    OVERDUE = "overdue", _("Held longer than allowed")
    TRACK_BEGAN = "track_began", _("Begun")
    TRACK_ENDED = "track_ended", _("Ended")
    ASKED_FOR = "asked_for", _("Asked for")
    TRACK_STEP = "track_step", _("Happened")
    REFUSED = "refused", _("Refused")
    TRACK_BACK = "track_back", _("Did not happen")
    DATE = "date", _("A date at court")
    ASIDE = "aside", _("Stands aside from it")
    BACK_IN = "back_in", _("No longer stands aside")
    LENT = "lent", _("Lent for a time")
    LENT_OVER = "lent_over", _("No longer lent")
    BUNDLE = "bundle", _("A bundle of files was made")
    HANDED = "handed", _("A bundle was handed over")
    PAPER = "paper", _("A paper was made")
    CARE_BEGAN = "care_began", _("Began to counsel her")
    DECIDED = "decided", _("She decided")
    SESSION = "session", _("Talked with her")
    REVIEWED = "reviewed", _("Looked at the danger again")


class TimelineEntry(models.Model):
    """One line of what happened, when it happened and who wrote it down."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="timeline")
    at = models.DateTimeField()
    written_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Happened.choices)
    about = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=40)
    text = SealedField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "at"])]

    class Secrecy:
        sealed = ("text",)
        coded = ("kind", "about", "at")
        plain = ("id", "case", "written_at", "by")

    def __str__(self) -> str:
        return f"{self.kind} in {self.case_id}"
