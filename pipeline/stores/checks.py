"""Whether what goes into columns is what the contract says, found while a line is read.

The models of ``schemas`` check whole lines, traces and mentions that no column holds included, and make an
object of each part: that costs more than everything else that a load does. These validators pass over what
has no column, in native code, and give plain dictionaries whose members stand in the order below, all of
them, defaults filled in. The models are asked for the reason when something here is wrong.
"""

from typing import get_args

from pydantic import ValidationError
from pydantic_core import CoreSchema, SchemaValidator
from pydantic_core import core_schema as core

from schemas import Instrument, PartyType, Status

#: Characters of an id: two of them must fit into an index entry of PostgreSQL, 2,704 bytes.
_ARTICLE_ID, _RECORD_ID = 500, 100
_LARGEST = 2**31 - 1
#: A value up to this length is told with what is wrong with it.
_SHOWN = 40


def _said(schema: CoreSchema, message: str) -> CoreSchema:
    return core.custom_error_schema(schema, "column", custom_error_message=message)


def _members(
    needed: dict[str, CoreSchema], defaults: dict[str, tuple[CoreSchema, str | None]], order: str
) -> CoreSchema:
    """A dictionary with these members in this order: ``needed`` ones, and others with their default."""
    fields = {name: core.typed_dict_field(schema) for name, schema in needed.items()}
    for name, (schema, default) in defaults.items():
        fields[name] = core.typed_dict_field(core.with_default_schema(schema, default=default))
    return core.typed_dict_schema({name: fields[name] for name in order.split()})


def _key(most: int) -> CoreSchema:
    return _said(core.str_schema(strict=True, max_length=most), f"longer than {most} characters")


_TEXT = core.str_schema(strict=True)
_WORDS = core.str_schema(strict=True, min_length=1)
_NUMBER = core.float_schema(strict=True)
_SHARE = core.float_schema(strict=True, ge=0, le=1, allow_inf_nan=False)
_BASIS = core.literal_schema(["stated", "dateline"])
_ISO = core.str_schema(strict=True, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")

_OPTIONAL = (core.nullable_schema(_TEXT), None)
_DAY = (core.nullable_schema(_said(_ISO, "not a date like 2025-10-07")), None)
_COUNTRY = (core.nullable_schema(core.str_schema(strict=True, pattern=r"^[A-Z]{2}$")), None)

_AT = core.int_schema(strict=True, ge=0)
_SPAN = _members(
    {
        "start": _AT,
        "end": _said(core.int_schema(strict=True, le=_LARGEST), f"beyond {_LARGEST}"),
        "text": _TEXT,
    },
    {},
    "start end text",
)
_PARTY = _members(
    {"name": _WORDS, "type": core.literal_schema(list(get_args(PartyType)))},
    {"country": _COUNTRY, "role": (core.literal_schema(["party", "proposer"]), "party")},
    "name type country role",
)
_SIGNATORY = _members({"name": _WORDS}, {"for": _OPTIONAL}, "name for")
_AMOUNT = _members(
    {"text": _TEXT, "value": _NUMBER, "unit": _TEXT},
    {"span": (core.nullable_schema(_SPAN), None)},
    "text value unit span",
)
_WHEN = _members(
    {"edtf": _TEXT, "precision": _TEXT, "basis": _BASIS, "text": _TEXT},
    {"start": _DAY, "end": _DAY},
    "edtf start end precision basis text",
)
_WHERE = _members(
    {},
    {"name": _OPTIONAL, "country": _COUNTRY, "event": _OPTIONAL, "basis": (_BASIS, "stated")},
    "name country event basis",
)

#: A line of records.jsonl. ``when`` and ``where`` have the columns of that name, in their order.
RECORD = SchemaValidator(
    _members(
        {
            "article_id": _key(_ARTICLE_ID),
            "record_id": _key(_RECORD_ID),
            "instrument": core.literal_schema(list(get_args(Instrument))),
            "status": core.literal_schema(list(get_args(Status))),
            "subject": _WORDS,
            "confidence": _SHARE,
            "parties": core.list_schema(_PARTY, min_length=1),
            "evidence": core.list_schema(_SPAN, min_length=1),
        },
        {
            "title": _OPTIONAL,
            "when": (core.nullable_schema(_WHEN), None),
            "where": (core.nullable_schema(_WHERE), None),
            "attribution": _OPTIONAL,
            "signatories": (core.nullable_schema(core.list_schema(_SIGNATORY)), None),
            "amounts": (core.nullable_schema(core.list_schema(_AMOUNT)), None),
        },
        "article_id record_id instrument title status subject when where attribution confidence "
        "parties signatories amounts evidence",
    )
)

_DATELINE = _members({}, {"place": _OPTIONAL, "country": _COUNTRY}, "place country")

#: A line of articles.jsonl.
ARTICLE = SchemaValidator(
    _members(
        {"article_id": _key(_ARTICLE_ID), "source": _TEXT},
        {
            "published": _DAY,
            "published_basis": _OPTIONAL,
            "dateline": (core.nullable_schema(_DATELINE), None),
            "title": _OPTIONAL,
            "url": _OPTIONAL,
            "text_basis": _OPTIONAL,
            "text_sha256": (_key(_ARTICLE_ID), ""),
            "clean_text": _OPTIONAL,
        },
        "article_id source published published_basis dateline title url text_basis text_sha256 clean_text",
    )
)


def told(error: ValidationError) -> str:
    """The first thing that is wrong: where it stands, what it is, and the value if it is short."""
    found = error.errors(include_url=False)[0]
    value = found["input"]
    shown = f": {value!r}" if isinstance(value, str | int | float) and len(str(value)) <= _SHOWN else ""
    place = ".".join(map(str, found["loc"]))
    return f"{place}: {found['msg']}{shown}" if place else f"{found['msg']}"
