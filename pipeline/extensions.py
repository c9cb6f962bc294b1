"""Every attribute that Pactwire adds to spaCy's Doc, Span and Token, in one place."""

from spacy.tokens import Doc, Span

from pipeline.layers import Source


def _source(doc: Doc) -> Source:
    return doc.user_data.setdefault("pactwire.source", Source())


def _set_source(doc: Doc, value: Source) -> None:
    doc.user_data["pactwire.source"] = value


def _list_layer(name: str):  # type: ignore[no-untyped-def]
    key = f"pactwire.{name}"

    def get(doc: Doc) -> list:
        return doc.user_data.setdefault(key, [])

    def put(doc: Doc, value: list) -> None:
        doc.user_data[key] = value

    return get, put


#: Doc layers held as lists of the dataclasses in ``pipeline.layers`` (records and rejections as JSON dicts).
DOC_LISTS = ("dates", "actors", "mentions", "acts", "records", "rejections")


def register() -> None:
    """Add the attributes to spaCy; calling it again does no harm."""
    if not Doc.has_extension("source"):
        Doc.set_extension("source", getter=_source, setter=_set_source)
    for name in DOC_LISTS:
        if not Doc.has_extension(name):
            get, put = _list_layer(name)
            Doc.set_extension(name, getter=get, setter=put)
    if not Span.has_extension("canonical"):
        Span.set_extension("canonical", default=None)
    if not Span.has_extension("country"):
        Span.set_extension("country", default=None)


register()
