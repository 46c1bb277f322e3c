"""The course's photograph: a cup of coffee on a wooden table."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy import ndarray

if TYPE_CHECKING:
    from jaxtyping import Float64, UInt8

__all__ = ["grayscale", "photograph"]

#: How much red, green and blue count for brightness; ITU-R Recommendation BT.601.
LUMA = (0.299, 0.587, 0.114)


def photograph() -> UInt8[ndarray, "240 360 3"]:
    """Load the photograph in colour.

    Returns:
        uint8 of shape (240, 360, 3), red, green and blue from 0 to 255.

    Example:
        >>> photograph().shape
        (240, 360, 3)

    Source:
        Rachel Michetti, CC0; docs/data.md.
    """
    from PIL import Image

    with files("cnnlib.data").joinpath("files/coffee.jpg").open("rb") as file:
        return np.array(Image.open(file).convert("RGB"))


def grayscale(image: UInt8[ndarray, "H W 3"]) -> Float64[ndarray, "H W"]:
    """Turn a colour image into brightness.

    Args:
        image: (H, W, 3), uint8 from 0 to 255 or floats from 0 to 1.

    Returns:
        float64 of shape (H, W), 0 for black to 1 for white.

    Raises:
        ValueError: if `image` has another shape.

    Example:
        >>> grayscale(np.full((1, 2, 3), 255, dtype=np.uint8))
        array([[1., 1.]])

    Source:
        ITU-R Recommendation BT.601.
    """
    image = np.asarray(image)
    if image.ndim != 3 or image.shape[-1] != 3:
        raise ValueError(
            f"grayscale: expected image of shape (H, W, 3), got {image.shape}; "
            "put the three colours last"
        )
    scaled = image / 255 if image.dtype.kind in "iu" else image.astype(float)
    return scaled @ np.array(LUMA)
