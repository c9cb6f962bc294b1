"""One act as one record of the contract."""

import hashlib
import json
from typing import Any

from pydantic import ValidationError
from spacy.tokens import Doc

from pipeline.layers import Act, Actor, DateMention, Filler, Source
from pipeline.records.calibrate import calibrated
from schemas import Record, Rejection, Span

Json = dict[str, Any]


class RecordBuilder:
    """Turns the acts of one Doc into records; knows how token ranges lie in the raw text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text  # Doc.text is built anew at each access
        self.source: Source = doc._.source
        self.actors: list[Actor] = doc._.actors
        self.ents = doc.ents
        self.dates: list[DateMention] = doc._.dates

    def record(self, act: Act) -> tuple[Json | None, tuple[str, str]]:
        """The record as a JSON-ready dict, or None with the reason and message of the rejection."""
        if not act.parties:
            return None, ("no_party", "nobody in reach of the trigger can be its party")
        subject = act.topic or act.subject
        if subject is None or not subject.text.strip():
            return None, ("no_subject", "no phrase in the sentence tells what it is about")
        evidence = [
            e
            for s in act.sentences
            if (e := self.chars(self.doc[s[0]].idx, self.doc[s[1] - 1].idx + len(self.doc[s[1] - 1])))
        ]
        data: Json = {
            "record_id": "",
            "article_id": self.source.article_id,
            "parties": [self._party(f, act) for f in act.parties],
            "signatories": [self._signatory(f) for f in act.signatories],
            "instrument": act.instrument,
            "title": act.title.text if act.title else None,
            "status": act.status,
            "subject": " ".join(subject.text.split()),
            "when": self._when(act),
            "where": self._where(act),
            "amounts": [self._amount(a) for a in act.amounts],
            "evidence": evidence,
            "attribution": act.attribution,
            "confidence": calibrated(act.score),
            "trace": self._trace(act),
        }
        data["record_id"] = record_id(data, self.text)
        try:
            return Record.model_validate(data).model_dump(mode="json", by_alias=True), ("", "")
        except ValidationError as error:
            first = error.errors()[0]
            return None, ("invalid", f"{'.'.join(map(str, first['loc']))}: {first['msg']}")

    def rejection(self, act: Act, reason: str, message: str, *, confidence: float | None = None) -> Json:
        """A typed rejection of an act."""
        return Rejection(
            article_id=self.source.article_id,
            reason=reason,  # type: ignore[arg-type]
            message=message,
            pattern=act.pattern,
            trigger=Span(**self._trigger(act)),
            confidence=round(act.score if confidence is None else confidence, 4),
        ).model_dump(mode="json")

    def chars(self, start: int, end: int) -> Json | None:
        """A clean character range as a raw span."""
        found = self.source.raw_span(start, end)
        if found is None:
            return None
        text = (self.source.raw or self.text)[found[0] : found[1]]
        return {"start": found[0], "end": found[1], "text": text}

    def _span(self, start: int, end: int) -> list[Json]:
        if end <= start:
            return []
        last = self.doc[end - 1]
        span = self.chars(self.doc[start].idx, last.idx + len(last))
        return [span] if span else []

    def _trigger(self, act: Act) -> Json:
        token = self.doc[act.anchor]
        return self.chars(token.idx, token.idx + len(token)) or {
            "start": 0,
            "end": len(token),
            "text": token.text,
        }

    def _party(self, filler: Filler, act: Act) -> Json:
        actor = self.actors[filler.ref or 0]
        return {
            "name": actor.called,
            "type": actor.type,
            "country": actor.country if actor.type == "country" else None,
            "role": "proposer" if filler.ref in act.proposers else "party",
            "mentions": self._span(filler.start, filler.end),
        }

    def _signatory(self, filler: Filler) -> Json:
        actor = self.actors[filler.ref or 0]
        represents = None
        for mention in self.doc._.mentions:
            if mention.person == filler.ref and mention.actors:
                represents = self.actors[mention.actors[0]].called
                break
        return {"name": actor.called, "for": represents, "mentions": self._span(filler.start, filler.end)}

    def _when(self, act: Act) -> Json | None:
        if act.when is None:
            return None
        if act.when.ref is None:
            day = act.when.text
            return {
                "edtf": day,
                "start": day,
                "end": day,
                "precision": "day",
                "basis": act.when_basis,
                "text": day,
                "span": None,
            }
        date = self.dates[act.when.ref]
        span = self.chars(date.start, date.end)
        return {
            "edtf": date.edtf,
            "start": date.first,
            "end": date.last,
            "precision": date.precision,
            "basis": act.when_basis,
            "text": span["text"] if span else date.text,
            "span": span,
        }

    def _where(self, act: Act) -> Json | None:
        if act.place is None and act.event is None:
            return None
        country = None
        name = act.place.text if act.place else None
        if act.place is not None and act.place.ref is not None:
            country = self.ents[act.place.ref]._.country
        elif act.place is not None and self.source.dateline is not None:
            country = self.source.dateline.country
        fillers = [f for f in (act.place, act.event) if f is not None]
        return {
            "name": name,
            "country": country,
            "event": act.event.text if act.event else None,
            "basis": act.place_basis if act.event is None else "stated",
            "spans": [s for f in fillers for s in self._span(f.start, f.end)],
        }

    def _amount(self, amount: Json) -> Json:
        span = self.chars(amount["start"], amount["end"])
        return {"text": amount["text"], "value": amount["value"], "unit": amount["unit"], "span": span}

    def _trace(self, act: Act) -> Json:
        fields = dict(act.why)
        for filler in act.parties:
            fields[f"party {self.actors[filler.ref or 0].called}"] = f"{filler.score:.2f} {filler.why}"
        for key, one in (
            ("subject", act.topic or act.subject),
            ("when", act.when),
            ("where", act.place),
            ("event", act.event),
        ):
            if one is not None:
                fields[key] = f"{one.score:.2f} {one.why}"
        return {
            "pattern": act.pattern,
            "trigger": self._trigger(act),
            "fields": fields,
            "considered": act.considered,
        }


def record_id(data: Json, text: str) -> str:
    """A stable id: the same article text and the same find give the same id in every run."""
    find = [
        data["evidence"][0]["start"] if data["evidence"] else 0,
        data["trace"]["trigger"]["start"],
        data["subject"],
    ]
    digest = hashlib.sha256(
        (text + "\0" + json.dumps(find, ensure_ascii=False)).encode("utf-8", "surrogatepass")
    )
    return digest.hexdigest()[:16]
