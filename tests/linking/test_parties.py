"""Whom names stand for, and when two of them are one."""

import pytest

from pipeline.linking.parties import PartyReader, likeness, overlap, plain_names, shared

STATES = {"Uzbekistan": "UZ", "Chile": "CL", "Norway": "NO", "Peru": "PE"}


def names(name: str, type: str) -> tuple[str, str | None]:
    return name, next((code for state, code in STATES.items() if state in name), None)


READER = PartyReader(names)


def key(name: str, type: str = "organization"):  # type: ignore[no-untyped-def]
    return READER.read(name, "country" if name in STATES else type, STATES.get(name))


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("Chile", "Chile", 1.0),
        ("AMD", "Advanced Micro Devices", 1.0),
        ("EBRD", "European Bank for Reconstruction and Development", 1.0),
        ("Petronet LNG", "Petronet LNG Limited", 0.9),
        ("KLM", "KLM Royal Dutch Airlines", 0.9),
        ("board of the Asian Development Bank", "Asian Development Bank", 0.9),
        ("Ministry of Energy of Uzbekistan", "Uzbekistan", 0.9),
        ("Storting", "Norway", 0.9),
        ("Senate of Chile", "government of Chile", 0.3),
    ],
)
def test_are_one(one: str, other: str, least: float) -> None:
    assert likeness(key(one), key(other)) >= least
    assert likeness(key(other), key(one)) == likeness(key(one), key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chile", "Peru"),
        ("Oman Rail", "Etihad Rail"),
        ("Bank of Chile", "Bank of Norway"),
        ("Storting", "Chile"),
        ("Makerere University", "Ghent University"),
    ],
)
def test_are_two(one: str, other: str) -> None:
    assert likeness(key(one), key(other)) == 0


def test_persons_are_known_by_their_last_names() -> None:
    assert likeness(key("Mateo Ibarra", "person"), key("Ibarra", "person")) == 1.0
    assert likeness(key("Mateo Ibarra", "person"), key("Daniel Okafor", "person")) == 0


def test_each_party_is_matched_once() -> None:
    state, ministry = key("Uzbekistan"), key("Ministry of Energy of Uzbekistan")
    assert overlap((state,), (ministry, state)).common == 1.0
    assert overlap((state, key("Chile")), (state, key("Peru"))) == (1.0, 1, {"country"})


def test_rivals_are_told_by_their_class() -> None:
    club, banks = key("Aire Rovers"), key("Mexico")
    one, other = key("Mateo Ibarra", "person"), key("Daniel Okafor", "person")
    assert overlap((club, one), (club, other)).rivals == {"person"}
    assert overlap((banks, key("creditor banks")), (banks, key("Citibank"))).rivals == {"body"}
    assert overlap((club, one), (club, key("Chile"))).rivals == frozenset()


def test_what_is_shared_is_counted_by_class() -> None:
    fund, state = key("Nordvik Fund"), key("Norway")
    organ = key("Ministry of Energy of Uzbekistan")
    assert shared((fund, state, organ), (organ, fund, key("Chile"))) == (1, 1)
    assert shared((key("Mateo Ibarra", "person"),), (key("Mateo Ibarra", "person"),)) == (0, 0)


def test_a_party_named_in_the_subject_counts() -> None:
    without = overlap((key("Storting"),), (key("Norway"), key("Chile")))
    named = overlap((key("Storting"),), (key("Norway"), key("Chile")), named_a={"chil", "fish"})
    assert named.common > without.common


def test_ten_thousand_parties_are_compared_in_no_time() -> None:
    many = tuple(key(f"Harbour {n} Trust") for n in range(10_000))
    assert overlap(many, many[5_000:]).common == 5_000


def test_a_bloc_speaks_for_its_members() -> None:
    chile, norway, bloc = key("Chile"), key("Norway"), key("European Free Trade Association")
    assert READER.apart_from_blocs({chile, norway, bloc}) == {chile, bloc}
    assert READER.apart_from_blocs({chile, norway}) == {chile, norway}


def test_a_state_that_agrees_with_its_own_bloc_stays() -> None:
    norway, bloc = key("Norway"), key("European Free Trade Association")
    assert READER.apart_from_blocs({norway, bloc}) == {norway, bloc}


def test_a_ministry_is_met_where_the_other_names_its_state() -> None:
    ministry, senate = key("Ministry of Energy of Chile"), key("Storting")
    assert ministry.home == {"chil"}
    assert overlap((ministry, key("Norway")), (senate,), named_b={"chil", "fish"}).left == 0
    assert overlap((ministry, key("Norway"), key("Peru")), (senate, key("AMD")), named_b={"fish"}).left == 1


def test_a_company_that_bears_a_states_name_half_stands_for_it() -> None:
    railway, state = key("Norway Rail"), key("Norway")
    assert railway.nation == "NO"
    assert (
        0
        < likeness(railway, state)
        == likeness(state, railway)
        < likeness(key("Ministry of Energy of Norway"), state)
    )
    assert likeness(railway, key("Chile")) == 0
    assert key("Norway Chile Fund").nation is None
    assert key("Ministry of Energy of Norway").nation is None


def test_a_country_without_a_code_is_no_other_country() -> None:
    # once "no code" was taken for "the state that no name holds"
    plain = PartyReader(plain_names)
    somewhere, norway = plain.read("Somaliland", "country", None), plain.read("Norway", "country", "NO")
    assert somewhere.state is None
    assert likeness(somewhere, norway) == likeness(norway, somewhere) == 0.0
    assert likeness(somewhere, plain.read("Alda Bank", "organization", None)) == 0.0
