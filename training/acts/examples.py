"""Training examples of every model, one pass over the labelled Docs."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.linear import Features
from pipeline.relations.accept import candidate_features, kind_features
from pipeline.relations.asked import Asked, date_span, mention_span, phrase_span, place_span
from pipeline.relations.candidates import Candidate, find_candidates
from pipeline.relations.circumstance import date_features, nearby_dates, nearby_places, place_features
from pipeline.relations.context import View, view
from pipeline.relations.opinions import Kinds, Opinions
from pipeline.relations.party_features import nearby_mentions, party_features
from pipeline.relations.slots import own_date, verb_form
from pipeline.relations.subject import subject_features
from training.acts.align import align, date_label, party_label, place_label, subject_label
from training.acts.corpus import Labelled


@dataclass(slots=True)
class Example:
    """Features, label, weight, the article (the group of cross-validation), and the encoder's opinion."""

    features: Features
    label: object
    article: str
    weight: float = 1.0
    key: tuple = ()
    said: Features = field(default_factory=dict)

    def with_encoder(self) -> "Example":
        """The same example with the encoder's opinion among its features."""
        return Example({**self.features, **self.said}, self.label, self.article, self.weight, self.key)


@dataclass(slots=True)
class Examples:
    """Examples by model name, and statistics of the alignment."""

    rows: dict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))
    stats: Counter = field(default_factory=Counter)
    gold_of: dict[tuple[str, int], int] = field(default_factory=dict)
    touches: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    opinion_of: dict[tuple[str, int], Kinds | None] = field(default_factory=dict)


def collect(
    articles: list[Labelled],
    *,
    priors: dict[str, list[float]] | None = None,
    opinions: Callable[[Labelled, View, list[Candidate]], Opinions] | None = None,
) -> Examples:
    """Examples of all models from annotated articles; ``priors`` as in ``align``, by article; ``opinions``
    gives the encoder's opinions on an article, from a model that did not see it."""
    out = Examples()
    for article in articles:
        _collect(article, out, (priors or {}).get(article.id), opinions)
    return out


def raw_to_clean(article: Labelled):  # type: ignore[no-untyped-def]
    """A function that finds a raw string's range in the clean text of the article."""
    assert article.doc is not None
    text = article.doc.text

    def find(sentence: str) -> tuple[int, int] | None:
        at = text.find(sentence)
        if at < 0:
            at = text.find(sentence[:60])
            return (at, min(len(text), at + len(sentence))) if at >= 0 else None
        return at, at + len(sentence)

    return find


def _collect(
    article: Labelled,
    out: Examples,
    prior: list[float] | None,
    opinions: Callable[[Labelled, View, list[Candidate]], Opinions] | None,
) -> None:
    doc = article.doc
    assert doc is not None
    seen_view = view(doc)
    candidates = find_candidates(doc)
    said = opinions(article, seen_view, candidates) if opinions else None
    alignment = align(candidates, article.records, seen_view, raw_to_clean(article), prior=prior)
    out.touches.update({(article.id, i): js for i, js in alignment.touches.items()})
    features_of = candidate_features(candidates, seen_view)
    counts = Counter(a for m in seen_view.mentions for a in m.actors)
    found = set(alignment.primary.values())
    out.stats["required"] += sum(not r.get("optional") for r in article.records)
    out.stats["aligned"] += sum(not article.records[j].get("optional") for j in found)
    for i, candidate in enumerate(candidates):
        out.opinion_of[(article.id, i)] = said.of(candidate) if said else None
        features = features_of[i]
        j = alignment.primary.get(i)
        gold = article.records[j] if j is not None else None
        if gold is None:
            restated = alignment.restates.get(i)
            weight = 0.5 if restated is not None else 1.0
            out.rows["act"].append(Example(features, 0, article.id, weight, (i,)))
            continue
        weight = 0.0 if gold.get("optional") else 1.0
        out.rows["act"].append(Example(features, 1, article.id, weight, (i,)))
        out.gold_of[(article.id, i)] = j  # type: ignore[assignment]
        slot_weight = 0.5 if gold.get("optional") else 1.0
        kinds = kind_features(said.of(candidate)) if said else {}
        out.rows["status"].append(
            Example(
                features,
                gold["status"],
                article.id,
                slot_weight,
                (i, tuple(gold.get("status_accept", []))),
                kinds,
            )
        )
        out.rows["instrument"].append(
            Example(
                features,
                gold["instrument"],
                article.id,
                slot_weight,
                (i, tuple(gold.get("instrument_accept", []))),
                kinds,
            )
        )
        asked = Asked(candidate, seen_view, counts, said)
        _slots(article, candidate, gold, seen_view, asked, slot_weight, out, i)


