"""The roles of the programme, and the words for them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does in the programme; a person may hold several."""

    PARALEGAL = "paralegal", _("Paralegal")
    OPERATOR = "operator", _("Operator")
    ATTORNEY = "attorney", _("Attorney")
    OFFICER = "officer", _("Project officer")
    COORDINATOR = "coordinator", _("Country coordinator")
    REGIONAL = "regional", _("Regional team")
    DONOR = "donor", _("Donor reader")


# Those who may hold keys to sealed things; the others see protected figures only.
KEYHOLDERS = frozenset(
    {Role.PARALEGAL, Role.OPERATOR, Role.ATTORNEY, Role.OFFICER, Role.COORDINATOR}
)
