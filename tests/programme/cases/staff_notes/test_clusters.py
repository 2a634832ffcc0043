"""No mask cuts what a reader sees as one sign, in any of the scripts of our countries."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.programme.cases.staff_notes.clusters import may_cut, widened


def signs(text: str) -> list[str]:
    places = [n for n in range(len(text) + 1) if may_cut(text, n)]
    return [text[a:b] for a, b in pairwise(places)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rina", ["R", "i", "n", "a"], id="Latin letters stand alone"),
        pytest.param("e\u0301a", ["e\u0301", "a"], id="an accent stays with its e"),
        pytest.param(
            "कमला", ["क", "म", "ला"], id="a Nepali vowel sign with its letter"
        ),
        pytest.param("क्षमा", ["क्ष", "मा"], id="a Nepali conjunct is one"),
        pytest.param("प्रकाश", ["प्र", "का", "श"], id="an r below is one with its p"),
        pytest.param("सन्ध्या", ["स", "न्ध्या"], id="three joined letters"),
        pytest.param("काठमाडौँ", ["का", "ठ", "मा", "डौँ"], id="vowel and nasal sign"),
        pytest.param("রিনা", ["রি", "না"], id="a Bengali vowel before its letter"),
        pytest.param("কৃষ্ণা", ["কৃ", "ষ্ণা"], id="a Bengali conjunct"),
        pytest.param("র‍্যাব", ["র‍্যা", "ব"], id="a Bengali joiner before the virama"),
        pytest.param("উৎস", ["উ", "ৎ", "স"], id="khanda ta is a letter of its own"),
        pytest.param("သီတာ", ["သီ", "တာ"], id="Burmese vowel signs"),
        pytest.param("မြန်မာ", ["မြ", "န်", "မာ"], id="asat ends a sign, joins none"),
        pytest.param("စိတ္တ", ["စိ", "တ္တ"], id="stacked Burmese letters"),
        pytest.param("အင်္ဂလိပ်", ["အ", "င်္ဂ", "လိ", "ပ်"], id="kinzi goes with what follows"),
        pytest.param("👩🏽‍🌾!", ["👩🏽‍🌾", "!"], id="a picture made of several"),
        pytest.param("🇳🇵🇧🇩", ["🇳🇵", "🇧🇩"], id="flags are two letters each"),
        pytest.param("a\r\nb", ["a", "\r\n", "b"], id="the end of a line"),
    ],
)
def test_a_text_falls_into_the_signs_a_reader_sees(
    text: str, expected: list[str]
) -> None:
    assert signs(text) == expected


def test_a_span_that_cuts_a_sign_is_widened_to_all_of_it() -> None:
    assert widened("क्षमा गर", 1, 4) == (0, 5)
    assert widened("Rina", 1, 3) == (1, 3)


SCRIPTS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0900, max_codepoint=0x097F),
        st.characters(min_codepoint=0x0980, max_codepoint=0x09FF),
        st.characters(min_codepoint=0x1000, max_codepoint=0x109F),
        st.sampled_from("aé \u200c\u200d"),
    ),
    min_size=1,
    max_size=20,
)


@given(SCRIPTS, st.integers(0, 20), st.integers(0, 20))
def test_what_is_widened_begins_and_ends_where_a_text_may_be_cut(
    text: str, one: int, other: int
) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))

    wide = widened(text, start, end)

    assert wide[0] <= start <= end <= wide[1]
    for place in wide:
        assert may_cut(text, place)
        if 0 < place < len(text):
            assert not unicodedata.category(text[place]).startswith("M")
