"""The board and the sheet of one contact: what is shown, and what is done there."""

from __future__ import annotations
