"""Which sentence introduces an item of a list."""

import spacy

from pipeline.relations.lists import introductions


def _sentences(text: str) -> tuple:
    nlp = spacy.blank("en")
    doc = nlp(text)
    for token in doc:
        before = doc[token.i - 1] if token.i else None
        ended = before is not None and (before.is_space or before.text in (".", ";"))
        token.is_sent_start = before is None or (ended and not token.is_space)
    return doc, list(doc.sents)


def test_marked_items_belong_to_what_introduces_them() -> None:
    doc, sents = _sentences(
        "The ministers met in Oslo.\n\nThey signed:\n\n- a treaty;\n- a protocol.\n\nThen they left."
    )
    found = introductions(doc, sents)
    named = {sents[k].text.strip(): sents[h].text.strip() for k, h in found.items() if sents[k].text.strip()}
    assert named == {"- a treaty;": "They signed:", "- a protocol.": "They signed:"}


def test_lines_after_a_colon_need_no_mark() -> None:
    doc, sents = _sentences("Documents signed:\nMemorandum on trade;\nProtocol on water.\nThe visit ended.")
    found = introductions(doc, sents)
    assert {sents[k].text.strip() for k in found} >= {"Memorandum on trade;", "Protocol on water."}
    assert all(sents[h].text.startswith("Documents") for h in found.values())


def test_running_text_has_no_items() -> None:
    doc, sents = _sentences("He said: we agree. A deal is near. Talks go on.")
    assert introductions(doc, sents) == {}
