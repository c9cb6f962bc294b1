"""The calibration plot as inline SVG."""

from collections.abc import Sequence

from pipeline.evaluation.calibration import Bin

_LEFT, _TOP, _SIDE, _BARS, _GAP = 46, 14, 300, 64, 22


def reliability(bins: Sequence[Bin]) -> str:
    """Share right over confidence, a dot per range as large as its number of records, with their numbers
    below.
    """
    if not bins:
        return '<p class="empty">No confidence to plot.</p>'
    most = max(b.size for b in bins)
    bottom = _TOP + _SIDE
    base = bottom + _GAP + _BARS
    width, height = _LEFT + _SIDE + 16, base + 40
    parts = [
        f'<svg class="plot" viewBox="0 0 {width} {height}" role="img" '
        'aria-label="Share of records that are right, over confidence">',
        f'<rect class="frame" x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}"/>',
    ]
    for tick in range(0, 11, 2):
        x, y = _x(tick / 10), _y(tick / 10)
        parts += [
            f'<line class="grid" x1="{x}" y1="{_TOP}" x2="{x}" y2="{bottom}"/>',
            f'<line class="grid" x1="{_LEFT}" y1="{y}" x2="{_LEFT + _SIDE}" y2="{y}"/>',
            f'<text class="tick" x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{tick / 10:.1f}</text>',
            f'<text class="tick" x="{x}" y="{base + 15}" text-anchor="middle">{tick / 10:.1f}</text>',
        ]
    parts.append(f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>')
    for b in bins:
        x, y, ideal = _x(b.confidence), _y(b.right), _y(b.confidence)
        told = f"{b.size} records at {b.confidence:.2f}: {b.right:.0%} right"
        radius = 4 + 9 * (b.size / most) ** 0.5
        tall = max(1.5, _BARS * b.size / most)
        parts += [
            f'<line class="gap" x1="{x}" y1="{y}" x2="{x}" y2="{ideal}"/>',
            f'<circle class="dot" cx="{x}" cy="{y}" r="{radius:.1f}"><title>{told}</title></circle>',
            f'<rect class="bar" x="{_x(b.low) + 1:.1f}" y="{base - tall:.1f}" '
            f'width="{_SIDE * (b.high - b.low) - 2:.1f}" height="{tall:.1f}"><title>{told}</title></rect>',
            f'<text class="count" x="{_x((b.low + b.high) / 2):.1f}" y="{base - tall - 4:.1f}" '
            f'text-anchor="middle">{b.size}</text>',
        ]
    middle = _LEFT + _SIDE / 2
    parts += [
        f'<text class="axis" x="{middle}" y="{base + 33}" text-anchor="middle">confidence</text>',
        f'<text class="axis" x="12" y="{_TOP + _SIDE / 2}" text-anchor="middle" '
        f'transform="rotate(-90 12 {_TOP + _SIDE / 2})">share right</text>',
        "</svg>",
    ]
    return "".join(parts)


def _x(value: float) -> float:
    return round(_LEFT + _SIDE * value, 1)


def _y(value: float) -> float:
    return round(_TOP + _SIDE * (1 - value), 1)
