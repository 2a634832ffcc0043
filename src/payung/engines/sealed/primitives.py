"""The only file that imports a cryptography library, and the only source of chance."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum

from cryptography import x509
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import ec, mlkem, x25519
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ._refusal import Refused, Secret


KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
BOX_OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES
"""A box is: suite byte, nonce, ciphertext, tag."""

_MLKEM_PUBLIC_BYTES = 1184
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Suite(IntEnum):
    """The first byte of everything sealed: how it was sealed."""

    XWING = 1
    P256 = 2


# Comparing with a plain number costs a third of comparing with a member of an enum.
_BOX_SUITE = int(Suite.XWING)
_KEMS = {Suite.XWING: hpke.KEM.MLKEM768_X25519, Suite.P256: hpke.KEM.P256}
_HPKE = {
    suite: hpke.Suite(kem, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    for suite, kem in _KEMS.items()
}
PUBLIC_BYTES = {Suite.XWING: 1 + 1216, Suite.P256: 1 + 65}
HPKE_OVERHEAD = {
    suite: 1 + kem.enc_length() + TAG_BYTES for suite, kem in _KEMS.items()
}

Certificate = x509.Certificate

_Public = hpke.MLKEM768X25519PublicKey | ec.EllipticCurvePublicKey
_Private = hpke.MLKEM768X25519PrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, kw_only=True, slots=True, repr=False, eq=False)
class KemPrivate(Secret):
    """A private key that opens what was sealed to `public` (suite byte, then key)."""

    suite: Suite
    key: _Private
    public: bytes


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (InvalidTag, InvalidSignature, ValueError, OverflowError):
        raise Refused from None


def random_bytes(count: int) -> bytes:
    """Return bytes nobody can foretell."""
    return secrets.token_bytes(count)


def suite_of(sealed: bytes) -> Suite:
    """Return the suite named by the first byte; an unknown one is Refused."""
    if not sealed or sealed[0] not in _KEMS:
        raise Refused
    return Suite(sealed[0])


def seal_box(key: bytes, plain: bytes, about: bytes) -> bytes:
    """Return suite byte, random nonce and AES-256-GCM ciphertext bound to `about`."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return b"\x01" + nonce + AESGCM(key).encrypt(nonce, plain, about)


def open_box(key: bytes, box: bytes, about: bytes) -> bytes:
    """Return what `seal_box` sealed under the same key and `about`, or Refused."""
    return BoxOpener(key).open(box, about)


class BoxOpener(Secret):
    """Opens many boxes sealed under one key, without preparing the cipher each time."""

    __slots__ = ("_aes",)

    def __init__(self, key: bytes) -> None:
        self._aes = AESGCM(key)

    def open(self, box: bytes, about: bytes) -> bytes:
        """Return what `seal_box` sealed under this key and `about`, or Refused."""
        if len(box) < BOX_OVERHEAD or box[0] != _BOX_SUITE:
            raise Refused
        try:
            return self._aes.decrypt(box[1:13], box[13:], about)
        except InvalidTag:
            raise Refused from None


class ChunkCipher(Secret):
    """AES-256-GCM for one stream, whose nonces are counted and not random."""

    __slots__ = ("_aes",)

    def __init__(self, key: bytes) -> None:
        self._aes = AESGCM(key)

    def seal(self, nonce: bytes, chunk: bytes) -> bytes:
        """Return chunk and tag; a nonce must never serve twice under one key."""
        return self._aes.encrypt(nonce, chunk, None)

    def open(self, nonce: bytes, sealed: bytes) -> bytes:
        """Return the chunk, or Refused."""
        with _refusing():
            return self._aes.decrypt(nonce, sealed, None)


