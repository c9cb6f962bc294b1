"""The spaCy component of the stage: acts -> merged, validated records and typed rejections."""

from spacy.tokens import Doc

from pipeline.layers import Act
from pipeline.records.build import RecordBuilder
from pipeline.records.merge import merge_acts


class RecordsComponent:
    """Writes ``doc._.records`` and ``doc._.rejections`` as JSON-ready dicts of the contract.

    ``min_confidence`` keeps records below it out; they become rejections and are counted.
    """

    def __init__(self, *, min_confidence: float | None = None) -> None:
        self.min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Build the records of the Doc."""
        builder = RecordBuilder(doc)
        records, rejections = [], []
        acts: list[Act] = doc._.acts
        kept, repeats = merge_acts([a for a in acts if a.accepted or a.detail], doc)
        merged = {id(act) for act, _ in repeats}
        for act in acts:
            if not act.accepted and id(act) not in merged:
                rejections.append(
                    builder.rejection(act, "low_confidence", "the scorer does not take it for an act")
                )
        for act, into in repeats:
            rejections.append(builder.rejection(act, "merged", f"repeats the act stated by {into.pattern!r}"))
        for act in kept:
            record, problem = builder.record(act)
            if record is None:
                reason, message = problem
                rejections.append(builder.rejection(act, reason, message))
            elif self.min_confidence is not None and record["confidence"] < self.min_confidence:
                rejections.append(
                    builder.rejection(
                        act,
                        "low_confidence",
                        f"confidence below {self.min_confidence}",
                        confidence=record["confidence"],
                    )
                )
            else:
                records.append(record)
        doc._.records = records
        doc._.rejections = rejections
        return doc
