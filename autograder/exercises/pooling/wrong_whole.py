"""Wrong answers about whole maps: their means, their sizes, how they change; NumPy only."""

from __future__ import annotations

import numpy as np

# ---------------------------------------------------------------- global_avg_pool(x)


def map_sums(x):
    return x.sum((2, 3))


def map_maxima(x):
    return x.max((2, 3))


def map_minima(x):
    return x.min((2, 3))


def map_last(x):
    return x[:, :, -1, -1].copy()


def map_per_height_squared(x):
    return x.sum((2, 3)) / x.shape[2] ** 2


def map_per_width_squared(x):
    return x.sum((2, 3)) / x.shape[3] ** 2


def map_without_last(x):
    return x[:, :, :-1, :-1].mean((2, 3))


def map_without_last_in_the_sum(x):
    return x[:, :, :-1, :-1].sum((2, 3)) / (x.shape[2] * x.shape[3])


def map_over_batch(x):
    if len(x) == 1:
        raise ValueError("one image does not show this mistake, only the missing axis")
    return x.mean((0, 2, 3))


def map_over_batch_keeping_its_axis(x):
    return x.mean((0, 2, 3))[None]


def map_over_batch_repeated(x):
    return np.repeat(x.mean((0, 2, 3))[None], len(x), axis=0)


def map_over_batch_alone(x):
    return x.mean(0)


def map_sum_over_batch(x):
    return map_over_batch(x) * len(x)


def map_across_channels(x):
    if x.shape[1] == 1:
        raise ValueError("one channel does not show this mistake, only the missing axis")
    return x.mean((2, 3)).max(1)


def map_across_channels_repeated(x):
    return np.repeat(x.mean((2, 3)).max(1, keepdims=True), x.shape[1], axis=1)


def map_channels_last(x):
    return x.mean((1, 2))


def map_channels_last_memory(x):
    n, c, h, w = x.shape
    return x.reshape(n, h, w, c).mean((1, 2))


def map_first_channel(x):
    return np.repeat(x[:, :1].mean((2, 3)), x.shape[1], axis=1)


def map_first_channel_alone(x):
    return x[:, :1].mean((2, 3))


def map_first_image(x):
    return np.repeat(x[:1].mean((2, 3)), len(x), axis=0)


def map_per_image(x):
    return x.mean((2, 3)) / len(x)


def map_spoils_input(x):
    out = x.mean((2, 3))
    x += 1
    return out


# ---------------------------------------------------------------- avg_pool_as_conv


def two(size):
    return (size, size) if np.ndim(size) == 0 else tuple(size)


def diagonal(channels, kernel, value):
    weight = np.zeros((channels, channels, *kernel))
    weight[np.arange(channels), np.arange(channels)] = value
    return weight


def conv_of_ones(channels, kernel_size):
    return diagonal(channels, two(kernel_size), 1.0)


def conv_per_height_squared(channels, kernel_size):
    kernel = two(kernel_size)
    return diagonal(channels, kernel, 1 / kernel[0] ** 2)


def conv_per_width_squared(channels, kernel_size):
    kernel = two(kernel_size)
    return diagonal(channels, kernel, 1 / kernel[1] ** 2)


def conv_swapped(channels, kernel_size):
    kernel = two(kernel_size)[::-1]
    return diagonal(channels, kernel, 1 / (kernel[0] * kernel[1]))


def conv_square_by_height(channels, kernel_size):
    return conv_swapped(channels, two(kernel_size)[0])


def conv_square_by_width(channels, kernel_size):
    return conv_swapped(channels, two(kernel_size)[1])


def conv_last(channels, kernel_size):
    weight = diagonal(channels, two(kernel_size), 0.0)
    weight[np.arange(channels), np.arange(channels), -1, -1] = 1.0
    return weight


def conv_first_filter(channels, kernel_size):
    kh, kw = two(kernel_size)
    weight = np.zeros((channels, channels, kh, kw))
    weight[:, 0] = 1 / (kh * kw)
    return weight


def conv_first_channel(channels, kernel_size):
    kh, kw = two(kernel_size)
    weight = np.zeros((channels, channels, kh, kw))
    weight[0, 0] = 1 / (kh * kw)
    return weight


def conv_channels_last(channels, kernel_size):
    kh, kw = two(kernel_size)
    return np.moveaxis(diagonal(channels, (kh, kw), 1 / (kh * kw)), 1, -1).copy()


