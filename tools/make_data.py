"""Make the files that ship with cnnlib.data; docs/data.md says where the originals come from.

python tools/make_data.py photograph coffee.png
python tools/make_data.py fashion-mnist [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image

from cnnlib.data import fashion_mnist, stratified

FILES = Path(__file__).resolve().parents[1] / "cnnlib" / "data" / "files"
TRAIN, TEST = 6000, 1000


def photograph(original: str) -> None:
    """Scale the original down to 360 × 240 pixels."""
    image = Image.open(original).convert("RGB").resize((360, 240), Image.Resampling.LANCZOS)
    image.save(FILES / "coffee.jpg", quality=90, optimize=True)


def subset(folder: str | None = None) -> None:
    """Choose equally many images of every class, with a seed, and write them as one picture each.

    The whole set comes from `folder`, or else from where `fashion_mnist` finds it. A PNG of all
    images below each other is smaller than an .npz, and opens in any viewer.
    """
    whole = fashion_mnist(folder)
    chosen = {
        "train": stratified(whole.train_images, whole.train_labels, TRAIN, seed=0),
        "test": stratified(whole.test_images, whole.test_labels, TEST, seed=1),
    }
    for name, (images, labels) in chosen.items():
        Image.fromarray(images.reshape(-1, 28)).save(FILES / f"fashion-{name}.png", optimize=True)
        np.save(FILES / f"fashion-{name}-labels.npy", labels.astype(np.uint8))


if __name__ == "__main__":
    what, *source = sys.argv[1:]
    FILES.mkdir(exist_ok=True)
    {"photograph": photograph, "fashion-mnist": subset}[what](*source)
