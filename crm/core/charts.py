"""Small charts as server-side SVG: they follow the theme, need no script and say in words what they show."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, ROOM = 160, 48, 6  # of the sparkline; room keeps the marked point inside


def sparkline(
    values: Sequence[float], threshold: float = 0, forecast: Sequence[float] = (), says: str = ""
) -> SafeString:
    """A line of equally spaced values with the threshold dashed and the forecast dotted; `says` is its sentence."""
    if not values:
        return SafeString("")
    points = _place([*values, *forecast], threshold)
    past, future = points[: len(values)], points[len(values) - 1 :]
    now = past[-1]
    area = f"{_line(past)} L{now[0]} {HEIGHT} L{past[0][0]} {HEIGHT}Z"
    parts = [format_html('<path class="ar" d="{}"/>', area)]
    if threshold:
        level = _height(float(threshold), *_span([*values, *forecast, threshold]))
        parts.append(format_html('<line class="th" x1="0" y1="{0}" x2="{1}" y2="{0}"/>', level, WIDTH))
    parts.append(format_html('<path class="ln" d="{}"/>', _line(past)))
    if forecast:
        parts.append(format_html('<path class="fc" d="{}"/>', _line(future)))
    parts.append(format_html('<circle class="pt" cx="{}" cy="{}" r="4"/>', *now))
    drawing = format_html_join("", "{}", ((part,) for part in parts))
    text = '<svg class="ui-spark" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    return format_html(text, WIDTH, HEIGHT, says, drawing)


def _span(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(0.0, *map(float, values)), max(map(float, values))
    return low, max(high, low + 1)


def _height(value: float, low: float, high: float) -> float:
    return round(HEIGHT - ROOM - (value - low) / (high - low) * (HEIGHT - 2 * ROOM), 1)


def _place(values: Sequence[float], threshold: float) -> list[tuple[float, float]]:
    low, high = _span([*values, threshold])
    step = (WIDTH - 2 * ROOM) / max(1, len(values) - 1)
    return [(round(ROOM + at * step, 1), _height(float(value), low, high)) for at, value in enumerate(values)]


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in points)
