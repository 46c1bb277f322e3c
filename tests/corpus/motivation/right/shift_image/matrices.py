import numpy as np


def shift_image(image, dy, dx, fill=0.0):
    if image.ndim not in (2, 3):
        raise ValueError("axes")
    h, w = image.shape[-2:]
    down, right = np.eye(h, k=-dy), np.eye(w, k=dx)
    moved = np.einsum("ih,...hw,wj->...ij", down, image.astype(float), right)
    there = np.einsum("ih,hw,wj->ij", down, np.ones((h, w)), right) > 0
    out = np.empty(image.shape, image.dtype)
    out[...] = fill
    out[..., there] = moved.astype(image.dtype)[..., there]
    return out
