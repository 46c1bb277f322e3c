# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Equivariance and invariance
#
# Move a cat one pixel to the right and it is still a cat. What does that ask of a network? This
# notebook takes two words that are often mixed up, gives each of them a number, and puts to the
# test what is usually said: that a convolutional network does not care where things are.
#
# **Afterwards you can**
#
# - say what equivariance and invariance are, tell them apart, and measure both;
# - say for which moves a convolution is exactly equivariant, and where borders and strides break
#   it;
# - explain why a network of convolutions, pooling and a dense layer is *not* invariant;
# - bring a network close to invariance, in three ways, and say what each of them costs;
# - build a layer that is equivariant to rotations, and say what turning does to its output.
#
# **Time:** about 90 minutes: 62 for the eleven exercises, 10 for the question at the end, the rest
# for reading and for some seconds of training. **Points:** 30 for the exercises, 3 for the
# question.
#
# **You need:** NumPy's indexing and broadcasting, and what a convolution, a stride, padding, ReLU
# and pooling are (notebooks 02 to 05).

# %% [markdown]
# ## How to work
#
# Write, check and restart as notebook 01 explains under
# [How to work](../01_motivation/01_motivation.ipynb#How-to-work). Here your functions may call
# `np`, the functions of notebooks 01 to 05 in `ops`, and what you wrote in earlier exercises.
#
# New words stand in *italics*; the [glossary](../../docs/glossary.md) has those of the whole
# course.
#
# | symbol | meaning |
# |---|---|
# | $N$ | images, or other samples, in a batch |
# | $C$ | channels of the input |
# | $H, W$ | height and width of an image or a map |
# | $H', W'$ | height and width of the output |
# | $F$ | outputs of a layer: filters of a convolution, units of a dense layer |
# | $k_h, k_w$ | height and width of a kernel or window; $k$ along one axis |
# | $s, p, d$ | stride, padding, dilation; $s_h$ and $s_w$ where the two axes differ |
# | $n, c, f$ | number of an image, of a channel, of a filter, counted from 0 |
# | $i, j$ | row and column of an output value |
# | $u, v$ | row and column inside a kernel or window |
# | $x$ | input of a layer or map |
# | $b$ | bias |
# | $\varphi$ | a map, such as a layer or a whole network; `phi` in code |
# | $g$ | something done to the input, such as a shift; $gx$ is the input after it |
# | $M_g$ | what is done to the output when $g$ is done to the input; `m_g` in code |
# | $\lVert a \rVert$ | the norm: square all entries of $a$, add them up, take the root |
# | $d_y, d_x$ | a shift, in pixels down and to the right; `dy`, `dx` in code |
# | $\mathcal{G}$ | a group: all the $g$ that belong together, $\lvert\mathcal{G}\rvert$ in number |
# | $r$ | number of quarter turns, counter-clockwise |

# %%
from functools import partial
from itertools import pairwise

import numpy as np

from autograder import check, hint, progress, score, solution
from cnnlib import data, explorers, ops, plots

# %%
gray = data.grayscale(data.photograph())
small = ops.avg_pool2d(gray[None, None], 4)
print("photograph", gray.shape, " a small version of it, as a batch:", small.shape)

# %% [markdown]
# ## Moving an image
#
# When an image moves, pixels leave on one side, and something has to enter on the other. In
# notebook 01 that was black. Here it is what has left: the image is wrapped round like a label
# round a bottle.
#
# ### Exercise: `translate`
# 2 points · ★ · 4 minutes
#
# Move the content down by $d_y$ and to the right by $d_x$, wrapping round on the last two axes:
#
# $$\text{out}[\dots, i, j] = x[\dots,\; (i - d_y) \bmod H,\; (j - d_x) \bmod W].$$
#
# **Example.** `[[1, 2, 3], [4, 5, 6]]` moved by $d_y = 1$, $d_x = 1$ is `[[6, 4, 5], [3, 1, 2]]`:
# the 1 has gone down and to the right, and the 6 has left at the corner and come back at the
# opposite one.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(\dots, H, W)$, any type | images; every one of them moves |
# | `dy`, `dx` | ints | negative: up, to the left; may be larger than the image |
# | returns | like `x`, same type | a fresh array, not a view |
#
# **Read:** Cohen and Welling (2016), section 4, on symmetry groups.


# %% exercise="translate"
def translate(x, dy, dx):
    """Move the content down by `dy` and right by `dx`; what leaves comes back on the other side.

    Args:
        x: images (..., H, W), of any dtype.
        dy: pixels downwards; negative is up.
        dx: pixels to the right; negative is left.

    Returns:
        A fresh array of the same shape and dtype.

    Raises:
        ValueError: if `x` has fewer than two axes.
    """
    if x.ndim < 2:
        raise ValueError(
            f"translate: expected x (..., H, W), got {x.shape}; for one row try x[None]"
        )
    ### BEGIN SOLUTION
    return np.roll(x, (dy, dx), axis=(-2, -1))
    ### END SOLUTION


# %%
plots.images(
    [gray, translate(gray, 70, 110), ops.shift_image(gray, 70, 110)],
    titles=["the photograph", "wrapping round", "filled with black"],
    alt="The photograph; moved down and to the right with its lower right part coming back at the "
    "upper left; and moved as far with a black margin at the top and on the left.",
)

# %% [markdown]
# Why wrap, when no camera does? Because then nothing is lost, and moves become something to compute
# with. Guess which of these hold for wrapping, and which for filling with black:

# %%
black = ops.shift_image
there_wrapped, there_black = translate(gray, 70, 110), black(gray, 70, 110)
laws = {
    "two moves make one move": (
        np.array_equal(translate(there_wrapped, -90, 30), translate(gray, -20, 140)),
        np.array_equal(black(there_black, -90, 30), black(gray, -20, 140)),
    ),
    "every move can be undone": (
        np.array_equal(translate(there_wrapped, -70, -110), gray),
        np.array_equal(black(there_black, -70, -110), gray),
    ),
    "moving by nothing does nothing": (
        np.array_equal(translate(gray, 0, 0), gray),
        np.array_equal(black(gray, 0, 0), gray),
    ),
}
print("".ljust(32), "wrapping", "black", sep="   ")
for law, (wraps, fills) in laws.items():
    print(law.ljust(32), str(wraps).ljust(8), fills, sep="   ")

# %% [markdown]
# Moves for which these laws hold form a *group*. The elements of this one are *translations*, and
# what `translate` makes of an image is its *group action*. (How three moves are bracketed must not
# matter either; for moves it never does.) Shifts with black margins are no group: what has left is
# gone.

# %% [markdown]
# ## Equivariance, in one number
#
# The notes say: *if the input goes through a transformation $g$, the output goes through a
# corresponding one.* In a formula: there is an $M_g$ such that for every $x$
#
# $$\varphi(g x) \approx M_g\, \varphi(x).$$
#
# There are two ways from $x$ to the end. Move first, then apply $\varphi$; or apply $\varphi$
# first, then move its output. The map is equivariant, and has *equivariance*, when both ways end in
# the same place. Where $M_g$ is the same move as $g$, one also says that the map *commutes* with
# it.
#
# How far apart do they end? A distance by itself says little, since $\varphi$ may have large values
# or small ones. So divide it by the size of what was expected.
#
# ### Exercise: `equivariance_error`
# 3 points · ★★ · 6 minutes
#
# $$\text{error} = \frac{\lVert \varphi(gx) - M_g\varphi(x) \rVert}{\lVert M_g\varphi(x) \rVert}$$
#
# The norm runs over all entries together. When both sides are 0 everywhere, the fraction is $0/0$;
# they agree, so the error is then 0.
#
# **Example.** Let $\varphi$ multiply the first pixel by 1 and the second by 2, let $g$ swap the two
# pixels, and $M_g$ swap the two outputs. For $x = (1, 3)$:
#
# | way | steps | end |
# |---|---|---|
# | $\varphi(gx)$ | $(1, 3) \to (3, 1) \to (3, 2)$ | $(3, 2)$ |
# | $M_g\varphi(x)$ | $(1, 3) \to (1, 6) \to (6, 1)$ | $(6, 1)$ |
#
# The distance is $\lVert(-3, 1)\rVert = \sqrt{10}$, the error $\sqrt{10} / \sqrt{37} = 0.52$. This
# $\varphi$ is not equivariant: it treats the two places differently.
#
# | argument | shape | meaning |
# |---|---|---|
# | `phi` | a function | takes a whole batch; its output may have another shape |
# | `g` | a function | moves the input |
# | `m_g` | a function | moves the output |
# | `x` | any | the input |
# | returns | one float | the error |
#
# **Read:** Cohen and Welling (2016), on equivariant representations.


