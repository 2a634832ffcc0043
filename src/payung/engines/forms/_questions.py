"""What type a question has, told from its bind and its control."""

from __future__ import annotations

from ._xform import JR, Element, local


INPUTS = {
    "string": "text",
    "int": "integer",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "dateTime",
    "barcode": "barcode",
    "geopoint": "geopoint",
    "geotrace": "geotrace",
    "geoshape": "geoshape",
}
CONTROLS = {
    "select": "select_multiple",
    "select1": "select_one",
    "rank": "rank",
    "range": "range",
    "trigger": "acknowledge",
}
UPLOADS = {"image": "image", "audio": "audio", "video": "video"}
PRELOADS = {
    ("timestamp", "start"): "start",
    ("timestamp", "end"): "end",
    ("date", "today"): "today",
    ("property", "deviceid"): "deviceid",
    ("property", "username"): "username",
    ("property", "phonenumber"): "phonenumber",
    ("property", "email"): "email",
    ("property", "subscriberid"): "deviceid",
    ("property", "simserial"): "deviceid",
}
SHOWN_NOWHERE = {"calculate", "hidden", *PRELOADS.values()}
MEDIA_TYPES = {"image", "audio", "video", "file"}


def question_type(bind: Element | None, control: Element | None) -> str:
    """Return the type as docs/reference/compiled_form.md names it."""
    if bind is not None and bind.get(JR + "preload"):
        preload = (bind.get(JR + "preload", ""), bind.get(JR + "preloadParams", ""))
        return PRELOADS.get(preload, "hidden")
    if control is None:
        calculated = bind is not None and bind.get("calculate")
        return "calculate" if calculated else "hidden"
    kind = local(control)
    if kind == "upload":
        return UPLOADS.get(control.get("mediatype", "").partition("/")[0], "file")
    if kind == "input":
        return _input_type(bind, control)
    return CONTROLS.get(kind, "hidden")


def _input_type(bind: Element | None, control: Element) -> str:
    if control.get("query"):
        return "external"
    if bind is None:
        return "text"
    kind = INPUTS.get(bind.get("type", "string").rpartition(":")[2], "text")
    # A note is an input nobody can write in and nothing fills.
    silent = bind.get("readonly") == "true()" and not bind.get("calculate")
    return "note" if kind == "text" and silent else kind
