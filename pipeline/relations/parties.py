"""Who the parties and signatories of the acts of an article are."""

from collections.abc import Sequence

from pipeline.layers import Act, Filler
from pipeline.linear import LinearModel
from pipeline.relations.asked import Asked
from pipeline.relations.context import View
from pipeline.relations.party_choice import choice_features, pooled
from pipeline.relations.party_created import without_created
from pipeline.relations.party_described import descriptions
from pipeline.relations.party_features import nearby_mentions
from pipeline.relations.party_joint import Ranked, Slate, actors_of, joint_features
from pipeline.relations.party_lists import whole_lists
from pipeline.relations.party_sets import choose, members
from pipeline.relations.paths import path_to

#: How many of those who were not chosen ``pactwire explain`` shows.
_CONSIDERED = 6
#: In the name of an instrument these come before its parties.
_BETWEEN = frozenset({"between", "with"})


def assign_parties(accepted: list[tuple[Act, Asked]], view: View) -> None:
    """Choose the parties of all accepted acts of an article, which stand in text order."""
    slates = [_alone(ask, view) for _, ask in accepted]
    first = [_joint(k, ask.scorer("party3"), slates, view) for k, (_, ask) in enumerate(accepted)]
    for slate, together in zip(slates, first, strict=True):
        slate.together = together
    for k, (act, ask) in enumerate(accepted):
        _choose(act, ask, k, slates, view)
        _signatories(act, ask, view)


def _alone(ask: Asked, view: View) -> Slate:
    """Each actor around an act, judged for this act alone."""
    mentions = nearby_mentions(ask.candidate, view)
    said = dict(zip(mentions, ask.mentions("party", mentions), strict=True))
    slate = Slate(ask.candidate, pooled(ask.candidate, ask.frame, view, said))
    chooser = ask.scorer("party2")
    slate.put(
        [
            chooser.probability(choice_features(s, slate.scores, ask.candidate, view, ask.counts))
            for s in slate.scores
        ]
    )
    return slate


def _joint(index: int, judge: LinearModel, slates: list[Slate], view: View) -> dict[int, float]:
    """Each actor that may be a party of an act, judged beside the other acts."""
    return {a: judge.probability(joint_features(index, a, slates, view)) for a in actors_of(index, slates)}


def _choose(act: Act, ask: Asked, index: int, slates: list[Slate], view: View) -> None:
    judge, proposer = ask.scorer("party4"), ask.scorer("proposer")
    found = [(judge.probability(joint_features(index, a, slates, view)), a) for a in actors_of(index, slates)]
    ranked = sorted(found, key=lambda x: (-x[0], x[1]))
    ranked, likeliest = _likeliest(ranked, judge.threshold, ask, slates[index], view)
    chosen = whole_lists(_whole(likeliest, ranked, slates[index], view), slates[index], view)
    chosen = without_created(_one_of_body(chosen, slates[index], view), ranked, ask, view)
    fillers = []
    said = {actor: _mention(actor, index, slates, view) for _, actor in chosen}
    described = descriptions({actor: k for actor, (k, _) in said.items()}, act.anchor, view)
    for p, actor in chosen:
        k, why = said[actor]
        if actor in described:
            continue
        mention = view.mentions[k]
        fillers.append(Filler(mention.start, mention.end, actor, p, why))
        proposed = act.status == "proposed"
        if proposed and ask.mentions("proposer", [k])[0] >= proposer.threshold:
            act.proposers.append(actor)
    fillers = _outside_title(act, _one_decider(act, _one_reading(fillers, view)), view)
    if act.status == "proposed":
        fillers += _addressees(ask, view, {f.ref for f in fillers})
    act.parties = sorted(_without_repeats(fillers, view), key=lambda x: x.start)
    taken = {f.ref for f in act.parties}
    act.proposers = [actor for actor in act.proposers if actor in taken]
    left = [(p, a) for p, a in ranked if a not in taken]
    act.considered = [f"{view.actors[a].called} {p:.2f}" for p, a in left[:_CONSIDERED]]