# %% exercise="equivariance_error"
def equivariance_error(phi, g, m_g, x):
    """How far `phi` is from turning a move of the input into a move of the output.

    Args:
        phi: the map, a function of arrays; give it the whole batch.
        g: what is done to the input.
        m_g: what that should do to the output.
        x: an input.

    Returns:
        One float: ‖phi(g(x)) - m_g(phi(x))‖ / ‖m_g(phi(x))‖, and 0 for 0/0.
    """
    ### BEGIN SOLUTION
    expected = m_g(phi(x))
    distance = np.linalg.norm(phi(g(x)) - expected)
    return float(distance / np.linalg.norm(expected)) if distance > 0 else 0.0
    ### END SOLUTION


# %% [markdown]
# Measure some maps on the photograph, moved by 3 pixels down and 5 to the left. The first three
# work on every pixel by itself. *Vignette* darkens a picture towards its corners, as old lenses do.
# *Every second* keeps every second row and column. Which of them commute with the move?

# %%
rows, columns = np.linspace(-1, 1, small.shape[2])[:, None], np.linspace(-1, 1, small.shape[3])
vignette = 1 / (1 + rows**2 + columns**2)
maps = {
    "ReLU": lambda x: ops.relu(x - 0.5),
    "sigmoid": ops.sigmoid,
    "square": np.square,
    "vignette": lambda x: x * vignette,
    "every second": lambda x: x[:, :, ::2, ::2],
}


def moving(dy, dx):
    """The move by (dy, dx), as a function of the images alone."""
    return lambda x: translate(x, dy, dx)


move = moving(3, -5)
for name, phi in maps.items():
    print(f"{name:14} equivariance error {equivariance_error(phi, move, move, small):.3f}")

# %% [markdown]
# What happens to each pixel by itself, and everywhere in the same way, commutes with every move:
# ReLU does, and so does every activation that works value by value. The vignette treats places
# differently, so it does not.
#
# And *every second*? The output has half as many pixels a side, so asking it to move as far as the
# input is asking the wrong thing. The $M_g$ matters:

# %%
every_second, g = maps["every second"], moving(4, -4)
for name, m_g in {
    "as far, 4 pixels": moving(4, -4),
    "half as far, 2 pixels": moving(2, -2),
}.items():
    error = equivariance_error(every_second, g, m_g, small)
    print(f"the output moves {name:22} error {error:.3f}")

# %% [markdown]
# ## Invariance, in one number
#
# The notes say of *invariance*: *the output does not change at all.*
#
# $$\varphi(g x) \approx \varphi(x)$$
#
# This is what a classifier should do: the cat has moved, the answer is still “cat”. It is the
# special case of equivariance in which $M_g$ does nothing. It is easy to measure one of the two and
# to call it by the other's name, so keep the formulas apart.
#
# ### Exercise: `invariance_error`
# 2 points · ★ · 3 minutes
#
# $$\text{error} = \frac{\lVert \varphi(gx) - \varphi(x) \rVert}{\lVert \varphi(x) \rVert}$$
#
# Again $0/0$ counts as 0.
#
# **Example.** The same $\varphi$, $g$ and $x$ as above: $\varphi(gx) = (3, 2)$ and
# $\varphi(x) = (1, 6)$, so the error is
# $\lVert(2, -4)\rVert / \lVert(1, 6)\rVert = \sqrt{20} / \sqrt{37} = 0.74$. But if $\varphi$ is the
# sum of the pixels, then both sides are 4 and the error is 0.
#
# | argument | shape | meaning |
# |---|---|---|
# | `phi` | a function | takes a whole batch; its output may have another shape |
# | `g` | a function | moves the input |
# | `x` | any | the input |
# | returns | one float | the error |
#
# **Read:** Bronstein, Bruna, Cohen and Veličković (2021), section 3.1, on invariant and equivariant
# functions.


# %% exercise="invariance_error"
def invariance_error(phi, g, x):
    """How much a move of the input changes the output of `phi`.

    Args:
        phi: the map, a function of arrays; give it the whole batch.
        g: what is done to the input.
        x: an input.

    Returns:
        One float: ‖phi(g(x)) - phi(x)‖ / ‖phi(x)‖, and 0 for 0/0.
    """
    ### BEGIN SOLUTION
    expected = phi(x)
    distance = np.linalg.norm(phi(g(x)) - expected)
    return float(distance / np.linalg.norm(expected)) if distance > 0 else 0.0
    ### END SOLUTION


# %% [markdown]
# Both numbers for the same maps, side by side. The last three give one number for each image, and a
# number has no place: there is nothing to move, so their $M_g$ can only be “do nothing”.


# %%
def stay(y):
    return y


compared = {
    "the image itself": (lambda x: x, move),
    "ReLU": (maps["ReLU"], move),
    "vignette": (maps["vignette"], move),
    "mean of all pixels": (ops.global_avg_pool, stay),
    "largest pixel": (lambda x: x.max(axis=(2, 3)), stay),
    "vignette, then mean": (lambda x: ops.global_avg_pool(maps["vignette"](x)), stay),
}
print("".ljust(20), "equivariance error", "invariance error", sep="   ")
for name, (phi, m_g) in compared.items():
    both = equivariance_error(phi, move, m_g, small), invariance_error(phi, move, small)
    print(f"{name:20}   {both[0]:18.3f}   {both[1]:16.3f}")

# %% [markdown]
# Read the table line by line:
#
# - **The image itself** and **ReLU** are perfectly equivariant and not invariant at all. They keep
#   *where* things are.
# - **Mean** and **largest pixel** are invariant. They have forgotten where things are.
# - The **vignette** is neither.
# - Forgetting the place at the end does not repair what was done before: *vignette, then mean* is
#   off too, though by less.
#
# So a good plan for a classifier is: be equivariant as long as you look for things, forget the
# place only at the end. The question is whether real networks keep to it.

# %% [markdown]
# ## A convolution without borders
#
# The notes say: *convolution has equivariance for translation by itself.* The trouble is the
# border, where the window hangs over. On an image that wraps round there is none: beyond the last
# column comes the first.
#
# ### Exercise: `circular_conv2d`
# 4 points · ★★ · 9 minutes
#
# A layer whose output is as large as its input. The window is centred on its pixel, so the kernel's
# sides are odd; write $p_h = (k_h - 1)/2$ and $p_w = (k_w - 1)/2$ for what hangs over:
#
# $$\text{out}[n, f, i, j] = b[f] + \sum_{c, u, v} \text{weight}[f, c, u, v] \cdot
# x[n,\, c,\, (i + u - p_h) \bmod H,\, (j + v - p_w) \bmod W]$$
#
# **Example.** The row `[1, 2, 4]` and the kernel `[1, 10, 100]`, whose digits show who met whom:
#
# | pixel | left · 1 | itself · 10 | right · 100 | sum |
# |---|---|---|---|---|
# | first | 4 | 10 | 200 | 214 |
# | second | 1 | 20 | 400 | 421 |
# | third | 2 | 40 | 100 | 142 |
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(N, C, H, W)$ | images |
# | `weight` | $(F, C, k_h, k_w)$, both odd | filters; may be larger than the image |
# | `bias` | $(F,)$, or `None` for none | one number for each filter |
# | returns | $(N, F, H, W)$, float64 | |
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 9.2, on equivariant representations.


# %% exercise="circular_conv2d"
def circular_conv2d(x, weight, bias=None):
    """Apply a layer of centred filters to images that wrap round.

    Args:
        x: images (N, C, H, W).
        weight: filters (F, C, kh, kw), of odd height and width.
        bias: one number for each filter (F,), or None.

    Returns:
        float64 array of shape (N, F, H, W).

    Raises:
        ValueError: if axes, channels or the bias do not fit, or the kernel is even.
    """
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(
            "circular_conv2d: expected x (N, C, H, W) and weight (F, C, kh, kw) with the same C, "
            f"got {x.shape} and {weight.shape}; for one image try x[None]"
        )
    f, _, kh, kw = weight.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(
            f"circular_conv2d: expected weight of odd height and width, got {weight.shape}; "
            "an even window has no centre"
        )
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(
            f"circular_conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}; "
            "one number a filter"
        )
    ### BEGIN SOLUTION
    rows, columns = (kh // 2, kh // 2), (kw // 2, kw // 2)
    wrapped = np.pad(x, ((0, 0), (0, 0), rows, columns), mode="wrap")
    return ops.conv2d(wrapped, weight, bias)
    ### END SOLUTION


# %% [markdown]
# Now draw both ways round the square. The map is Sobel's kernel, which answers where brightness
# changes from left to right.


# %%
sobel = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])[None, None]
far = moving(12, 20)


