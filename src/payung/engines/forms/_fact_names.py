"""What the column `becomes` of a coding table may say (docs/reference/coding_table.md)."""

from __future__ import annotations


_FIELDS = {
    "incident": (
        "on precision time_of_day ongoing country area place context bias n_affected"
        " goods_asked urgent channel source elsewhere corroboration reliability"
    ),
    "person": "gender age_band first_report",
    "consent": (
        "service narrative identity attorney evidence stats alert story police_anon"
        " complaint"
    ),
    "profile": "type count part unit before",
    "act": "code by times",
    "detention": (
        "taken_at n_taken unit reason_told law paper family_told_at counsel_at judge_at"
        " travel_hours signed money_asked paid condoms_used status"
    ),
    "harm": "injuries wants",
    "response": "step at result",
    "referral": "service status consent priority",
    "evidence": "kind",
    "follow_up": "on paralegal_well",
}
FACT_NAMES = {"acts"} | {
    f"{thing}.{name}" for thing, names in _FIELDS.items() for name in names.split()
}
