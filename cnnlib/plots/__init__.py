"""The figures of the course: labelled, colour-blind safe, with a text for who cannot see them."""

from __future__ import annotations

from cnnlib.plots.curves import bars, lines
from cnnlib.plots.maps import difference_maps, feature_maps, images, kernels
from cnnlib.plots.picture import Picture
from cnnlib.plots.tables import confusion_matrix

__all__ = [
    "Picture",
    "bars",
    "confusion_matrix",
    "difference_maps",
    "feature_maps",
    "images",
    "kernels",
    "lines",
]