def square(phi, g, m_g, x, alt):
    """Both ways from x to the end, drawn for the first channel of the first image."""
    steps = (x, g(x), phi(x), m_g(phi(x)), phi(g(x)))
    return plots.commuting_square(*(step[0, 0] for step in steps), alt=alt)


square(
    lambda x: circular_conv2d(x, sobel),
    far,
    far,
    small,
    alt="A square of pictures: the photograph and its edges, moved and not moved. The edges of the "
    "moved photograph and the moved edges of the photograph are the same; their difference is "
    "empty.",
)

# %% [markdown]
# A convolution uses the same weights everywhere, so it cannot know where its window lies, and a
# move takes pixels and windows along together. Try it with random filters, biases and moves, and
# with several layers:


# %%
rng = np.random.default_rng(6)


def random_layers(depth, channels=4):
    """Filters and biases of a stack of 3 × 3 layers, for one input channel."""
    counts = [1] + [channels] * depth
    return [
        (
            rng.normal(scale=ops.he_std(9 * before), size=(after, before, 3, 3)),
            rng.normal(scale=0.1, size=after),
        )
        for before, after in pairwise(counts)
    ]


def circular_stack(x, layers):
    """Convolution and ReLU, again and again."""
    for weight, bias in layers:
        x = ops.relu(circular_conv2d(x, weight, bias))
    return x


for depth in (1, 3, 6):
    phi = partial(circular_stack, layers=random_layers(depth))
    moves = [moving(dy, dx) for dy, dx in rng.integers(-99, 100, size=(5, 2))]
    largest = max(equivariance_error(phi, g, g, small) for g in moves)
    print(f"layers: {depth}, 5 random moves: largest equivariance error {largest:.1e}")

# %% [markdown]
# Nothing is left but rounding, if that, at any depth. It is no luck: if $\varphi_1$ turns $g$ into
# $M_g$, and $\varphi_2$ turns $M_g$ into $M'_g$, then one after the other they turn $g$ into
# $M'_g$. A chain of equivariant layers is equivariant.
#
# And if the chain ends in something that forgets the place, it is invariant:


# %%
def stack_and_mean(x):
    return ops.global_avg_pool(phi(x))


error = invariance_error(stack_and_mean, far, small)
print(f"six layers, then the mean of each map: invariance error {error:.1e}")

# %% [markdown]
# ## What borders break
#
# Networks in use do not wrap; most put zeros around the image. Draw the same square for that:


# %%
def padded_conv2d(x, weight, bias=None, mode="zeros"):
    """A layer of 3 × 3 filters whose border is filled in one of four ways."""
    return ops.conv2d(ops.pad2d(x, 1, mode), weight, bias)


square(
    lambda x: padded_conv2d(x, sobel),
    far,
    far,
    small,
    alt="The same square for a convolution with zero padding. The difference has bright lines: at "
    "the left and right border of the picture, and where that border has moved to.",
)

# %% [markdown]
# There are lines where the two ways differ: at the border of the picture, and at the old border,
# which the move has carried inside. With black round it, a bright border pixel looks like an edge,
# and that edge does not move with the content: it stays at the border.
#
# Does another way to fill the border help? Take those of notebook 03.

# %%
modes = ("zeros", "replicate", "reflect", "circular")
weight, bias = random_layers(1)[0]
for mode in modes:
    phi = partial(padded_conv2d, weight=weight, bias=bias, mode=mode)
    print(f"{mode:10} equivariance error {equivariance_error(phi, far, far, small):.1e}")

# %% [markdown]
# Only `circular` is exact. But one number for the whole picture does not say *where* the error is.
#
# ### Exercise: `error_by_border_distance`
# 3 points · ★★ · 7 minutes
#
# Sort the pixels by their distance to the nearest of the four borders, 0 for the outermost ones:
#
# $$\text{distance}(i, j) = \min(i,\; H - 1 - i,\; j,\; W - 1 - j).$$
#
# Each entry of the result is the mean of the *absolute* errors of the pixels at exactly one
# distance, 0 first. There are $\lceil \min(H, W) / 2 \rceil$ distances.
#
# **Example.**
#
# $$\begin{bmatrix} 1 & -1 & 1 & -1 \\ 1 & 6 & -2 & 1 \\ -1 & 1 & -1 & 1 \end{bmatrix}$$
#
# Ten pixels touch the border, all of size 1; two do not, of size 6 and 2. The result is `[1, 4]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `error` | $(H, W)$, of either sign | an error for each pixel |
# | returns | $(\lceil \min(H, W) / 2 \rceil,)$, float64 | mean absolute error by distance |
#
# **Read:** Islam, Jia and Bruce (2020), on what zero padding tells a network.


# %% exercise="error_by_border_distance"
def error_by_border_distance(error):
    """Average the absolute error over the pixels that are equally far from the border.

    Args:
        error: an error for each pixel (H, W), of either sign.

    Returns:
        float64 array of length (min(H, W) + 1) // 2: entry d is the mean absolute error of the
        pixels whose nearest border is d pixels away.

    Raises:
        ValueError: if `error` does not have two axes.
    """
    if error.ndim != 2:
        raise ValueError(
            f"error_by_border_distance: expected error (H, W), got {error.shape}; take one map"
        )
    ### BEGIN SOLUTION
    height, width = error.shape
    from_rows = np.minimum(np.arange(height), np.arange(height)[::-1])
    from_columns = np.minimum(np.arange(width), np.arange(width)[::-1])
    distance = np.minimum.outer(from_rows, from_columns)
    magnitude = np.abs(error)
    return np.array([magnitude[distance == d].mean() for d in range(distance.max() + 1)])
    ### END SOLUTION


# %% [markdown]
# Move the picture by one pixel only, so that the old border stays next to the new one, and measure
# a stack of four layers for each way to fill the border. How many pixels deep will the error reach?


# %%
def stack(x, layers, mode):
    """Convolution with padding and ReLU, again and again."""
    for weight, bias in layers:
        x = ops.relu(padded_conv2d(x, weight, bias, mode))
    return x


nudge = moving(1, 1)


def border_profile(layers, mode):
    """The equivariance error by distance to the border, relative to the output's mean size."""
    phi = partial(stack, layers=layers, mode=mode)
    error = phi(nudge(small)) - nudge(phi(small))
    magnitude = np.abs(error[0]).mean(axis=0)  # over the channels
    return error_by_border_distance(magnitude) / np.abs(phi(small)).mean()


layers = random_layers(4)
profiles = {mode: border_profile(layers, mode) for mode in modes}
for mode, profile in profiles.items():
    print(f"{mode:10}", " ".join(f"{value:.3f}" for value in profile[:8]), "…")
plots.lines(
    {mode: (range(10), profile[:10]) for mode, profile in profiles.items()},
    xlabel="distance to the nearest border, in pixels",
    ylabel="equivariance error, relative",
    alt="Equivariance error against the distance to the border for four ways to fill the border. "
    "Zeros, replicate and reflect start high at the border and fall to 0 within five pixels; "
    "circular lies on 0.",
)

# %% [markdown]
# The error lives at the border, and beyond a certain depth it is exactly 0. What sets the depth?

# %%
for depth in (1, 2, 4, 8):
    profile = border_profile(random_layers(depth), "zeros")
    print(f"layers: {depth}, the error reaches the outer {np.count_nonzero(profile > 1e-12)} rings")

# %% [markdown]
# Each $3 \times 3$ layer carries the border's influence one pixel further in, just as the receptive
# field of [notebook 03](../03_stride_and_padding/03_stride_and_padding.ipynb) grows; one more ring
# is the nudge itself. In a deep network on a small picture the border reaches everything.
#
# So is `circular` the padding to use? It is exact for pictures that wrap, and photographs do not.
# Let a camera look at a part of a larger scene, and compare what the layers say near the border of
# that part with what they would have said had they seen the whole scene.

