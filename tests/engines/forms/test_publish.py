"""Publishing: what stands in the way is said at once, with its row, before anyone fills a form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.forms import (
    Coding,
    CodingRow,
    Form,
    Keep,
    NotPublishable,
    Problem,
    Sheet,
    Source,
    publish,
    read_text,
)


HEADING = "|type|name|label|relevant|constraint|calculation|appearance|choice_filter|\n"


def form_of(*lines: str, settings: str = "|form_id|\n|---|\n|a|\n") -> str:
    rows = "".join(
        "|" + "|".join((line + "|||||||").split("|")[:8]) + "|\n" for line in lines
    )
    return (
        f"# survey\n{HEADING}|---|---|---|---|---|---|---|---|\n{rows}"
        f"# choices\n|list_name|name|label|\n|---|---|---|\n|yn|yes|Yes|\n# settings\n{settings}"
    )


def coding_of(*names: str) -> Coding:
    return Coding(
        rows=tuple(
            CodingRow(question=name, keep=Keep.CODED, becomes="", note="", row=at)
            for at, name in enumerate(names, start=2)
        )
    )


@pytest.mark.parametrize(
    ("line", "column", "sentence"),
    [
        pytest.param(
            "text|q|Q|nope(1)",
            "relevant",
            "There is no function called nope().",
            id="1",
        ),
        pytest.param(
            "text|q|Q||selected(.)",
            "constraint",
            "The function selected() has 1 arguments and needs 2.",
            id="too few arguments",
        ),
        pytest.param(
            "text|q|Q|1 = = 2",
            "relevant",
            "The expression “1 = = 2” has “=” where a question's name should be.",
            id="no expression",
        ),
        pytest.param(
            "calculate|q||||pulldata('a','b','c','d')",
            "calculation",
            "The function pulldata() is not offered: it reads a further file.",
            id="a further file",
        ),
        pytest.param(
            "text|q|Q|/data/gone = 1",
            "relevant",
            "There is no question /data/gone.",
            id="gone",
        ),
        pytest.param(
            "geopoint|q|Q",
            "type",
            "It asks the phone where it is, and that can betray a person.",
            id="where the phone is",
        ),
        pytest.param(
            "deviceid|q",
            "type",
            "It asks the phone who it is, and that can betray the person who reports.",
            id="who the phone is",
        ),
        pytest.param(
            "barcode|q|Q", "type", "Codes cannot be read with the camera.", id="barcode"
        ),
        pytest.param(
            "image|q|Q||||signature",
            "appearance",
            "Nothing can be drawn on.",
            id="a signature",
        ),
        pytest.param(
            "text|q|Q||||ex:org.app",
            "appearance",
            "It opens another program.",
            id="another program",
        ),
        pytest.param(
            "select_one_from_file places.csv|q|Q",
            "type",
            "Its choices lie in a further file.",
            id="choices in a file",
        ),
        pytest.param(
            "background-audio|q",
            "type",
            "It records sound without a question.",
            id="listening",
        ),
    ],
)
def test_what_our_page_cannot_do_is_refused_with_its_row(
    line: str, column: str, sentence: str
) -> None:
    source = read_text(form_of("text|first|First", line))

    with pytest.raises(NotPublishable) as caught:
        publish(source, coding=coding_of("first", "q"))

    problem = caught.value.problems[0]
    assert (problem.sheet, problem.row, problem.column) == ("survey", 3, column)
    assert problem.sentence == f"Question q: {sentence}"


def test_a_form_of_others_keeps_as_warnings_what_would_be_refused() -> None:
    source = read_text(form_of("geopoint|q|Q"))

    form = publish(source, for_filling=False)

    assert [warning.row for warning in form.warnings] == [2]


def test_a_form_that_seals_in_odks_way_is_refused_on_its_settings_sheet() -> None:
    settings = "|form_id|public_key|\n|---|---|\n|a|MIIB|\n"
    source = read_text(form_of("text|q|Q", settings=settings))

    with pytest.raises(NotPublishable) as caught:
        publish(source, coding=coding_of("q"))

    problem = caught.value.problems[0]
    assert (problem.sheet, problem.row, problem.column) == ("settings", 2, "public_key")


def test_every_question_without_a_line_in_the_coding_table_is_named() -> None:
    source = read_text(form_of("text|q|Q", "note|n|Read this", "text|r|R"))

    with pytest.raises(NotPublishable) as caught:
        publish(source, coding=coding_of("q"))

    assert [(p.row, p.sentence) for p in caught.value.problems] == [
        (4, "The coding table does not say where the answer to r goes.")
    ]


def test_a_form_for_filling_without_any_coding_table_is_refused() -> None:
    with pytest.raises(NotPublishable):
        publish(read_text(form_of("text|q|Q")))


def test_a_line_of_the_coding_table_without_its_question_is_named() -> None:
    with pytest.raises(NotPublishable) as caught:
        publish(read_text(form_of("text|q|Q")), coding=coding_of("q", "old"))

    assert [(p.sheet, p.row) for p in caught.value.problems] == [("coding", 3)]


@pytest.mark.parametrize(
    ("lines", "row", "column", "sentence"),
    [
        pytest.param(
            ["text|meta|M"],
            2,
            "name",
            "A line is called meta, and that name is taken by the form itself. It is: meta.",
            id="the name meta",
        ),
        pytest.param(
            ["text|q|Q", "text|q|Q again"],
            3,
            "name",
            "Two lines of the same group have this name. It is: q.",
            id="a name twice",
        ),
        pytest.param(
            ["", "select_one nolist|q|Q"],
            3,
            "",
            "The question chooses from a list that is not on the choices sheet.",
            id="no such list, after an empty row",
        ),
        pytest.param(
            ["text|q|Q|${gone} = 1"],
            2,
            "relevant",
            "A line refers to a question that does not exist. It is: gone.",
            id="no such question",
        ),
        pytest.param(
            ["text|1q|Q"],
            2,
            "name",
            "A name is written in a way that cannot be used.",
            id="a name that begins with a digit",
        ),
        pytest.param(
            ["text|a:b|Q"], 2, "name", "The name a:b has a colon in it.", id="a colon"
        ),
        pytest.param(
            ["text|q|Q\\u{7}"],
            2,
            "label",
            "The cell holds a sign that cannot be seen or sent.",
            id="a sign nobody sees",
        ),
        pytest.param(
            ["text|q|Q", "|r|R"],
            3,
            "",
            "A line has no type.",
            id="a line without a type",
        ),
        pytest.param(
            ["begin group|g|G", "text|q|Q"],
            2,
            "",
            "A group or repeat has a beginning or an end without the other.",
            id="a group left open",
        ),
    ],
)
def test_what_pyxform_refuses_is_said_in_plain_words(
    lines: list[str], row: int, column: str, sentence: str
) -> None:
    with pytest.raises(NotPublishable) as caught:
        publish(read_text(form_of(*lines)), for_filling=False)

    problem = caught.value.problems[0]
    assert (problem.row, problem.column, problem.sentence) == (row, column, sentence)
    assert problem.remedy


def test_keep_says_where_every_answer_goes(small: Form) -> None:
    assert small.compiled["keep"] == {
        "safe": "coded",
        "where/province": "coded",
        "where/district": "coded",
        "day": "coded",
        "person/number": "drop",
        "person/count": "coded",
        "person/name": "identity",
        "acts": "coded",
        "detail_count": "drop",
        "detail/code": "coded",
        "detail/words": "drop",
        "photo": "details",
        "copy": "drop",
    }


KINDS = st.sampled_from(
    [
        "text",
        "note",
        "begin group",
        "end group",
        "begin repeat",
        "end repeat",
        "select_one yn",
        "select_one",
        "calculate",
        "integer",
        "rank yn",
        "range",
        "audit",
        "csv-external",
        "",
    ]
)
NAMES = st.sampled_from(["q", "q2", "q 3", "", "meta", "1x", "g", "a:b", "${q}"])
CELLS = st.sampled_from(
    [
        "",
        "${q}",
        "${gone}",
        ".",
        "((",
        "<a>",
        "&",
        "yes",
        "once(${q})",
        "position(..)",
        "\x07",
        "indexed-repeat(${q},${g},1)",
        "instance('yn')/root/item[name=${q}]/label",
        "-1",
        "f(",
    ]
)


def problems_of(source: Source) -> tuple[Problem, ...]:
    try:
        return publish(source, for_filling=False).warnings
    except NotPublishable as caught:
        return caught.problems


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(KINDS, NAMES, CELLS, CELLS, CELLS, CELLS, CELLS, CELLS), max_size=5
    )
)
def test_any_sheet_becomes_a_form_or_problems_and_never_an_accident(
    rows: list[tuple[str, ...]],
) -> None:
    columns = tuple(HEADING.strip().strip("|").split("|"))
    choices = Sheet(
        name="choices", columns=("list_name", "name"), rows=(("yn", "yes"),)
    )
    survey = Sheet(name="survey", columns=columns, rows=tuple(rows))

    problems = problems_of(Source(sheets=(survey, choices)))

    assert all(problem.sentence and problem.remedy for problem in problems)
