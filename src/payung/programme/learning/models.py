"""All that learning keeps; each file has the part that belongs together."""

from __future__ import annotations

from .assessment_models import Assessment, EarlierSheet, Response, TestRound
from .certificate_models import (
    Certificate,
    CertificateCopy,
    Observation,
    ObservationMark,
)
from .course_models import ChecklistLine, Course, CourseVersion, Module
from .group_models import Attendance, CourseGroup, Enrolment, TrainingSession
from .item_models import (
    Item,
    ItemAudio,
    ItemBank,
    ItemOption,
    ItemPicture,
    ItemText,
)
from .smile_models import SmileCount, SmileRound, SmileSheet
from .used_models import UseCount, UseSheet


__all__ = [
    "Assessment",
    "Attendance",
    "Certificate",
    "CertificateCopy",
    "ChecklistLine",
    "Course",
    "CourseGroup",
    "CourseVersion",
    "EarlierSheet",
    "Enrolment",
    "Item",
    "ItemAudio",
    "ItemBank",
    "ItemOption",
    "ItemPicture",
    "ItemText",
    "Module",
    "Observation",
    "ObservationMark",
    "Response",
    "SmileCount",
    "SmileRound",
    "SmileSheet",
    "TestRound",
    "TrainingSession",
    "UseCount",
    "UseSheet",
]
