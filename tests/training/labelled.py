"""A labelled article for the tests of the encoder's training."""

from collections.abc import Callable

from spacy.tokens import Doc

from training.acts.corpus import Labelled

TEXT = (
    "Kazakhstan and Uzbekistan signed an agreement on water supply in Tashkent on 10 June 2025. "
    "It rained all day. "
    "Kazakhstan also proposed a council of energy ministers."
)


def labelled(read: Callable[[str], Doc], name: str = "one") -> Labelled:
    """TEXT, its first sentence an act."""
    record = {
        "parties": [{"name": "Kazakhstan"}, {"name": "Uzbekistan"}],
        "signatories": [],
        "instrument": "agreement",
        "status": "signed",
        "status_accept": ["agreed"],
        "subject": "water supply",
        "title": None,
        "when": {"edtf": "2025-06-10", "basis": "stated"},
        "where": {"name": "Tashkent", "event": None},
        "evidence": [TEXT.split(". ")[0] + "."],
    }
    return Labelled(name, "test", TEXT, [record], read(TEXT))
