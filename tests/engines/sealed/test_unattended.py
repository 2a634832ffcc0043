from __future__ import annotations

from uuid import UUID

from payung.engines import sealed
from payung.engines.sealed import RecordSecret, new_record_secret, unattended_token


RECORD = UUID("5f0c2a52-0000-4000-8000-000000000001")


def test_the_same_number_is_known_again_by_the_same_machine_only() -> None:
    one, other = new_record_secret(RECORD), new_record_secret(RECORD)

    token = unattended_token(one, "number", "+0005550100")

    assert token == unattended_token(one, "number", "+0005550100")
    assert token != unattended_token(other, "number", "+0005550100")
    assert token != unattended_token(one, "number", "+0005550101")


def test_a_token_of_a_machine_is_this_one_for_ever() -> None:
    secret = RecordSecret(record=RECORD, key=bytes(range(32)))

    token = unattended_token(secret, "number", "+0005550100")

    assert token.hex() == "687e8bd8e6719abe65d66f64e4266989"


def test_a_password_of_a_program_is_not_the_token_of_a_number() -> None:
    secret = sealed.new_record_secret(RECORD)

    tokens = {unattended_token(secret, field, "np") for field in ("number", "bearer")}

    assert len(tokens) == 2
