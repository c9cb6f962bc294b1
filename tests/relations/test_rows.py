"""The encoder's last layer works out the vectors that the heads ask for, and no others."""

from collections.abc import Callable

import numpy as np
from spacy.tokens import Doc

from pipeline.relations.candidates import find_candidates
from pipeline.relations.context import view
from pipeline.relations.fillers import phrases_of, rivals, tokens_asked
from pipeline.relations.opinions import shipped
from pipeline.relations.token_encoder import windows

TEXT = (
    "OSLO, March 3. Norway and Chile signed a treaty on salmon farming in Bergen on Tuesday, the two "
    "ministers said. The fjords were calm and nobody minded the rain that fell on the roofs of the old town. "
    "Nordvik Lines agreed to buy two ferries from the Swedish yard Havsund for 40 million euros. It hopes to "
    "sail in May."
)


def test_whatever_may_fill_a_slot_and_was_read_has_a_vector(read: Callable[[str], Doc]) -> None:
    seen = view(doc := read(TEXT))
    candidates = find_candidates(doc)
    wanted = sorted({c.sent_index for c in candidates})
    encoder, _ = shipped()
    inside = {word for w in windows(seen, candidates, wanted, encoder.tokenizer) for word in w.words}
    known = encoder.read(seen, candidates, wanted).known
    assert 0 < known.sum() < 0.8 * len(inside)
    asked = 0
    for candidate in candidates:
        assert known[candidate.anchor.i]
        for span in rivals(candidate, seen, phrases_of(candidate, seen)):
            for token in () if span is None else (span[0], span[1] - 1, span[2]):
                asked += 1
                assert bool(known[token]) == (token in inside)
    assert asked > 30


def test_a_vector_is_nearly_the_same_whatever_else_is_asked_for(read: Callable[[str], Doc]) -> None:
    seen = view(doc := read(TEXT))
    candidates = find_candidates(doc)
    encoder, _ = shipped()
    (window,) = windows(seen, candidates, [0], encoder.tokenizer)
    some = [row for row, word in enumerate(window.words) if word in tokens_asked(seen, candidates)]
    whole = encoder.states(window, range(len(window.ids)))
    part = encoder.states(window, some)
    assert whole.shape == (len(window.ids), 768) and part.shape == (len(some), 768)
    # The step of 8-bit numbers hangs on all that is rounded together, so they are not quite the same.
    for one, other in zip(whole[some], part, strict=True):
        assert one @ other / np.linalg.norm(one) / np.linalg.norm(other) > 0.98