# %%
scene = ops.avg_pool2d(gray[None, None], 2)
part = scene[:, :, 30:90, 45:135]
camera = {}
for mode in modes:
    whole_truth = stack(scene, layers, mode)[:, :, 30:90, 45:135]
    error = np.abs(stack(part, layers, mode) - whole_truth)[0].mean(axis=0)
    camera[mode] = error_by_border_distance(error) / np.abs(whole_truth).mean()
    print(f"{mode:10} error in the outermost ring {camera[mode][0]:.3f}, from ring 4 on", end=" ")
    print(f"{camera[mode][4:].max():.1e}")
plots.lines(
    {mode: (range(10), profile[:10]) for mode, profile in camera.items()},
    xlabel="distance to the nearest border, in pixels",
    ylabel="error against the whole scene, relative",
    alt="Error of four layers on a part of a scene, against the distance to that part's border. "
    "All four ways to fill the border are wrong in the outer four rings and exact further in.",
)

# %% [markdown]
# Now every mode is wrong at the border, `circular` too: it takes what comes in from the opposite
# side of the picture, which is as made-up as black is. Nobody knows what lies beyond the border.
# Compare the curves and see which guess is the best one for this photograph.
#
# A border has one more effect. Show the stack a picture with nothing in it, the same grey
# everywhere:

# %%
nothing = np.full(small.shape, 0.5)
for mode in modes:
    answer = stack(nothing, layers, mode)
    print(f"{mode:10} values of a channel vary by at most {np.ptp(answer, axis=(2, 3)).max():.3f}")


def border_influence(depth):
    """How far each place's answer to the empty picture is from that in the middle, 0 to 1."""
    answer = stack(nothing, random_layers(depth, channels=8), "zeros")[0]
    middle = answer[:, 30:31, 45:46]
    distance = np.abs(answer - middle).mean(axis=0)
    return distance / distance.max()


depths = (1, 2, 4, 8)
plots.heat_maps(
    [border_influence(depth) for depth in depths],
    titles=[f"layers: {depth}" for depth in depths],
    columns=2,
    label="distance from the answer in the middle, relative",
    alt="Four maps for an empty picture and zero padding: 0 in the middle, with a frame of larger "
    "values that is one pixel wide after one layer and grows with every layer.",
)

# %% [markdown]
# With zeros, the layers see their own border in a picture without any content: within its reach
# they can tell where a place is. Kayhan and van Gemert (2020) show that trained networks make use
# of that: they learn filters that answer at certain *absolute positions*, the very thing that a
# convolution is said to be blind to.

# %% [markdown]
# ## What strides break
#
# A layer with stride $s$ looks at every $s$-th place. Move the input by $s$ pixels: every window
# finds what the window before it has seen, and the output moves by one. Move the input by one
# pixel: the windows see pixels between those that they saw before.
#
# ### Exercise: `output_shift`
# 2 points · ★ · 4 minutes
#
# Given the shift of the input and the stride, return the shift of the output that belongs to it:
#
# $$\text{shift of the output} = \frac{\text{shift}}{s}, \text{ if that is a whole number,}$$
#
# and otherwise `None`: no shift of the output matches.
#
# **Example.** At stride 2 a shift of $-4$ gives $-2$, a shift of 0 gives 0, and a shift of 3 gives
# `None`.
#
# | argument | type | meaning |
# |---|---|---|
# | `shift` | int | pixels that the input moves; may be negative or 0 |
# | `stride` | int, at least 1 | of the layer |
# | returns | int, or `None` | |
#
# **Read:** Azulay and Weiss (2019), on the sampling theorem; Simoncelli, Freeman, Adelson and
# Heeger (1992), who asked the same of wavelets.


# %% exercise="output_shift"
def output_shift(shift, stride):
    """The shift of the output that belongs to a shift of the input.

    Args:
        shift: pixels that the input moves; may be negative.
        stride: of the layer, at least 1.

    Returns:
        An int, or None where no shift of the output matches.

    Raises:
        ValueError: if `stride` is below 1.
    """
    if stride < 1:
        raise ValueError(
            f"output_shift: expected stride of at least 1, got {stride}; pass 1 or more"
        )
    ### BEGIN SOLUTION
    places, rest = divmod(shift, stride)
    return places if rest == 0 else None
    ### END SOLUTION


# %% [markdown]
# Is `None` the truth, or did we only not look hard enough? Try *every* shift of the output and keep
# the best one. The crop below is 36 pixels wide, so that 2, 3 and 4 go into its width.


# %%
crop = small[:, :, 3:27, 24:60]


def best_error(phi, dx, x=crop):
    """The smallest equivariance error over all shifts of the output, for one of the input."""
    output_width = phi(x).shape[3]
    return min(
        equivariance_error(phi, moving(0, dx), moving(0, shift), x) for shift in range(output_width)
    )


filters = rng.normal(size=(4, 1, 3, 3))


def strided(x, stride):
    """A convolution of which every `stride`-th output is kept."""
    return circular_conv2d(x, filters)[:, :, ::stride, ::stride]


shifts = range(9)
curves = {}
for stride in (1, 2, 3, 4):
    phi = partial(strided, stride=stride)
    errors = [best_error(phi, dx) for dx in shifts]
    curves[f"stride {stride}"] = (shifts, errors)
    print(f"stride {stride}: equivariant for", [dx for dx in shifts if errors[dx] < 1e-12])
    for dx in shifts:
        whole = output_shift(dx, stride)
        if whole is not None:
            error = equivariance_error(phi, moving(0, dx), moving(0, whole), crop)
            assert error < 1e-12, "where output_shift names a shift, it is the right one"
plots.lines(
    curves,
    xlabel="shift of the input, in pixels",
    ylabel="smallest equivariance error",
    alt="Smallest equivariance error over all output shifts against the input's shift. Stride 1 "
    "lies on 0; for strides 2, 3 and 4 the error is 0 at the multiples of the stride only and "
    "large in between.",
)

# %% [markdown]
# Only the multiples of the stride survive, and in between the error is not small. At stride 2 three
# of four moves in the plane are lost: both $d_y$ and $d_x$ must be even.
#
# Pooling has a stride as well. Which of these layers is equivariant to a shift by one pixel?


# %%
def dense_max(x):
    """The largest of each pixel, its right, its lower, and its lower right neighbour; stride 1."""
    pairs = np.maximum(x, translate(x, 0, -1))
    return np.maximum(pairs, translate(pairs, -1, 0))


assert np.array_equal(dense_max(crop)[:, :, ::2, ::2], ops.max_pool2d(crop, 2))
layers_of_a_network = {
    "convolution": lambda x: circular_conv2d(x, filters),
    "ReLU": lambda x: ops.relu(x - 0.5),
    "maximum of 2 × 2, stride 1": dense_max,
    "convolution, stride 2": partial(strided, stride=2),
    "max pooling, 2 × 2": lambda x: ops.max_pool2d(x, 2),
    "average pooling, 2 × 2": lambda x: ops.avg_pool2d(x, 2),
}
print("smallest equivariance error".rjust(53))
print("shift by 1    shift by 2".rjust(53))
for name, phi in layers_of_a_network.items():
    print(f"{name:28} {best_error(phi, 1):10.3f} {best_error(phi, 2):13.3f}")

# %% [markdown]
# Convolution, activation and even the maximum over a window are innocent. What breaks equivariance
# is subsampling: a max pooling layer is the maximum at stride 1, of which every second value is
# kept, as the `assert` above has verified.

# %% [markdown]
# ## Does a network keep its answer?
#
# The notes say: *convolution, pooling and fully connected layers can handle translation invariance.
# However the input is shifted, the classification stays the same.* You have seen that parts of such
# a network are not equivariant. But a label is coarse; perhaps it survives? Count.
#
# ### Exercise: `shift_consistency`
# 3 points · ★★ · 6 minutes
#
# Take every image and every shift; each is one pair. Return the *shift consistency*: the share of
# pairs in which the shifted image gets the same label as the unshifted one. Whether the label is
# *right* does not matter here.
#
# **Example.** Two images and two shifts are four pairs. A classifier says 7 of the first image and
# 3 of the second; after the first shift it says 7 and 3, after the second 7 and 8. Three of the
# four are as before: 0.75.
#
# | argument | shape | meaning |
# |---|---|---|
# | `predict` | a function | takes the whole batch, shaped like `x`; returns $N$ labels |
# | `x` | $(N, \dots, H, W)$ | images; shifts wrap round |
# | `shifts` | a list of pairs | $(d_y, d_x)$, at least one |
# | returns | one float, 0 to 1 | |
#
# You may call your `translate`.
#
# **Read:** Zhang (2019), on classification consistency.


