"""Who is held now, what every clock says, who is with her and what is next."""

from __future__ import annotations
