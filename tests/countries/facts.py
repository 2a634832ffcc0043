"""The limits the research found, by country, each as sure as it was there."""

from __future__ import annotations


HEALTH_AND_SERVICE = {
    ("U_PEP72", "high"),
    ("U_EC120", "high"),
    ("U_REF_HIGH", "high"),
    ("U_REF_MED", "high"),
    ("U_NOCONTACT", "high"),
}
# Myanmar is not a party to the covenant that this standard explains.
STANDARD = {("U_HRC48", "high")}

FACTS = {
    "bd": HEALTH_AND_SERVICE
    | STANDARD
    | {
        ("BD_24H", "high"),
        ("BD_REASON", "medium"),
        ("BD_INFORM12", "medium"),
        ("BD_MEMO", "medium"),
        ("BD_REMAND15", "high"),
        ("BD_INV60", "medium"),
    },
    "id": HEALTH_AND_SERVICE
    | STANDARD
    | {
        ("ID_ARREST24_OLD", "high"),
        ("ID_ARREST24", "high"),
        ("ID_DET_OLD", "high"),
        ("ID_DET_NEW", "low"),
        ("ID_WARRANT_FAMILY", "medium"),
        ("ID_PRAPER7", "medium"),
        ("ID_SATPOL", "medium"),
    },
    "mm": HEALTH_AND_SERVICE
    | {
        ("MM_24H", "high"),
        ("MM_REMAND", "medium"),
        ("MM_NONCOG", "medium"),
        ("MM_LAWYER24", "medium"),
        ("MM_STATELAWYER", "medium"),
    },
    "np": HEALTH_AND_SERVICE
    | STANDARD
    | {
        ("NP_24H", "high"),
        ("NP_REMAND25", "high"),
        ("NP_BODYEXAM", "high"),
        ("NP_COUNSEL", "high"),
        ("NP_RAPE_LIMIT", "low"),
        ("NP_TORTURE_LIMIT", "low"),
    },
}
