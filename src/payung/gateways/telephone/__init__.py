"""The telephone: what the application and a telephone say to one another.

A telephone (our own SIP process, Asterisk through FastAGI, a cloud that speaks TwiML)
asks once for the whole plan of a call and carries it out alone.
"""

from __future__ import annotations

from .speaking import (
    Application,
    ApplicationGone,
    Arrived,
    Called,
    Caps,
    Health,
    KeepsRecords,
    News,
    NewsKind,
    Order,
    OrderKind,
    PlanPaper,
    SealTo,
    Telephone,
    TelephoneGone,
    Voicemail,
)


__all__ = [
    "Application",
    "ApplicationGone",
    "Arrived",
    "Called",
    "Caps",
    "Health",
    "KeepsRecords",
    "News",
    "NewsKind",
    "Order",
    "OrderKind",
    "PlanPaper",
    "SealTo",
    "Telephone",
    "TelephoneGone",
    "Voicemail",
]
