"""Submissions from any OpenRosa client: read once, written back the same, nothing smuggled in."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.engines.forms import (
    Answers,
    ForAnotherForm,
    Form,
    NotASubmission,
    parse_submission,
    submission_heading,
    write_submission,
)


META = '<meta xmlns="http://openrosa.org/xforms"><instanceID>uuid:1</instanceID></meta>'


def xml(body: str, *, meta: str = META, head: str = "") -> bytes:
    return f'{head}<data id="small" version="7">{body}{meta}</data>'.encode()


def test_groups_are_nested_and_repeats_are_lists(small: Form) -> None:
    body = (
        "<safe>yes</safe><where><province>p1</province></where>"
        "<person><count>2</count></person><person><name>A B</name></person>"
    )

    submission = parse_submission(xml(body), small)

    assert submission.answers == {
        "safe": "yes",
        "where": {"province": "p1"},
        "person": [{"count": "2"}, {"name": "A B"}],
    }


def test_one_entry_of_a_repeat_is_still_a_list(small: Form) -> None:
    submission = parse_submission(xml("<person><count>2</count></person>"), small)

    assert submission.answers["person"] == [{"count": "2"}]


@pytest.mark.parametrize(
    "meta",
    [
        pytest.param(META, id="in OpenRosa's namespace"),
        pytest.param("<meta><instanceID>uuid:1</instanceID></meta>", id="in none"),
        pytest.param(
            '<o:meta xmlns:o="http://openrosa.org/xforms"><o:instanceID>uuid:1</o:instanceID></o:meta>',
            id="with a prefix",
        ),
    ],
)
def test_meta_is_found_wherever_a_client_puts_it(small: Form, meta: str) -> None:
    submission = parse_submission(xml("", meta=meta), small)

    assert (submission.instance_id, submission.answers) == ("uuid:1", {})


def test_an_edit_names_what_it_replaces(small: Form) -> None:
    meta = META.replace("</meta>", "<deprecatedID>uuid:0</deprecatedID></meta>")

    submission = parse_submission(xml("", meta=meta), small)

    assert submission.deprecated_id == "uuid:0"


def test_the_files_it_speaks_of_are_listed(small: Form) -> None:
    submission = parse_submission(xml("<photo>1.jpg</photo>"), small)

    assert submission.attachments == ("1.jpg",)


def test_an_answer_the_form_does_not_know_is_kept_and_named(small: Form) -> None:
    submission = parse_submission(xml("<extra><deep>x</deep></extra>"), small)

    assert submission.answers == {"extra": {"deep": "x"}}
    assert submission.unexpected == ("extra", "extra/deep")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"<data", "not well-formed", id="torn"),
        pytest.param(
            xml("", head='<!DOCTYPE d [<!ENTITY e "x">]>'),
            "document type",
            id="a document type",
        ),
        pytest.param(
            xml("", head="<!DOCTYPE data>"),
            "document type",
            id="an empty document type",
        ),
        pytest.param(
            xml("<safe>&#x85;</safe>"), "control characters", id="a control character"
        ),
        pytest.param(xml("<a>" * 40 + "</a>" * 40), "too deeply", id="forty deep"),
        pytest.param(
            xml("<safe>yes</safe><safe>no</safe>"), "safe is there twice", id="twice"
        ),
        pytest.param(xml("", meta=""), "no instanceID", id="no instanceID"),
        pytest.param(
            xml("", meta="<meta><instanceID>1</instanceID></meta>"),
            "of the kind",
            id="no scheme",
        ),
        pytest.param(
            xml("<photo>../../key</photo>"), "not the name of a file", id="a path"
        ),
        pytest.param(b"<data version='7'/>", "which form", id="no form"),
        pytest.param(
            b"<data>" + b" " * 5_000_001 + b"</data>", "larger", id="too large"
        ),
        pytest.param(
            b'<data id="small" version="7" encrypted="yes"/>',
            "sealed in ODK's way",
            id="encrypted",
        ),
    ],
)
def test_what_is_no_submission_is_refused_in_words(
    small: Form, content: bytes, sentence: str
) -> None:
    with pytest.raises(NotASubmission, match=sentence):
        parse_submission(content, small)


def test_a_refusal_never_repeats_an_answer(small: Form) -> None:
    with pytest.raises(NotASubmission) as caught:
        parse_submission(b"<data id='small' version='7'><safe>Sunita</safe", small)

    assert "Sunita" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(xml("").replace(b'"small"', b'"large"'), id="another form"),
        pytest.param(xml("").replace(b'"7"', b'"6"'), id="another version"),
    ],
)
def test_a_submission_for_another_form_or_version_is_told_apart(
    small: Form, content: bytes
) -> None:
    with pytest.raises(ForAnotherForm):
        parse_submission(content, small)


def test_the_heading_is_enough_to_look_the_form_up() -> None:
    heading = submission_heading(xml("<safe>yes</safe>"))

    assert (heading.form_id, heading.version) == ("small", "7")


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
)
PERSON = st.fixed_dictionaries({}, optional={"count": TEXT, "name": TEXT})
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "safe": TEXT,
        "where": st.fixed_dictionaries(
            {}, optional={"province": TEXT, "district": TEXT}
        ),
        "person": st.lists(PERSON, min_size=1, max_size=3),
        "acts": TEXT,
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=ANSWERS)
def test_any_answers_come_back_from_their_xml(small: Form, answers: Answers) -> None:
    written = write_submission(answers, small, instance_id="uuid:1")

    again = parse_submission(written, small)

    assert again.answers == answers


def test_answers_are_written_in_the_order_of_the_form(small: Form) -> None:
    written = write_submission(
        {"acts": "hit", "safe": "yes"},
        small,
        instance_id="uuid:1",
        deprecated_id="uuid:0",
    )

    assert written == (
        b"<?xml version='1.0' encoding='UTF-8'?>\n"
        b'<data id="small" version="7"><safe>yes</safe><acts>hit</acts>'
        b'<orx:meta xmlns:orx="http://openrosa.org/xforms"><orx:instanceID>uuid:1</orx:instanceID>'
        b"<orx:deprecatedID>uuid:0</orx:deprecatedID></orx:meta></data>"
    )


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"gone": "x"}, id="a question the form does not have"),
        pytest.param({"safe": {"x": "y"}}, id="a group where a text should be"),
        pytest.param({"person": {"count": "1"}}, id="one entry that is not in a list"),
        pytest.param({"safe": "\x00"}, id="a sign XML cannot carry"),
    ],
)
def test_what_has_no_place_in_the_form_is_refused_and_not_dropped(
    small: Form, answers: Answers
) -> None:
    with pytest.raises(NotASubmission):
        write_submission(answers, small, instance_id="uuid:1")
