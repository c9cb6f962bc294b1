"""When and where of all acts together: what an act may take over, and what is seen of it."""

import pytest

from pipeline.assemble import Extractor
from pipeline.relations.candidates import Candidate, find_candidates
from pipeline.relations.context import View, view
from pipeline.relations.occasion import date_choices
from pipeline.relations.setting import Choices, Setting, options, setting, setting_features

TEXT = (
    "Norway and Chile signed a treaty on fishing in Oslo on 5 May 2024. The room was full. "
    "The guests sat in rows. "
    "Outside it rained. Nobody minded. The two countries also adopted a declaration on whales. "
    "In 1999 they had signed a protocol on krill."
)


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> tuple[View, list[Candidate], Choices]:
    doc = extractor.doc(TEXT)
    seen = view(doc)
    wanted = ("treaty", "declaration", "protocol")
    found = [next(c for c in find_candidates(doc) if any(t.text == w for t in c.nouns)) for w in wanted]
    return seen, found, date_choices(seen)


def _settings(read: tuple[View, list[Candidate], Choices]) -> list[Setting]:
    seen, (treaty, declaration, protocol), _ = read
    day, year = (next(k for k, d in enumerate(seen.dates) if d.edtf == x) for x in ("2024-05-05", "1999"))
    return [
        setting(treaty, {day: 0.9}, "signed", seen),
        setting(declaration, {year: 0.1}, "approved", seen),
        setting(protocol, {year: 0.95}, "signed", seen),
    ]


def test_an_act_may_take_over_the_likely_date_of_another(read: tuple[View, list[Candidate], Choices]) -> None:
    settings, choices = _settings(read), read[2]
    assert {choices.value(k) for k in options(1, settings, choices)} == {"1999", "2024-05-05"}
    settings[0].sure = 0.2
    choices.lead.clear()
    assert {choices.value(k) for k in options(1, settings, choices)} == {"1999"}


def test_what_the_lead_names_is_an_option_of_every_act(read: tuple[View, list[Candidate], Choices]) -> None:
    settings, choices = _settings(read), date_choices(read[0])
    for one in settings:
        one.sure = 0.0
    assert {choices.value(k) for k in options(2, settings, choices)} == {"1999", "2024-05-05"}


def test_features_tell_a_date_of_its_own_from_one_far_away(
    read: tuple[View, list[Candidate], Choices],
) -> None:
    settings, choices = _settings(read), date_choices(read[0])
    far = next(k for k in options(1, settings, choices) if choices.value(k) == "2024-05-05")
    features = setting_features(1, far, settings, choices)
    assert any(name.startswith("place=far") for name in features)
    assert any(name.startswith("cue=True|far") for name in features)
    assert features[next(name for name in features if name.startswith("prev|far"))] == 0.9
    own = setting_features(2, settings[2].best, settings, choices)
    assert any(name.startswith("place=here") for name in own)
    assert any(name.startswith("cue=False|here") for name in own)


def test_one_act_has_nobody_to_look_at(read: tuple[View, list[Candidate], Choices]) -> None:
    settings, choices = _settings(read)[:1], date_choices(read[0])
    features = setting_features(0, settings[0].best, settings, choices)
    assert any(name.startswith("lone") for name in features)
    assert not any(name.startswith(("prev", "most")) for name in features)
