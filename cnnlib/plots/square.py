"""Both ways round the square of a map φ and a move g, and the difference at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib.plots.picture import SIGNED, Picture, new_figure, style

if TYPE_CHECKING:
    from jaxtyping import Num

__all__ = ["commuting_square"]

NAMES = ("x", "φ(x)", "$M_g$φ(x)", "gx", "φ(gx)", "φ(gx) − $M_g$φ(x)")
#: From panel to panel, with what is done on the way.
ARROWS = ((0, 1, "φ"), (1, 2, "$M_g$"), (0, 3, "g"), (3, 4, "φ"))


def commuting_square(
    x: Num[ndarray, "H W"],
    moved: Num[ndarray, "H W"],
    output: Num[ndarray, "OH OW"],
    moved_output: Num[ndarray, "OH OW"],
    output_of_moved: Num[ndarray, "OH OW"],
    *,
    alt: str,
) -> Picture:
    """Show an image and its move, what a map makes of them, and whether the two ways agree.

    Args:
        x: the image (H, W), in grey.
        moved: gx, of any size.
        output: φ(x).
        moved_output: M_gφ(x).
        output_of_moved: φ(gx), as large as M_gφ(x).
        alt: what the figure shows, in words.

    Returns:
        The figure: outputs share one signed scale, the difference has its own.

    Raises:
        ValueError: if an array does not have two axes, or the two ends differ in shape.

    Example:
        >>> x = np.eye(3)
        >>> commuting_square(x, x, x, x, x, alt="Nothing moves, nothing differs.")
        Figure: Nothing moves, nothing differs.
    """
    panels = [np.asarray(a, dtype=float) for a in (x, output, moved_output, moved, output_of_moved)]
    for panel in panels:
        if panel.ndim != 2:
            raise ValueError(
                f"commuting_square: expected arrays with two axes, got {panel.shape}; take one map"
            )
    if panels[2].shape != panels[4].shape:
        raise ValueError(
            f"commuting_square: expected output_of_moved of shape {panels[2].shape}, got "
            f"{panels[4].shape}; both ways must end in one shape"
        )
    panels.append(panels[4] - panels[2])
    with style():
        figure, axes = new_figure(8.6, 4.4, 2, 3)
        engine: Any = figure.get_layout_engine()
        engine.set(wspace=0.16, hspace=0.14)
        flat = axes.ravel()
        scale = max(float(np.abs(panels[k]).max()) for k in (1, 2, 4)) or 1.0
        for k, (axis, panel) in enumerate(zip(flat, panels, strict=True)):
            _draw(axis, panel, k, scale)
        for start, end, label in ARROWS:
            _arrow(figure, flat[start], flat[end], label)
    return Picture(figure, alt)


def _draw(axis: Any, panel: ndarray, index: int, scale: float) -> None:
    largest = float(np.abs(panel).max())
    name = NAMES[index]
    if index in (0, 3):
        axis.imshow(panel, cmap="gray")
    else:
        # A difference in the last digits would look like a large one on a scale of its own.
        limit = scale if index != 5 or largest < 1e-9 * scale else largest
        axis.imshow(panel, cmap=SIGNED, vmin=-limit, vmax=limit)
    axis.set_title(f"{name}, at most {largest:.1g}" if index == 5 else name)
    axis.set_xticks([])
    axis.set_yticks([])
    axis.spines[:].set_visible(True)


def _arrow(figure: Any, start: Any, end: Any, label: str) -> None:
    from matplotlib.patches import ConnectionPatch

    down = start.get_subplotspec().rowspan.start != end.get_subplotspec().rowspan.start
    # Down arrows begin below one panel and end above the title of the next.
    ends = ((0.5, -0.04), (0.5, 1.2)) if down else ((1.04, 0.5), (-0.04, 0.5))
    figure.add_artist(
        ConnectionPatch(
            xyA=ends[0],
            xyB=ends[1],
            coordsA=start.transAxes,
            coordsB=end.transAxes,
            arrowstyle="-|>",
            mutation_scale=12,
            linewidth=1.2,
            color="black",
        )
    )
    place = (0.56, -0.12) if down else (1.12, 0.6)
    start.text(*place, label, transform=start.transAxes, ha="center", va="center", fontsize=11)
