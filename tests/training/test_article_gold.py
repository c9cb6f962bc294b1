"""Projection of an article's surface forms on its text."""

from training.article_gold import (
    choose_label,
    find_forms,
    labels_by_form,
    merge,
    with_articles,
    without_noise,
)

TEXT = "The World Bank met Bank of Asia. World  Bank staff flew to Almaty; Almatym did not."


def test_longer_forms_win_and_words_stay_whole() -> None:
    found = find_forms(TEXT, ["Bank", "World Bank", "Almaty"])
    assert [(TEXT[start:end], form) for start, end, form in found] == [
        ("World Bank", "World Bank"),
        ("Bank", "Bank"),
        ("World  Bank", "World Bank"),
        ("Almaty", "Almaty"),
    ]


def test_forms_may_end_in_punctuation() -> None:
    text = "Acme Inc. of the U.S. and the U.S.S.R."
    found = {text[start:end] for start, end, _ in find_forms(text, ["Acme Inc.", "U.S."])}
    assert found == {"Acme Inc.", "U.S."}


def test_case_counts() -> None:
    assert find_forms("a turkey in Turkey", ["Turkey"]) == [(12, 18, "Turkey")]


def test_labels_of_a_form_keep_their_order() -> None:
    entities = [("Washington", "GPE"), ("Washington", "PERSON"), ("Washington", "GPE")]
    assert labels_by_form(entities) == {"Washington": ("GPE", "PERSON")}


def test_prediction_decides_between_labels_of_one_form_only() -> None:
    assert choose_label(("GPE", "PERSON"), (3, 4), [(2, 4, "PERSON")]) == "PERSON"
    assert choose_label(("GPE", "PERSON"), (3, 4), [(2, 4, "ORG")]) == "GPE"
    assert choose_label(("GPE",), (3, 4), [(2, 4, "PERSON")]) == "GPE"


def test_the_belongs_to_the_name_it_depends_on() -> None:
    words = ["the", "World", "Bank", "saw", "the", "Almaty", "mayor"]
    heads = [2, 2, 3, 3, 6, 6, 3]
    spans = [(1, 3, "ORG"), (5, 6, "GPE")]
    assert with_articles(spans, words, heads) == [(0, 3, "ORG"), (5, 6, "GPE")]
    assert with_articles([(1, 3, "PERSON")], words, heads) == [(1, 3, "PERSON")]


def test_merge_keeps_only_labels_that_gold_does_not_annotate() -> None:
    gold = [(4, 6, "ORG")]
    predicted = [(0, 1, "GPE"), (2, 3, "DATE"), (5, 7, "MONEY"), (8, 9, "NORP")]
    assert merge(gold, predicted) == [(2, 3, "DATE"), (4, 6, "ORG"), (8, 9, "NORP")]


def test_noise_is_cut_once() -> None:
    assert without_noise("Share\nNews. Share", ["Share"]) == "\n\nNews. Share"