def _likeliest(
    ranked: Ranked, threshold: float, ask: Asked, slate: Slate, view: View
) -> tuple[Ranked, Ranked]:
    """All actors by how likely the sets that have them are, and those of the best set.

    Only so many actors are weighed in sets; where all of them are chosen, those beyond (of a long list) are
    taken by the threshold.
    """
    weighed = members(ranked, slate)
    best, likely = choose(weighed, slate, view, ask.scorer("party5"))
    found = sorted(((likely.get(a, p), a) for p, a in ranked), key=lambda x: (-x[0], x[1]))
    if len(best) == len(weighed):
        best |= {actor for p, actor in ranked if p >= threshold}
    return found, [x for x in found if x[1] in best]


def _whole(chosen: Ranked, ranked: Ranked, slate: Slate, view: View) -> Ranked:
    """A plural ("the three presidents", "they") brings in everybody whom it stands for."""
    taken = {a for _, a in chosen}
    wanted = set()
    for actor in taken:
        own = slate.by_actor.get(actor)
        if own is not None and own.mention_here is not None:
            wanted |= set(view.mentions[own.mention_here].actors)
    return [x for x in ranked if x[1] in taken or x[1] in wanted]


def _one_of_body(chosen: Ranked, slate: Slate, view: View) -> Ranked:
    """A body and the organisation it belongs to ("the board of the bank") are one party: the likelier."""
    out: Ranked = []
    for p, actor in chosen:
        own = slate.by_actor.get(actor)
        if own is None or not any(_same_body(own.mention, k, view) for k in _mentions(out, slate)):
            out.append((p, actor))
    return out


def _mentions(chosen: Ranked, slate: Slate) -> list[int]:
    return [slate.by_actor[a].mention for _, a in chosen if a in slate.by_actor]


def _same_body(one: int, two: int, view: View) -> bool:
    a, b = view.mentions[one], view.mentions[two]
    if a.kind != "body" and b.kind != "body":
        return False
    outer, inner = (a, b) if a.kind == "body" else (b, a)
    owner = view.actors[inner.actors[0]].type
    return owner == "organization" and outer.start <= inner.head < outer.end and outer.head != inner.head


def _mention(actor: int, index: int, slates: list[Slate], view: View) -> tuple[int, str]:
    """The mention that speaks for a party, and how it stands to the act."""
    own = slates[index].by_actor.get(actor)
    if own is not None:
        kind = view.mentions[own.mention].kind
        link = own.path if own.mention_here is not None else f"{own.shift:+d} sentence"
        return own.mention, f"{kind}, {link}"
    for k in sorted(range(len(slates)), key=lambda k: (abs(k - index), k)):
        other = slates[k].by_actor.get(actor)
        if other is not None:
            return other.mention, f"{view.mentions[other.mention].kind}, party of a neighbouring act"
    return view.of_actor[actor][0], "owner of the body that the act sets up"


def _one_reading(fillers: list[Filler], view: View) -> list[Filler]:
    """An office holder counts once: as the country for a public office, else by the likelier reading."""
    by_span: dict[tuple[int, int], list[Filler]] = {}
    for filler in fillers:
        by_span.setdefault((filler.start, filler.end), []).append(filler)
    countries = {f.ref for f in fillers if f.ref is not None and view.actors[f.ref].type == "country"}
    acting = {m.person for m in view.mentions if m.person is not None and m.actors[0] in countries}
    out = []
    for group in by_span.values():
        persons = [f for f in group if f.ref is not None and view.actors[f.ref].type == "person"]
        others = [f for f in group if f not in persons]
        if persons and others:
            public = any(f.ref is not None and view.actors[f.ref].type == "country" for f in others)
            group = others if public else [max(group, key=lambda f: f.score)]
        out += [f for f in group if f.ref not in acting]
    return out or fillers