# %% exercise="shift_consistency"
def shift_consistency(predict, x, shifts):
    """How often a classifier says of a shifted image what it says of the image.

    Args:
        predict: a function of a batch shaped like `x`, which returns labels (N,).
        x: images (N, ..., H, W).
        shifts: pairs (dy, dx); shifts wrap round.

    Returns:
        One float: the share of all pairs of an image and a shift whose label stays.

    Raises:
        ValueError: if there are no shifts.
    """
    if len(shifts) == 0:
        raise ValueError(
            "shift_consistency: expected at least one shift (dy, dx), got none; try [(0, 1)]"
        )
    ### BEGIN SOLUTION
    labels = predict(x)
    same = [predict(np.roll(x, (dy, dx), axis=(-2, -1))) == labels for dy, dx in shifts]
    return float(np.mean(same))
    ### END SOLUTION


# %% [markdown]
# Now train two classifiers on Fashion-MNIST, 6,000 small pictures of clothes: a dense one, and a
# network as the notes describe it: convolution, pooling, and a dense layer at the end. The next two
# cells use torch, which [notebook 07](../07_train_on_gpu/07_train_on_gpu.ipynb) explains; here only
# the results matter. Training takes some seconds. Guess meanwhile: of 100 labels, how many stay
# when the picture moves by one pixel? By three?

# %%
import torch
from torch import nn
from torch.nn import functional

torch.set_num_threads(1)  # sums in one order: the same numbers in every run
fashion = data.fashion_mnist_subset()
pixel_mean, pixel_std = fashion.train_images.mean(), fashion.train_images.std()
train_images, test_images = (
    (images - pixel_mean) / pixel_std
    for images in (fashion.train_images, fashion.test_images[:400])
)
test_labels = fashion.test_labels[:400]


def train(network, epochs, max_lr):
    """Train a classifier of images (N, 1, 28, 28) on the 6,000 pictures."""
    images = torch.from_numpy(train_images).float()[:, None]
    labels = torch.from_numpy(fashion.train_labels)
    optimizer = torch.optim.Adam(network.parameters(), lr=max_lr)
    batches = [b for _ in range(epochs) for b in torch.randperm(len(images)).split(50)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr, total_steps=len(batches))
    for batch in batches:
        optimizer.zero_grad()
        functional.cross_entropy(network(images[batch]), labels[batch]).backward()
        optimizer.step()
        schedule.step()
    return network.eval()


def scores(network, images):
    """The network's ten scores for each image (N, 28, 28), as a NumPy array."""
    with torch.no_grad():
        return network(torch.from_numpy(images).float()[:, None]).double().numpy()


def classifier(network):
    """The network as a function from images to labels."""
    return lambda images: scores(network, images).argmax(axis=1)


# %%
torch.manual_seed(6)
networks = {
    "dense": train(
        nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10)),
        epochs=4,
        max_lr=0.003,
    ),
    "conv, pool, dense": train(
        nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(16 * 7 * 7, 10),
        ),
        epochs=3,
        max_lr=0.01,
    ),
}


def shifts_of(distance):
    """Four moves by `distance` pixels: to the right, down, and aslant both ways."""
    return [(0, distance), (distance, 0), (distance, distance), (-distance, distance)]


def consistency_curve(network):
    """Shift consistency for moves by 1, 2, … 8 pixels."""
    predict = classifier(network)
    return [shift_consistency(predict, test_images, shifts_of(d)) for d in distances]


distances = range(1, 9)
consistency = {}
for name, network in networks.items():
    consistency[name] = consistency_curve(network)
    right = np.mean(classifier(network)(test_images) == test_labels)
    kept = ", ".join(f"{share:.2f}" for share in consistency[name][:3])
    print(f"{name:20} accuracy {right:.2f}; labels that stay at 1, 2, 3 pixels: {kept}")

# %%
plots.lines(
    {name: (distances, curve) for name, curve in consistency.items()},
    xlabel="shift, in pixels",
    ylabel="share of labels that stay",
    alt="Share of labels that stay against the shift in pixels, for the dense network and for the "
    "one of convolution, pooling and a dense layer. The second is higher at one and two pixels; "
    "from there on both are close together, below a half and falling.",
)

# %% [markdown]
# For one or two pixels the convolutional network does better than the dense one. Soon the lead is
# gone, and neither is anywhere near invariant: three pixels are enough to change half of the
# answers. Convolution keeps track of where things are, pooling makes that a little coarser, and the
# dense layer at the end has *its own weight for every place*. It sees a shirt that has moved as
# another pattern.

# %% [markdown]
# ## First cure: forget the place
#
# Replace the dense layer on all places by the mean of each feature map. You have measured that
# *equivariant, then mean* is invariant. Here is such a network, with a third convolution; its
# padding is circular, so that only the strides of its two pooling layers are left to break
# anything.


