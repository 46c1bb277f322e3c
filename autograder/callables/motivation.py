"""Classifiers that an answer is asked to test: they label images (N, H, W) by simple rules."""

from __future__ import annotations

import numpy as np

__all__ = ["brightest_column", "brightest_row", "brightness_rank", "top_half_is_brighter"]


def brightest_row(images):
    """The number of the row with the largest sum."""
    return images.sum(axis=2).argmax(axis=1)


def brightest_column(images):
    """The number of the column with the largest sum."""
    return images.sum(axis=1).argmax(axis=1)


def top_half_is_brighter(images):
    """1 where the upper half is brighter than the lower half, else 0."""
    middle = images.shape[1] // 2
    return (images[:, :middle].sum(axis=(1, 2)) > images[:, middle:].sum(axis=(1, 2))).astype(int)


def brightness_rank(images):
    """The image's place in the whole batch, ordered by brightness; 0 is the darkest."""
    return np.argsort(np.argsort(images.sum(axis=(1, 2)), kind="stable"), kind="stable")
