"""Score the records of one article: match them to gold, then count every field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.evaluation.acts import Predicted, Wanted
from pipeline.evaluation.findings import (
    Finding,
    Kind,
    amounts_text,
    kind_of,
    names_text,
    predicted_text,
    wanted_text,
)
from pipeline.evaluation.matching import NameMatch, assign, match_names
from pipeline.evaluation.names import best_phrase_f1
from pipeline.evaluation.tallies import Tallies
from pipeline.evaluation.verdicts import place_text, when_verdict, where_verdict

#: A subject is right from this F1 of words on.
SAME_SUBJECT = 0.5

_FINE = ("right", "none")


@dataclass(slots=True)
class Outcome:
    """What became of one record: matched, missed (gold only), spurious (prediction only) or neutral.

    Neutral is a prediction that stands for an optional gold record; it counts nowhere.
    """

    article: str
    kind: Literal["matched", "missed", "spurious", "neutral"]
    said: Predicted | None
    gold: Wanted | None
    strict: bool = False
    tallies: Tallies = field(default_factory=Tallies)
    findings: list[Finding] = field(default_factory=list)

    @property
    def instrument(self) -> str:
        """The instrument this record is listed under: gold's, or the prediction's where gold has none."""
        return self.gold.instruments[0] if self.gold else str(self.said and self.said.instrument)

    @property
    def status(self) -> str:
        """The status this record is listed under: gold's, or the prediction's where gold has none."""
        return self.gold.statuses[0] if self.gold else str(self.said and self.said.status)


def score_records(article: str, preds: Sequence[Predicted], golds: Sequence[Wanted]) -> Iterator[Outcome]:
    """Score every record of an article, predictions without gold first."""
    pairs = assign(preds, golds)
    seen: dict[str, int] = {}
    for i, pred in enumerate(preds):
        if i not in pairs:
            # The same sentence may give several spurious records; the ordinal keeps their keys apart.
            ordinal = seen[pred.sentence] = seen.get(pred.sentence, 0) + 1
            yield _spurious(article, pred, f"p:{ordinal}:{pred.sentence}")
    by_gold = {j: i for i, j in pairs.items()}
    for j, want in enumerate(golds):
        if j in by_gold and want.optional:
            yield Outcome(article, "neutral", preds[by_gold[j]], want)
        elif j in by_gold:
            yield _matched(article, preds[by_gold[j]], want, f"g{j}")
        elif not want.optional:
            yield _missed(article, want, f"g{j}")


def _spurious(article: str, pred: Predicted, thing: str) -> Outcome:
    out = Outcome(article, "spurious", pred, None)
    for name in ("found", "strict", "status", "instrument", "what"):
        out.tallies.add(name, pred=1)
    out.tallies.add("who", pred=len(pred.parties))
    out.tallies.add("signatories", pred=len(pred.signatories))
    out.tallies.add("amounts", pred=len(pred.amounts))
    out.tallies.add("when", pred=bool(pred.when))
    out.tallies.add("where", pred=pred.where_said)
    out.findings.append(
        Finding(
            article,
            "found",
            "extra",
            thing,
            predicted_text(pred),
            "",
            pred.sentence,
            pattern=pred.pattern,
            confidence=pred.confidence,
        )
    )
    return out


def _missed(article: str, want: Wanted, thing: str) -> Outcome:
    out = Outcome(article, "missed", None, want)
    for name in ("found", "strict", "status", "instrument", "what"):
        out.tallies.add(name, gold=1)
    out.tallies.add("who", gold=sum(not p.optional for p in want.parties))
    out.tallies.add("signatories", gold=len(want.signatories))
    out.tallies.add("amounts", gold=len(want.amounts))
    # A date or place known from the dateline alone need not be given, so its absence costs nothing.
    out.tallies.add("when", gold=bool(want.whens) and want.when_basis == "stated")
    out.tallies.add("where", gold=want.where is not None and want.where.basis != "dateline")
    out.findings.append(Finding(article, "found", "missing", thing, "", wanted_text(want), want.sentence))
    return out


def _matched(article: str, pred: Predicted, want: Wanted, thing: str) -> Outcome:
    out = Outcome(article, "matched", pred, want)
    who = match_names(pred.parties, want.parties)
    signatories = match_names(pred.signatories, want.signatories)
    common = pred.amounts & want.amounts
    what = best_phrase_f1(pred.phrases, want.phrases) >= SAME_SUBJECT
    status, instrument = pred.status in want.statuses, pred.instrument in want.instruments
    when, where = when_verdict(pred, want), where_verdict(pred, want)
    out.strict = who.perfect and what and status and when in _FINE and where in _FINE

    count = out.tallies.add
    count("found", 1, 1, 1)
    count("who", who.right, who.right + who.wrong, who.right + who.missing)
    count(
        "signatories",
        signatories.right,
        signatories.right + signatories.wrong,
        signatories.right + signatories.missing,
    )
    count("amounts", len(common), len(pred.amounts), len(want.amounts))
    for name, right in (
        ("what", what),
        ("status", status),
        ("instrument", instrument),
        ("strict", out.strict),
    ):
        count(name, right, 1, 1)
    for name, verdict in (("when", when), ("where", where)):
        count(
            name,
            verdict == "right",
            verdict in ("right", "wrong", "extra"),
            verdict in ("right", "wrong", "missing"),
        )

    def note(name: str, kind: Kind, said: str, gold: str, accept: tuple[str, ...] = ()) -> None:
        out.findings.append(
            Finding(
                article,
                name,
                kind,
                thing,
                said,
                gold,
                want.sentence or pred.sentence,
                accept=accept,
                pattern=pred.pattern,
                confidence=pred.confidence,
            )
        )

    note("found", "right", predicted_text(pred), wanted_text(want))
    note("who", _names_kind(who), names_text(pred.parties), names_text(want.parties))
    note("signatories", _names_kind(signatories), names_text(pred.signatories), names_text(want.signatories))
    note(
        "amounts",
        kind_of(right=pred.amounts == want.amounts, said=bool(pred.amounts), wanted=bool(want.amounts)),
        amounts_text(pred.amounts),
        amounts_text(want.amounts),
    )
    note("what", "right" if what else "wrong", " / ".join(pred.phrases), want.phrases[0], want.phrases[1:])
    note("status", "right" if status else "wrong", pred.status or "", want.statuses[0], want.statuses[1:])
    note(
        "instrument",
        "right" if instrument else "wrong",
        pred.instrument or "",
        want.instruments[0],
        want.instruments[1:],
    )
    note(
        "when",
        "right" if when == "none" else when,
        pred.when or "",
        want.whens[0] if want.whens else "",
        want.whens[1:],
    )
    note(
        "where",
        "right" if where == "none" else where,
        place_text(pred.where),
        place_text(want.where),
        want.where.accept if want.where else (),
    )
    return out


def _names_kind(match: NameMatch) -> Kind:
    if match.perfect:
        return "right"
    if match.wrong and match.missing:
        return "wrong"
    return "extra" if match.wrong else "missing"
