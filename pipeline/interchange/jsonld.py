"""Records as JSON-LD: the act, what it is about, who takes part, and where each statement comes from.

Two nodes per record: the *act* (a schema.org action, also a prov:Activity) is what happened in the world;
the *record* (a schema:Claim and prov:Entity) is what an article was read to say about it, and holds the
provenance and the confidence.
"""

import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from pipeline.interchange.jsonld_terms import Terms, load_terms
from pipeline.interchange.source import AgreementFacts, ArticleFacts, Reported, Run
from schemas import Amount, Evidence, Party, Record

Node = dict[str, Any]
_LONGEST = 300
_CURRENCY = re.compile(r"[A-Z]{3}")


def urn(kind: str, *parts: str) -> str:
    """A valid URN for a name that may hold any character; a very long one is known by its hash."""
    name = ":".join(quote(part, safe="") for part in parts)
    if len(name) > _LONGEST:
        name = "sha256-" + hashlib.sha256(name.encode()).hexdigest()
    return f"urn:pactwire:{kind}:{name}"


def to_document(nodes: Iterable[Node]) -> Iterator[str]:
    """One JSON-LD document with its context and graph, in pieces, so that a large store streams."""
    yield '{"@context": ' + json.dumps(load_terms().context, ensure_ascii=False) + ',\n"@graph": ['
    first = True
    for node in nodes:
        yield ("\n" if first else ",\n") + json.dumps(node, ensure_ascii=False)
        first = False
    yield "\n]}\n"


def to_nodes(reports: Iterable[Reported], *, text: bool = True) -> Iterator[Node]:
    """The nodes of all reports; ``text`` False leaves out the sentences and keeps their offsets.

    Parties, articles, runs and agreements are described once, where they first come; an agreement that has
    several reports gets its members one node at a time, which JSON-LD merges.
    """
    terms = load_terms()
    described: set[str] = set()
    for reported in reports:
        for node in _nodes(reported, terms, text):
            # Ids by hash: a million articles would otherwise be held as text.
            if node.pop("once", False):
                digest = hashlib.blake2b(node["id"].encode(), digest_size=12).hexdigest()
                if digest in described:
                    continue
                described.add(digest)
            yield node


def _nodes(reported: Reported, terms: Terms, text: bool) -> Iterator[Node]:
    record = reported.record
    act, claim = (urn(kind, record.article_id, record.record_id) for kind in ("act", "record"))
    article = urn("article", record.article_id)
    parties = [_party(party, terms) for party in record.parties]
    for party in parties:
        yield {**party, "once": True}
    yield _act(act, record, terms, parties)
    yield _claim(claim, act, article, reported, text)
    yield {**_article(article, reported.article), "once": True}
    if reported.run:
        yield from _run(reported.run)
    if reported.agreement:
        yield _agreement(reported.agreement, claim)


def _agreement(facts: AgreementFacts, claim: str) -> Node:
    exact = {"status": facts.status, "instrument": facts.instrument}
    return _present(
        id=urn("agreement", facts.agreement_id),
        type=["prov:Collection", "schema:CreativeWork"],
        name=facts.title,
        description=facts.subject,
        additionalType=[f"pactwire:{kind}/{value}" for kind, value in exact.items() if value],
        hadMember=claim,
    )


def _act(act: str, record: Record, terms: Terms, parties: list[Node]) -> Node:
    kind, state = terms.status[record.status]
    proposers = [node["id"] for node, p in zip(parties, record.parties, strict=True) if p.role == "proposer"]
    others = [node["id"] for node, p in zip(parties, record.parties, strict=True) if p.role != "proposer"]
    node: Node = {
        "id": act,
        "type": [kind, "prov:Activity"],
        "additionalType": f"pactwire:status/{record.status}",
        "actionStatus": state,
        "agent": proposers or others,
        "object": _object(record, terms),
    }
    if proposers and others:
        node["participant"] = others
    if record.signatories:
        by_name = {p.name: n["id"] for p, n in zip(record.parties, parties, strict=True)}
        node["wasAssociatedWith"] = [
            _present(
                id=urn("person", s.name),
                type=["schema:Person", "prov:Person"],
                name=s.name,
                onBehalfOf=by_name.get(s.for_ or ""),
            )
            for s in record.signatories
        ]
    return node | _when(record) | _where(record)