def _outside_title(act: Act, fillers: list[Filler], view: View) -> list[Filler]:
    """Whom the name of a plan or law holds ("the 'Plan for a Zone in the Hills of X'") did not approve it.

    A name that says between whom the instrument is holds its parties, as does one that holds all there are.
    """
    title = act.title
    if act.status != "approved" or title is None:
        return fillers
    if not _BETWEEN.isdisjoint(token.lower_ for token in view.doc[title.start : title.end]):
        return fillers
    return [f for f in fillers if not title.start <= f.start < title.end] or fillers


def _one_decider(act: Act, fillers: list[Filler]) -> list[Filler]:
    """A decision without a subject of its own ("it was decided") is that of one body, the likeliest."""
    if act.instrument != "decision" or act.status != "approved" or not fillers:
        return fillers
    if any("nsubj" in f.why.split("^")[0] or "agent" in f.why for f in fillers):
        return fillers
    return [max(fillers, key=lambda f: f.score)]


def _addressees(ask: Asked, view: View, taken: set[int | None]) -> list[Filler]:
    """Whom a proposal to set something up is put to: "creating a council within the Organization"."""
    if not any(t.cls == "establish" for t in ask.candidate.triggers.values()):
        return []
    out = []
    for k in view.by_sent[ask.candidate.sent_index]:
        mention = view.mentions[k]
        actor = mention.actors[0]
        if actor in taken or view.actors[actor].type != "organization":
            continue
        before = [view.doc[i].lower_ for i in range(max(0, mention.start - 2), mention.start)]
        if "within" in before and "none" not in path_to(view.doc[mention.head], ask.frame):
            out.append(
                Filler(mention.start, mention.end, actor, 0.5, "rule: proposed within the organisation")
            )
    return out


def _signatories(act: Act, ask: Asked, view: View) -> None:
    mentions = nearby_mentions(ask.candidate, view)
    threshold = ask.scorer("signatory").threshold
    signed: dict[int, Filler] = {}
    persons = [k for k in mentions if view.actors[_person(view, k)].type == "person"]
    for k, p in zip(persons, ask.mentions("signatory", persons), strict=True):
        mention, person = view.mentions[k], _person(view, k)
        stranger = mention.person is not None and not _bound(mention.actors, person, act, view)
        if p >= threshold and not stranger and (person not in signed or p > signed[person].score):
            signed[person] = Filler(mention.start, mention.end, person, p, mention.office or mention.kind)
    act.signatories = sorted(signed.values(), key=lambda x: x.start)


def _bound(speaks_for: Sequence[int], person: int, act: Act, view: View) -> bool:
    """Whether the act binds somebody for whom a person speaks, or a body of the same country, or himself."""
    parties = {f.ref for f in act.parties if f.ref is not None}
    if person in parties or not parties.isdisjoint(speaks_for):
        return True
    countries = {view.actors[i].country for i in speaks_for} - {None}
    return any(view.actors[i].country in countries for i in parties)


def _person(view: View, mention: int) -> int:
    found = view.mentions[mention]
    return found.person if found.person is not None else found.actors[0]


def _without_repeats(chosen: list[Filler], view: View) -> list[Filler]:
    """Drop a party that another chosen one names ("Energy Ministry" within "Kazakh Energy Ministry").

    Of two countries neither names the other ("Sudan" and "South Sudan"), unless they are the same one.
    """
    actors = [view.actors[f.ref] for f in chosen if f.ref is not None]
    names = [(x.country if x.type == "country" else None, set(x.name.casefold().split())) for x in actors]
    return [
        filler
        for k, (filler, (country, words)) in enumerate(zip(chosen, names, strict=True))
        if not any(
            country == other and (words < longer or (words == longer and n < k))
            for n, (other, longer) in enumerate(names)
        )
    ]
