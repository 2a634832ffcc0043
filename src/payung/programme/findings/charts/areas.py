"""A map whose areas are shaded by count; a hidden one is hatched."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.html import escape

from payung.engines.packs import CountryMap

from .svg import WIDTH, Palette, hatch, open_svg


# Least count of each shade; what is smaller has the shade of nought.
SHADES = ((100, "m4"), (50, "m3"), (20, "m2"), (1, "m1"))


def shade_of(count: int) -> str:
    """Return the class of a count."""
    return next((shade for least, shade in SHADES if count >= least), "m0")


def draw_areas(
    outline: CountryMap,
    counts: Mapping[str, int | None],
    names: Mapping[str, str],
    *,
    title: str,
    described: str,
    palette: Palette | None = None,
    name: str = "hatch-areas",
) -> str:
    """Return a map of the areas in `counts`; None is a hidden count."""
    height = float(outline.view_box.split()[3])
    # Room beside a tall country, or it would fill a telephone several times over.
    beside = max(0.0, height * 0.75 - WIDTH) / 2
    out = [
        open_svg(height, title, described, palette, wide=True)
        .replace('class="chart wide"', 'class="chart wide map"')
        .replace(
            f'viewBox="0 0 {WIDTH} ', f'viewBox="{-beside:g} 0 {WIDTH + 2 * beside:g} '
        ),
        # A tall country is shrunk to the page, and its hatch must still be seen.
        hatch(name, palette, scale=max(1, height / WIDTH)),
    ]
    edge = ' stroke="#ffffff" stroke-width="0.8"' if palette else ""
    for code, count in counts.items():
        if code not in outline.paths:
            continue
        if count is None:
            paint = f'fill="url(#{name})"'
        else:
            shade = shade_of(count)
            fill = f' fill="{palette.fills[shade]}"' if palette else ""
            paint = f'class="{shade}"{fill}'
        said = f"<title>{escape(names.get(code, code))}</title>"
        path = escape(outline.paths[code])
        out.append(f'<path d="{path}" {paint}{edge}>{said}</path>')
    return "".join([*out, "</svg>"])
