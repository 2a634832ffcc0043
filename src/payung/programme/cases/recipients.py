"""To whom files of a case may go, in a bundle."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Recipient(models.TextChoices):
    """For whom a bundle is made."""

    ATTORNEY = "attorney", _("Her lawyer")
    COURT = "court", _("The court")
    OVERSIGHT = "oversight", _("A human-rights institution")
    POLICE = "police", _("The police, with a complaint")
    HERSELF = "herself", _("Herself")
