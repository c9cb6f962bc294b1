"""Turn labels made as gold files into offsets into the pack's articles (no third-party text is kept).

Usage: python -m training.acts.labels BATCH_DIR... --index INDEX.json --out training/labels/acts.jsonl
A string that stands in the article is replaced by {"at": [start, end]}; names and our own paraphrases stay.
"""

import argparse
import json
from pathlib import Path
from typing import Any

#: Keys whose strings are facts (names, codes), never replaced.
_FACTS = {
    "name",
    "type",
    "accept",
    "for",
    "edtf",
    "instrument",
    "status",
    "country",
    "unit",
    "basis",
    "role",
    "event",
    "instrument_accept",
    "status_accept",
}


def to_offsets(value: Any, text: str, key: str = "") -> Any:
    """Replace verbatim strings by offsets, recursively."""
    if isinstance(value, dict):
        return {k: to_offsets(v, text, k) for k, v in value.items()}
    if isinstance(value, list):
        return [to_offsets(v, text, key) for v in value]
    if isinstance(value, str) and key not in _FACTS and (at := text.find(value)) >= 0:
        return {"at": [at, at + len(value)]}
    return value


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("batches", nargs="+", type=Path)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    index = json.loads(args.index.read_text(encoding="utf-8"))
    rows: dict[str, str] = {}
    for batch in args.batches:
        for path in sorted(batch.glob("*.json")):
            if path.stem in rows:
                continue
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
            gold = json.loads(path.read_text(encoding="utf-8"))
            row = {
                "id": path.stem,
                "pack_id": index[path.stem],
                "reader": batch.name,
                "records": to_offsets(gold["records"], text),
            }
            rows[path.stem] = json.dumps(row, ensure_ascii=False, sort_keys=True)
    args.out.write_text("".join(rows[k] + "\n" for k in sorted(rows)), encoding="utf-8")


if __name__ == "__main__":
    main()
