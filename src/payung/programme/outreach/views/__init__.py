"""The pages of outreach, one file for each thing people do there."""

from __future__ import annotations
