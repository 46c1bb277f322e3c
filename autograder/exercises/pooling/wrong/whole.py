"""Wrong means of whole maps, and wrong convolutions for average pooling."""

from __future__ import annotations

import numpy as np

from autograder.exercises.pooling.wrong.base import two

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