# %%
class Apply(nn.Module):
    """A layer without weights, made from a function."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def global_network(pool):
    """Three circular convolutions with two poolings between them, then the mean of each map."""
    circular = {"padding": 1, "padding_mode": "circular"}
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, **circular),
        nn.ReLU(),
        Apply(pool),
        nn.Conv2d(8, 16, 3, **circular),
        nn.ReLU(),
        Apply(pool),
        nn.Conv2d(16, 32, 3, **circular),
        nn.ReLU(),
        Apply(lambda x: x.mean(dim=(2, 3))),
        nn.Linear(32, 10),
    )


def report(name, network):
    """Measure a network, print it beside the others, and keep its curve."""
    networks[name] = network
    consistency[name] = consistency_curve(network)
    right = np.mean(classifier(network)(test_images) == test_labels)
    kept = ", ".join(f"{share:.2f}" for share in consistency[name][:4])
    print(f"{name:20} accuracy {right:.2f}; labels that stay at 1, 2, 3, 4 pixels: {kept}")


torch.manual_seed(6)
report(
    "global pooling",
    train(global_network(lambda x: functional.max_pool2d(x, 2)), epochs=3, max_lr=0.02),
)

# %%
plots.lines(
    {name: (distances, curve) for name, curve in consistency.items()},
    xlabel="shift, in pixels",
    ylabel="share of labels that stay",
    alt="The same curves, and one for the network with global pooling: it stays near 0.9 where the "
    "others fall, and has a value of 1 at shifts of 4 and 8 pixels.",
)

# %% [markdown]
# Far better, and the curve has teeth. Two poolings of stride 2 make a stride of 4, and at 4 and 8
# pixels nothing changes at all: multiples of the stride survive. In between, the answer depends on
# how the picture happens to lie on the grid of every fourth pixel.
#
# The price is in the numbers above as well: compare the accuracies. These pictures are all centred,
# so that knowing the place *helps*, and a network that throws it away has less to go by, at least
# after so short a training.

# %% [markdown]
# ## Second cure: average over the group
#
# There is a cure for every map and every group. Ask the map about all versions of the input, and
# take the mean of what it says:
#
# $$\bar\varphi(x) = \frac{1}{\lvert\mathcal{G}\rvert} \sum_{g \in \mathcal{G}} \varphi(g x).$$
#
# This is a *group average*, with one term for each element of the group $\mathcal{G}$. If $x$ is
# moved, the same versions come up in another order, and the order of a sum does not matter.
#
# ### Exercise: `group_average`
# 2 points · ★ · 4 minutes
#
# Apply every action to $x$, then $\varphi$, and average the results entry by entry.
#
# **Example.** Let $\varphi$ square the first of two pixels, and let the group be “stay” and “swap”.
# For $x = (1, 2)$ the versions are $(1, 2)$ and $(2, 1)$, of which $\varphi$ makes 1 and 4; the
# mean is 2.5. For $x = (2, 1)$ it is the same.
#
# | argument | shape | meaning |
# |---|---|---|
# | `phi` | a function | takes an array, returns one |
# | `actions` | a list of functions | all elements of the group, “stay” included |
# | `x` | any | the input |
# | returns | like `phi(x)`, float64 | the mean over the group |
#
# **Read:** Bronstein, Bruna, Cohen and Veličković (2021), section 3.5, on invariants from averages.


# %% exercise="group_average"
def group_average(phi, actions, x):
    """Average what `phi` says over everything that a group does to its input.

    Args:
        phi: a function of an array.
        actions: all elements of the group, as functions of an input.
        x: an input.

    Returns:
        The mean of phi(action(x)) over the actions, shaped like phi(x).

    Raises:
        ValueError: if there are no actions.
    """
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none; try [lambda x: x]")
    ### BEGIN SOLUTION
    return np.mean([phi(action(x)) for action in actions], axis=0)
    ### END SOLUTION


# %% [markdown]
# Take the network of the notes, which was not invariant, and two groups: all 28 shifts along a row,
# and the two-element group of “stay” and “mirror”. The averaged network is measured by a move of
# its group.

# %%
pictures, answers = test_images[:200], test_labels[:200]


def plain_scores(images):
    return scores(networks["conv, pool, dense"], images)


def share_right(phi, images):
    return np.mean(phi(images).argmax(axis=1) == answers)


groups = {
    "28 shifts along the row": [moving(0, dx) for dx in range(28)],
    "stay and mirror": [stay, lambda x: x[..., ::-1].copy()],
}
for name, actions in groups.items():
    averaged = partial(group_average, plain_scores, actions)
    versions = np.mean([share_right(plain_scores, g(pictures)) for g in actions])
    print(f"{name}: {len(actions)} times the work")
    for version, phi in {"before": plain_scores, "averaged": averaged}.items():
        error, right = invariance_error(phi, actions[1], pictures), share_right(phi, pictures)
        print(f"    {version:9} invariance error {error:.1e}   accuracy {right:.2f}")
    print(f"    accuracy before, mean over all versions of the pictures: {versions:.2f}")

# %% [markdown]
# The invariance is exact up to rounding, for any network, trained in any way. The bill: as many
# runs as the group has elements.
#
# And look at the accuracies. The average is made of what the network says of all the versions, and
# it was trained on the pictures as they are: it knows nothing of clothes that are cut in two by the
# border, and little of mirrored ones. A group to average over should hold moves that happen to your
# pictures, and that the network has met in training.

# %% [markdown]
# ## Third cure: blur before you subsample
#
# What goes wrong in subsampling is older than neural networks, and signal processing calls it
# *aliasing*: detail that is finer than the sampling grid does not disappear, it comes back as
# something else. Stripes of one pixel, black and white, show it at its worst.

# %%
stripes = np.tile([0.0, 1.0], (16, 8))[None, None]
kept = {dx: translate(stripes, 0, dx)[:, :, ::2, ::2] for dx in (0, 1)}
print("every second pixel of the stripes:          ", np.unique(kept[0]))
print("… of the stripes moved by one pixel:        ", np.unique(kept[1]))

# %% [markdown]
# The same stripes, and the result is all black or all white. The cure, *anti-aliasing*, is known
# just as long: blur first, so that no detail is finer than the grid.
#
# ### Exercise: `blur_pool2d`
# 3 points · ★★ · 7 minutes
#
# Blur each map with the binomial kernel, along the rows and along the columns, wrapping round; then
# keep every $s$-th row and column, from index 0 on.
#
# $$\frac{1}{4} \begin{bmatrix} 1 & 2 & 1 \end{bmatrix} \text{ each way, which is }
# \frac{1}{16} \begin{bmatrix} 1 & 2 & 1 \\ 2 & 4 & 2 \\ 1 & 2 & 1 \end{bmatrix}
# \text{ in the plane.}$$
#
# The weights sum to 1, so brightness stays: the gain of
# [notebook 02](../02_kernels/02_kernels.ipynb).
#
# **Example.** The row `[0, 4, 0, 0]`, at stride 2:
#
# | | before | blurred | every second |
# |---|---|---|---|
# | as it is | 0 4 0 0 | 1 2 1 0 | 1 1 |
# | moved by one | 0 0 4 0 | 0 1 2 1 | 0 2 |
#
# Without the blur it would be `0 0` and `0 4`: the bright pixel lost, or kept in full. (With a
# single row, its neighbours above and below are the row itself, so the blur down the columns
# changes nothing.)
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(N, C, H, W)$ | maps; each one by itself |
# | `stride` | int, at least 1 | how far apart the kept pixels lie |
# | returns | $(N, C, \lceil H/s \rceil, \lceil W/s \rceil)$, float64 | a fresh array |
#
# **Read:** Zhang (2019), on anti-aliased pooling.


# %% exercise="blur_pool2d"
def blur_pool2d(x, stride=2):
    """Blur with [1 2 1] / 4 each way, wrapping round, then keep every `stride`-th pixel.

    Args:
        x: maps (N, C, H, W).
        stride: how far apart the kept pixels lie; the first is at index 0.

    Returns:
        float64 array of shape (N, C, ceil(H / stride), ceil(W / stride)).

    Raises:
        ValueError: if `x` does not have four axes, or `stride` is below 1.
    """
    if x.ndim != 4:
        raise ValueError(
            f"blur_pool2d: expected x (N, C, H, W), got {x.shape}; for one map try x[None, None]"
        )
    if stride < 1:
        raise ValueError(
            f"blur_pool2d: expected stride of at least 1, got {stride}; pass 1 or more"
        )
    ### BEGIN SOLUTION
    for axis in (2, 3):
        x = (np.roll(x, 1, axis) + 2 * x + np.roll(x, -1, axis)) / 4
    return x[:, :, ::stride, ::stride].copy()
    ### END SOLUTION


# %%
print("blurred, then every second pixel:      ", np.unique(blur_pool2d(stripes)))
print("… of the stripes moved by one pixel:   ", np.unique(blur_pool2d(translate(stripes, 0, 1))))
print(f"brightness before {crop.mean():.4f}, after {blur_pool2d(crop, 1).mean():.4f}")

# %% [markdown]
# Grey both times: the stripes are too fine to be kept at half the size, and now they go quietly. On
# the photograph, measure the equivariance error again, for a strided maximum with and without the
# blur between the maximum and the subsampling.

# %%
poolings = {
    "max pooling": lambda x: ops.max_pool2d(x, 2),
    "average pooling": lambda x: ops.avg_pool2d(x, 2),
    "maximum, then blur_pool2d": lambda x: blur_pool2d(dense_max(x)),
}
for name, phi in poolings.items():
    print(f"{name:26} equivariance error for one pixel {best_error(phi, 1):.3f}")
plots.lines(
    {name: (shifts, [best_error(phi, dx) for dx in shifts]) for name, phi in poolings.items()},
    xlabel="shift of the input, in pixels",
    ylabel="smallest equivariance error",
    alt="Smallest equivariance error against the shift for max pooling, average pooling and "
    "blurred max pooling of stride 2. All are 0 at even shifts; at odd ones blurred pooling is "
    "closest to 0.",
)

# %% [markdown]
# Here is the whole notebook in one square, to play with: both ways round it, and where they end.
# First make it close; then break it by a border, by a stride, by pooling. At which shifts does a
# stride of 2 leave no error, and how much of the error at the others does the blur mend? (The
# sliders need a running notebook.)

# %%
explorers.symmetry()

# %% [markdown]
# Blurred pooling is not exact either at odd shifts, but it comes closer. Does a trained network
# profit? Train the one with global pooling again; only the pooling differs. Your functions are in
# NumPy, and training needs torch's, so first compare the two.


# %%
def blurred_pooling(x):
    """In torch: the maximum at stride 1, a blur, then every second pixel."""
    for axis in (-1, -2):
        x = torch.maximum(x, x.roll(-1, axis))
    for axis in (-1, -2):
        x = x / 2 + (x.roll(1, axis) + x.roll(-1, axis)) / 4
    return x[:, :, ::2, ::2]


by_torch = blurred_pooling(torch.from_numpy(crop)).numpy()
print(f"torch − yours: at most {np.abs(by_torch - blur_pool2d(dense_max(crop))).max():.1e}")
torch.manual_seed(6)
report("global pooling, blur", train(global_network(blurred_pooling), epochs=3, max_lr=0.02))

# %%
plots.lines(
    {name: (distances, curve) for name, curve in consistency.items()},
    xlabel="shift, in pixels",
    ylabel="share of labels that stay",
    alt="The four curves. The network with global pooling and blur lies above all others at the "
    "shifts between the multiples of 4.",
)

# %%
for name, curve in consistency.items():
    print(f"{name:20} labels that stay, mean of 1, 2 and 3 pixels: {np.mean(curve[:3]):.3f}")
plots.bars(
    {name: np.mean(curve[:3]) for name, curve in consistency.items()},
    ylabel="share of labels that stay, 1 to 3 pixels",
    number="{:.2f}",
    alt="Bars of the share of labels that stay under shifts of 1 to 3 pixels: lowest for the dense "
    "network, then convolution with pooling and a dense layer, global pooling, and highest for "
    "global pooling with blur.",
)

# %% [markdown]
# The gaps between the teeth are less than half as deep as before, and the blur has no weights to
# learn. Its price is detail: compare the accuracies again. It is not exact: `[1 2 1]` is a gentle
# blur, and some detail that is too fine for the grid gets through, as the photograph has shown.
#
# Is it really the network that you have built in pieces? Run it on your own functions, with the
# weights that torch has learned:


# %%
def by_hand(network, images):
    """The network with global pooling and blur, in NumPy, from this notebook's functions."""
    weights = [w.detach().double().numpy() for w in network.parameters()]
    x = images[:, None]
    x = blur_pool2d(dense_max(ops.relu(circular_conv2d(x, *weights[0:2]))))
    x = blur_pool2d(dense_max(ops.relu(circular_conv2d(x, *weights[2:4]))))
    x = ops.relu(circular_conv2d(x, *weights[4:6]))
    return ops.global_avg_pool(x) @ weights[6].T + weights[7]


