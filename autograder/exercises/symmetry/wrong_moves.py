"""Wrong answers to translate, output_shift and shift_consistency, as learners compute them."""

from __future__ import annotations

import numpy as np

# ---------------------------------------------------------------- translate


def move(x, dy, dx):
    return np.roll(x, (dy, dx), axis=(-2, -1))


def move_filling(x, dy, dx, mode):
    """A shift in which nothing wraps: `constant` fills with zeros, `edge` with the border."""
    height, width = x.shape[-2:]
    far_h, far_w = min(abs(dy), height), min(abs(dx), width)
    around = ((0, 0),) * (x.ndim - 2) + ((far_h, far_h), (far_w, far_w))
    padded = np.pad(x, around, mode=mode)
    top = far_h - max(min(dy, height), -height)
    left = far_w - max(min(dx, width), -width)
    return padded[..., top : top + height, left : left + width].copy()


def move_into_zeros(x, dy, dx):
    return move_filling(x, dy, dx, "constant")


def move_into_edges(x, dy, dx):
    return move_filling(x, dy, dx, "edge")


def move_remainder_into_zeros(x, dy, dx):
    return move_filling(x, dy % x.shape[-2], dx % x.shape[-1], "constant")


def move_rows_into_zeros(x, dy, dx):
    return move(move_filling(x, dy, 0, "constant"), 0, dx)


def move_columns_into_zeros(x, dy, dx):
    return move(move_filling(x, 0, dx, "constant"), dy, 0)


def move_and_clear(x, dy, dx):
    """Rolls, then clears what has wrapped, with slices that are right for positive shifts only."""
    out = move(x, dy, dx)
    out[..., :dy, :] = 0
    out[..., :dx] = 0
    return out


def move_and_clear_both_signs(x, dy, dx):
    out = move(x, dy, dx)
    out[..., : max(dy, 0), :] = 0
    out[..., : max(dx, 0)] = 0
    out[..., x.shape[-2] + min(dy, 0) :, :] = 0
    out[..., x.shape[-1] + min(dx, 0) :] = 0
    return out


def move_back(x, dy, dx):
    return move(x, -dy, -dx)


def move_up(x, dy, dx):
    return move(x, -dy, dx)


def move_left(x, dy, dx):
    return move(x, dy, -dx)


def move_swapped(x, dy, dx):
    return move(x, dx, dy)


def move_rows_only(x, dy, dx):
    return move(x, dy, 0)


def move_columns_only(x, dy, dx):
    return move(x, 0, dx)


def move_first_axes(x, dy, dx):
    return np.roll(x, (dy, dx), axis=(0, 1))


def move_axes_1_and_2(x, dy, dx):
    return np.roll(x, (dy, dx), axis=(1, 2))


def move_all_axes(x, dy, dx):
    return np.roll(x, (dy, dx), axis=(-3, -2))


def move_flat(x, dy, dx):
    return np.roll(x, dy * x.shape[-1] + dx)


def move_flat_by_both(x, dy, dx):
    return np.roll(x, (dy, dx))


def move_rows_flat(x, dy, dx):
    """Rolls within the flattened image: a row's end goes on to the next row."""
    flat = x.reshape(*x.shape[:-2], -1)
    return np.roll(flat, dy * x.shape[-1] + dx, axis=-1).reshape(x.shape)


def move_magnitudes(x, dy, dx):
    return move(x, abs(dy), abs(dx))


def move_spoils_input(x, dy, dx):
    x[...] = move(x, dy, dx)
    return x.copy()


# ---------------------------------------------------------------- output_shift


def shift_in_full(shift, stride):
    return shift


def shift_in_full_where_it_fits(shift, stride):
    return shift if shift % stride == 0 else None


def shift_times_stride(shift, stride):
    return shift * stride


def shift_rounded_down(shift, stride):
    return shift // stride


def shift_rounded_up(shift, stride):
    return -(-shift // stride)


def shift_cut(shift, stride):
    return int(shift / stride)


def shift_rounded(shift, stride):
    return round(shift / stride)


def shift_as_fraction(shift, stride):
    return shift / stride


def shift_or_zero(shift, stride):
    return shift // stride if shift % stride == 0 else 0


def shift_or_full(shift, stride):
    return shift // stride if shift % stride == 0 else shift


def shift_zero_as_none(shift, stride):
    return (shift // stride or None) if shift % stride == 0 else None


def shift_magnitude(shift, stride):
    return abs(shift) // stride if shift % stride == 0 else None


def shift_back(shift, stride):
    return -shift // stride if shift % stride == 0 else None


def shift_none_if_negative(shift, stride):
    return shift // stride if shift >= 0 and shift % stride == 0 else None


def shift_remainder(shift, stride):
    return shift % stride


# ---------------------------------------------------------------- shift_consistency


def share(predict, x, shifts, moved=move):
    """The right answer, for a way of moving."""
    return float(np.mean([predict(moved(x, *s)) == predict(x) for s in shifts]))


def on_moved(moved, predict, x, shifts):
    """Let a wrong translate answer for shift_consistency."""
    return share(predict, x, shifts, moved)


def share_changed(predict, x, shifts):
    return 1.0 - share(predict, x, shifts)


def share_as_count(predict, x, shifts):
    return share(predict, x, shifts) * len(x) * len(shifts)


def share_per_shift(predict, x, shifts):
    return share(predict, x, shifts) * len(x)


def share_per_image(predict, x, shifts):
    return share(predict, x, shifts) * len(shifts)


def share_of_first_image(predict, x, shifts):
    return float(np.mean([predict(move(x, *s))[0] == predict(x)[0] for s in shifts]))


def share_against_first_label(predict, x, shifts):
    return float(np.mean([predict(move(x, *s)) == predict(x)[0] for s in shifts]))


def share_of_first_shift(predict, x, shifts):
    return share(predict, x, shifts[:1])


def share_of_last_shift(predict, x, shifts):
    return share(predict, x, shifts[-1:])


def share_step_by_step(predict, x, shifts):
    """Each shift is compared with the one before."""
    labels = [predict(x), *(predict(move(x, *s)) for s in shifts)]
    return float(np.mean([labels[k + 1] == labels[k] for k in range(len(shifts))]))


def share_piled_up(predict, x, shifts):
    """Each shift starts from where the one before has ended."""
    labels, out = predict(x), []
    for s in shifts:
        x = move(x, *s)
        out.append(predict(x) == labels)
    return float(np.mean(out))


def share_of_steadfast(predict, x, shifts):
    """An image counts only where all its shifts agree."""
    same = np.array([predict(move(x, *s)) == predict(x) for s in shifts])
    return float(same.all(axis=0).mean())


def share_of_shifts_for_all(predict, x, shifts):
    same = np.array([predict(move(x, *s)) == predict(x) for s in shifts])
    return float(same.all(axis=1).mean())


def share_of_any(predict, x, shifts):
    same = np.array([predict(move(x, *s)) == predict(x) for s in shifts])
    return float(same.any(axis=0).mean())


def share_image_by_image(predict, x, shifts):
    """The classifier is given one image at a time."""
    kept = [
        predict(move(x[n : n + 1], *s)) == predict(x[n : n + 1])
        for s in shifts
        for n in range(len(x))
    ]
    return float(np.mean(kept))


def share_spoils_input(predict, x, shifts):
    out = share(predict, x, shifts)
    x += 1
    return out
