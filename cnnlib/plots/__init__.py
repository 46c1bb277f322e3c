"""The figures of the course: labelled, colour-blind safe, with a text for who cannot see them."""

from __future__ import annotations

from cnnlib.plots.curves import bars, grouped_bars, lines
from cnnlib.plots.maps import difference_maps, feature_maps, heat_maps, images, kernels
from cnnlib.plots.picture import Picture
from cnnlib.plots.square import commuting_square
from cnnlib.plots.tables import confusion_matrix

__all__ = [
    "Picture",
    "bars",
    "commuting_square",
    "confusion_matrix",
    "difference_maps",
    "feature_maps",
    "grouped_bars",
    "heat_maps",
    "images",
    "kernels",
    "lines",
]
