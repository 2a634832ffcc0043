"""CSV exports as Central and Kobo write them: put together again, line by line."""

from __future__ import annotations

import pytest

from payung.engines.forms import Export, Form, NotAnExport, read_csv_export


def rows_of(export: Export) -> list[tuple[str, object]]:
    return [(row.instance_id, row.answers) for row in export.rows]


TWO_PEOPLE = {
    "safe": "yes",
    "where": {"province": "p1"},
    "acts": "hit shout",
    "person": [{"count": "2"}, {"name": "A\nB"}],
}


def test_an_export_of_central_is_put_together_by_its_keys(small: Form) -> None:
    files = {
        "small.csv": b"SubmissionDate,safe,where-province,acts,meta-instanceID,KEY,FormVersion\n"
        b"2026-11-25,yes,p1,hit shout,uuid:1,uuid:1,7\n"
        b"2026-11-25,no,,,uuid:2,uuid:2,7\n",
        "small-person.csv": b"number,count,name,PARENT_KEY,KEY\n"
        b',,"A\nB",uuid:1,uuid:1/person[2]\n,2,,uuid:1,uuid:1/person[1]\n',
    }

    export = read_csv_export(files, small)

    assert rows_of(export) == [("uuid:1", TWO_PEOPLE), ("uuid:2", {"safe": "no"})]
    assert (export.problems, export.unknown) == ((), {})


def test_an_export_of_kobo_is_put_together_by_its_indexes(small: Form) -> None:
    files = {
        "Small note.csv": b'"safe";"where/province";"acts";"acts/hit";"acts/shout";"_uuid";"_index"\n'
        b'"yes";"p1";"hit shout";"1";"1";"1";"1"\n"no";"";"";"";"";"2";"2"\n',
        "person.csv": b'"person/count";"person/name";"_index";"_parent_table_name";"_parent_index"\n'
        b'"2";"";"1";"Small note";"1"\n"";"A\nB";"2";"Small note";"1"\n',
    }

    export = read_csv_export(files, small)

    assert rows_of(export) == [("uuid:1", TWO_PEOPLE), ("uuid:2", {"safe": "no"})]
    assert export.problems == ()


def test_choices_in_columns_of_their_own_become_one_answer(small: Form) -> None:
    content = b"safe,acts/hit,acts/shout,KEY\nyes,0,1,uuid:1\nyes,1,1,uuid:2\n"

    export = read_csv_export({"a.csv": content}, small)

    assert [row.answers["acts"] for row in export.rows] == ["shout", "hit shout"]


def test_group_names_may_be_left_out_of_the_headings(small: Form) -> None:
    export = read_csv_export({"a.csv": b"province,district,KEY\np1,d1,uuid:1\n"}, small)

    assert export.rows[0].answers == {"where": {"province": "p1", "district": "d1"}}


def test_one_bad_line_never_stops_the_rest(small: Form) -> None:
    content = (
        b"safe,day,KEY\nyes,2026-11-25,uuid:1\nyes\nYes,2026-11-25,uuid:3\nno,,uuid:4\n"
    )

    export = read_csv_export({"a.csv": content}, small)

    assert [row.instance_id for row in export.rows] == ["uuid:1", "uuid:4"]
    assert [(p.row, p.column) for p in export.problems] == [(3, ""), (4, "safe")]


def test_a_line_of_a_repeat_without_its_submission_is_named(small: Form) -> None:
    files = {
        "a.csv": b"safe,KEY\nyes,uuid:1\n",
        "a-person.csv": b"count,PARENT_KEY,KEY\n2,uuid:9,uuid:9/person[1]\n",
    }

    export = read_csv_export(files, small)

    assert rows_of(export) == [("uuid:1", {"safe": "yes"})]
    assert [(p.sheet, p.row) for p in export.problems] == [("a-person.csv", 2)]


def test_a_column_that_is_no_question_is_named(small: Form) -> None:
    export = read_csv_export({"a.csv": b"safe,remark,_id,KEY\nyes,x,1,uuid:1\n"}, small)

    assert export.unknown == {"a.csv": ("remark",)}


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        pytest.param(
            {"a.csv": b"Safe now?,Province\nYes,One\n"},
            "No heading is the name of a question of this form. They may be labels.",
            id="labels as headings",
        ),
        pytest.param(
            {"a.csv": b"\xff\xfe"}, "The file is not a CSV file in UTF-8.", id="no text"
        ),
        pytest.param(
            {"a.csv": b"safe\nyes\n", "b.csv": b"safe\nno\n"},
            "There are 2 files of submissions, and one is needed.",
            id="two main files",
        ),
        pytest.param(
            {"a.csv": b"count,PARENT_KEY\n1,uuid:1\n"},
            "There are 0 files of submissions, and one is needed.",
            id="no main file",
        ),
    ],
)
def test_what_is_no_export_of_this_form_says_so(
    small: Form, files: dict[str, bytes], sentence: str
) -> None:
    with pytest.raises(NotAnExport) as caught:
        read_csv_export(files, small)

    assert caught.value.problem.sentence == sentence
