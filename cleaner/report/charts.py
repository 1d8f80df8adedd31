"""Charts of the report, drawn as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, FOOT, HEAD = 320, 130, 20, 16
GAP = 4


def histogram(counts: Sequence[int], title: str) -> str:
    """Pages by tenths, as bars with their numbers on top. title: what is counted; screen readers hear all numbers."""
    step, most = WIDTH / len(counts), max(*counts, 1)
    tenths = [f"{100 * i // len(counts)} to {100 * (i + 1) // len(counts)}%" for i in range(len(counts))]
    told = "; ".join(f"{tenth}: {count}" for tenth, count in zip(tenths, counts, strict=True) if count) or "no pages"
    bars = "".join(_bar(i * step, step, count, most) for i, count in enumerate(counts))
    marks = "".join(
        f'<text x="{x}" y="{HEIGHT - 4}" text-anchor="{anchor}">{label}</text>'
        for x, anchor, label in ((0, "start", "0%"), (WIDTH // 2, "middle", "50%"), (WIDTH, "end", "100%"))
    )
    line = f'<line x1="0" x2="{WIDTH}" y1="{HEIGHT - FOOT}" y2="{HEIGHT - FOOT}"/>'
    label = escape(f"{title}. Pages by tenths: {told}")
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{label}">{bars}{line}{marks}</svg></figure>'
    )


def _bar(x: float, step: float, count: int, most: int) -> str:
    if not count:
        return ""
    height = max(2.0, (HEIGHT - FOOT - HEAD) * count / most)
    top = HEIGHT - FOOT - height
    return (
        f'<rect x="{x + GAP / 2:.1f}" y="{top:.1f}" width="{step - GAP:.1f}" height="{height:.1f}" rx="2"/>'
        f'<text x="{x + step / 2:.1f}" y="{top - 4:.1f}" text-anchor="middle">{count:,}</text>'
    )


def meter(value: float, most: float) -> str:
    """A bar beside a number, for the eye alone."""
    width = 100 * value / most if most else 0
    return (
        f'<svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="{width:.1f}" height="8"/></svg>'
    )
