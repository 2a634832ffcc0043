"""Our signature of a webhook beside the vendor's own package."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from payung.gateways.telephone.twiml.signatures import is_signed, signature


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
FIELDS = st.dictionaries(TEXT, TEXT, max_size=6)
URLS = st.sampled_from(
    [
        "https://hotline.example/voice?k=abc.def",
        "https://hotline.example:8443/voice?k=abc.def",
        "http://hotline.example/voice",
    ]
)


@given(token=TEXT, url=URLS, fields=FIELDS)
def test_we_write_what_the_vendors_package_writes(
    token: str, url: str, fields: dict[str, str]
) -> None:
    theirs = RequestValidator(token).compute_signature(url, fields)

    ours = signature(token, url, fields.items())

    assert ours == theirs


@given(token=TEXT, url=URLS, fields=FIELDS, other=TEXT)
def test_we_accept_exactly_what_the_vendors_package_accepts(
    token: str, url: str, fields: dict[str, str], other: str
) -> None:
    peer = RequestValidator(token)
    right = peer.compute_signature(url, fields)

    for given_signature in (right, other, right[:-1], ""):
        theirs = peer.validate(url, fields, given_signature)
        assert is_signed(token, url, fields.items(), given_signature) == theirs


class Repeated(dict[str, list[str]]):
    """A form in which one field comes several times, as the vendor's package reads it."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


@given(form=st.dictionaries(TEXT, st.lists(TEXT, min_size=1, max_size=3), max_size=4))
def test_a_field_that_comes_several_times_is_signed_as_the_vendor_does(
    form: dict[str, list[str]],
) -> None:
    url = "https://hotline.example/voice"
    theirs = RequestValidator("token").compute_signature(url, Repeated(form))
    fields = [(name, each) for name, values in form.items() for each in values]

    assert signature("token", url, fields) == theirs


def test_a_signature_made_with_the_port_is_accepted_without_it() -> None:
    peer = RequestValidator("token")
    made = peer.compute_signature(
        "https://hotline.example:443/voice", {"CallSid": "CA1"}
    )

    fits = is_signed(
        "token", "https://hotline.example/voice", [("CallSid", "CA1")], made
    )

    assert fits


def test_a_field_that_was_changed_on_the_way_is_noticed() -> None:
    peer = RequestValidator("token")
    made = peer.compute_signature("https://hotline.example/voice", {"Digits": "2"})

    fits = is_signed("token", "https://hotline.example/voice", [("Digits", "1")], made)

    assert not fits


def test_a_signature_that_is_no_ascii_is_refused_and_stops_nothing() -> None:
    assert not is_signed("token", "https://hotline.example/voice", [], "सही")
