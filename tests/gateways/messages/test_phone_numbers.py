"""Telephone numbers in one spelling. The numbers are the library's own examples."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from payung.gateways.messages.phone_numbers import e164, is_withheld


BENGALI, DEVANAGARI, BURMESE = "০১২৩৪৫৬৭৮৯", "०१२३४५६७८९", "၀၁၂၃၄၅၆၇၈၉"


def example(country: str) -> phonenumbers.PhoneNumber:
    mobile = phonenumbers.PhoneNumberType.MOBILE
    number = phonenumbers.example_number_for_type(country, mobile)
    assert number is not None
    return number


def written(country: str, how: int) -> str:
    return str(phonenumbers.format_number(example(country), how))


@pytest.mark.parametrize("country", ["NP", "BD", "ID", "MM"])
@pytest.mark.parametrize(
    "how",
    [
        phonenumbers.PhoneNumberFormat.NATIONAL,
        phonenumbers.PhoneNumberFormat.INTERNATIONAL,
        phonenumbers.PhoneNumberFormat.RFC3966,
        phonenumbers.PhoneNumberFormat.E164,
    ],
)
def test_every_way_of_writing_is_the_same_number(country: str, how: int) -> None:
    number = example(country)

    assert e164(written(country, how), country.lower()) == (
        f"+{number.country_code}{number.national_number}"
    )


@pytest.mark.parametrize(
    ("country", "digits"),
    [
        pytest.param("NP", DEVANAGARI, id="nepali digits"),
        pytest.param("BD", BENGALI, id="bengali digits"),
        pytest.param("MM", BURMESE, id="burmese digits"),
    ],
)
def test_native_digits_are_digits(country: str, digits: str) -> None:
    national = written(country, phonenumbers.PhoneNumberFormat.NATIONAL)
    native = national.translate(str.maketrans("0123456789", digits))

    assert native != national
    assert e164(native, country) == written(
        country, phonenumbers.PhoneNumberFormat.E164
    )


@pytest.mark.parametrize(
    "text", ["", "Ncell", "help", "12", "+", "+000", "9" * 40, "5" * 300, "1;DROP"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert e164(text, "np") is None


@how(deadline=None)
@given(text=st.text(max_size=30), country=st.text(max_size=3))
def test_nothing_that_is_written_is_an_error(text: str, country: str) -> None:
    number = e164(text, country)

    assert number is None or number.startswith("+")


@pytest.mark.parametrize(
    "said",
    [
        "",
        " ",
        "anonymous",
        "Anonymous",
        "UNKNOWN",
        "Private_Number",
        "+266696687",
        "-1",
    ],
)
def test_a_number_that_is_not_told_is_withheld(said: str) -> None:
    assert is_withheld(said)


@pytest.mark.parametrize("said", ["+0005550100", "5550100", "Ncell", "1000"])
def test_a_number_that_is_told_is_not_withheld(said: str) -> None:
    assert not is_withheld(said)
