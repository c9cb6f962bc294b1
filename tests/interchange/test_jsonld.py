"""Records as JSON-LD, read back by rdflib and pyld without a network."""

import json
import re
from typing import Any, get_args

import pytest

from pipeline.interchange.jsonld import to_document, to_nodes, urn
from pipeline.interchange.jsonld_terms import load_terms
from schemas import Instrument, Status
from tests.interchange.acts import CHILE, NORWAY, SENTENCE, party, reported, when

rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed (pip install -e '.[dev]')")
PROV, SDO = rdflib.namespace.PROV, rdflib.namespace.SDO
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
ACT = rdflib.URIRef("urn:pactwire:act:a1:r1")
RECORD = rdflib.URIRef("urn:pactwire:record:a1:r1")
AGREEMENT = rdflib.URIRef("urn:pactwire:agreement:ag1")
ARTICLE = rdflib.URIRef("urn:pactwire:article:a1")


def document(*made: Any, text: bool = True) -> str:
    return "".join(to_document(to_nodes(made, text=text)))


def graph(*made: Any) -> Any:
    return rdflib.Graph().parse(data=document(*made), format="json-ld")


FULL: dict[str, Any] = {
    "agreement": "ag1",
    "title": "Fish Treaty",
    "signatories": [{"name": "Jens Berg", "for": "Norway"}],
    "where": {"name": "Oslo", "country": "NO", "event": "Fish Forum"},
    "amounts": [
        {"text": "5 million euros", "value": 5e6, "unit": "EUR"},
        {"text": "20 boats", "value": 20, "unit": "boats"},
    ],
    "attribution": "the ministry",
}


def test_who_did_what() -> None:
    g = graph(reported(**FULL))
    assert (ACT, rdflib.RDF.type, SDO.AgreeAction) in g and (ACT, rdflib.RDF.type, PROV.Activity) in g
    assert set(g.objects(ACT, SDO.agent)) == {
        rdflib.URIRef("urn:pactwire:country:NO"),
        rdflib.URIRef("urn:pactwire:country:CL"),
    }
    assert g.value(ACT, SDO.actionStatus) == SDO.CompletedActionStatus
    (berg,) = g.objects(ACT, PROV.wasAssociatedWith)
    assert g.value(berg, PROV.actedOnBehalfOf) == rdflib.URIRef("urn:pactwire:country:NO")


def test_what_where_when() -> None:
    g = graph(reported(**FULL))
    thing = g.value(ACT, SDO.object)
    assert (
        str(g.value(thing, SDO.name)) == "Fish Treaty" and str(g.value(thing, SDO.description)) == "fishing"
    )
    place = g.value(ACT, SDO.location)
    assert str(g.value(place, SDO.name)) == "Oslo"
    assert str(g.value(g.value(place, SDO.address), SDO.addressCountry)) == "NO"
    assert g.value(ACT, SDO.startTime).toPython().isoformat() == "2025-01-30"
    edtf = g.value(ACT, rdflib.DCTERMS.date)
    assert (str(edtf), str(edtf.datatype)) == ("2025-01-30", "http://id.loc.gov/datatypes/edtf/EDTF")
    units = {str(u) for kind in (SDO.currency, SDO.unitText) for u in g.objects(None, kind)}
    assert units == {"EUR", "boats"}


def test_provenance() -> None:
    g = graph(reported(**FULL))
    assert (RECORD, SDO.about, ACT) in g and (RECORD, PROV.wasDerivedFrom, ARTICLE) in g
    run = g.value(RECORD, PROV.wasGeneratedBy)
    assert (run, rdflib.RDF.type, PROV.Activity) in g
    assert str(g.value(g.value(run, PROV.wasAssociatedWith), SDO.softwareVersion)) == "0.1.0"
    quotation = g.value(RECORD, SDO.citation)
    assert g.value(quotation, PROV.wasQuotedFrom) == ARTICLE
    selectors = list(g.objects(quotation, OA.hasSelector))
    assert {g.value(s, OA.exact) for s in selectors} == {rdflib.Literal(SENTENCE), None}
    assert {g.value(s, OA.start).toPython() for s in selectors if g.value(s, OA.start)} == {10}
    assert (rdflib.URIRef("urn:pactwire:agreement:ag1"), PROV.hadMember, RECORD) in g


def test_an_offer_has_an_agent_and_a_participant() -> None:
    g = graph(reported(status="proposed", parties=[party("Norway", country="NO", role="proposer"), CHILE]))
    assert str(g.value(ACT, SDO.agent)) == "urn:pactwire:country:NO"
    assert str(g.value(ACT, SDO.participant)) == "urn:pactwire:country:CL"
    assert g.value(ACT, SDO.actionStatus) == SDO.PotentialActionStatus