def _object(record: Record, terms: Terms) -> Node:
    return _present(
        type=terms.instrument[record.instrument],
        additionalType=f"pactwire:instrument/{record.instrument}",
        name=record.title,
        description=record.subject,
        amount=[_amount(a) for a in record.amounts],
    )


def _party(party: Party, terms: Terms) -> Node:
    kind = terms.party[party.type]
    if party.type == "country" and party.country:
        identity = urn("country", party.country)
        return {"id": identity, "type": [kind, "prov:Agent"], "name": party.name, "identifier": party.country}
    agent = "prov:Person" if party.type == "person" else "prov:Organization"
    return _present(
        id=urn(party.type, party.name),
        type=[kind, agent],
        name=party.name,
        address=_address(party.country),
    )


def _claim(claim: str, act: str, article: str, reported: Reported, text: bool) -> Node:
    record = reported.record
    return _present(
        id=claim,
        type=["schema:Claim", "prov:Entity"],
        about=act,
        firstAppearance=article,
        wasDerivedFrom=article,
        generatedBy=urn("run", reported.run.fingerprint) if reported.run else None,
        confidence=record.confidence,
        creditText=record.attribution,
        citation=[_quotation(e, article, text) for e in record.evidence],
    )


def _quotation(evidence: Evidence, article: str, text: bool) -> Node:
    node = {
        "type": ["schema:Quotation", "oa:SpecificResource", "prov:Entity"],
        "quotedFrom": article,
        "source": article,
    }
    position = {"type": "oa:TextPositionSelector", "spanStart": evidence.start, "spanEnd": evidence.end}
    if not text:
        return {**node, "selector": [position]}
    quote = {"type": "oa:TextQuoteSelector", "exact": evidence.text}
    return {**node, "text": evidence.text, "selector": [quote, position]}


def _article(article: str, facts: ArticleFacts) -> Node:
    return _present(
        id=article,
        type=["schema:NewsArticle", "prov:Entity"],
        identifier=facts.article_id,
        headline=facts.title,
        url=facts.url,
        datePublished=facts.published,
        sha256=facts.text_sha256 or None,
    )


def _run(run: Run) -> Iterator[Node]:
    program = urn("software", "pactwire", run.pactwire)
    yield {
        "id": program,
        "type": ["schema:SoftwareApplication", "prov:SoftwareAgent"],
        "name": "Pactwire",
        "softwareVersion": run.pactwire,
        "once": True,
    }
    yield {
        **_present(
            id=urn("run", run.fingerprint),
            type="prov:Activity",
            started=run.started,
            finished=run.finished,
            wasAssociatedWith=program,
        ),
        "once": True,
    }


def _when(record: Record) -> Node:
    when = record.when
    if when is None:
        return {}
    times = {"scheduledTime": when.edtf} if record.status == "planned" else {}
    # A planned act has not begun: its bounds are what is planned, not when it took place.
    bounds = {} if times else {"startTime": when.start, "endTime": when.end}
    return _present(date=when.edtf, **times, **bounds)


def _where(record: Record) -> Node:
    where = record.where
    if where is None:
        return {}
    place = _present(type="schema:Place", name=where.name, address=_address(where.country))
    event = {"type": "schema:Event", "name": where.event} if where.event else None
    return _present(location=place if len(place) > 1 else None, event=event)


def _address(country: str | None) -> Node | None:
    return {"type": "schema:PostalAddress", "addressCountry": country} if country else None


def _amount(amount: Amount) -> Node:
    money = _CURRENCY.fullmatch(amount.unit)
    return _present(
        type="schema:MonetaryAmount" if money else "schema:QuantitativeValue",
        # JSON has neither NaN nor infinity.
        value=amount.value if math.isfinite(amount.value) else None,
        description=amount.text,
        **{"currency" if money else "unitText": amount.unit},
    )


def _present(**fields: Any) -> Node:
    return {key: value for key, value in fields.items() if value is not None and value != []}
