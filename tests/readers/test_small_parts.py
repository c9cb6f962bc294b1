"""Publication dates of metadata, and the cheap test for English."""

import pytest

from pipeline.readers.language import why_not_english
from pipeline.readers.published import iso_date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2024-05-06", "2024-05-06"),
        ("2024-05-06T23:59:59+04:00", "2024-05-06"),
        ("20240506", "2024-05-06"),
        ("Mon, 06 May 2024 10:00:00 GMT", "2024-05-06"),
        ("6 May 2024", "2024-05-06"),
        ("May 6, 2024", "2024-05-06"),
        ("06.05.2024", "2024-05-06"),
        (1714989600, "2024-05-06"),
        (1714989600000, "2024-05-06"),
        ("06/05/2024", None),
        ("2024-13-45", None),
        ("yesterday", None),
        ("", None),
        (7, None),
        (True, None),
        (float("nan"), None),
        (None, None),
        (["2024-05-06"], None),
    ],
)
def test_iso_date(value: object, date: str | None) -> None:
    assert iso_date(value) == date


SAID = {
    "French": "Les deux ministres ont signé mardi un accord sur la construction du chemin de fer, "
    "dont le coût reste inconnu, selon les services du gouvernement, qui ont promis une réponse. "
    "Il sera publié dans les prochains jours.",
    "Dutch": "De minister heeft dinsdag een verdrag getekend over de aanleg van een spoorlijn, waarvan de "
    "kosten nog niet bekend zijn, zo meldt het ministerie, dat in het voorjaar met een antwoord komt. Wij "
    "wachten af, was het enige dat hij daarover wilde zeggen.",
    "Turkish": "İki bakan salı günü başkentte demiryolu hattının yapımına ilişkin anlaşmayı imzaladı. "
    "Bakanlığa göre maliyeti henüz belli olmayan proje için baharda yanıt verilecek. Taraflar ayrıca enerji "
    "alanında işbirliğini artırmayı, ortak komisyon kurmayı ve gelecek yıl yeniden görüşmeyi kararlaştırdı.",
    "Georgian": "მინისტრებმა ხელი მოაწერეს შეთანხმებას",
}


@pytest.mark.parametrize("language", SAID)
def test_other_languages_are_told(language: str) -> None:
    assert why_not_english(SAID[language])


@pytest.mark.parametrize(
    "text",
    [
        "Ministers sign treaty",
        "Kassym-Jomart Toqayev, Sadyr Zhaparov, Shavkat Mirziyoyev, Ilham Aliyev",
        "1 2 3 4 5 6 7 8 9",
        "The minister said: «Мы подписали договор», and that the work would begin in the spring.",
        "Sentence: 24 months; fine 500 dollars. " * 5
        + "The court and the ministry said that it was by the book.",
    ],
)
def test_english_and_short_texts_pass(text: str) -> None:
    assert why_not_english(text) is None