def test_a_plan_is_scheduled_and_has_not_begun() -> None:
    g = graph(reported(status="planned", when=when("2026-05", "2026-05-01", "2026-05-31")))
    assert str(g.value(ACT, SDO.scheduledTime)) == "2026-05"
    assert g.value(ACT, SDO.startTime) is None


def test_two_reports_of_one_agreement() -> None:
    g = graph(reported("ag1"), reported("ag1", article_id="a2"))
    members = g.objects(AGREEMENT, PROV.hadMember)
    assert str(g.value(AGREEMENT, SDO.description)) == "fishing"
    assert len(set(g.objects(AGREEMENT, SDO.additionalType))) == 2
    assert {str(m) for m in members} == {"urn:pactwire:record:a1:r1", "urn:pactwire:record:a2:r1"}


def test_what_is_shared_is_described_once() -> None:
    nodes = json.loads(document(reported(), reported(record_id="r2")))["@graph"]
    ids = [node["id"] for node in nodes]
    assert len(ids) == len(set(ids)) and "once" not in document(reported())


@pytest.mark.parametrize("status", get_args(Status))
@pytest.mark.parametrize("instrument", get_args(Instrument))
def test_every_term_exists(status: str, instrument: str) -> None:
    """rdflib knows the terms of schema.org and PROV-O; a term that it does not know is a slip of ours."""
    made = reported(status=status, instrument=instrument, parties=[NORWAY, party("X", "group")], **FULL)
    used = {str(part) for triple in graph(made) for part in triple if isinstance(part, rdflib.URIRef)}
    known = {"https://schema.org/": SDO, "http://www.w3.org/ns/prov#": PROV}
    checked = 0
    for term in used:
        for prefix, namespace in known.items():
            if term.startswith(prefix):
                assert term.removeprefix(prefix) in namespace, term
                checked += 1
    assert checked > 25


def test_every_key_is_in_the_context() -> None:
    terms = load_terms().context

    def keys(node: Any) -> set[str]:
        if isinstance(node, dict):
            return set(node) | {k for value in node.values() for k in keys(value)}
        return {k for value in node for k in keys(value)} if isinstance(node, list) else set()

    used = keys(json.loads(document(reported(**FULL), reported(status="planned")))["@graph"])
    used |= keys(json.loads(document(reported(parties=[party("N", role="proposer"), CHILE])))["@graph"])
    assert used <= set(terms)
    prefixes = {"schema", "prov", "oa", "dcterms", "edtf", "xsd", "pactwire"}
    assert set(terms) - prefixes - used <= {"participant"} and prefixes <= set(terms)


def test_pyld_expands_it_offline() -> None:
    pyld = pytest.importorskip("pyld", reason="pyld is not installed (pip install -e '.[dev]')")

    def no_network(url: str, options: Any = None) -> Any:
        raise AssertionError(f"asked for {url}")

    made = json.loads(document(reported(**FULL)))
    expanded = pyld.jsonld.expand(made, {"documentLoader": no_network})
    again = pyld.jsonld.expand(
        pyld.jsonld.compact(expanded, made["@context"], {"documentLoader": no_network}),
        {"documentLoader": no_network},
    )
    form = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": no_network}
    assert pyld.jsonld.normalize(again, form) == pyld.jsonld.normalize(expanded, form)
    assert len(expanded) == 8


@pytest.mark.parametrize(
    "name", ["Nestlé", "a b:c/d#e?f", "😀", "\x00", "\u2028", "<script>", "x" * 5000, "%41"]
)
def test_hostile_names_make_valid_urns(name: str) -> None:
    assert re.fullmatch(r"urn:pactwire:organization:[A-Za-z0-9%_.~-]{1,320}", urn("organization", name))
    g = graph(reported(parties=[party(name, "organization")]))
    agent = g.value(ACT, SDO.agent)
    assert str(g.value(agent, SDO.name)) == name


def test_different_names_have_different_urns() -> None:
    names = ["x" * 5000, "x" * 5001, "A", "a", "%41", "a b", "a_b"]
    assert len({urn("organization", name) for name in names}) == len(names)


def test_no_number_is_no_json_number() -> None:
    amount = {"text": "much", "value": float("inf"), "unit": "EUR"}
    assert "Infinity" not in document(reported(amounts=[amount]))


def test_without_text_no_sentence_is_passed_on() -> None:
    assert SENTENCE not in document(reported(), text=False) and "spanStart" in document(
        reported(), text=False
    )
