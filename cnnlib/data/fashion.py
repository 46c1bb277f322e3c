"""Fashion-MNIST: 70,000 pictures of clothes in ten classes; a part of it ships with the course."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import zlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy import ndarray

if TYPE_CHECKING:
    import logging

    from jaxtyping import Int64, UInt8

__all__ = [
    "CLASSES",
    "DataError",
    "Dataset",
    "fashion_mnist",
    "fashion_mnist_subset",
    "stratified",
]

#: What the labels 0 to 9 stand for.
CLASSES = (
    "T-shirt",
    "trousers",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle boot",
)

URL = "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"
DEBIAN = Path("/usr/share/datasets/fashion-mnist")
VARIABLE = "CNNLIB_DATA"

#: The files, and the SHA-256 of what they hold when decompressed: packing may differ.
HASHES = {
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}


class DataError(Exception):
    """Data cannot be had; the message says what was tried and what to do."""


@dataclass(frozen=True)
class Dataset:
    """Images with labels, for training and for testing.

    Attributes:
        train_images: uint8 (N, 28, 28).
        train_labels: int64 (N,), 0 to 9, see `CLASSES`.
        test_images: uint8 (M, 28, 28).
        test_labels: int64 (M,).
    """

    train_images: UInt8[ndarray, "N 28 28"]
    train_labels: Int64[ndarray, " N"]
    test_images: UInt8[ndarray, "M 28 28"]
    test_labels: Int64[ndarray, " M"]


def fashion_mnist_subset() -> Dataset:
    """Load the part that ships with the course: 6,000 images to train, 1,000 to test.

    Returns:
        Equally many images of every class, in a mixed order.

    Example:
        >>> part = fashion_mnist_subset()
        >>> part.train_images.shape, part.test_images.shape
        ((6000, 28, 28), (1000, 28, 28))

    Source:
        Xiao, Rasul and Vollgraf (2017), Fashion-MNIST; docs/data.md.
    """
    return Dataset(*_shipped("train"), *_shipped("test"))


def fashion_mnist(folder: str | os.PathLike[str] | None = None) -> Dataset:
    """Load all of Fashion-MNIST: 60,000 images to train, 10,000 to test.

    Looks in `folder`, or else in $CNNLIB_DATA, in Debian's folder, and in the cache; what is in
    none of them is downloaded into the cache, with a progress bar.

    Args:
        folder: where the four files are, packed or not; nowhere else is looked then.

    Raises:
        DataError: if a file cannot be had; the message says what was tried.

    Source:
        Xiao, Rasul and Vollgraf (2017), Fashion-MNIST.
    """
    named = [Path(place).expanduser() for place in (folder, os.environ.get(VARIABLE)) if place]
    folders = named[:1] if folder else [*named, DEBIAN]
    bytes_of = {name: _find(name, folders, download=folder is None) for name in HASHES}
    train_images, train_labels, test_images, test_labels = map(_array, bytes_of.values())
    return Dataset(
        train_images,
        train_labels.astype(np.int64),
        test_images,
        test_labels.astype(np.int64),
    )


def stratified(
    images: UInt8[ndarray, "N 28 28"], labels: Int64[ndarray, " N"], count: int, seed: int
) -> tuple[UInt8[ndarray, "M 28 28"], Int64[ndarray, " M"]]:
    """Choose equally many images of every class, without repetition, in a mixed order.

    Args:
        images: (N, 28, 28).
        labels: (N,).
        count: how many to choose, a multiple of the number of classes.
        seed: equal seeds choose equally.

    Returns:
        The chosen images and labels.

    Raises:
        ValueError: if `count` cannot be divided, is below 1, or a class has too few images.

    Example:
        >>> some, of = stratified(np.zeros((40, 28, 28)), np.arange(40) % 4, 8, seed=0)
        >>> np.bincount(of)
        array([2, 2, 2, 2])
    """
    classes, sizes = np.unique(labels, return_counts=True)
    each, rest = divmod(count, len(classes))
    if rest or not 0 < each <= sizes.min():
        raise ValueError(
            f"stratified: expected count as a multiple of {len(classes)}, at most "
            f"{len(classes) * sizes.min()}, got {count}; choose another"
        )
    rng = np.random.default_rng(seed)
    of_class = [rng.choice(np.flatnonzero(labels == c), each, replace=False) for c in classes]
    chosen = rng.permutation(np.concatenate(of_class))
    return images[chosen], labels[chosen]


def _shipped(name: str) -> tuple[ndarray, ndarray]:
    from PIL import Image

    folder = files("cnnlib.data").joinpath("files")
    with folder.joinpath(f"fashion-{name}.png").open("rb") as file:
        images = np.array(Image.open(file)).reshape(-1, 28, 28)
    with folder.joinpath(f"fashion-{name}-labels.npy").open("rb") as file:
        return images, np.load(file).astype(np.int64)


def _find(name: str, folders: list[Path], download: bool) -> bytes:
    """The content of one file, from the first place that has it whole."""
    tried = []
    for path in [folder / file for folder in folders for file in (f"{name}.gz", name)]:
        if not path.is_file():
            tried.append(f"{path}: not there")
            continue
        try:
            return _verified(name, path)
        except DataError as error:
            tried.append(str(error))
    if download:
        try:
            return _downloaded(name)
        except DataError as error:
            tried.append(str(error))
    places = "\n".join(f"  - {attempt}" for attempt in tried)
    raise DataError(
        f"Fashion-MNIST: no good copy of {name}. Tried:\n{places}\n"
        f"Get the four .gz files from {URL}, put them into a folder, and set {VARIABLE} to it; "
        "fashion_mnist_subset() needs none of this."
    )


def _downloaded(name: str) -> bytes:
    """The content of one file from the cache, into which it is downloaded where it is missing."""
    import pooch

    path = Path(pooch.os_cache("cnnlib")) / f"{name}.gz"
    if path.is_file():
        try:
            return _verified(name, path)
        except DataError:
            # A damaged copy in our own cache is worth a fresh download; one that cannot be deleted
            # is judged again below.
            with contextlib.suppress(OSError):
                path.unlink()
    try:
        _download(f"{URL}{name}.gz", path)
    except Exception as error:  # requests, urllib3 and the system each have their own kinds
        raise DataError(f"{URL}{name}.gz: cannot be downloaded ({error})") from None
    return _verified(name, path)


def _download(url: str, path: Path) -> None:
    """Download a file with a progress bar; a kill leaves all of it or nothing."""
    import pooch

    logger = pooch.get_logger()
    logger.addFilter(_is_for_learners)
    try:
        # The hash that pooch could check is that of the packed bytes; ours is of what they hold.
        pooch.retrieve(url, known_hash=None, fname=path.name, path=path.parent, progressbar=True)
    finally:
        logger.removeFilter(_is_for_learners)


def _is_for_learners(record: logging.LogRecord) -> bool:
    """Whether pooch says what it does; without a hash it also advises the programmer."""
    return "known_hash" not in str(record.msg)


def _verified(name: str, path: Path) -> bytes:
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path}: cannot be unpacked ({error})") from None
    found = hashlib.sha256(data).hexdigest()
    if found != HASHES[name]:
        raise DataError(
            f"{path}: expected SHA-256 {HASHES[name][:12]}…, got {found[:12]}…; "
            "the file is damaged or another one"
        )
    return data


def _array(data: bytes) -> ndarray:
    """An array in the IDX format: two zeros, the type, the number of axes, their lengths, bytes."""
    axes = data[3]
    shape = tuple(np.frombuffer(data, ">u4", count=axes, offset=4))
    return np.frombuffer(data, np.uint8, offset=4 + 4 * axes).reshape(shape).copy()
