"""An inspection as plain text."""

from pipeline.evaluation.corpus.inspection import Inspection


def inspection_text(found: Inspection, *, few: int) -> str:
    """Problems first, then how many of each kind a split holds, then what there is too little of."""
    lines = [f"{p.level}: {p.place}: {p.message}" for p in found.problems]
    names = list(found.sizes)
    lines += ["", f"{'':34}{''.join(f'{name:>12}' for name in names)}"]
    lines.append(f"{'articles':34}{''.join(f'{found.sizes[n]:12}' for n in names)}")
    groups = list(dict.fromkeys(g for counts in found.censuses.values() for g in counts))
    for group in groups:
        kinds = list(dict.fromkeys(k for counts in found.censuses.values() for k in counts[group]))
        for kind in kinds:
            cells = "".join(f"{found.censuses[n][group][kind]:12}" for n in names)
            lines.append(f"{group + ': ' + kind:34}{cells}")
    if found.few:
        lines += ["", f"under-represented (fewer than {few}):"]
        for name in names:
            kinds = [f"{group} {kind} {n}" for split, group, kind, n in found.few if split == name]
            lines += [f"  {name}: {', '.join(kinds)}"] if kinds else []
    warnings = len(found.problems) - len(found.errors)
    lines += ["", f"{sum(found.sizes.values())} articles, {len(found.errors)} errors, {warnings} warnings"]
    return "\n".join(lines)
