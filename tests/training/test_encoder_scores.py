"""Scores, probabilities and the rows that other models read."""

import json
from pathlib import Path

import numpy as np
import pytest

from training.encoder.check import ExportError, agreement
from training.encoder.dataset import Sentence
from training.encoder.predictions import Predictions, write
from training.encoder.probabilities import INSTRUMENT, STATUS, log_odds, probabilities
from training.encoder.scores import accuracy, average_precision, best_f1, counted, f1_at
from training.encoder.table import table
from training.encoder.targets import Kind, Target

P = np.array([0.9, 0.8, 0.3, 0.1])
RIGHT = np.array([True, False, True, False])


def sentence(index: int, kind: Kind, group: str = "train") -> Sentence:
    return Sentence("a", group, index, index * 10, index * 10 + 9, "Ships sail", (0.0, 0.0), Target(kind))


def test_scores() -> None:
    assert best_f1(P, RIGHT) == pytest.approx((0.8, 0.3))
    assert f1_at(P, RIGHT, 0.85) == pytest.approx(2 / 3)
    assert average_precision(P, RIGHT) == pytest.approx((1 + 2 / 3) / 2)
    assert best_f1(P[:0], RIGHT[:0]) == (0.0, 0.5) and average_precision(P[:0], RIGHT[:0]) == 0.0


def test_restated_acts_do_not_count() -> None:
    p, right = counted([Kind.ACT, Kind.OTHER, Kind.NOTHING, Kind.OTHER], P)
    assert p.tolist() == [0.9, 0.3] and right.tolist() == [True, False]


def test_accuracy_is_over_sentences_with_acts() -> None:
    acts = [[{"signed", "agreed"}, {"planned"}], [], [{"ended"}]]
    assert accuracy(["planned", "signed", "signed"], acts) == 0.5
    assert accuracy(["signed"], [[]]) is None


def test_probabilities() -> None:
    said = probabilities(np.array([[0.0, 100.0, -100.0, *[0.0] * 8, 50.0, *[0.0] * 6]]))
    assert said[0, :3] == pytest.approx([0.5, 1, 0])
    assert said[0, STATUS] == pytest.approx([1 / 8] * 8)
    assert said[0, INSTRUMENT] == pytest.approx([1, *[0] * 6])
    assert np.isfinite(log_odds(np.array([0.0, 1.0]))).all()


def test_an_export_that_differs_is_refused() -> None:
    said = np.full((4, 18), 0.5)
    assert agreement(said, said).same_status == 1.0
    with pytest.raises(ExportError):
        agreement(said, said + 0.1)


def test_rows_hold_offsets_and_no_text(tmp_path: Path) -> None:
    said = Predictions(np.full((2, 18), 0.25), np.array([0.1, 0.2]), np.array([0.3, 0.4]))
    write(tmp_path / "oof.jsonl", [sentence(0, Kind.NOTHING), sentence(1, Kind.ACT)], said, [1])
    (line,) = (tmp_path / "oof.jsonl").read_text(encoding="utf-8").splitlines()
    assert "Ships" not in line
    row = json.loads(line)
    assert (row["article"], row["start"], row["end"], row["y"]) == ("a", 10, 19, 1)
    assert (row["p_act"], row["p_lin"], row["p_stack"]) == (0.25, 0.2, 0.4)
    assert len(row["status"]) == 8 and len(row["instrument"]) == 7


def test_table_has_a_row_for_each_model() -> None:
    sentences = [sentence(0, Kind.ACT), sentence(1, Kind.NOTHING), sentence(2, Kind.ACT, "dev")]
    said = Predictions(np.full((3, 18), 0.25), np.array([0.9, 0.1, 0.8]), np.array([0.9, 0.1, 0.8]))
    text = table(sentences, np.array([0, 1, -1]), said, np.full((1, 18), 0.5))
    assert "| words, linear | 0.90 | 1.000, 1.000 | 0.000, 1.000 | 0.000, 0.000 |" in text
    assert text.count("\n| encoder") == 2 and "| status | - | - | - |" in text
