"""What the exercises on training share."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["CLASSES", "FLOAT32", "NOTEBOOK", "labels", "pixels"]

NOTEBOOK = "07_train_on_gpu"
#: The tolerance of what is computed in float32, in whatever order.
FLOAT32 = 1e-5
#: Of the models in `autograder.callables.training`.
CLASSES = 4


def pixels(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Draw a float32 array of normal numbers."""
    return rng.normal(size=shape).astype(np.float32)


def labels(rng: np.random.Generator, n: int, classes: int = CLASSES) -> Any:
    """Draw int64 labels, all classes among them where there is room."""
    return rng.permutation(np.arange(n) % classes)