def _slots(
    article: Labelled,
    candidate: Candidate,
    gold: dict,
    v: View,
    asked: Asked,
    weight: float,
    out: Examples,
    i: int,
) -> None:
    frame, counts = asked.frame, asked.counts
    status = {gold["status"]: 1.0}
    form = verb_form(candidate)
    near = nearby_mentions(candidate, v)
    spans = [mention_span(v, m) for m in near]
    opinions = {role: asked.opinion_features(role, spans) for role in ("party", "signatory", "proposer")}
    for k, m in enumerate(near):
        mention = v.mentions[m]
        features = party_features(candidate, frame, v, m, counts)
        said = {role: opinions[role][k] for role in opinions}
        labels = [party_label([v.actors[a].name, *v.actors[a].aliases], gold) for a in mention.actors]
        known = [x for x in labels if x is not None]
        out.rows["party_all"].append(Example(features, 0, article.id, weight, (i, m), said["party"]))
        if known:
            label = int(sum(known) / len(known) >= 0.5)
            out.rows["party"].append(Example(features, label, article.id, weight, (i, m), said["party"]))
        if mention.person is not None or v.actors[mention.actors[0]].type == "person":
            person = v.actors[mention.person if mention.person is not None else mention.actors[0]]
            label = party_label([person.name, *person.aliases], gold, "signatories")
            if label is not None:
                out.rows["signatory"].append(
                    Example(features, label, article.id, weight, (i, m), said["signatory"])
                )
        if known and sum(known):
            out.rows["proposer"].append(
                Example(
                    features,
                    int(_is_proposer(v, mention, gold)),
                    article.id,
                    weight,
                    (i, m),
                    said["proposer"],
                )
            )
    found = asked.phrases
    told = asked.opinion_features("subject", [phrase_span(v, p) for p in found])
    for phrase, opinion in zip(found, told, strict=True):
        text = v.doc[phrase[0] : phrase[1]].text
        value = subject_label(text, gold)
        out.rows["subject"].append(
            Example(
                subject_features(candidate, phrase, v),
                int(value >= 0.5),
                article.id,
                weight * (0.4 + abs(value - 0.5)),
                (i, phrase, value),
                opinion,
            )
        )
    dates = nearby_dates(candidate, v)
    told = asked.opinion_features("when", [date_span(v, k) for k in dates])
    for k, opinion in zip(dates, told, strict=True):
        out.rows["when"].append(
            Example(
                date_features(candidate, frame, v, k, status, form),
                date_label(v.dates[k].edtf, gold),
                article.id,
                weight,
                (i, k),
                opinion,
            )
        )
    own = own_date(v)
    (about_date,) = asked.opinion_features("when", [None])
    (about_place,) = asked.opinion_features("where", [None])
    if own:
        out.rows["when"].append(
            Example(
                date_features(candidate, frame, v, None, status, form),
                date_label(own[0], gold),
                article.id,
                weight,
                (i, None),
                about_date,
            )
        )
    places = nearby_places(candidate, v)
    told = asked.opinion_features("where", [place_span(v, k) for k in places])
    for k, opinion in zip(places, told, strict=True):
        ent = v.ents[k]
        name = ent._.canonical or ent.text
        label = max(place_label(ent.text, gold), place_label(name, gold))
        out.rows["where"].append(
            Example(
                place_features(candidate, frame, v, k, gold["status"]),
                label,
                article.id,
                weight,
                (i, k),
                opinion,
            )
        )
    line = v.doc._.source.dateline
    if line is not None and line.place:
        out.rows["where"].append(
            Example(
                place_features(candidate, frame, v, None, gold["status"]),
                place_label(line.place, gold),
                article.id,
                weight,
                (i, None),
                about_place,
            )
        )


def _is_proposer(v: View, mention, gold: dict) -> bool:  # type: ignore[no-untyped-def]
    proposers = {"parties": [p for p in gold["parties"] if p.get("role") == "proposer"]}
    return any(party_label([v.actors[a].name, *v.actors[a].aliases], proposers) == 1 for a in mention.actors)
