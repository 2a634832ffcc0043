"""Certificates of those who witness: read them, and say which they are."""

from __future__ import annotations

from dataclasses import dataclass

from . import primitives
from .primitives import Certificate


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateName:
    """Whose certificate it says it is, and its SHA-256 (hex), which cannot lie."""

    subject: str
    sha256: str


def certificates_in(pem: bytes) -> tuple[Certificate, ...]:
    """Return the certificates of a PEM text, or Refused where there is none."""
    return primitives.certificates(pem)


def certificate_names(pem: bytes) -> tuple[CertificateName, ...]:
    """Return how people tell the certificates of a PEM text apart, or Refused."""
    return tuple(
        CertificateName(
            subject=one.subject.rfc4514_string(),
            sha256=primitives.certificate_digest(one).hex(),
        )
        for one in certificates_in(pem)
    )
