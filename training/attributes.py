"""Universal parts of speech and morphology from Penn tags and dependencies."""

from __future__ import annotations

from typing import Any

from spacy.pipeline import AttributeRuler

POS_TAGS: dict[str, str] = {
    "PUNCT": ". , -LRB- -RRB- `` '' \"\" : HYPH NFP",
    "SYM": "$ # SYM",
    "ADJ": "AFX JJ JJR JJS",
    "CCONJ": "CC",
    "NUM": "CD",
    "DET": "DT PDT",
    "PRON": "EX PRP PRP$ WDT WP WP$",
    "X": "FW LS ADD GW XX",
    "ADP": "IN RP",
    "AUX": "MD BES HVS",
    "NOUN": "NN NNS",
    "PROPN": "NNP NNPS",
    "PART": "POS TO",
    "ADV": "RB RBR RBS WRB",
    "INTJ": "UH",
    "VERB": "VB VBD VBG VBN VBP VBZ",
    "SPACE": "_SP SP",
}
BE = ["am", "is", "are", "was", "were", "be", "been", "being", "'s", "'m", "'re", "’s", "’m", "’re"]
VERB_TAGS = POS_TAGS["VERB"].split()
NOMINAL = ["nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "conj"]

POS_RULES: list[tuple[dict[int | str, Any], str]] = [
    ({"TAG": {"IN": VERB_TAGS}, "DEP": {"IN": ["aux", "auxpass"]}}, "AUX"),
    ({"TAG": {"IN": VERB_TAGS}, "LOWER": {"IN": BE}}, "AUX"),
    ({"TAG": "IN", "DEP": "mark"}, "SCONJ"),
    ({"TAG": "TO", "DEP": "prep"}, "ADP"),
    ({"TAG": "RB", "LOWER": {"IN": ["not", "n't", "n’t"]}}, "PART"),
    ({"TAG": "DT", "DEP": {"IN": NOMINAL}}, "PRON"),
]
"""Patterns for one token, of which the last that fits wins."""

MORPHOLOGY: dict[str, str] = {
    "NN": "Number=Sing",
    "NNS": "Number=Plur",
    "NNP": "Number=Sing",
    "NNPS": "Number=Plur",
    "VBD": "Tense=Past|VerbForm=Fin",
    "VBZ": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "VBP": "Tense=Pres|VerbForm=Fin",
    "VBG": "Aspect=Prog|Tense=Pres|VerbForm=Part",
    "VBN": "Aspect=Perf|Tense=Past|VerbForm=Part",
    "VB": "VerbForm=Inf",
    "MD": "VerbForm=Fin",
    "JJ": "Degree=Pos",
    "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup",
    "RBR": "Degree=Cmp",
    "RBS": "Degree=Sup",
}


def add_rules(ruler: AttributeRuler) -> None:
    """Teach the attribute ruler all of the above."""
    for pos, tags in POS_TAGS.items():
        for tag in tags.split():
            ruler.add([[{"TAG": tag}]], {"POS": pos})
    for pattern, pos in POS_RULES:
        ruler.add([[pattern]], {"POS": pos})
    for tag, morph in MORPHOLOGY.items():
        ruler.add([[{"TAG": tag}]], {"MORPH": morph})
