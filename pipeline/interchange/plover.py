"""Records as PLOVER events: category, mode and context, actors, dates, place, source and evidence.

As the manual rules, a record is one event whose source and recipient are lists; ``pairs`` expands them to
the older one-source-one-recipient form.
"""

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from typing import Any

from pipeline.interchange.actors import CountryInside, actors_of, alpha3, no_country
from pipeline.interchange.plover_rules import PloverRules, Rule, load_plover
from pipeline.interchange.source import Reported
from schemas import Record

#: A record of more parties stays one event with lists: n parties would make n * (n - 1) pairs.
MOST_PAIRED = 50


def to_events(
    reported: Reported,
    *,
    country_inside: CountryInside = no_country,
    pairs: bool = False,
    text: bool = True,
    coder: str = "pactwire",
) -> Iterator[dict[str, Any]]:
    """The event of a record, or its pairs, as JSON objects with the field names of the manual.

    ``country_inside`` finds the country in an organisation's name; ``text`` False leaves out the sentences
    (their offsets stay), for those who may not pass them on. ``date`` is None when neither the record nor
    its article has one.
    """
    rules = load_plover()
    record = reported.record
    rule = rule_of(record, rules)
    source, recipient = _sides(record, rule, actors_of(record, rules, country_inside))
    needs = rules.events[rule.event].recipient
    name, mode = (rule.event, rule.mode) if recipient or not needs else (rule.alone or rule.event, None)
    event = {"id": f"pactwire-{record.article_id}-{record.record_id}", **_dates(reported)}
    event |= {"source": source, "recipient": recipient, "event": [name]}
    event |= {"quad_code": rules.events[name].quad, "event_scale": rules.events[name].scale}
    event |= {"mode": [mode] if mode else [], "context": _contexts(reported, rules)}
    event |= _rest(reported, rules, text=text, coder=coder)
    if not pairs or len(source) + len(recipient) > MOST_PAIRED or (len(source) < 2 and not recipient):
        yield event
        return
    both = [(s, r) for s in source for r in recipient] if recipient else list(permutations(source, 2))
    for number, (one, other) in enumerate(both, 1):
        yield {**event, "id": f"{event['id']}-{number}", "source": [one], "recipient": [other]}


def rule_of(record: Record, rules: PloverRules) -> Rule:
    """The first rule that fits a record; the loader made sure that there is one."""
    about = f"{record.subject} {record.title or ''}".casefold()
    for rule in rules.rules:
        if rule.status and record.status not in rule.status:
            continue
        if rule.instrument and record.instrument not in rule.instrument:
            continue
        said = about if rule.only else f"{about} {record.evidence[0].text.casefold()}"
        if rule.cue is None or rules.cues[rule.cue].search(said):
            return rule
    raise LookupError(record.status)  # pragma: no cover - see load_plover


def _sides(
    record: Record, rule: Rule, actors: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    proposers = [a for a, p in zip(actors, record.parties, strict=True) if p.role == "proposer"]
    others = [a for a, p in zip(actors, record.parties, strict=True) if p.role != "proposer"]
    if rule.actors == "offer" and proposers:
        return proposers, others
    if rule.actors == "refusal" and proposers and others:
        return others, proposers
    if rule.actors == "first" and len(actors) > 1:
        return actors[:1], actors[1:]
    return actors, []


def _dates(reported: Reported) -> dict[str, Any]:
    """The day of the act; of a plan it is the day of the report, and the day planned stands beside it."""
    when, published = reported.record.when, reported.article.published
    planned = reported.record.status == "planned"
    if when and when.start and not planned:
        end = {"enddate": when.end} if when.end and when.end != when.start else {}
        return {"date": when.start, **end}
    found: dict[str, Any] = {"date": published}
    if when and planned:
        found["planned_date"] = when.edtf
    if published:
        found["comment"] = "date is that of the report"
    return found


def _contexts(reported: Reported, rules: PloverRules) -> list[str]:
    record = reported.record
    about = f"{record.subject} {record.title or ''} ".casefold()
    found = [name for name, words in rules.contexts.items() if words.search(about)]
    if record.instrument == "contract" and "economic" not in found:
        found.insert(0, "economic")
    when, published = record.when, reported.article.published
    if (
        when
        and when.end
        and published
        and record.status != "planned"
        and (date.fromisoformat(published) - date.fromisoformat(when.end)).days > rules.historical_days
    ):
        found.append("historical")
    return found


def _rest(reported: Reported, rules: PloverRules, *, text: bool, coder: str) -> dict[str, Any]:
    record, article = reported.record, reported.article
    rest: dict[str, Any] = {}
    if where := record.where:
        place = {"name": where.name, "country code": where.country, "cc3": alpha3(where.country, rules)}
        rest["event_loc"] = {key: value for key, value in place.items() if value} | (
            {"event": where.event} if where.event else {}
        )
    if reported.agreement:
        rest["link"] = reported.agreement.agreement_id
    if text:
        rest["text"] = " ".join(e.text for e in record.evidence)
    rest["text_info"] = [{"start": e.start, "end": e.end} for e in record.evidence]
    rest["cite_info"] = {
        key: value
        for key, value in {
            "citation": article.article_id,
            "title": article.title,
            "url": article.url,
            "language": "en",
            "codebook": rules.codebook,
        }.items()
        if value
    }
    rest |= {"coder": coder, "has_event": True}
    # Named fields beyond the manual's, which it allows.
    rest |= {"record_id": record.record_id, "subject": record.subject}
    rest |= {"status": record.status, "instrument": record.instrument, "confidence": record.confidence}
    return rest