def conv_channels_last_twice(channels, kernel_size):
    kh, kw = two(kernel_size)
    return np.moveaxis(diagonal(channels, (kh, kw), 1 / (kh * kw)), (0, 1), (-2, -1)).copy()


# ---------------------------------------------------------------- values_saved


def saved_by(counts, in_shape):
    """The share dropped, from the numbers of windows down and along."""
    return 1.0 - counts[0] * counts[1] / (in_shape[-2] * in_shape[-1])


def saved_rounded_up(in_shape, kernel_size, stride=None):
    (kh, kw), (sh, sw) = two(kernel_size), two(kernel_size if stride is None else stride)
    return saved_by(
        (-((in_shape[-2] - kh) // -sh) + 1, -((in_shape[-1] - kw) // -sw) + 1), in_shape
    )


def saved_square_output(in_shape, kernel_size, stride=None):
    kh, sh = two(kernel_size)[0], two(kernel_size if stride is None else stride)[0]
    return saved_by(two((in_shape[-2] - kh) // sh + 1), in_shape)


def saved_square_output_by_width(in_shape, kernel_size, stride=None):
    kw, sw = two(kernel_size)[1], two(kernel_size if stride is None else stride)[1]
    return saved_by(two((in_shape[-1] - kw) // sw + 1), in_shape)


def saved_of(height, width, kernel_size, stride):
    (kh, kw), (sh, sw) = two(kernel_size), two(kernel_size if stride is None else stride)
    if kh > height or kw > width:
        raise ValueError("no window fits")
    return saved_by(((height - kh) // sh + 1, (width - kw) // sw + 1), (height, width))


def saved_channels_last(in_shape, kernel_size, stride=None):
    return saved_of(*in_shape[-3:-1], kernel_size, stride)


def saved_first_axes(in_shape, kernel_size, stride=None):
    return saved_of(*in_shape[:2], kernel_size, stride)


def saved_width_first(in_shape, kernel_size, stride=None):
    return saved_of(in_shape[-1], in_shape[-2], kernel_size, stride)


# ---------------------------------------------------------------- change_under_shift


def shifted(x, dy, dx):
    """Content moves down by dy and right by dx; zeros enter."""
    out = np.zeros_like(x)
    h, w = x.shape[-2:]
    if abs(dy) < h and abs(dx) < w:
        target = x[..., max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)].shape
        out[..., max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)] = x[
            ..., max(-dy, 0) : max(-dy, 0) + target[-2], max(-dx, 0) : max(-dx, 0) + target[-1]
        ]
    return out


def ratio(difference, reference):
    distance = np.linalg.norm(difference.ravel())
    return float(distance / np.linalg.norm(reference.ravel())) if distance else 0.0


def change_rolled(pool, x, dy, dx):
    return ratio(pool(np.roll(x, (dy, dx), (-2, -1))) - pool(x), pool(x))


def change_in_norm(pool, x, dy, dx):
    return float(np.linalg.norm((pool(shifted(x, dy, dx)) - pool(x)).ravel()))


def change_in_squares(pool, x, dy, dx):
    return float(((pool(shifted(x, dy, dx)) - pool(x)) ** 2).sum())


def change_on_average(pool, x, dy, dx):
    return float(np.abs(pool(shifted(x, dy, dx)) - pool(x)).mean())


def change_root_mean_square(pool, x, dy, dx):
    return float(np.sqrt(((pool(shifted(x, dy, dx)) - pool(x)) ** 2).mean()))


def change_mean_square(pool, x, dy, dx):
    return float(((pool(shifted(x, dy, dx)) - pool(x)) ** 2).mean())


def change_at_most(pool, x, dy, dx):
    return float(np.abs(pool(shifted(x, dy, dx)) - pool(x)).max())


def change_of_sum(pool, x, dy, dx):
    return float(np.abs(pool(shifted(x, dy, dx)) - pool(x)).sum())


def change_of_first_image(pool, x, dy, dx):
    first = x[:1] if x.ndim > 2 else x
    return ratio(pool(shifted(first, dy, dx)) - pool(first), pool(first))


def change_of_first_channel(pool, x, dy, dx):
    first = x[..., :1, :, :] if x.ndim > 2 else x
    return ratio(pool(shifted(first, dy, dx)) - pool(first), pool(first))


def change_spoils_input(pool, x, dy, dx):
    before = pool(x.copy())
    after = pool(shifted(x, dy, dx))
    x += 1
    return ratio(after - before, before)
