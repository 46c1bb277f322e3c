# unnamed
import numpy as np


def sides_of(padding):
    if isinstance(padding, (tuple, list)):
        if len(padding) == 2:
            v, h = padding
            sides = (v, v, h, h)
        elif len(padding) == 4:
            sides = tuple(padding)
        else:
            raise ValueError("padding of one, two or four numbers")
    else:
        sides = (padding,) * 4
    return sides


def checked(x, padding, mode):
    if x.ndim < 2:
        raise ValueError("two axes or more")
    if mode not in ("zeros", "constant", "reflect", "replicate", "circular"):
        raise ValueError(f"unknown mode {mode}")
    top, bottom, left, right = sides_of(padding)
    height, width = x.shape[-2:]
    for size, pad in ((height, max(top, bottom)), (width, max(left, right))):
        if (mode == "reflect" and pad >= size) or (mode == "circular" and pad > size):
            raise ValueError("too much padding")
    return top, bottom, left, right


def pad2d(x, padding, mode="zeros", value=0.0):
    top, bottom, left, right = checked(x, padding, mode)
    height, width = x.shape[-2:]
    rows, columns = np.arange(-top, height + bottom), np.arange(-left, width + right)
    if mode == "reflect":
        rows, columns = np.abs(rows), np.abs(columns)
        rows = np.minimum(rows, 2 * height - 2 - rows)
        columns = np.minimum(columns, 2 * width - 2 - columns)
    how = "wrap" if mode == "circular" else "clip"
    out = x.take(rows, axis=-2, mode=how).take(columns, axis=-1, mode=how)
    if mode in ("zeros", "constant"):
        fill = np.asarray(value if mode == "constant" else 0).astype(x.dtype)
        out[..., :top, :] = fill
        out[..., top + height :, :] = fill
        out[..., :left] = fill
        out[..., left + width :] = fill
    return out
