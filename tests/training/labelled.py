"""A labelled article for the tests of the encoder's training."""

from pipeline.assemble import Extractor
from training.acts.corpus import Labelled, annotate

TEXT = (
    "Kazakhstan and Uzbekistan signed an agreement on water supply in Tashkent on 10 June 2025. "
    "It rained all day. "
    "Kazakhstan also proposed a council of energy ministers."
)


def labelled(extractor: Extractor, name: str = "one") -> Labelled:
    """TEXT, its first sentence an act, annotated up to the mentions."""
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
    article = Labelled(name, "test", TEXT, [record])
    annotate([article], extractor)
    return article