def derive(secret: bytes, about: bytes, *, salt: bytes | None = None) -> bytes:
    """Return 32 bytes by HKDF-SHA256, `about` as info."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt, about).derive(secret)


def keyed_hash(key: bytes, message: bytes) -> bytes:
    """Return HMAC-SHA256, 32 bytes."""
    return hmac.digest(key, message, "sha256")


def plain_hash(message: bytes) -> bytes:
    """Return SHA-256, 32 bytes."""
    return hashlib.sha256(message).digest()


def same(one: bytes, other: bytes) -> bool:
    """Return whether both are equal, in a time that does not say where they differ."""
    return hmac.compare_digest(one, other)


def stretch(
    passphrase: str, *, salt: bytes, memory_kib: int, passes: int, lanes: int
) -> bytes:
    """Return 32 bytes by Argon2id (RFC 9106)."""
    with _refusing():
        argon2 = Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=passes,
            lanes=lanes,
            memory_cost=memory_kib,
        )
        return argon2.derive(passphrase.encode())


def kem_private(suite: Suite, seed: bytes) -> KemPrivate:
    """Return the key pair of a 32-byte seed: X-Wing's own expansion, or P-256."""
    if len(seed) != KEY_BYTES:
        raise Refused
    return _xwing_private(seed) if suite is Suite.XWING else _p256_private(seed)


def _xwing_private(seed: bytes) -> KemPrivate:
    expanded = hashlib.shake_256(seed).digest(96)
    lattice = mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
    curve = x25519.X25519PrivateKey.from_private_bytes(expanded[64:])
    public = (
        lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
    )
    key = hpke.MLKEM768X25519PrivateKey(lattice, curve)
    return KemPrivate(suite=Suite.XWING, key=key, public=b"\x01" + public)


def _p256_private(seed: bytes) -> KemPrivate:
    # 512 bits reduced by a 256-bit order: the bias is far below what can be seen.
    wide = int.from_bytes(hashlib.shake_256(b"payung p256" + seed).digest(64), "big")
    key = ec.derive_private_key(wide % (_P256_ORDER - 1) + 1, ec.SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return KemPrivate(suite=Suite.P256, key=key, public=b"\x02" + point)


def _public_key(public: bytes) -> tuple[Suite, _Public]:
    suite = suite_of(public)
    if len(public) != PUBLIC_BYTES[suite]:
        raise Refused
    if suite is Suite.P256:
        return suite, ec.EllipticCurvePublicKey.from_encoded_point(
            ec.SECP256R1(), public[1:]
        )
    lattice = mlkem.MLKEM768PublicKey.from_public_bytes(
        public[1 : 1 + _MLKEM_PUBLIC_BYTES]
    )
    curve = x25519.X25519PublicKey.from_public_bytes(public[1 + _MLKEM_PUBLIC_BYTES :])
    return suite, hpke.MLKEM768X25519PublicKey(lattice, curve)


def check_public(public: bytes) -> None:
    """Raise Refused unless these bytes are a public key of a known suite."""
    with _refusing():
        _public_key(public)


def seal_to(public: bytes, plain: bytes, about: bytes) -> bytes:
    """Return suite byte, then HPKE (RFC 9180, base mode) output, `about` as info."""
    with _refusing():
        suite, key = _public_key(public)
        return bytes([suite]) + _HPKE[suite].encrypt(plain, key, about)


def open_from(private: KemPrivate, sealed: bytes, about: bytes) -> bytes:
    """Return what `seal_to` sealed for this key and `about`, or Refused."""
    suite = suite_of(sealed)
    if suite is not private.suite or len(sealed) < HPKE_OVERHEAD[suite]:
        raise Refused
    with _refusing():
        return _HPKE[suite].decrypt(sealed[1:], private.key, about)


def verify_key(sign_seed: bytes) -> bytes:
    """Return the 32-byte Ed25519 public key of a 32-byte seed."""
    with _refusing():
        key = Ed25519PrivateKey.from_private_bytes(sign_seed)
    return key.public_key().public_bytes_raw()


def sign(sign_seed: bytes, message: bytes) -> bytes:
    """Return the 64-byte Ed25519 signature."""
    with _refusing():
        return Ed25519PrivateKey.from_private_bytes(sign_seed).sign(message)


def check_signature(key: bytes, signature: bytes, message: bytes) -> None:
    """Raise Refused unless the owner of `key` signed this message."""
    with _refusing():
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)


def certificates(pem: bytes) -> tuple[Certificate, ...]:
    """Return the X.509 certificates in a PEM text, or Refused where there is none."""
    with _refusing():
        return tuple(x509.load_pem_x509_certificates(pem))


def certificate_digest(certificate: Certificate) -> bytes:
    """Return SHA-256 of a certificate, by which people compare it; 32 bytes."""
    return certificate.fingerprint(hashes.SHA256())
