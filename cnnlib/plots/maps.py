"""Images, kernels, feature maps and differences as maps of colour."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib.plots.picture import (
    GREY,
    SIGNED,
    VALUES,
    Picture,
    colour_map,
    hide_rest,
    new_figure,
    style,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jaxtyping import Num

__all__ = ["difference_maps", "feature_maps", "heat_maps", "images", "kernels"]

#: Inches: a panel's width, what all panels of a row share, and what a colour scale takes.
SIDE, ROW, SCALE = 2.3, 9.2, 0.7
#: A colour scale is so long, as a share of the figure's height.
LENGTH = 0.8
#: A panel's height, as a share of its width, lies between these.
FLATTEST, TALLEST = 0.3, 1.5
#: Points: weights are written this large at most, and not at all when they would be smaller.
LARGEST, SMALLEST = 11.0, 6.5
#: Up to this many weights are spelled out in a figure's text.
SPELLED = 64
#: Up to this many numbers are written into a heat map.
COUNTED = 256


def images(
    pictures: Sequence[Num[ndarray, "H W *three"]],
    *,
    alt: str,
    titles: Sequence[str] = (),
    columns: int = 4,
    shared: bool = False,
) -> Picture:
    """Show images side by side: grey ones (H, W), each from its darkest to its brightest value.

    NaN and infinity are magenta, in all the maps of this module.

    Args:
        pictures: arrays (H, W), or (H, W, 3) with uint8 or floats from 0 to 1.
        alt: what the figure shows, in words.
        titles: one for each image.
        columns: how many stand in a row.
        shared: whether grey images share one scale, which is then shown.

    Returns:
        The figure.

    Raises:
        ValueError: if there is no image, one has another shape, or titles do not fit.

    Example:
        >>> images([np.eye(3)], titles=["identity"], alt="A white diagonal on black.")
        Figure: A white diagonal on black.
    """
    if isinstance(pictures, np.ndarray) and pictures.ndim != 4 and pictures.shape[-1] == 3:
        raise ValueError(
            f"images: expected a list of pictures, got one array {pictures.shape}; pass [picture]"
        )
    shown = [_image(picture) for picture in pictures]
    grey = [picture for picture in shown if picture.ndim == 2]
    limits = _limits(grey) if shared and grey else {}
    figure, axes = _grid("images", shown, titles, columns, scales=bool(limits))
    for axis, picture in zip(axes, shown, strict=True):
        drawn = axis.imshow(picture, cmap=colour_map(GREY), **limits)
        if limits and picture.ndim == 2:
            scaled = drawn
    if limits:
        _scale(figure, scaled, axes, "value")
    return Picture(figure, alt)


def kernels(
    weights: Sequence[Num[ndarray, "kh kw"]],
    *,
    titles: Sequence[str] = (),
    columns: int = 4,
    alt: str = "",
) -> Picture:
    """Show kernels as signed maps, blue below and red above zero, with their weights.

    Args:
        weights: arrays (kh, kw), each coloured relative to its own largest magnitude.
        titles: one for each kernel.
        columns: how many stand in a row.
        alt: what the figure shows; by default the weights themselves, where they are few.

    Returns:
        The figure; a scale stands beside kernels that are too large for written weights.

    Raises:
        ValueError: if there is no kernel, one does not have two axes, or titles do not fit.

    Example:
        >>> kernels([np.array([[-1.0, 1.0]])], titles=["difference"])
        Figure: Kernels. difference: 1 × 2 with rows (-1 1).
    """
    shown = [_plane("kernels", "weights, a list of arrays", kernel) for kernel in weights]
    written = [_written(kernel) for kernel in shown]
    sizes = [_font_size(texts, _side(len(shown), columns)) for texts in written]
    readable = all(size >= SMALLEST for size in sizes)
    figure, axes = _grid("kernels", shown, titles, columns, scales=not readable)
    for axis, kernel, texts, size in zip(axes, shown, written, sizes, strict=True):
        share = kernel / _magnitude(kernel)
        drawn = axis.imshow(share, cmap=colour_map(SIGNED), vmin=-1, vmax=1)
        if readable:
            _write(axis, texts, share, size)
    if not readable:
        _scale(figure, drawn, axes, "weight / largest weight")
    return Picture(figure, alt or _kernel_text(shown, titles))


def feature_maps(
    maps: Num[ndarray, "F H W"],
    *,
    alt: str,
    titles: Sequence[str] = (),
    columns: int = 4,
) -> Picture:
    """Show the channels of one output on one signed scale, blue below and red above zero.

    Args:
        maps: array (F, H, W).
        alt: what the figure shows, in words.
        titles: one for each map; by default their numbers.
        columns: how many stand in a row.

    Returns:
        The figure, with the scale.

    Raises:
        ValueError: if `maps` does not have three axes, or titles do not fit.

    Example:
        >>> feature_maps(np.zeros((2, 4, 5)), alt="Two empty maps.")
        Figure: Two empty maps.
    """
    maps = np.asarray(maps)
    if maps.ndim != 3:
        raise ValueError(
            f"feature_maps: expected maps of shape (F, H, W), got {maps.shape}; take one image"
        )
    shown = [_plane("feature_maps", "maps", channel) for channel in maps]
    titles = titles or [f"channel {f}" for f in range(len(maps))]
    figure, axes = _grid("feature_maps", shown, titles, columns, scales=1)
    limit = _magnitude(maps)
    for axis, channel in zip(axes, shown, strict=True):
        drawn = axis.imshow(channel, cmap=colour_map(SIGNED), vmin=-limit, vmax=limit)
    _scale(figure, drawn, axes, "response")
    return Picture(figure, alt)


def heat_maps(
    maps: Sequence[Num[ndarray, "H W"]],
    *,
    label: str,
    alt: str,
    titles: Sequence[str] = (),
    columns: int = 4,
) -> Picture:
    """Show how much there is of something at every place, all maps on one scale.

    Args:
        maps: arrays (H, W); the numbers of small ones are written into them.
        label: what the values are, with their unit; it stands beside the scale.
        alt: what the figure shows, in words.
        titles: one for each map.
        columns: how many stand in a row.

    Returns:
        The figure, with the scale.

    Raises:
        ValueError: if there is no map, one does not have two axes, or titles do not fit.

    Example:
        >>> heat_maps([np.eye(3, dtype=int)], label="ones", alt="Three ones.")
        Figure: Three ones.
    """
    shown = [_plane("heat_maps", "maps, a list of arrays", array) for array in maps]
    written = [_written(array) for array in shown]
    side = _side(len(shown), columns)
    figure, axes = _grid("heat_maps", shown, titles, columns, scales=1)
    limits = _limits(shown)
    for axis, array, texts in zip(axes, shown, written, strict=True):
        drawn = axis.imshow(array, cmap=colour_map(VALUES), **limits)
        size = _font_size(texts, side)
        if size >= SMALLEST and array.size <= COUNTED:
            span = limits["vmax"] - limits["vmin"] or 1.0
            _write(axis, texts, 1 - (array - limits["vmin"]) / span, size, dark_above=0.4)
    _scale(figure, drawn, axes, label)
    return Picture(figure, alt)


def difference_maps(
    expected: Num[ndarray, "H W"], got: Num[ndarray, "H W"], *, alt: str = ""
) -> Picture:
    """Show what was expected, what came, and the difference between them.

    Args:
        expected: array (H, W).
        got: array (H, W).
        alt: what the figure shows; by default where and by how much the two differ.

    Returns:
        The figure: the first two share a scale, the difference is signed.

    Raises:
        ValueError: if the shapes differ.

    Example:
        >>> difference_maps(np.zeros((2, 2)), np.eye(2))
        Figure: Expected, got, and got minus expected, 2 × 2 values: 2 differ, by at most 1.
    """
    expected = _plane("difference_maps", "expected", expected).astype(float)
    got = _plane("difference_maps", "got", got).astype(float)
    if expected.shape != got.shape:
        raise ValueError(
            f"difference_maps: expected got of shape {expected.shape}, got {got.shape}; "
            "compare arrays of one shape"
        )
    with np.errstate(invalid="ignore"):  # infinity minus infinity is NaN, and shown as such
        difference = got - expected
    panels = [expected, got, difference]
    titles = ["expected", "got", "got − expected"]
    figure, axes = _grid("difference_maps", panels, titles, 3, scales=2)
    limits = _limits(panels[:2])
    for axis, values in zip(axes[:2], panels[:2], strict=True):
        drawn = axis.imshow(values, cmap=colour_map(VALUES), **limits)
    figure.colorbar(drawn, ax=list(axes[:2]), label="value", shrink=0.8)
    limit = _magnitude(difference)
    drawn = axes[2].imshow(difference, cmap=colour_map(SIGNED), vmin=-limit, vmax=limit)
    figure.colorbar(drawn, ax=axes[2], label="difference", shrink=0.8)
    return Picture(figure, alt or _difference_text(difference))


def _grid(
    where: str, shown: Sequence[ndarray], titles: Sequence[str], columns: int, scales: int = 0
) -> tuple[Any, Any]:
    """A figure with one pair of axes for each array, titled; the spare ones are empty."""
    if not shown:
        raise ValueError(f"{where}: expected at least one array, got none; pass a list of arrays")
    if titles and len(titles) != len(shown):
        raise ValueError(
            f"{where}: expected {len(shown)} titles, got {len(titles)}; name each array or none"
        )
    if columns < 1:
        raise ValueError(f"{where}: expected columns of at least 1, got {columns}; pass 4")
    side = _side(len(shown), columns)
    columns = min(columns, len(shown))
    rows = -(-len(shown) // columns)
    titles = [wrapped(title, side) for title in titles or [""] * len(shown)]
    aspect = max(array.shape[0] / array.shape[1] for array in shown)
    height = side * min(max(aspect, FLATTEST), TALLEST)
    height += 0.25 + 0.17 * max(title.count("\n") + 1 for title in titles)
    with style():
        figure, axes = new_figure(
            side * columns + SCALE * scales + 0.2, height * rows, rows, columns
        )
        flat = axes.ravel()
        for axis, title in zip(flat, titles, strict=False):
            axis.set_title(title)
            axis.set_xticks([])
            axis.set_yticks([])
            axis.spines[:].set_visible(True)
        hide_rest(iter(flat[len(shown) :]))
    return figure, flat[: len(shown)]


def _side(count: int, columns: int) -> float:
    """The width of a panel in inches: a figure must not be wider than a page."""
    columns = max(min(columns, count), 1)
    return 3.0 if columns == 1 else min(SIDE, ROW / columns)


def _image(picture: ndarray) -> ndarray:
    picture = np.asarray(picture)
    if picture.size and (picture.ndim == 2 or (picture.ndim == 3 and picture.shape[2] == 3)):
        # Rounding may leave a colour a hair outside 0 to 1, which matplotlib would warn about.
        colour_in_floats = picture.ndim == 3 and picture.dtype.kind == "f"
        return np.clip(picture, 0.0, 1.0) if colour_in_floats else picture
    raise ValueError(
        f"images: expected a list of pictures (H, W) or (H, W, 3), got one of {picture.shape}; "
        "move the channels last, or show channels as feature_maps"
    )


def _scale(figure: Any, drawn: Any, axes: Sequence[Any], label: str) -> None:
    """Put the colour scale beside the maps, with a label that is no longer than the scale."""
    length = LENGTH * figure.get_figheight()
    figure.colorbar(drawn, ax=list(axes), label=wrapped(label, length), shrink=LENGTH)


def _plane(where: str, name: str, array: ndarray) -> ndarray:
    array = np.asarray(array)
    if array.ndim != 2 or array.size == 0:
        raise ValueError(
            f"{where}: expected {name} with two axes, got shape {array.shape}; take whole planes"
        )
    return array


def _limits(arrays: Sequence[ndarray]) -> dict[str, float]:
    values = np.concatenate([_finite(array) for array in arrays])
    low, high = (values.min(), values.max()) if values.size else (0, 1)
    return {"vmin": float(low), "vmax": float(high)}


def _magnitude(array: ndarray) -> float:
    """The largest absolute value that is a number; 1 where there is none above zero."""
    return float(np.abs(_finite(array)).max(initial=0.0)) or 1.0


def _finite(array: ndarray) -> ndarray:
    return array[np.isfinite(array)].astype(float)


def _written(kernel: ndarray) -> ndarray:
    """The weights as texts, as fine as three digits of the largest."""
    decimals = max(2 - math.floor(math.log10(_magnitude(kernel))), 0)
    texts = np.empty(kernel.shape, dtype=object)
    for place, weight in np.ndenumerate(kernel):
        text = f"{weight:.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        texts[place] = "0" if text == "-0" else text.replace("-", "−")
    return texts


def _font_size(texts: ndarray, side: float) -> float:
    """The size in points at which the longest text fits into a cell."""
    height, width = texts.shape
    cell = 72 * min(side / width, TALLEST * side / height)
    # A digit of matplotlib's font is 0.64 times as wide as the font's size.
    return min(LARGEST, 0.9 * cell / (0.64 * max(map(len, texts.flat))))


def _write(axis: Any, texts: ndarray, share: ndarray, size: float, dark_above: float = 0.6) -> None:
    """Write a text into each cell; those with a larger share than `dark_above` are dark."""
    for (row, column), text in np.ndenumerate(texts):
        colour = "white" if abs(share[row, column]) > dark_above else "black"
        axis.text(column, row, text, ha="center", va="center", color=colour, fontsize=size)


def _kernel_text(shown: Sequence[ndarray], titles: Sequence[str]) -> str:
    parts = []
    spelled = sum(kernel.size for kernel in shown) <= SPELLED
    for index, kernel in enumerate(shown):
        name = titles[index] if titles else f"kernel {index}"
        text = f"{name}: {kernel.shape[0]} × {kernel.shape[1]}"
        if spelled:
            rows = ["(" + " ".join(f"{w:.3g}" for w in row) + ")" for row in kernel]
            text += f" with rows {', '.join(rows)}"
        parts.append(text)
    return f"Kernels. {'; '.join(parts)}."


def _difference_text(difference: ndarray) -> str:
    count = int((~np.isclose(difference, 0.0, atol=1e-12)).sum())
    unknown = int((~np.isfinite(difference)).sum())
    largest = np.abs(_finite(difference)).max(initial=0.0)
    height, width = difference.shape
    text = f"Expected, got, and got minus expected, {height} × {width} values: {count} differ"
    text += f", by at most {largest:.3g}" if largest else ""
    return text + (f", {unknown} of them by no finite number." if unknown else ".")
