"""The pictures of the course: a photograph, and Fashion-MNIST.

Every function returns fresh arrays, which may be written to.
"""

from __future__ import annotations

from cnnlib.data.fashion import (
    CLASSES,
    DataError,
    Dataset,
    fashion_mnist,
    fashion_mnist_subset,
    stratified,
)
from cnnlib.data.photo import grayscale, photograph

__all__ = [
    "CLASSES",
    "DataError",
    "Dataset",
    "fashion_mnist",
    "fashion_mnist_subset",
    "grayscale",
    "photograph",
    "stratified",
]
