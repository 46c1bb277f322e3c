import numpy as np


def maxout(x, pieces):
    if x.ndim != 2:
        raise ValueError("axes")
    n, d = x.shape
    if pieces < 1 or d % pieces:
        raise ValueError("pieces")
    k = d // pieces
    view = np.lib.stride_tricks.sliding_window_view(x, pieces, axis=1)[:, ::pieces]
    return view.max(axis=-1)
