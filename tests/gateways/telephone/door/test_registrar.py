"""Where our phones are reached now, and no longer than they said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.gateways.telephone.door.registrar import (
    NotAContact,
    OutOfOrder,
    Registrar,
    TooBrief,
    Wish,
    contact_name,
)


THEN = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)
PHONE = "sip:desk-1@192.0.2.10:5060"


def after(seconds: float) -> datetime:
    return THEN + timedelta(seconds=seconds)


def uris(registrar: Registrar, *, at: datetime = THEN) -> list[str]:
    return [each.uri for each in registrar.look_up("desk-1", at=at)]


def registered(*wishes: Wish) -> Registrar:
    registrar = Registrar()
    registrar.register("desk-1", wishes, call_id="a", cseq=1, at=THEN)
    return registrar


def test_a_phone_is_reached_until_its_time_is_over() -> None:
    registrar = registered(Wish(uri=PHONE, expires=120))

    assert uris(registrar, at=after(119)) == [PHONE]
    assert uris(registrar, at=after(120)) == []


def test_the_answer_says_how_long_it_still_holds() -> None:
    registrar = Registrar()

    (binding,) = registrar.register(
        "desk-1", [Wish(uri=PHONE, expires=300)], call_id="a", cseq=1, at=THEN
    )

    assert binding.expires(at=THEN) == 300
    assert binding.expires(at=after(200)) == 100


@pytest.mark.parametrize(
    ("asked", "given"), [(None, 3600), (90_000, 3600), (60, 60), (600, 600)]
)
def test_nobody_is_registered_longer_than_the_longest(
    asked: int | None, given: int
) -> None:
    registrar = registered(Wish(uri=PHONE, expires=asked))

    assert uris(registrar, at=after(given - 1)) == [PHONE]
    assert uris(registrar, at=after(given)) == []


def test_a_registration_too_brief_is_refused_and_says_how_long_is_enough() -> None:
    with pytest.raises(TooBrief) as refusal:
        registered(Wish(uri=PHONE, expires=59))

    assert refusal.value.shortest == 60


def test_registering_again_makes_it_last_longer_and_not_twice() -> None:
    registrar = registered(Wish(uri=PHONE, expires=60))

    registrar.register(
        "desk-1", [Wish(uri=PHONE, expires=60)], call_id="a", cseq=2, at=after(30)
    )

    assert uris(registrar, at=after(89)) == [PHONE]


@pytest.mark.parametrize(
    "spelling",
    [
        "SIP:desk-1@192.0.2.10:5060",
        "<sip:desk-1@192.0.2.10:5060>",
        "sip:desk-1@192.0.2.10:5060;ob",
    ],
)
def test_another_spelling_of_a_contact_is_the_same_contact(spelling: str) -> None:
    registrar = registered(Wish(uri=PHONE))

    registrar.register("desk-1", [Wish(uri=spelling)], call_id="a", cseq=2, at=THEN)

    assert uris(registrar) == [spelling]


@pytest.mark.parametrize(
    "other",
    [
        "sip:Desk-1@192.0.2.10:5060",
        "sip:desk-1@192.0.2.10:5061",
        "sip:desk-1@192.0.2.11:5060",
        "sips:desk-1@192.0.2.10:5060",
        "sip:desk-1@192.0.2.10:5060;transport=ws",
    ],
)
def test_another_place_is_another_contact(other: str) -> None:
    assert contact_name(other) != contact_name(PHONE)


def test_zero_seconds_take_one_contact_back() -> None:
    other = "sip:desk-1@192.0.2.11"
    registrar = registered(Wish(uri=PHONE), Wish(uri=other))

    registrar.register(
        "desk-1", [Wish(uri=PHONE, expires=0)], call_id="a", cseq=2, at=THEN
    )

    assert uris(registrar) == [other]


def test_a_star_takes_all_back() -> None:
    registrar = registered(Wish(uri=PHONE), Wish(uri="sip:desk-1@192.0.2.11"))

    registrar.unregister("desk-1", call_id="a", cseq=2, at=THEN)

    assert uris(registrar) == []
    assert registrar.users(at=THEN) == ()


def test_an_older_request_of_the_same_phone_changes_nothing() -> None:
    registrar = registered(Wish(uri=PHONE))
    other = Wish(uri="sip:desk-1@192.0.2.11")

    with pytest.raises(OutOfOrder):
        registrar.register(
            "desk-1", [other, Wish(uri=PHONE, expires=0)], call_id="a", cseq=1, at=THEN
        )
    with pytest.raises(OutOfOrder):
        registrar.unregister("desk-1", call_id="a", cseq=1, at=THEN)

    assert uris(registrar) == [PHONE]


def test_a_phone_that_was_restarted_counts_from_one_again() -> None:
    registrar = registered(Wish(uri=PHONE, expires=60))

    registrar.register(
        "desk-1", [Wish(uri=PHONE, expires=600)], call_id="b", cseq=1, at=THEN
    )

    assert uris(registrar, at=after(599)) == [PHONE]


def test_one_wrong_contact_changes_none() -> None:
    registrar = registered(Wish(uri=PHONE))

    with pytest.raises(NotAContact):
        registrar.register(
            "desk-1",
            [Wish(uri=PHONE, expires=0), Wish(uri="tel:0005550100")],
            call_id="a",
            cseq=2,
            at=THEN,
        )

    assert uris(registrar) == [PHONE]


def test_a_fifth_contact_replaces_the_one_that_ends_first() -> None:
    hosts = [f"sip:desk-1@192.0.2.{each}" for each in range(1, 6)]
    lasting = [600, 60, 300, 300, 300]
    registrar = Registrar()

    for number, (uri, expires) in enumerate(zip(hosts, lasting, strict=True)):
        wish = Wish(uri=uri, expires=expires)
        registrar.register("desk-1", [wish], call_id=uri, cseq=number, at=THEN)

    assert set(uris(registrar)) == {hosts[0], hosts[2], hosts[3], hosts[4]}


def test_the_highest_wish_comes_first_then_the_newest() -> None:
    registrar = Registrar()
    for number, (uri, q) in enumerate(
        [("sip:a@h", 0.5), ("sip:b@h", 1.0), ("sip:c@h", 0.5), ("sip:d@h", 7.0)]
    ):
        registrar.register(
            "desk-1", [Wish(uri=uri, q=q)], call_id=uri, cseq=number, at=THEN
        )

    assert uris(registrar) == ["sip:d@h", "sip:b@h", "sip:c@h", "sip:a@h"]


def test_where_a_packet_came_from_is_known() -> None:
    registrar = registered(Wish(uri=PHONE, source=("192.0.2.77", 41_000)))

    (binding,) = registrar.look_up("desk-1", at=THEN)

    assert binding.source == ("192.0.2.77", 41_000)


def test_one_user_never_sees_the_phones_of_another() -> None:
    registrar = registered(Wish(uri=PHONE))

    assert registrar.look_up("desk-2", at=THEN) == ()
    registrar.unregister("desk-2", call_id="a", cseq=9, at=THEN)
    assert uris(registrar) == [PHONE]


def test_asking_changes_nothing() -> None:
    registrar = registered(Wish(uri=PHONE))

    told = registrar.register("desk-1", [], call_id="a", cseq=1, at=THEN)

    assert [each.uri for each in told] == [PHONE]


@pytest.mark.parametrize(
    "uri",
    ["", "*", "tel:+000", "sip:", "sip:a@h\r\nVia: x", "http://h", "sip:" + "a" * 400],
)
def test_what_is_no_sip_address_is_no_contact(uri: str) -> None:
    with pytest.raises(NotAContact):
        contact_name(uri)


@settings(deadline=None)
@given(uri=st.text(max_size=60) | st.from_regex(r"<?sips?:[^ ]{0,40}", fullmatch=True))
def test_an_address_from_a_stranger_is_read_or_refused(uri: str) -> None:
    try:
        assert contact_name(uri).startswith(("sip:", "sips:"))
    except NotAContact as refusal:
        assert uri not in str(refusal) or len(uri) < 8  # noqa: PT017


moves = st.lists(
    st.tuples(
        st.sampled_from(["desk-1", "desk-2"]),
        st.integers(1, 8),
        st.sampled_from([0, 60, 300, 3600]),
        st.integers(0, 400),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(moves=moves)
def test_in_any_order_nobody_has_more_than_four_and_none_that_is_over(
    moves: list[tuple[str, int, int, int]],
) -> None:
    registrar = Registrar()
    at = THEN
    ends: dict[tuple[str, str], datetime] = {}

    for number, (user, host, expires, pause) in enumerate(moves):
        at += timedelta(seconds=pause)
        uri = f"sip:{user}@192.0.2.{host}"
        wish = Wish(uri=uri, expires=expires)
        registrar.register(user, [wish], call_id="a", cseq=number, at=at)
        ends[user, uri] = at + timedelta(seconds=expires)

        for each in ("desk-1", "desk-2"):
            found = registrar.look_up(each, at=at)
            assert len(found) <= 4
            assert all(ends[each, binding.uri] > at for binding in found)
        mine = {binding.uri for binding in registrar.look_up(user, at=at)}
        assert (uri in mine) is (expires > 0)


def test_neither_wish_nor_binding_shows_an_address() -> None:
    wish = Wish(uri=PHONE)
    (binding,) = registered(wish).look_up("desk-1", at=THEN)

    assert "192.0.2.10" not in repr(wish) + repr(binding)
