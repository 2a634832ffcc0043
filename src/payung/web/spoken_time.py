"""A time of day in the words people use: "8 pm", "20.00", "बेलुका ८ बजे"."""

from __future__ import annotations

from datetime import datetime


# Unreviewed. Babel has no spoken hours, and for Bengali nights it raises.
# Each row: from this hour on, this word.
PARTS_OF_DAY = {
    "en": ((0, "am"), (12, "pm")),
    "bn": (
        (0, "রাত"),
        (4, "ভোর"),
        (6, "সকাল"),
        (12, "দুপুর"),
        (15, "বিকেল"),
        (18, "সন্ধ্যা"),
        (20, "রাত"),
    ),
    "id": ((0, ""),),
    "my": ((0, "ည"), (4, "မနက်"), (12, "နေ့လယ်"), (16, "ညနေ"), (19, "ည")),
    "ne": ((0, "राति"), (4, "बिहान"), (12, "दिउँसो"), (17, "बेलुका"), (21, "राति")),
}
# Unreviewed. On the hour, and with minutes.
PATTERNS = {
    "en": ("{hour12} {part}", "{hour12}:{minute:02} {part}"),
    "bn": ("{part} {hour12}টা", "{part} {hour12}:{minute:02}"),
    "id": ("{hour:02}.{minute:02}", "{hour:02}.{minute:02}"),
    "my": ("{part} {hour12} နာရီ", "{part} {hour12} နာရီ {minute} မိနစ်"),
    "ne": ("{part} {hour12} बजे", "{part} {hour12}:{minute:02} बजे"),
}


def spoken(here: datetime, language: str) -> str:
    """Return the local time of day in words, with figures 0 to 9."""
    full, with_minutes = PATTERNS[language]
    parts = PARTS_OF_DAY[language]
    return (with_minutes if here.minute else full).format(
        hour=here.hour,
        hour12=here.hour % 12 or 12,
        minute=here.minute,
        part=[word for start, word in parts if start <= here.hour][-1],
    )
