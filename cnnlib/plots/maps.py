"""Images, kernels, feature maps and differences as maps of colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib.plots.picture import SIGNED, VALUES, Picture, hide_rest, new_figure, style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jaxtyping import Num

__all__ = ["difference_maps", "feature_maps", "images", "kernels"]

#: Up to this many weights are written into a kernel's cells.
WRITTEN = 64
SIDE = 2.3


def images(
    pictures: Sequence[Num[ndarray, "H W *three"]],
    *,
    alt: str,
    titles: Sequence[str] = (),
    columns: int = 4,
    shared: bool = False,
) -> Picture:
    """Show images side by side: grey ones (H, W), each from its darkest to its brightest value.

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
    shown = [_image(picture) for picture in pictures]
    figure, axes = _grid("images", shown, titles, columns)
    grey = [picture for picture in shown if picture.ndim == 2]
    limits = _limits(grey) if shared and grey else {}
    for axis, picture in zip(axes, shown, strict=False):
        drawn = axis.imshow(picture, cmap="gray", **limits)
    if limits:
        figure.colorbar(drawn, ax=list(axes), label="value", shrink=0.8)
    return Picture(figure, alt)


def kernels(
    weights: Sequence[Num[ndarray, "kh kw"]],
    *,
    titles: Sequence[str] = (),
    columns: int = 4,
    alt: str = "",
) -> Picture:
    """Show kernels as signed maps, blue below and red above zero; small ones with their weights.

    Args:
        weights: arrays (kh, kw), each scaled by its largest magnitude.
        titles: one for each kernel.
        columns: how many stand in a row.
        alt: what the figure shows; by default the weights themselves.

    Returns:
        The figure.

    Raises:
        ValueError: if there is no kernel, one does not have two axes, or titles do not fit.

    Example:
        >>> kernels([np.array([[-1.0, 1.0]])], titles=["difference"])
        Figure: Kernels. difference: 1 × 2 with rows (-1 1).
    """
    shown = [_plane("kernels", "weights", kernel) for kernel in weights]
    figure, axes = _grid("kernels", shown, titles, columns)
    for axis, kernel in zip(axes, shown, strict=False):
        limit = _magnitude(kernel)
        axis.imshow(kernel, cmap=SIGNED, vmin=-limit, vmax=limit)
        if kernel.size <= WRITTEN:
            _write_weights(axis, kernel, limit)
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
    shown = list(maps)
    figure, axes = _grid(
        "feature_maps", shown, titles or [f"channel {f}" for f in range(len(maps))], columns
    )
    limit = _magnitude(maps)
    for axis, channel in zip(axes, shown, strict=False):
        drawn = axis.imshow(channel, cmap=SIGNED, vmin=-limit, vmax=limit)
    figure.colorbar(drawn, ax=list(axes), label="response", shrink=0.8)
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
    difference = got - expected
    panels = [expected, got, difference]
    figure, axes = _grid("difference_maps", panels, ["expected", "got", "got − expected"], 3)
    limits = _limits(panels[:2])
    for axis, values in zip(axes[:2], panels[:2], strict=True):
        drawn = axis.imshow(values, cmap=VALUES, **limits)
    figure.colorbar(drawn, ax=list(axes[:2]), label="value", shrink=0.8)
    limit = _magnitude(difference)
    drawn = axes[2].imshow(difference, cmap=SIGNED, vmin=-limit, vmax=limit)
    figure.colorbar(drawn, ax=axes[2], label="difference", shrink=0.8)
    return Picture(figure, alt or _difference_text(difference))


def _grid(
    where: str, shown: Sequence[ndarray], titles: Sequence[str], columns: int
) -> tuple[Any, Any]:
    """A figure with one pair of axes for each array, titled; the spare ones are empty."""
    if not shown:
        raise ValueError(f"{where}: expected at least one array, got none; pass a list of arrays")
    if titles and len(titles) != len(shown):
        raise ValueError(
            f"{where}: expected {len(shown)} titles, got {len(titles)}; name each array or none"
        )
    columns = min(columns, len(shown))
    rows = -(-len(shown) // columns)
    aspect = max(array.shape[0] / array.shape[1] for array in shown)
    height = SIDE * min(max(aspect, 0.3), 1.5) + 0.4
    with style():
        figure, axes = new_figure(max(SIDE * columns, 3.2) + 0.4, height * rows, rows, columns)
        flat = axes.ravel()
        for axis, title in zip(flat, titles or [""] * len(shown), strict=False):
            axis.set_title(title)
            axis.set_xticks([])
            axis.set_yticks([])
            axis.spines[:].set_visible(True)
        hide_rest(iter(flat[len(shown) :]))
    return figure, flat[: len(shown)]


def _image(picture: ndarray) -> ndarray:
    picture = np.asarray(picture)
    if picture.ndim == 2 or (picture.ndim == 3 and picture.shape[2] == 3):
        # Rounding may leave a colour a hair outside 0 to 1, which matplotlib would warn about.
        colour_in_floats = picture.ndim == 3 and picture.dtype.kind == "f"
        return np.clip(picture, 0.0, 1.0) if colour_in_floats else picture
    raise ValueError(
        f"images: expected pictures of shape (H, W) or (H, W, 3), got {picture.shape}; "
        "move the channels last, or show channels as feature_maps"
    )


def _plane(where: str, name: str, array: ndarray) -> ndarray:
    array = np.asarray(array)
    if array.ndim != 2:
        raise ValueError(
            f"{where}: expected {name} with two axes, got shape {array.shape}; take one plane"
        )
    return array


def _limits(arrays: Sequence[ndarray]) -> dict[str, float]:
    return {
        "vmin": min(float(a.min()) for a in arrays),
        "vmax": max(float(a.max()) for a in arrays),
    }


def _magnitude(array: ndarray) -> float:
    return float(np.abs(array).max()) or 1.0


def _write_weights(axis: Any, kernel: ndarray, limit: float) -> None:
    size = 11 if max(kernel.shape) <= 3 else 8 if max(kernel.shape) <= 5 else 6
    for (row, column), weight in np.ndenumerate(kernel):
        colour = "white" if abs(weight) > 0.6 * limit else "black"
        text = f"{weight:.3g}".replace("-", "−")
        axis.text(column, row, text, ha="center", va="center", color=colour, fontsize=size)


def _kernel_text(shown: Sequence[ndarray], titles: Sequence[str]) -> str:
    parts = []
    for index, kernel in enumerate(shown):
        name = titles[index] if titles else f"kernel {index}"
        text = f"{name}: {kernel.shape[0]} × {kernel.shape[1]}"
        if kernel.size <= WRITTEN:
            rows = ["(" + " ".join(f"{w:.3g}" for w in row) + ")" for row in kernel]
            text += f" with rows {', '.join(rows)}"
        parts.append(text)
    return f"Kernels. {'; '.join(parts)}."


def _difference_text(difference: ndarray) -> str:
    count = int((~np.isclose(difference, 0.0, atol=1e-12)).sum())
    height, width = difference.shape
    return (
        f"Expected, got, and got minus expected, {height} × {width} values: {count} differ, "
        f"by at most {_magnitude(difference) if count else 0:.3g}."
    )