mine, theirs = (f(networks["global pooling, blur"], test_images[:50]) for f in (by_hand, scores))
print(
    f"largest difference {np.abs(mine - theirs).max():.1e}, largest score {np.abs(mine).max():.1f}"
)

# %% [markdown]
# ## Beyond shifts: turns
#
# Shifts are not the only thing that happens to pictures. Take a quarter turn, counter-clockwise, as
# $g$. Is a convolution equivariant to it, with the same quarter turn as $M_g$? Guess for each of
# these kernels.


# %%
def turn(x):
    """A quarter turn, counter-clockwise, of the last two axes."""
    return np.rot90(x, axes=(-2, -1)).copy()


tile = ops.avg_pool2d(gray[None, None, 20:220, 100:300], 4)
kernels = {
    "box": np.full((1, 1, 3, 3), 1 / 9),
    "Laplace": np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])[None, None],
    "Sobel": sobel,
    "random": rng.normal(size=(1, 1, 3, 3)),
}
for name, kernel in kernels.items():
    phi = partial(ops.conv2d, weight=kernel)
    print(f"{name:8} equivariance error {equivariance_error(phi, turn, turn, tile):.3f}")

# %% [markdown]
# Only kernels that look the same after a quarter turn pass, and a network that has none but those
# could not tell a horizontal edge from a vertical one. After a turn, Sobel looks for the wrong kind
# of edge. The way out: let every filter look in all four directions *at once*, and keep the four
# answers apart. That is a *lifting convolution*, so called because the output has an axis more than
# the input. The group of shifts and quarter turns is called *p4*.
#
# ### Exercise: `lift_p4`
# 3 points · ★★ · 6 minutes
#
# Let $\text{turn}_r$ turn a filter by $r \cdot 90$ degrees counter-clockwise, in its last two axes:
#
# $$\text{out}[n, f, r] = b[f] + \text{correlation of } x[n] \text{ with }
# \text{turn}_r(\text{weight}[f]), \qquad r = 0, 1, 2, 3.$$
#
# No padding here; the output has $H' = H - k + 1$ rows and $W' = W - k + 1$ columns.
#
# **Example.** The filter `[[1, 2], [3, 4]]` in its four directions:
#
# $$\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \quad \begin{bmatrix} 2 & 4 \\ 1 & 3 \end{bmatrix}
# \quad \begin{bmatrix} 4 & 3 \\ 2 & 1 \end{bmatrix} \quad \begin{bmatrix} 3 & 1 \\ 4 & 2
# \end{bmatrix}$$
#
# The image `[[1, 0], [0, 0]]` picks their upper left weights, so the four answers are 1, 2, 4, 3.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(N, C, H, W)$ | images |
# | `weight` | $(F, C, k, k)$ | square filters, no larger than the images |
# | `bias` | $(F,)$, or `None` for none | one number for each filter, the same in all directions |
# | returns | $(N, F, 4, H', W')$, float64 | |
#
# **Read:** Cohen and Welling (2016), section 6.


# %% exercise="lift_p4"
def lift_p4(x, weight, bias=None):
    """Correlate with every filter in four directions.

    Args:
        x: images (N, C, H, W).
        weight: square filters (F, C, k, k), no larger than the images.
        bias: one number for each filter (F,), or None.

    Returns:
        float64 array of shape (N, F, 4, H - k + 1, W - k + 1); index r of axis 2 belongs to the
        filter turned by r * 90 degrees counter-clockwise.

    Raises:
        ValueError: if axes, channels or the bias do not fit, or filters are not square or too
            large.
    """
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(
            "lift_p4: expected x (N, C, H, W) and weight (F, C, k, k) with the same C, "
            f"got {x.shape} and {weight.shape}; for one image try x[None]"
        )
    f, _, kh, kw = weight.shape
    if kh != kw or kh > min(x.shape[2:]):
        raise ValueError(
            f"lift_p4: expected square filters that fit into x {x.shape}, got {weight.shape}; "
            "pad them with zeros to a square, or take smaller ones"
        )
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(
            f"lift_p4: expected bias of shape {(f,)}, got {np.shape(bias)}; one number a filter"
        )
    ### BEGIN SOLUTION
    turned = (np.rot90(weight, r, axes=(2, 3)) for r in range(4))
    return np.stack([ops.conv2d(x, filters, bias) for filters in turned], axis=2)
    ### END SOLUTION


# %%
lifted = lift_p4(tile, sobel)
plots.feature_maps(
    lifted[0, 0],
    titles=["Sobel as it is", "turned once", "turned twice", "turned three times"],
    alt="Four feature maps of the photograph's middle: edges towards the right, upwards, towards "
    "the left and downwards. The third is the negative of the first, the fourth of the second.",
)

# %% [markdown]
# ## What a turn does to the output
#
# When the image turns, two things happen to these four maps. Everything in them turns as well. And
# the *directions change places*: an edge that was vertical lies horizontally now, so what the
# filter turned $r$ times has seen before, the filter turned $r + 1$ times sees now.
#
# ### Exercise: `p4_action`
# 3 points · ★★★ · 6 minutes
#
# Write that $M_g$, for a quarter turn counter-clockwise. Map $r$ of the result is map $r - 1$ of
# the input, turned; map 0 is map 3 of the input, turned:
#
# $$(M_g\,y)[n, f, r] = \text{quarter turn of } y[n, f,\, (r - 1) \bmod 4].$$
#
# **Example.** Maps of one row and two columns, turned into two rows and one column:
#
# | $r$ | before | after |
# |---|---|---|
# | 0 | `[[0, 1]]` | `[[7], [6]]` |
# | 1 | `[[2, 3]]` | `[[1], [0]]` |
# | 2 | `[[4, 5]]` | `[[3], [2]]` |
# | 3 | `[[6, 7]]` | `[[5], [4]]` |
#
# Check it against the last example: the image `[[1, 0], [0, 0]]` turned is `[[0, 0], [1, 0]]`,
# which picks the lower left weights 3, 1, 2, 4. And that is 1, 2, 4, 3, moved on by one place.
#
# | argument | shape | meaning |
# |---|---|---|
# | `y` | $(N, F, 4, H', W')$ | an output of `lift_p4` |
# | returns | $(N, F, 4, W', H')$, float64 | what it is when the image has been turned |
#
# **Read:** Cohen and Welling (2016), section 4, on the group p4.


# %% exercise="p4_action"
def p4_action(y):
    """What a quarter turn of the image, counter-clockwise, does to the output of `lift_p4`.

    Args:
        y: maps in four directions (N, F, 4, H, W).

    Returns:
        float64 array of shape (N, F, 4, W, H).

    Raises:
        ValueError: if `y` does not have five axes, of which axis 2 has length 4.
    """
    if y.ndim != 5 or y.shape[2] != 4:
        raise ValueError(
            f"p4_action: expected y (N, F, 4, H, W), got {y.shape}; it is what lift_p4 returns"
        )
    ### BEGIN SOLUTION
    return np.roll(np.rot90(y, axes=(3, 4)), 1, axis=2)
    ### END SOLUTION


# %% [markdown]
# Now measure: the lifting layer with the right $M_g$, and with two that forget one half of it.

# %%
corners = rng.normal(size=(3, 1, 3, 3))
lift = partial(lift_p4, weight=corners)
candidates = {
    "turn and cycle (p4_action)": p4_action,
    "turn only": lambda y: np.rot90(y, axes=(3, 4)),
    "cycle only": lambda y: np.roll(y, 1, axis=2),
}
for name, m_g in candidates.items():
    print(f"{name:28} equivariance error {equivariance_error(lift, turn, m_g, tile):.1e}")
