"""Whatever is planned and held: openings, courses, meetings, visits, and who came."""

from __future__ import annotations
