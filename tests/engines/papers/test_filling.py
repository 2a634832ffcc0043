"""A value is text whatever is in it, and what is not known is a line to write on."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.papers import RULE, Values, fill
from tests.engines.papers.word_files import parts_of, template_of, text_of


HOSTILE = [
    pytest.param("{{ 7 * 7 }}", id="an expression"),
    pytest.param("{% for x in clocks %}", id="a tag that does not close"),
    pytest.param("{_{ 7 }_}", id="what docxtpl turns into a tag afterwards"),
    pytest.param("</w:t></w:r><w:r><w:t>", id="the end of a text"),
    pytest.param("<w:br/>&lt;&amp;]]>", id="marks of XML"),
    pytest.param("{{ ''.__class__.__mro__ }}", id="a way into Python"),
    pytest.param('\'; "quoted" 100% #1', id="quotes, per cent, number sign"),
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_stays_the_text_it_is(value: str) -> None:
    template = template_of("Name: {{ full_name }}.")

    made = fill(template, {"full_name": value})

    assert text_of(made.content).strip() == f"Name: {value}."


@given(
    value=st.text(
        alphabet=st.one_of(
            st.sampled_from("{}%#<>&'\"_ \\"),
            st.characters(
                categories=("L", "M", "N", "P", "S"),
                exclude_characters="\ufffe\uffff",
            ),
            st.sampled_from(string.printable.strip()),
        ),
        min_size=1,
        max_size=40,
    )
)
@settings(max_examples=30, deadline=None)
def test_any_value_comes_out_as_it_went_in(value: str) -> None:
    template = template_of("({{ full_name }})")

    made = fill(template, {"full_name": value})

    assert text_of(made.content).strip() == f"({value})"


def test_a_value_in_the_head_of_the_page_stays_text_too() -> None:
    from docx import Document

    template = template_of("x")
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ station }}"
    import io

    kept = io.BytesIO()
    document.save(kept)
    template = type(template)(
        file="papers/a.en.docx", code="a", language="en", content=kept.getvalue()
    )

    made = fill(template, {"station": "{{ 1 + 1 }} & <b>"})

    assert "{{ 1 + 1 }} & <b>" in text_of(made.content)


def test_signs_that_no_file_may_hold_are_left_out_and_lines_are_kept() -> None:
    template = template_of("{{ statement }}")

    made = fill(template, {"statement": "one\r\ntwo\x00\x07\x0c\u202ethree\ud800"})

    assert text_of(made.content).strip() == "one\ntwothree"


def test_a_missing_value_is_a_rule_and_is_named_once_in_the_order_of_the_paper() -> (
    None
):
    template = template_of("{{ court }} {{ full_name }}", "{{ court }} {{ station }}")

    made = fill(template, {"station": "Harbour"})

    assert made.missing == ("court", "full_name")
    assert text_of(made.content).count(RULE) == 3


def test_a_field_that_is_only_asked_for_leaves_no_rule() -> None:
    template = template_of("{% if fathers_name %}of {{ fathers_name }}{% endif %}.")

    made = fill(template, {})

    assert (text_of(made.content).strip(), made.missing) == (".", ())


def test_a_list_without_rows_is_false_and_gives_one_row_to_write_in() -> None:
    template = template_of(
        "{% if steps %}yes{% else %}no{% endif %}",
        "{% for one in steps %}[{{ one.what }}|{{ one.when }}]{% endfor %}",
    )

    made = fill(template, {})

    assert made.missing == ("steps",)
    assert f"no\n[{RULE}|{RULE}]" in text_of(made.content)


def test_rows_of_a_list_come_in_their_order() -> None:
    template = template_of("{% for one in steps %}[{{ one.what }}]{% endfor %}")
    values: Values = {"steps": ({"what": "b", "when": "1"}, {"what": "a", "when": "2"})}

    made = fill(template, values)

    assert "[b][a]" in text_of(made.content)


def test_the_same_values_give_the_same_bytes() -> None:
    template = template_of("{{ full_name }} {{ court }}")

    first = fill(template, {"full_name": "Example"})
    second = fill(template, {"full_name": "Example"})

    assert first.content == second.content


def test_nobody_and_no_moment_stand_in_the_properties_of_the_file() -> None:
    template = template_of("{{ full_name }}")

    parts = parts_of(fill(template, {"full_name": "Example"}).content)

    assert [name for name in parts if "docProps" in name] == ["docProps/core.xml"]
    for word in (b"creator", b"modified", b"created", b"revision", b"language"):
        assert word not in parts["docProps/core.xml"]
    assert b"python-docx" not in b"".join(parts.values())
    assert not any(name.startswith("customXml") for name in parts)


def test_a_value_that_the_template_does_not_ask_for_stays_out() -> None:
    template = template_of("{{ station }}")

    parts = parts_of(fill(template, {"station": "S", "full_name": "Quilla"}).content)

    assert all(b"Quilla" not in part for part in parts.values())