four_times = p4_action(p4_action(p4_action(p4_action(lift(tile)))))
print("four quarter turns are none:", np.array_equal(four_times, lift(tile)))

# %% [markdown]
# Exact, for random filters: rotation has been *built in*, not learned. See it happen. The upper row
# is the output for the photograph, the lower row that for the turned photograph.

# %%
plots.feature_maps(
    np.concatenate([lifted[0, 0], lift_p4(turn(tile), sobel)[0, 0]]),
    titles=[f"{what}, r = {r}" for what in ("image", "turned image") for r in range(4)],
    alt="Two rows of four feature maps. Each map of the upper row comes back in the lower row, "
    "turned by 90 degrees and one place further to the right; the last one comes back first.",
)

# %% [markdown]
# From here the plan of the first part applies again: be equivariant, and forget at the end. Take
# the mean over the four directions and the map turns with the image. Take the mean over all places
# as well, and nothing is left that a turn could change.


# %%
def plain_features(x):
    return ops.global_avg_pool(ops.relu(ops.conv2d(x, corners)))


def over_directions(x):
    return ops.relu(lift_p4(x, corners)).mean(axis=2)


def lifted_features(x):
    return ops.global_avg_pool(over_directions(x))


turns = [lambda x, r=r: np.rot90(x, r, axes=(2, 3)) for r in range(4)]
averaged_features = partial(group_average, plain_features, turns)
results = {
    "plain, mean over places": invariance_error(plain_features, turn, tile),
    "lifted, mean over directions": invariance_error(over_directions, turn, tile),
    "    the same, as equivariance": equivariance_error(over_directions, turn, turn, tile),
    "lifted, over directions and places": invariance_error(lifted_features, turn, tile),
    "plain, averaged over the turns": invariance_error(averaged_features, turn, tile),
}
for name, error in results.items():
    print(f"{name:36} {error:.1e}")
difference = np.abs(averaged_features(tile) - lifted_features(tile)).max()
print(f"the last two give the same features, up to {difference:.1e}")

# %% [markdown]
# The last line closes a circle. Turning the image four times and averaging, or turning the filter
# four times and averaging: the features are the same. A lifting layer is a group average that works
# inside the network. It also keeps the four answers *before* they are averaged, for the next layer
# to use.
#
# One honest word at the end: all this holds for quarter turns. A turn by 30 degrees does not map
# the grid of pixels onto itself, no more than a shift by half a pixel does: values between the
# pixels have to be made up, and with them comes an error.

# %% [markdown] question="explain_symmetry" points=3
# ## Question: is it invariant?
# 3 points · 10 minutes · read by a person
#
# A friend has read in the lecture notes that *a CNN is translation-invariant, because convolution
# is*. Her network has zero padding, two max pooling layers of stride 2, and a dense layer at the
# end. She moves a picture by one pixel, and the answer changes. “There must be a bug,” she says.
#
# Answer her in 150 to 250 words, in your own words, with numbers that you measured in this
# notebook:
#
# 1. What is the difference between equivariance and invariance, and which of them does a
#    convolution have?
# 2. Name the places in her network where the symmetry is lost, and why it is lost there.
# 3. What could she change to come close to invariance, and what would it cost?
#
# Write your answer into the next cell.

# %% [markdown] rubric="explain_symmetry"
# ### Rubric (3 points)
#
# - **1 point: the two words.** Equivariant: the output moves along; invariant: it does not change.
#   Convolution is equivariant, not invariant (the table with both errors shows it: 0 for one, large
#   for the other). Half a point for right words without a number, or if convolution is called
#   invariant further down.
# - **1 point: where it is lost.** Three places: the zero-padded border (errors in the outer rings,
#   one ring deeper with each layer), the strides (only multiples of the stride survive; hers make a
#   stride of 4), the dense layer (a weight of its own for every place). Half a point for one or two
#   of them, or for all without a reason.
# - **1 point: cures and costs.** At least two of: global pooling (costs knowledge of the place;
#   here also some accuracy), group averaging (exact, costs as many runs as the group has elements),
#   blur before subsampling (costs fine detail and a little time). Half a point without costs.
#
# Take nothing off for language, or for numbers of the trained networks that differ from other
# people's: they differ from computer to computer.
#
# ### Model answer
#
# There is no bug. A map is equivariant if its output moves along with the input, and invariant if
# its output does not change. Convolution is equivariant: with circular padding I measured an error
# of at most 1e-15, while the invariance error of the image itself was about a half. An invariant
# answer has to be made from that, and your network loses the symmetry in three places.
#
# First, the zeros at the border. They make edges that stay where they are when the picture moves;
# each layer carries the error one pixel further in. Second, the strides. Two poolings of stride 2
# make a stride of 4, and only shifts by multiples of 4 survive; at stride 2 no shift of the output
# fits an input moved by 1. Third, the dense layer, which has a weight of its own for every place.
# For a network like yours, about a third of the labels changed under shifts of one to three pixels.
#
# To come close, replace the dense layer on all places by the mean of each map: about nine labels in
# ten stayed, but the accuracy fell by about ten points, because the place helps on centred
# pictures. Blurring before every subsampling left fewer than one in twenty to change, and costs
# fine detail. Averaging the scores over all shifts is exact, but costs one run for every shift.

# %% [markdown]
# ## Summary
#
# | the notes say | what you measured |
# |---|---|
# | equivariance: $\varphi(gx) \approx M_g\varphi(x)$ | a number; the right $M_g$ has to be found |
# | convolution is equivariant to translation | exactly, when the image wraps round |
# | | not at borders: the error sits in the outer rings, one more for each layer |
# | | not with a stride: only multiples of the stride survive |
# | invariance: $\varphi(gx) \approx \varphi(x)$ | another number; invariant maps forget the place |
# | convolution, pooling and dense layers are invariant | no: a few pixels change many labels |
# | | global pooling comes close, blurring before subsampling closer |
# | | averaging over the group is exact, at the price of its size |
#
# **You can now explain**
#
# - what the two errors measure, and why both divide by a norm;
# - why ReLU commutes with a shift and max pooling of stride 2 does not;
# - how deep into a picture its border reaches, and how a network can read its place off it;
# - why a label may change under a shift by one pixel and not under one by four;
# - what blurring has to do with it, and why it must come before the subsampling;
# - what turning an image does to the output of a lifting layer, and why.

# %%
progress()

# %% [markdown]
# ## What comes next
#
# You have all the pieces now: kernels, strides, activations, pooling, and a clear idea of what
# moves when the picture moves.
# [Notebook 07, training on a GPU](../07_train_on_gpu/07_train_on_gpu.ipynb), puts them together
# into one network and trains it in earnest.
#
# ## Further reading
#
# - A. Azulay, Y. Weiss (2019). *Why do deep convolutional networks generalize so poorly to small
#   image transformations?* Journal of Machine Learning Research 20 (184), 1–25.
# - M. M. Bronstein, J. Bruna, T. Cohen, P. Veličković (2021). *Geometric deep learning: grids,
#   groups, graphs, geodesics, and gauges.* arXiv:2104.13478.
# - T. S. Cohen, M. Welling (2016). *Group equivariant convolutional networks.* International
#   Conference on Machine Learning, PMLR 48, 2990–2999.
# - I. Goodfellow, Y. Bengio, A. Courville (2016). *Deep Learning.* MIT Press. Chapter 9.
# - M. A. Islam, S. Jia, N. D. B. Bruce (2020). *How much position information do convolutional
#   neural networks encode?* International Conference on Learning Representations. arXiv:2001.08248.
# - O. S. Kayhan, J. C. van Gemert (2020). *On translation invariance in CNNs: convolutional layers
#   can exploit absolute spatial location.* Conference on Computer Vision and Pattern Recognition.
#   arXiv:2003.07064.
# - E. P. Simoncelli, W. T. Freeman, E. H. Adelson, D. J. Heeger (1992). *Shiftable multiscale
#   transforms.* IEEE Transactions on Information Theory 38 (2), 587–607.
# - H. Xiao, K. Rasul, R. Vollgraf (2017). *Fashion-MNIST: a novel image dataset for benchmarking
#   machine learning algorithms.* arXiv:1708.07747.
# - R. Zhang (2019). *Making convolutional networks shift-invariant again.* International Conference
#   on Machine Learning, PMLR 97, 7324–7334.
