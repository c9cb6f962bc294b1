"""A gold folder of our own making, small enough to change in a test."""

import json
from pathlib import Path
from typing import Any

FERRY = """Photo: Harbour Desk
NORTHPORT, May 4, 2021 - Northland and Southland signed a ferry agreement in Northport on Monday.
The ships will carry 40 trucks a day. The port council approved a new pier on April 30.
"""
BREAD = """EASTVALE, June 1, 2021 - The Eastvale bakers' union proposed a short night to Crumb Ltd on Tuesday.
"""
RAIN = """WESTHILL, July 9, 2021 - It rained on the hills, and nobody agreed to anything.
"""

Gold = dict[str, Any]


def ferry() -> Gold:
    """Two records, a photo credit, a place, and an amount."""
    return {
        "id": "x01-ferry",
        "published": "2021-05-04",
        "records": [
            {
                "parties": [
                    {"name": "Northland", "type": "country", "accept": ["Republic of Northland"]},
                    {"name": "Southland", "type": "country"},
                ],
                "instrument": "agreement",
                "status": "signed",
                "subject": "ferry agreement",
                "when": {"edtf": "2021-05-03", "text": "on Monday", "basis": "stated"},
                "where": {"name": "Northport"},
                "amounts": [{"text": "40 trucks", "value": 40, "unit": "trucks"}],
                "evidence": ["Northland and Southland signed a ferry agreement in Northport on Monday."],
            },
            {
                "parties": [{"name": "port council", "type": "organization"}],
                "instrument": "decision",
                "status": "approved",
                "subject": "new pier",
                "when": {"edtf": "2021-04-30", "text": "on April 30", "basis": "stated"},
                "evidence": ["The port council approved a new pier on April 30."],
            },
        ],
        "dates": [
            {"text": "May 4, 2021", "edtf": "2021-05-04"},
            {"text": "Monday", "edtf": "2021-05-03"},
            {"text": "April 30", "edtf": "2021-04-30"},
        ],
        "entities": [
            {"text": "NORTHPORT", "type": "GPE"},
            {"text": "Northland", "type": "GPE"},
            {"text": "Southland", "type": "GPE"},
        ],
        "noise": ["Photo: Harbour Desk"],
    }


def bread() -> Gold:
    """One proposal."""
    return {
        "id": "x02-bread",
        "published": "2021-06-01",
        "records": [
            {
                "parties": [
                    {"name": "Eastvale bakers' union", "type": "organization", "role": "proposer"},
                    {"name": "Crumb Ltd", "type": "organization", "optional": True},
                ],
                "instrument": "contract",
                "instrument_accept": ["decision"],
                "status": "proposed",
                "subject": "a short night",
                "when": {"edtf": "2021-06-01", "text": "on Tuesday", "basis": "stated"},
                "evidence": [BREAD[BREAD.index("The Eastvale") :].strip()],
            }
        ],
        "dates": [{"text": "June 1, 2021", "edtf": "2021-06-01"}, {"text": "Tuesday", "edtf": "2021-06-01"}],
        "entities": [{"text": "Crumb Ltd", "type": "ORG"}],
        "noise": [],
    }


def rain() -> Gold:
    """No record at all."""
    return {
        "id": "x03-rain",
        "published": "2021-07-09",
        "records": [],
        "dates": [{"text": "July 9, 2021", "edtf": "2021-07-09"}],
        "entities": [],
        "noise": [],
    }


def write_small_gold(folder: Path) -> Path:
    """Write the three articles with their gold and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for gold, text in ((ferry(), FERRY), (bread(), BREAD), (rain(), RAIN)):
        write_item(folder, gold, text)
    return folder


def write_item(folder: Path, gold: Gold, text: str) -> None:
    """Write one article with its gold."""
    (folder / f"{gold['id']}.txt").write_text(text, encoding="utf-8")
    (folder / f"{gold['id']}.json").write_text(json.dumps(gold, indent=1), encoding="utf-8")
