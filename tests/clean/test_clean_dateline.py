"""Datelines of many house styles, one a line: opening, place, country, agency, publication date."""

import pytest

from pipeline.clean import clean
from tests.clean.article import FIRST, HEADLINE

STYLES = [
    ("BAKU, Azerbaijan, October 7. ", "BAKU", "AZ", None, None),
    ("WASHINGTON, June 4 - ", "WASHINGTON", None, None, None),
    ("Astana [Kazakhstan], November 14 : ", "Astana", "KZ", None, None),
    ("Betul (Goa) [India], February 6 (ANI): ", "Betul", "IN", "ANI", None),
    ("LONDON (Reuters) - ", "LONDON", None, "Reuters", None),
    ("(AP) — ", None, None, "AP", None),
    ("July 26 (UPI) -- ", None, None, "UPI", None),
    ("ASHGABAT, Turkmenistan — ", "ASHGABAT", "TM", None, None),
    ("CORAL GABLES, Fla., June 4 - ", "CORAL GABLES", "US", None, None),
    ("ITHACA, N.Y., June 4 - ", "ITHACA", "US", None, None),
    ("ST. LOUIS, June 4 - ", "ST. LOUIS", None, None, None),
    ("The Hague, 3 May 2024 - ", "The Hague", None, None, "2024-05-03"),
    ("Vienna/Yerevan, 1 December. ", "Vienna/Yerevan", None, None, None),
    ("SEOUL, Oct. 7 (Yonhap) -- ", "SEOUL", None, "Yonhap", None),
    ("WINDHOEK, June 20 2023 (NAMPA) -- ", "WINDHOEK", None, "NAMPA", "2023-06-20"),
    ("Vevey, 17.09.2025 (awp international) - ", "Vevey", None, "awp international", "2025-09-17"),
    ("Addis Ababa November 16/2023 (ENA) ", "Addis Ababa", None, "ENA", "2023-11-16"),
    ("Baku/14.10.17/Kaspi News: ", "Baku", None, "Kaspi News", "2017-10-14"),
    ("MOSCOW, September 3. /TASS/. ", "MOSCOW", None, "TASS", None),
    ("Moscow. December 20. INTERFAX - ", "Moscow", None, "INTERFAX", None),
    ("TASHKENT. KAZINFORM – ", "TASHKENT", None, "KAZINFORM", None),
    ("KYIV. Dec 16 (Ukraine Energy Wire) – ", "KYIV", None, "Ukraine Energy Wire", None),
    ("LJUBLJANA, November 14, 2022 /Adria Today/ — ", "LJUBLJANA", None, "Adria Today", "2022-11-14"),
    ("ALAMEDA, Calif., Oct. 14, 2024 /WireDirect/ -- ", "ALAMEDA", "US", "WireDirect", "2024-10-14"),
    ("Riyadh, March 10, 2023, SPA -- ", "Riyadh", None, "SPA", "2023-03-10"),
    ("KABUL, Afghanistan (Jan. 20, 2011) — ", "KABUL", "AF", None, "2011-01-20"),
    ("LONDON, Sunday 10 August 2003 - ", "LONDON", None, None, "2003-08-10"),
    ("OSLO, Norway--(BUSINESS WIRE)-- ", "OSLO", "NO", "BUSINESS WIRE", None),
    ("Astana. May 3. Interfax-Kazakhstan – ", "Astana", None, "Interfax-Kazakhstan", None),
    ("Abidjan, Côte d'Ivoire, 13 December 2023 (PANA) - ", "Abidjan", "CI", "PANA", "2023-12-13"),
    ("3 May 2024, Rome - ", "Rome", None, None, "2024-05-03"),
    ("PRESS RELEASE. Rome, 3 May 2024. ", "Rome", None, None, "2024-05-03"),
    ("Press release, Rome, 3 May 2024 - ", "Rome", None, None, "2024-05-03"),
    ("Dar es Salaam. ", "Dar es Salaam", None, None, None),
    ("ISLAMABAD: ", "ISLAMABAD", None, None, None),
    ("WASHINGTON ", "WASHINGTON", None, None, None),
    ("****NEW YORK, June 4 - ", "NEW YORK", None, None, None),
]
ALONE = [
    ("ISTANBUL", "ISTANBUL", None),
    ("Nairobi, Sunday November 13 2022", "Nairobi", "2022-11-13"),
    ("Fjord Wire agency, Oslo, June 11, 2024", "Oslo", "2024-06-11"),
    ("Sudland Daily, Tbilisi / 2003-11-12", "Tbilisi", "2003-11-12"),
    ("NEW YORK, January 17, 2026 (Blue News Agency)", "NEW YORK", "2026-01-17"),
]
NONE = [
    "On October 7. The ministers came together in the capital for the first time since the war.",
    "VLADIMIR Roe ordered the closure of the border after the talks on gas had come to nothing, he said.",
    "Oil prices rise - traders expect more cuts after the ministers of the cartel met in the capital.",
    "In March 2024 the two sides signed an agreement on ferries, which was never carried out, they said.",
    "UPDATE 1-Norland and Sudland sign a gas deal that had been ten years in the making, ministers say.",
    "The Ministry (MoE) - which is in charge of the sale - declined to comment on the report on Tuesday.",
    "May 3 was the day on which the ministers had wanted to sign, but it came and went without a word.",
]


@pytest.mark.parametrize(("opening", "place", "country", "agency", "published"), STYLES)
def test_style(
    opening: str, place: str | None, country: str | None, agency: str | None, published: str | None
) -> None:
    found = clean(f"{opening}{FIRST}\n")
    assert found.removed == []
    line = found.dateline
    assert line is not None
    assert found.text[line.start : line.end] == line.text == opening.rstrip()
    assert (line.place, line.country, line.agency) == (place, country, agency)
    assert found.published == published
    assert found.published_basis == ("dateline" if published else None)


@pytest.mark.parametrize(("alone", "place", "published"), ALONE)
def test_dateline_alone_on_its_line(alone: str, place: str, published: str | None) -> None:
    found = clean(f"{HEADLINE}\n\n{alone}\n\n{FIRST}\n")
    assert found.removed == []
    assert found.dateline is not None
    assert (found.dateline.text, found.dateline.place) == (alone, place)
    assert found.published == published


@pytest.mark.parametrize("text", NONE)
def test_no_dateline(text: str) -> None:
    assert clean(text).dateline is None


def test_offsets_are_in_the_clean_text() -> None:
    found = clean(f" date 2024-05-03 {HEADLINE}\n\nOSLO, Norway, May 3. {FIRST}\n")
    assert found.dateline is not None
    assert found.text[found.dateline.start : found.dateline.end] == "OSLO, Norway, May 3."
