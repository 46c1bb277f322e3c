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
    if min(sides) < 0:
        raise ValueError("negative padding")
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
    if mode == "circular":
        wide = np.tile(x, (1,) * (x.ndim - 2) + (3, 3))
    elif mode == "reflect":
        across = np.concatenate([x[..., ::-1][..., :-1], x, x[..., ::-1][..., 1:]], axis=-1)
        flipped = across[..., ::-1, :]
        wide = np.concatenate([flipped[..., :-1, :], across, flipped[..., 1:, :]], axis=-2)
        start_row, start_column = height - 1 - top, width - 1 - left
        return wide[
            ...,
            start_row : start_row + top + height + bottom,
            start_column : start_column + left + width + right,
        ].copy()
    elif mode == "replicate":
        rows = [max(0, min(height - 1, i)) for i in range(-top, height + bottom)]
        columns = [max(0, min(width - 1, j)) for j in range(-left, width + right)]
        return x[..., rows, :][..., columns]
    else:
        out = np.empty(x.shape[:-2] + (top + height + bottom, left + width + right), dtype=x.dtype)
        out[:] = 0 if mode == "zeros" else value
        out[..., top : top + height, left : left + width] = x
        return out
    return wide[
        ..., height - top : 2 * height + bottom, width - left : 2 * width + right
    ].copy()
