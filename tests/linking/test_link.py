"""Records in, agreements out: what is one, what is not, in any order and over any number of nights."""

import random

import pytest

from pipeline.linking import Linker, Profile, agreement_id
from tests.linking.making import profiles, report

GREEN = ["Kazakhstan", "Azerbaijan", "Uzbekistan"]


def groups(items: list[Profile]) -> set[frozenset[str]]:
    """The ids of the records of each agreement."""
    return {frozenset(items[i].id for i in a.members) for a in Linker().link(items).agreements}


def one(*items: object) -> bool:
    return len(groups(profiles(*items))) == 1  # type: ignore[arg-type]


A = report("a", GREEN, "strategic partnership on the production and transfer of green energy", place="Baku")


def test_the_same_act_in_other_words_is_one_agreement() -> None:
    other = report("b", ["Kazakhstan", "Uzbekistan", "Azerbaijan"], "production and transit of clean energy")
    assert one(A, other)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(report("b", GREEN, "production and transfer of green energy", when=None), id="undated"),
        pytest.param(report("b", GREEN, "transfer of green energy", when="2024-11"), id="month"),
        pytest.param(report("b", GREEN, "transfer of green energy", when="2024-11-12"), id="a day off"),
        pytest.param(report("b", GREEN[:2], "production and transfer of green energy"), id="fewer parties"),
        pytest.param(
            report("b", ["Ministry of Energy of Kazakhstan", *GREEN[1:]], "production of green energy"),
            id="ministry for its country",
        ),
        pytest.param(
            report(
                "b", GREEN, "production and transfer of green energy", status="in_force", when="2025-06-01"
            ),
            id="later stage",
        ),
    ],
)
def test_links(other: object) -> None:
    assert one(A, other)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(report("b", GREEN, "transfer of green energy", when="2023-02-01"), id="another year"),
        pytest.param(report("b", GREEN, "mutual recognition of diplomas", instrument="plan"), id="subject"),
        pytest.param(
            report("b", ["Kazakhstan", "Norway"], "production and transfer of green energy"),
            id="other partner",
        ),
        pytest.param(
            report("b", GREEN, "extension of the visa regime", instrument="decision", when="2024-12-20"),
            id="day and subject",
        ),
        pytest.param(
            report("b", ["Norway", "Chile"], "production and transfer of green energy"), id="nobody in common"
        ),
    ],
)
def test_does_not_link(other: object) -> None:
    assert not one(A, other)


def test_two_signings_in_one_article_are_two_agreements() -> None:
    first = report("a", ["Norway", "Chile"], "fishing in the Southern Ocean", article="x")
    second = report("b", ["Norway", "Chile"], "fishing vessels in distress", article="x")
    assert not one(first, second)


def test_no_chain_from_one_agreement_to_another() -> None:
    # A vague report is like both of two agreements that are not like each other.
    vague = report("v", ["Norway", "Chile"], "fishing and polar research", when=None)
    fishing = report("f", ["Norway", "Chile"], "fishing quotas", title="Treaty on Krill", when="2024-11-13")
    polar = report(
        "p", ["Norway", "Chile"], "polar research", title="Antarctic Stations Pact", when="2024-11-13"
    )
    assert {"f", "p"} not in [g & {"f", "p"} for g in map(set, groups(profiles(vague, fishing, polar)))]


def news() -> list[Profile]:
    """Twelve events with up to four reports each, some near misses among them."""
    rng = random.Random(3)
    topics = ["fishing", "railway", "visas", "gas", "nuclear safety", "wheat", "culture", "customs", "water"]
    pairs = [["Norway", "Chile"], ["Kazakhstan", "Uzbekistan"], ["Turkey", "Somalia"], ["Norway", "Peru"]]
    made = []
    for event in range(12):
        topic, pair = rng.choice(topics), rng.choice(pairs)
        day = f"2024-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
        for outlet in range(rng.randrange(1, 5)):
            when = rng.choice([day, day, day[:7], None])
            subject = rng.choice(
                [f"{topic} between the two", f"cooperation in {topic}", f"joint {topic} projects"]
            )
            made.append(report(f"{event:02d}-{outlet}", pair, subject, when=when, published=day))
    return profiles(*made)


def test_the_order_of_records_makes_no_difference() -> None:
    items = news()
    expected = groups(items)
    assert any(len(g) > 1 for g in expected)
    for seed in range(5):
        turned = items[:]
        random.Random(seed).shuffle(turned)
        assert groups(turned) == expected


@pytest.mark.parametrize("seed", range(8))
def test_nights_make_the_same_groups_as_one_batch(seed: int) -> None:
    items = news()
    rng = random.Random(seed)
    nights = [rng.randrange(3) for _ in items]
    previous: dict[str, str] = {}
    for night in range(3):
        here = [p for p, n in zip(items, nights, strict=True) if n <= night]
        numbered = {i: previous[p.id] for i, p in enumerate(here) if p.id in previous}
        fresh = [i for i in range(len(here)) if i not in numbered]
        made = Linker().link(here, previous=numbered, changed=fresh)
        for agreement in made.agreements:
            previous.update({here[i].id: agreement.id for i in agreement.members})
    found: dict[str, set[str]] = {}
    for record, id in previous.items():
        found.setdefault(id, set()).add(record)
    assert {frozenset(g) for g in found.values()} == groups(items)


def test_an_agreement_keeps_its_id_when_it_grows() -> None:
    old, *_ = profiles(report("b", GREEN, published="2024-11-15"))
    id = Linker().link([old]).agreements[0].id
    assert id == agreement_id(old)
    # The new report is older: alone, it would have founded the agreement.
    items = [old, *profiles(report("a", GREEN, published="2024-11-13"))]
    made = Linker().link(items, previous={0: id}, changed=[1])
    assert [(a.id, len(a.members)) for a in made.agreements] == [(id, 2)]


def test_when_two_agreements_become_one_the_first_reported_keeps_its_id() -> None:
    items = profiles(report("a", GREEN), report("b", GREEN, published="2024-11-20"))
    made = Linker().link(items, previous={0: "agr-x", 1: "agr-y"}, changed=[0, 1])
    (only,) = made.agreements
    assert (only.id, only.absorbed, made.retired) == ("agr-x", ("agr-y",), {"agr-y"})


def test_when_an_agreement_falls_apart_its_founder_keeps_the_id() -> None:
    items = profiles(report("a", ["Norway", "Chile"]), report("b", ["Kazakhstan", "Turkey"]))
    id = agreement_id(items[1])
    made = Linker().link(items, previous={0: id, 1: id})
    assert {items[a.members[0]].id: a.id for a in made.agreements} == {"b": id, "a": agreement_id(items[0])}


def test_what_nothing_new_touches_is_not_compared_again() -> None:
    items = news()
    first = Linker().link(items)
    previous = {i: a.id for a in first.agreements for i in a.members}
    lonely = profiles(report("new", ["Quay Fisheries", "Harbour Bank"], "a loan", when="2020-01-01"))
    second = Linker().link([*items, *lonely], previous=previous, changed=[len(items)])
    assert second.compared == 0 and len(second.agreements) == 1


def test_a_copy_of_an_agency_text_joins() -> None:
    copy = report(
        "a", GREEN, "strategic partnership on the production and transfer of green energy", article="copy"
    )
    assert len(Linker().link(profiles(A, copy)).agreements) == 1
