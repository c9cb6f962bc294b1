"""Trigger chains of sentences whose parse is given: exact, whatever the language model and the weights."""

import pytest
import spacy
from spacy.vocab import Vocab

from pipeline.relations.candidates import Candidate, find_candidates
from tests.relations.parsed import Parsed, load

PARSED = load("parsed.txt")
KNOWN_ERRORS = load("parsed_known_errors.txt")


@pytest.fixture(scope="module")
def vocab() -> Vocab:
    return spacy.blank("en").vocab


def _patterns(parsed: Parsed, vocab: Vocab) -> list[str]:
    return [c.pattern for c in find_candidates(parsed.doc(vocab))]


def _of(text: str, vocab: Vocab) -> list[Candidate]:
    return find_candidates(next(p for p in PARSED if p.text == text).doc(vocab))


@pytest.mark.parametrize("parsed", PARSED, ids=lambda p: p.text)
def test_chains(parsed: Parsed, vocab: Vocab) -> None:
    assert _patterns(parsed, vocab) == parsed.wanted


@pytest.mark.parametrize("parsed", KNOWN_ERRORS, ids=lambda p: p.text)
def test_known_error(parsed: Parsed, vocab: Vocab, request: pytest.FixtureRequest) -> None:
    request.applymarker(pytest.mark.xfail(strict=False, reason=parsed.cause))
    assert _patterns(parsed, vocab) == parsed.wanted


def test_there_are_enough_sentences() -> None:
    assert len(PARSED) >= 25
    assert len(KNOWN_ERRORS) <= len(PARSED) / 3
    assert all(p.cause for p in KNOWN_ERRORS)


@pytest.mark.parametrize("parsed", PARSED, ids=lambda p: p.text)
def test_a_chain_is_in_text_order_and_no_token_is_in_two(parsed: Parsed, vocab: Vocab) -> None:
    found = find_candidates(parsed.doc(vocab))
    tokens = [t.i for c in found for t in c.tokens]
    assert len(tokens) == len(set(tokens))
    for candidate in found:
        chain = [t.i for t in candidate.tokens]
        assert chain == sorted(chain)
        assert set(chain) == set(candidate.triggers)
        assert candidate.anchor.i in chain
        assert not {t.i for t in candidate.anchor.ancestors} & set(chain)
        assert {t.i for t in candidate.verbs} | {t.i for t in candidate.nouns} == set(chain)


def test_the_anchor_is_the_highest_word_of_the_chain(vocab: Vocab) -> None:
    (candidate,) = _of("The pact, signed in 1999, expired in May.", vocab)
    assert candidate.anchor.text == "expired"
    assert [t.text for t in candidate.verbs] == ["signed", "expired"]
    assert [t.text for t in candidate.nouns] == ["pact"]


def test_a_second_verb_knows_the_first(vocab: Vocab) -> None:
    first, second = _of("The council approved the rules and appointed a director.", vocab)
    assert first.conj_of is None
    assert second.conj_of is not None and second.conj_of.text == "approved"


def test_a_noun_chain_knows_its_verb(vocab: Vocab) -> None:
    (candidate,) = _of("The decision to create a fund was made on Monday.", vocab)
    assert candidate.anchor.text == "decision"
    assert candidate.gov is not None and candidate.gov.text == "made"
