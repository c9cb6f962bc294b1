"""Names that open a sentence, where only what follows tells that they are a body's."""

import pytest

from pipeline.assemble import Extractor


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("OSLO, May 7, 2024 - Hovland Steel signed a contract with Statkraft.", "Hovland Steel", "ORG"),
        ("LISBON, March 4, 2025 - Galp signed a contract with Cheniere on Tuesday.", "Galp", "ORG"),
        ("LUXEMBOURG, 20 February 2026 - SES and Intelsat completed their merger on Friday.", "SES", "ORG"),
        ("UTRECHT, May 7, 2024 - Philips and trade unions FNV and CNV agreed a contract.", "Philips", "ORG"),
        ("OSLO, May 7, 2024 - Fjordkraft Shipping on Tuesday ordered two ships from Hanwha Ocean.",
         "Fjordkraft Shipping", "ORG"),
        ("LONDON, May 7, 2024 - Shell (SHEL.L) agreed to sell its refinery to Vitol.", "Shell", "ORG"),
        ("LONDON, May 7, 2024 - easyJet signed a contract with Airbus on Tuesday.", "easyJet", "ORG"),
        ("BERLIN, May 7, 2024 - trivago agreed to buy Holisto on Tuesday.", "trivago", "ORG"),
        ("LONDON, May 7, 2024 - Nolvar (LSE: NLV), Tessuto and Orta Foods merged.", "Nolvar", "ORG"),
        ("HOUSTON, May 7, 2024 - Cheniere, Woodside and Tellurian signed a deal.", "Woodside", "ORG"),
        ("TOKYO, May 7, 2024 - Asahi agreed to buy Velmora from AB InBev on Tuesday.", "Asahi", "ORG"),
        ("APIA, May 7, 2024 - Samoa and Nauru signed an agreement on Tuesday.", "Samoa", "GPE"),
        ("LONDON, May 7, 2024 - Arsenal and Emirates extended their deal on Tuesday.", "Emirates", "ORG"),
        ("RABAT, May 7, 2024 - Morocco and the Emirates signed a trade deal on Tuesday.", "Emirates", "GPE"),
    ],
)  # fmt: skip
def test_names_that_open_a_sentence(extractor: Extractor, text: str, name: str, label: str) -> None:
    assert {ent.text: ent.label_ for ent in extractor.doc(text).ents}.get(name) == label


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("LONDON, May 7, 2024 - Lawmakers approved a treaty with France on Tuesday.", "Lawmakers"),
        ("LONDON, May 7, 2024 - Fishermen signed a contract with Lidl on Tuesday.", "Fishermen"),
        ("PARIS, May 7, 2024 - Fighting ended after Hamas and Israel agreed a truce.", "Fighting"),
        ("PARIS, May 7, 2024 - The management met. Management agreed to pay.", "Management"),
        ("PARIS, May 7, 2024 - Finance Minister Almas Serikov met them. Serikov signed the deal.", "Serikov"),
    ],
)
def test_what_only_opens_a_sentence(extractor: Extractor, text: str, word: str) -> None:
    found = {ent.text: ent.label_ for ent in extractor.doc(text).ents}
    assert found.get(word) not in ("ORG", "GPE")


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("MADRID, May 7, 2024 - Mutua Selva (BME: MUT) agreed to buy Delvia.", "Mutua Selva", {"BME", "MUT"}),
        ("TURIN, May 7, 2024 - Orlay Energy (TSX, NYSE: ORL) agreed to buy Delvia.", "Orlay Energy",
         {"TSX", "NYSE", "ORL"}),
    ],
)  # fmt: skip
def test_a_ticker_proves_a_company(extractor: Extractor, text: str, wanted: str, unwanted: set[str]) -> None:
    found = {ent.text: ent.label_ for ent in extractor.doc(text).ents}
    assert found.get(wanted) == "ORG" and not unwanted & set(found)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Geneva. Trader Norveld has agreed to buy a refinery from Saras.", "Norveld", "ORG"),
        ("La Paz. Landlocked Bolivia and Chile signed an agreement.", "Bolivia", "GPE"),
        ("Dubai. Dubai's Emaar signed a memorandum to buy land with Egypt's Talvat Moustafen.",
         "Talvat Moustafen", "ORG"),
    ],
)  # fmt: skip
def test_what_stands_before_a_name(extractor: Extractor, text: str, name: str, label: str) -> None:
    assert {ent.text: ent.label_ for ent in extractor.doc(text).ents}.get(name) == label
