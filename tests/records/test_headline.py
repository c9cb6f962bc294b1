"""A headline's act is told again by the first sentences: one record."""

import spacy
from spacy.tokens import Doc

from pipeline.layers import Act, Filler
from pipeline.records.merge import merge_acts

HEAD = "Norway and Chile ink whale pact"
LEAD = "Norway and Chile signed an agreement on the protection of whales ."
_NLP = spacy.blank("en")


def _doc(*sentences: str) -> Doc:
    words = " ".join(sentences).split()
    starts, at = set(), 0
    for sentence in sentences:
        starts.add(at)
        at += len(sentence.split())
    return Doc(_NLP.vocab, words=words, sent_starts=[i in starts for i in range(len(words))])


def _act(
    start: int, sentence: str, subject: str, *, status: str = "signed", parties: tuple[int, ...] = (0, 1)
) -> Act:
    end = start + len(sentence.split())
    return Act(
        anchor=start + 3,
        trigger=[start + 3],
        pattern="sign",
        sentences=[[start, end]],
        score=0.9,
        status=status,
        instrument="agreement",
        parties=[Filler(start + 2 * k, start + 2 * k + 1, ref, 0.9, "name") for k, ref in enumerate(parties)],
        subject=Filler(start + 4, end, None, 0.9, "dobj", subject),
    )


def _two(first: str, second: str, **changes) -> int:  # type: ignore[no-untyped-def]
    doc = _doc(first, second)
    acts = [_act(0, first, "whale pact"), _act(len(first.split()), second, "protection of whales", **changes)]
    return len(merge_acts(acts, doc)[0])


def test_the_lead_tells_the_headline_again() -> None:
    assert _two(HEAD, LEAD) == 1
    assert _two(HEAD, LEAD, status="agreed") == 1


def test_a_sentence_is_no_headline() -> None:
    assert _two(f"{HEAD} .", LEAD) == 2


def test_other_parties_or_another_stage_stay_apart() -> None:
    assert _two(HEAD, LEAD, parties=(0, 2)) == 2
    assert _two(HEAD, LEAD, status="ended") == 2
    assert _two(HEAD, LEAD, status="planned") == 2
