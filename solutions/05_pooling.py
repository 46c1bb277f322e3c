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
# # Pooling
#
# Between its convolutions a network makes its maps smaller: it lays a window on them, keeps one
# number, and moves on. That is *pooling*. In this notebook you write it, forwards and backwards,
# and you put to the test what is said about it: that it saves memory, that it drops details, and
# that it makes a network robust when the picture moves a little.
#
# **Afterwards you can**
#
# - compute max and average pooling by hand, with stride and padding, and say how large the result
#   is;
# - say what pooling saves and which details that costs;
# - tell which poolings are convolutions, and why the maximum is none;
# - measure how far a result changes when the picture moves or turns, and say what is true of
#   “pooling is robust”;
# - derive both gradients, and check them by measuring.
#
# **Time:** about 80 minutes: 60 for the eight exercises, 10 for the question at the end, the rest
# for reading. **Points:** 26 for the exercises, 3 for the question.
#
# **You need:** NumPy's indexing and slices, stride and padding
# ([notebook 03](../03_stride_and_padding/03_stride_and_padding.ipynb)), and the chain rule for the
# last two exercises.

# %% [markdown]
# ## How to work
#
# Write, check and restart as notebook 01 explains under
# [How to work](../01_motivation/01_motivation.ipynb#How-to-work). Here your functions may call
# `np`, the functions of notebooks 01 to 04 in `ops`, and what you wrote in earlier exercises.
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
# | $k_h, k_w$ | height and width of a kernel or window; $k$ along one axis |
# | $s, p, d$ | stride, padding, dilation; $s_h$ and $s_w$ where the two axes differ |
# | $n, c, f$ | number of an image, of a channel, of a filter, counted from 0 |
# | $i, j$ | row and column of an output value |
# | $i', j'$ | row and column of an input pixel, where $i, j$ are those of the output |
# | $u, v$ | row and column inside a kernel or window |
# | $x$ | input of a layer or map |
# | $L$ | loss |
# | $G$ | gradient of the loss with respect to a layer's output |
# | $\lVert a \rVert$ | the norm: square all entries of $a$, add them up, take the root |
#
# As in notebook 03, the windows that fit completely are counted, and the number is rounded down:
#
# $$H' = \left\lfloor \frac{H + 2 p_h - k_h}{s_h} \right\rfloor + 1, \qquad
# W' = \left\lfloor \frac{W + 2 p_w - k_w}{s_w} \right\rfloor + 1.$$
#
# A size may be an int or a pair (vertical, horizontal): a window of `(2, 3)` has two rows and three
# columns.

# %%
import numpy as np

from autograder import check, hint, progress, score, solution
from cnnlib import data, explorers, ops, plots

rng = np.random.default_rng(5)
gray = data.grayscale(data.photograph())
clothes = data.fashion_mnist_subset().test_images[:100] / 255
print("the photograph:", gray.shape, "   the pieces of clothing:", clothes.shape)

# %% [markdown]
# ## Smaller maps
#
# A feature map says, pixel by pixel, how strongly its filter answers. Often it is enough to know
# *that* it answered around here. *Max pooling* keeps of every window the strongest answer and
# forgets where in the window it was.
#
# ### Exercise: `max_pool2d`
# 5 points · ★★ · 13 minutes
#
# $$\text{out}[n, c, i, j] = \max_{u, v}\;
# x[n,\, c,\, i \cdot s_h + u - p_h,\, j \cdot s_w + v - p_w]$$
#
# Two habits of the field belong to the definition. Windows usually lie side by side, so a stride
# that is not given is the *size of the window*, not 1. And padding is not a pixel: where a window
# reaches beyond the map, what lies there must never be the maximum, even if all pixels are
# negative.
#
# **Example.** A map of $2 \times 5$ and a window of $2 \times 2$:
#
# $$\begin{bmatrix} -4 & -2 & 3 & 0 & 9 \\ -7 & -3 & 1 & 5 & 8 \end{bmatrix}
# \quad\text{gives}\quad \begin{bmatrix} -2 & 5 \end{bmatrix}.$$
#
# The last column is in no window, and the 9 is lost. With stride 1 the result is `[[-2, 3, 5, 9]]`.
# With padding 1, at the default stride, it is `[[-4, 3, 9], [-7, 1, 8]]`: each window then holds
# one row of the map, and the $-4$ and the $-7$ win, because nothing but padding stands beside them.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(N, C, H, W)$ | the maps |
# | `kernel_size` | an int, or a pair | the window |
# | `stride` | an int, a pair, or `None` for the window's size | from window to window |
# | `padding` | an int, or a pair | at most half the window |
# | returns | $(N, C, H', W')$, float64 | |
#
# Why at most half? With more, a window could lie on padding alone, and the largest of nothing is no
# number.
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 9.3, on what pooling is for.


# %% exercise="max_pool2d"
def max_pool2d(x, kernel_size, stride=None, padding=0):
    """Take the largest value of every window, each channel by itself.

    Args:
        x: maps (N, C, H, W).
        kernel_size: the window, an int or a pair (height, width).
        stride: from one window to the next, an int or a pair; None for the window's size.
        padding: rows and columns on each side, an int or a pair, at most half the window.

    Returns:
        float64 array of shape (N, C, H', W').

    Raises:
        ValueError: if `x` does not have four axes, a size is out of range, or no window fits.
    """
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    ph, pw = (padding, padding) if np.ndim(padding) == 0 else padding
    if x.ndim != 4:
        raise ValueError(f"max_pool2d: expected x (N, C, H, W), got {x.shape}; try x[None, None]")
    if min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError(
            "max_pool2d: expected kernel_size and stride of at least 1 and padding of at most half "
            f"the kernel, got {kernel_size}, {stride} and {padding}; change the one that is not"
        )
    height, width = x.shape[2] + 2 * ph, x.shape[3] + 2 * pw  # with the padding
    if kh > height or kw > width:
        raise ValueError(
            f"max_pool2d: expected kernel_size that fits into {(height, width)}, "
            f"got {kernel_size}; take a smaller one"
        )
    ### BEGIN SOLUTION
    oh, ow = (height - kh) // sh + 1, (width - kw) // sw + 1
    padded = ops.pad2d(x, (ph, pw), mode="constant", value=-np.inf)
    out = np.full((*x.shape[:2], oh, ow), -np.inf)
    # One step for each place in the window: what stands there, in all windows at once.
    for u in range(kh):
        for v in range(kw):
            rows = slice(u, u + sh * (oh - 1) + 1, sh)
            columns = slice(v, v + sw * (ow - 1) + 1, sw)
            out = np.maximum(out, padded[:, :, rows, columns])
    return out
    ### END SOLUTION


# %% [markdown]
# The notes say: *pooling reduces the spatial size of the maps.* Look at the photograph through
# windows of 2, 4 and 8 pixels. Guess first: will it get darker or brighter?

# %%
photo = gray[None, None]
shrunk = [max_pool2d(photo, k)[0, 0] for k in (2, 4, 8)]
for image in (gray, *shrunk):
    print(f"{image.shape[0]:4} × {image.shape[1]:<4} mean brightness {image.mean():.3f}")

plots.images(
    [gray, *shrunk],
    titles=["the photograph", "window 2", "window 4", "window 8"],
    shared=True,
    alt="The photograph and three smaller versions of it, each coarser and brighter than the one "
    "before, with bright spots growing into blocks.",
)

# %% [markdown]
# Brighter, because of every window the brightest pixel is kept. Which one is that? Enlarge the
# result to the size of the photograph again; a pixel that is equal to it has won its window.


# %%
def enlarged(maps, k):
    """Every value as a block of k × k."""
    return np.repeat(np.repeat(maps, k, axis=-2), k, axis=-1)


won = gray == enlarged(shrunk[0], 2)
for u in range(2):
    for v in range(2):
        print(f"the pixel at ({u}, {v}) of its window wins in {won[u::2, v::2].mean():.0%} of them")
print(f"winners for each window, ties included: {4 * won.mean():.2f}")

part = (slice(40, 64), slice(90, 126))  # the edge of the cup
orange = np.array([0.84, 0.37, 0.0])
plots.images(
    [gray[part], np.where(won[part][..., None], gray[part][..., None], orange)],
    titles=["the edge of the cup", "without the losers"],
    alt="The edge of the cup, pixel by pixel, and the same with about three of every four pixels "
    "covered in orange: in each block of 2 × 2 only the brightest is left.",
)

# %% [markdown]
# Each of the four places wins in about a quarter of the windows (a little more, since a tie counts
# for each of its winners), so you cannot tell from the result where in its window a value stood.
# That is the detail that max pooling drops.
#
# ### Map by map
#
# The notes say: *on each activation map independently.* Test it as you would test a machine: change
# one input channel at a time, and note which output channels notice. A convolution, which sums over
# channels, stands beside it for comparison.


# %%
def influence(layer, channels=4):
    """Entry [f, c] is 1 where a change of input channel c changes output channel f."""
    x = rng.normal(size=(2, channels, 6, 8))
    matrix = np.zeros((channels, channels))
    for c in range(channels):
        changed = x.copy()
        changed[:, c] += 1.0
        matrix[:, c] = np.abs(layer(changed) - layer(x)).max(axis=(0, 2, 3)) > 0
    return matrix


filters = rng.normal(size=(4, 4, 3, 3))
plots.kernels(
    [influence(lambda x: max_pool2d(x, 2)), influence(lambda x: ops.conv2d(x, filters))],
    titles=["max pooling", "a convolution"],
    alt="Two tables of four output by four input channels. For max pooling only the diagonal is 1; "
    "for the convolution every entry is 1.",
)

# %% [markdown]
# A diagonal: every map is pooled by itself, and there is nothing to learn in it, not one weight.
#
# ### Padding must not win
#
# What goes wrong with zeros as padding? Take maps in which all values are negative, as filters
# deliver them before ReLU, and pool them both ways.

# %%
negative = -1 - rng.random((1, 1, 7, 9))
yours = max_pool2d(negative, 3, stride=2, padding=1)[0, 0]
with_zeros = max_pool2d(np.pad(negative, ((0, 0), (0, 0), (1, 1), (1, 1))), 3, stride=2)[0, 0]
print("largest value of the map:", negative.max().round(3))
print("your result: from", yours.min().round(3), "to", yours.max().round(3))
print(f"padded with zeros: {(with_zeros == 0).sum()} of {with_zeros.size} values are 0")

# %% [markdown]
# Every window that touches the border would answer 0, a value that stands nowhere in the map. A
# frame of false answers would surround the picture.

# %% [markdown]
# ## What it saves
#
# Training keeps the maps in memory, because the gradients need them. Half the height and half the
# width is a quarter of the values. How much a pooling saves depends on its stride more than on its
# window.
#
# ### Exercise: `values_saved`
# 2 points · ★ · 4 minutes
#
# Return the share of the values that pooling drops:
#
# $$\text{saved} = 1 - \frac{H' \, W'}{H \, W}.$$
#
# Images and channels stay as many as they were, so they cancel.
#
# **Example.** Maps of $5 \times 6$ and a window of $2 \times 3$: two windows fit from top to
# bottom, two from left to right. Of 30 values 4 are left, and the function returns
# $1 - 4/30 = 0.8667$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `in_shape` | $(\ldots, H, W)$, a tuple of two or more sizes | what goes in |
# | `kernel_size`, `stride` | as in `max_pool2d`, no padding | the windows |
# | returns | one float, from 0 to below 1 | |
#
# **Read:** Dumoulin and Visin (2016), chapter 3, on the arithmetic of pooling.


# %% exercise="values_saved"
def values_saved(in_shape, kernel_size, stride=None):
    """Find the share of values that pooling drops.

    Args:
        in_shape: the sizes (..., H, W) of what goes in.
        kernel_size: the window, an int or a pair (height, width).
        stride: from one window to the next, an int or a pair; None for the window's size.

    Returns:
        One float: 1 - (values after pooling) / (values before).

    Raises:
        ValueError: if `in_shape` has fewer than two sizes, a size is below 1, or no window fits.
    """
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    if len(in_shape) < 2 or min(*in_shape, kh, kw, sh, sw) < 1:
        raise ValueError(
            "values_saved: expected in_shape (..., H, W), kernel_size and stride of at least 1, "
            f"got {in_shape}, {kernel_size} and {stride}; change the one that is not"
        )
    height, width = in_shape[-2:]
    if kh > height or kw > width:
        raise ValueError(
            f"values_saved: expected kernel_size that fits into {(height, width)}, "
            f"got {kernel_size}; take a smaller one"
        )
    ### BEGIN SOLUTION
    kept = ops.output_size(height, kh, sh) * ops.output_size(width, kw, sw)
    return 1 - kept / (height * width)
    ### END SOLUTION


# %% [markdown]
# Do the numbers hold? Pool a batch and weigh it. The last column says what the *next* layer saves:
# a convolution of $3 \times 3$ to 32 channels has fewer places to compute.

# %%
batch = rng.normal(size=(8, 16, 28, 28))
macs = ops.conv_macs((16, 28, 28), 32, 3)
print("window  stride  result    values_saved  memory saved  next layer saves")
for kernel, stride in ((2, None), (3, None), (3, 2), (2, 1), (4, None), (28, None)):
    pooled = max_pool2d(batch, kernel, stride)
    _, c, h, w = pooled.shape
    saved = values_saved(batch.shape, kernel, stride)
    weighed = 1 - pooled.nbytes / batch.nbytes
    fewer = f"{1 - ops.conv_macs((c, h, w), 32, 3) / macs:18.1%}" if min(h, w) >= 3 else "–"
    print(
        f"{kernel:6} {stride or kernel:7}  {h:2} × {w:<4} {saved:12.1%} {weighed:13.1%} {fewer:>17}"
    )

# %% [markdown]
# Look at the row with window 3 and stride 2: its windows *overlap*, and still it saves as much as
# windows of 2 side by side, even a little more. Krizhevsky, Sutskever and Hinton (2012) pool so in
# the network that made convolution famous. With stride 1 a small window saves next to nothing.
#
# How often is a pixel looked at when windows overlap? `coverage` of notebook 03 counts it.

# %%
coverages = [ops.coverage((7, 9), 3, stride) for stride in (3, 2, 1)]
plots.heat_maps(
    coverages,
    titles=["stride 3", "stride 2", "stride 1"],
    label="windows that see the pixel",
    alt="How many windows of 3 × 3 see each pixel of a map of 7 × 9. Stride 3: one, and none in "
    "the last row. Stride 2: one, two or four. Stride 1: up to nine in the middle.",
)

# %% [markdown]
# Keep the middle picture in mind: a pixel that lies in several windows will collect several
# gradients.

# %% [markdown]
# ## The average
#
# The older kind, *average pooling*, takes the mean of the window. It is gentler: every value has a
# say.
#
# ### Exercise: `avg_pool2d`
# 4 points · ★★ · 9 minutes
#
# $$\text{out}[n, c, i, j] = \frac{1}{\text{count}[i, j]} \sum_{u, v}
# x[n,\, c,\, i \cdot s_h + u - p_h,\, j \cdot s_w + v - p_w]$$
#
# Padding adds nothing to the sum. Does it count when the sum is divided? Both are in use, so there
# is a switch:
#
# - `count_include_pad=True`: padding counts like a pixel of value 0, so
#   $\text{count}[i, j] = k_h \, k_w$ always;
# - `count_include_pad=False`: $\text{count}[i, j]$ is the number of pixels of the window that lie
#   *on the map*.
#
# **Example.** The row `[[2, 4, 6]]`, a window of $1 \times 2$, padding $(0, 1)$. The windows are
# (padding, 2) and (4, 6). Counted, the means are $2/2 = 1$ and $10/2 = 5$; not counted, they are
# $2/1 = 2$ and $10/2 = 5$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x`, `kernel_size`, `stride`, `padding` | as in `max_pool2d` | |
# | `count_include_pad` | a bool | whether padding counts in the division |
# | returns | $(N, C, H', W')$, float64 | |
#
# **Read:** LeCun, Bottou, Bengio and Haffner (1998), section II, where pooling is called
# *sub-sampling*.


# %% exercise="avg_pool2d"
def avg_pool2d(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    """Take the mean of every window, each channel by itself.

    Args:
        x: maps (N, C, H, W).
        kernel_size: the window, an int or a pair (height, width).
        stride: from one window to the next, an int or a pair; None for the window's size.
        padding: rows and columns on each side, an int or a pair, at most half the window.
        count_include_pad: whether padding counts when the sum is divided.

    Returns:
        float64 array of shape (N, C, H', W').

    Raises:
        ValueError: if `x` does not have four axes, a size is out of range, or no window fits.
    """
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    ph, pw = (padding, padding) if np.ndim(padding) == 0 else padding
    if x.ndim != 4:
        raise ValueError(f"avg_pool2d: expected x (N, C, H, W), got {x.shape}; try x[None, None]")
    if min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0 or 2 * ph > kh or 2 * pw > kw:
        raise ValueError(
            "avg_pool2d: expected kernel_size and stride of at least 1 and padding of at most half "
            f"the kernel, got {kernel_size}, {stride} and {padding}; change the one that is not"
        )
    height, width = x.shape[2] + 2 * ph, x.shape[3] + 2 * pw  # with the padding
    if kh > height or kw > width:
        raise ValueError(
            f"avg_pool2d: expected kernel_size that fits into {(height, width)}, "
            f"got {kernel_size}; take a smaller one"
        )
    ### BEGIN SOLUTION
    oh, ow = (height - kh) // sh + 1, (width - kw) // sw + 1
    padded = ops.pad2d(x, (ph, pw))
    on_the_map = ops.pad2d(np.ones(x.shape[2:]), (ph, pw))
    total, count = np.zeros((*x.shape[:2], oh, ow)), np.zeros((oh, ow))
    for u in range(kh):
        for v in range(kw):
            rows = slice(u, u + sh * (oh - 1) + 1, sh)
            columns = slice(v, v + sw * (ow - 1) + 1, sw)
            total += padded[:, :, rows, columns]
            count += on_the_map[rows, columns]
    return total / (kh * kw if count_include_pad else count)
    ### END SOLUTION


# %% [markdown]
# First the switch. On a flat map of ones every honest average is 1.

# %%
flat = np.ones((1, 1, 4, 5))
counted = avg_pool2d(flat, 3, stride=1, padding=1)[0, 0]
left_out = avg_pool2d(flat, 3, stride=1, padding=1, count_include_pad=False)[0, 0]
plots.kernels(
    [counted, left_out],
    titles=["padding counts", "padding does not count"],
    alt="Two averages of a flat map of ones. Where padding counts, the edges are 0.667 and the "
    "corners 0.444; where it does not, every value is 1.",
)

# %% [markdown]
# Where padding counts, the border gets darker: the network sees a frame that is not in the picture.
#
# Now the two kinds of pooling on the photograph. Predict what becomes of its mean brightness under
# each.

# %%
for k in (2, 4, 8):
    largest, mean = max_pool2d(photo, k), avg_pool2d(photo, k)
    print(f"window {k}: mean of the maxima {largest.mean():.4f}, of the averages {mean.mean():.4f}")
print(f"the photograph itself: {photo.mean():.4f}")

plots.images(
    [max_pool2d(photo, 8)[0, 0], avg_pool2d(photo, 8)[0, 0], gray[::8, ::8]],
    titles=["maximum of 8 × 8", "average of 8 × 8", "every 8th pixel"],
    shared=True,
    alt="Three versions of the photograph at an eighth of its size: the maximum is bright and "
    "blocky, the average soft, and every eighth pixel alone is ragged.",
)

# %% [markdown]
# Windows side by side that cover the whole picture keep its mean, as long as they average. The
# maximum moves it up, more for larger windows.
#
# ### Fewer details
#
# The notes say: *low resolution means fewer details.* How many fewer? Enlarge the small picture to
# the old size and ask how much of the photograph's variation it misses:
#
# $$\text{lost} = \frac{\text{mean of } (\text{photograph} - \text{enlarged})^2}
# {\text{variance of the photograph}}.$$
#
# At 0 nothing is lost; at 1 you might as well have kept one grey area. *Subsampling*, which keeps
# every $k$-th pixel of each axis and nothing else, competes with the two poolings.


# %%
def lost(small, k):
    """The share of the photograph's variance that the small version does not show."""
    return np.mean((photo - enlarged(small, k)) ** 2) / photo.var()


windows = (2, 4, 8, 12, 24, 40)
kinds = {
    "average": lambda k: avg_pool2d(photo, k),
    "every k-th pixel": lambda k: photo[..., ::k, ::k],
    "maximum": lambda k: max_pool2d(photo, k),
}
losses = {name: [lost(pool(k), k) for k in windows] for name, pool in kinds.items()}
print(f"{'window':18}" + "".join(f"{k:>8}" for k in windows))
print(f"{'values kept':18}" + "".join(f"{1 - values_saved(gray.shape, k):8.2%}" for k in windows))
for name, shares in losses.items():
    print(f"{name:18}" + "".join(f"{share:8.3f}" for share in shares))

plots.lines(
    {name: (windows, shares) for name, shares in losses.items()},
    xlabel="window, in pixels",
    ylabel="share of the variance that is lost",
    xscale="log",
    yscale="log",
    alt="Lost variance against the window, on log axes. All three curves rise. The average loses "
    "least, every k-th pixel two to three times as much, the maximum most, above 1 at the end.",
)

# %% [markdown]
# - The claim holds: the larger the window, the more is lost.
# - But the loss of the average is small beside the saving: compare with the row of the values that
#   are kept. Neighbouring pixels are alike, so a photograph holds far fewer facts than pixels.
# - The average loses least, and it must: of all single numbers, the mean is the one with the
#   smallest squared distance to a window's values.
# - The maximum is no good as a *picture*. It is not made to be one: on feature maps the strong
#   answers are what counts.

# %% [markdown]
# ## Pooling as a convolution
#
# An average of a window is a sum of products with equal weights. You know a layer that computes
# such sums. So average pooling must be a convolution; which one?
#
# ### Exercise: `avg_pool_as_conv`
# 2 points · ★★ · 5 minutes
#
# Return the weights with which `conv2d`, at the same stride, gives what average pooling gives.
# Filter $f$ must average channel $f$ and ignore all others:
#
# $$\text{weight}[f, c, u, v] = \frac{1}{k_h \, k_w} \text{ if } f = c, \text{ else } 0.$$
#
# **Example.** For two channels and a window of $1 \times 2$, filter 0 is `[[[0.5, 0.5]], [[0, 0]]]`
# and filter 1 is `[[[0, 0]], [[0.5, 0.5]]]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `channels` | an int | $C$, before and after |
# | `kernel_size` | an int, or a pair | the window |
# | returns | $(C, C, k_h, k_w)$, float64 | filters of a convolution |
#
# **Read:** Springenberg, Dosovitskiy, Brox and Riedmiller (2015), section 2, who replace pooling by
# convolutions altogether.


# %% exercise="avg_pool_as_conv"
def avg_pool_as_conv(channels, kernel_size):
    """Write average pooling as a convolution whose filters look at one channel each.

    Args:
        channels: the number of channels C.
        kernel_size: the window, an int or a pair (height, width).

    Returns:
        float64 weights of shape (C, C, kh, kw).

    Raises:
        ValueError: if a size is below 1 or not a pair.
    """
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if min(channels, kh, kw) < 1:
        raise ValueError(
            "avg_pool_as_conv: expected channels and kernel_size of at least 1, "
            f"got {channels} and {kernel_size}; pass 1 or more"
        )
    ### BEGIN SOLUTION
    weight = np.zeros((channels, channels, kh, kw))
    for f in range(channels):
        weight[f, f] = ops.box_kernel((kh, kw))
    return weight
    ### END SOLUTION


# %% [markdown]
# Is it the same to the last digit? And what do you pay for writing it so?

# %%
x = rng.normal(size=(2, 3, 7, 9))
print("window  stride  largest difference")
for kernel, stride in ((2, 2), ((2, 3), (2, 3)), (3, 2), ((1, 4), 1)):
    by_conv = ops.conv2d_strided(x, avg_pool_as_conv(3, kernel), stride=stride)
    difference = np.abs(by_conv - avg_pool2d(x, kernel, stride)).max()
    print(f"{kernel!s:7} {stride!s:7} {difference:.1e}")
for channels in (3, 16, 64):
    weight = avg_pool_as_conv(channels, 2)
    print(f"{channels} channels: {weight.size:,} weights, {np.mean(weight == 0):.1%} of them 0")

blocks = avg_pool_as_conv(3, 2).transpose(0, 2, 1, 3).reshape(6, 6)
plots.kernels(
    [blocks],
    titles=["3 filters (down) for 3 channels (across)"],
    alt="The weights of three filters of 2 × 2 for three channels as a table of 6 × 6: blocks of "
    "0.25 along the diagonal, and 0 everywhere else.",
)

# %% [markdown]
# Equal up to rounding. But nearly all of the weights are zeros to be multiplied for nothing, which
# is why libraries keep pooling as an operation of its own.
#
# ### The maximum is no convolution
#
# A convolution is linear: twice the input gives twice the output, and the output of a sum is the
# sum of the outputs. Test both poolings on that. Which of the three tests will the maximum pass?

# %%
a, b = rng.normal(size=(2, 1, 1, 6, 8))
for name, pool in {"average": avg_pool2d, "maximum": max_pool2d}.items():
    of_sum = np.abs(pool(a + b, 2) - pool(a, 2) - pool(b, 2)).max()
    tripled = np.abs(pool(3 * a, 2) - 3 * pool(a, 2)).max()
    negated = np.abs(pool(-a, 2) + pool(a, 2)).max()
    print(f"{name}: sum off by {of_sum:.1e}, factor 3 by {tripled:.1e}, factor −1 by {negated:.1e}")

# %% [markdown]
# The maximum keeps positive factors, because they do not change who is the largest. It fails on
# sums and on the change of sign: the largest of $-a$ is minus the *smallest* of $a$. No weights can
# do that, so max pooling is one of the places where a network gets its non-linearity from.

# %% [markdown]
# ## One number a map
#
# Make the window as large as the map, and one number is left of each channel: how strongly the
# filter answered, over the whole picture. With the mean, this is *global average pooling*.
#
# ### Exercise: `global_avg_pool`
# 2 points · ★ · 3 minutes
#
# $$\text{out}[n, c] = \frac{1}{H \, W} \sum_{i, j} x[n, c, i, j]$$
#
# **Example.** One image, two channels, `[[[[1, 3]], [[0, 5]]]]`: the result is `[[2, 2.5]]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(N, C, H, W)$ | the maps |
# | returns | $(N, C)$, float64 | the mean of each |
#
# **Read:** Lin, Chen and Yan (2014), section 3.2.


# %% exercise="global_avg_pool"
def global_avg_pool(x):
    """Take the mean of every map.

    Args:
        x: maps (N, C, H, W).

    Returns:
        float64 array of shape (N, C).

    Raises:
        ValueError: if `x` does not have four axes.
    """
    if x.ndim != 4:
        raise ValueError(
            f"global_avg_pool: expected x (N, C, H, W), got {x.shape}; for one image try x[None]"
        )
    ### BEGIN SOLUTION
    return x.mean(axis=(2, 3))
    ### END SOLUTION


# %% [markdown]
# What is it good for? A dense layer at the end of a network needs a fixed number of inputs, and a
# convolution gives as many values as the picture happens to have pixels. Four Sobel filters, which
# answer to edges in four directions, and ReLU stand for the network here.

# %%
sobel = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]) / 4
bank = np.stack([sobel, -sobel, sobel.T, -sobel.T])[:, None]


def features(x, stride=1):
    """The network's first layer: four maps of edges, negative answers cut off."""
    return ops.relu(ops.conv2d_strided(x, bank, stride=stride, padding=1))


for name, pictures in {
    "clothes": clothes[:2, None],
    "a part of the photograph": photo[..., 40:57, 100:140],
    "the photograph": photo,
}.items():
    maps = features(pictures)
    print(f"{name:25} maps {maps.shape!s:19} pooled {global_avg_pool(maps).shape}")

flattened = ops.dense_param_count((64, 7, 7), 10)
pooled = ops.dense_param_count((64,), 10)
print(f"a dense layer to 10 classes, 64 maps of 7 × 7: {flattened:,} parameters flattened,")
print(f"{pooled:,} after global pooling, {flattened / pooled:.0f} times fewer")

# %% [markdown]
# Any size fits, and the dense layer behind it is small. What does it cost? Shuffle all pixels of
# the photograph, and ask for its mean again.

# %%
shuffled = rng.permutation(gray.ravel()).reshape(gray.shape)
for name, picture in {"photograph": gray, "shuffled": shuffled}.items():
    print(f"{name:10} {global_avg_pool(picture[None, None]).item():.6f}")
plots.images(
    [gray, shuffled],
    titles=["the photograph", "its pixels, shuffled"],
    alt="The photograph, and grey noise that consists of the same pixels in random order.",
)

# %% [markdown]
# One number for both: *what* is there survives, *where* it is does not. That is a fair price only
# for maps whose pixels have looked at a large part of the picture before, at the end of a deep
# network.

# %% [markdown]
# ## A pixel to the side
#
# Now to the claim that pooling is famous for. The notes say: pooling makes a network *robust toward
# small deformations in object shapes by ignoring details.* To test it you need a number for “how
# much did the result change”.
#
# ### Exercise: `change_under_shift`
# 3 points · ★★ · 8 minutes
#
# Move the input by `dy` pixels down and `dx` to the right, pool both, and compare:
#
# $$\text{change} = \frac{\lVert \text{pool}(\text{shifted } x) - \text{pool}(x) \rVert}
# {\lVert \text{pool}(x) \rVert}$$
#
# The norm is the square root of the sum of the squares of all entries. What enters at the border is
# 0, as in `shift_image` of notebook 01, which takes two or three axes; here `x` may have any number
# of them in front. Where nothing changes the answer is 0, even if $\text{pool}(x)$ is 0 as well.
#
# **Example.** One row, moved by a pixel to the right:
#
# | | before | after | change |
# |---|---|---|---|
# | the row itself | 0 0 6 2 0 0 | 0 0 0 6 2 0 | $\sqrt{56} / \sqrt{40} = 1.18$ |
# | maximum of 2 | 0 6 0 | 0 6 2 | $2 / 6 = 0.33$ |
# | average of 2 | 0 4 0 | 0 3 1 | $\sqrt{2} / 4 = 0.35$ |
#
# | argument | shape | meaning |
# |---|---|---|
# | `pool` | a function | from an array shaped like `x` to an array |
# | `x` | $(\ldots, H, W)$, two axes or more | the maps |
# | `dy`, `dx` | ints, of either sign | pixels down, pixels to the right |
# | returns | one float | |
#
# **Read:** Zhang (2019), who measures this for whole networks.


# %% exercise="change_under_shift"
def change_under_shift(pool, x, dy, dx):
    """Measure how much a shift of the input changes what pooling gives, relative to its size.

    Args:
        pool: a function from an array shaped like `x` to an array.
        x: maps (..., H, W).
        dy: pixels down; zeros enter.
        dx: pixels to the right.

    Returns:
        One float: the norm of the change over the norm of pool(x); 0 where nothing changes.

    Raises:
        ValueError: if `x` has fewer than two axes.
    """
    if x.ndim < 2:
        raise ValueError(
            f"change_under_shift: expected x (..., H, W), got {x.shape}; for one row try x[None]"
        )
    ### BEGIN SOLUTION
    planes = x.reshape(-1, *x.shape[-2:])
    shifted = ops.shift_image(planes, dy, dx).reshape(x.shape)
    before = pool(x)
    change = np.linalg.norm((pool(shifted) - before).ravel())
    return float(change / np.linalg.norm(before.ravel())) if change else 0.0
    ### END SOLUTION


# %% [markdown]
# Four ways to halve a map compete: a convolution with stride 2, max pooling, average pooling, and
# *blurred* pooling, which averages twice and keeps every second value. Two averages of $2 \times 2$
# one after the other have these weights:

# %%
print(16 * ops.compose_kernels(ops.box_kernel(2), ops.box_kernel(2)), "/ 16")


def blurred_pool(x):
    """Average twice, the second time two pixels apart."""
    return avg_pool2d(avg_pool2d(x, 2, stride=1, padding=1), 2)


def every_second(x):
    """What a stride of 2 leaves of a convolution: it never computes the rest."""
    return x[..., ::2, ::2]


ways = {
    "no pooling": lambda x: x,
    "strided convolution": every_second,
    "max pooling": lambda x: max_pool2d(x, 2),
    "average pooling": lambda x: avg_pool2d(x, 2),
    "blurred pooling": blurred_pool,
    "global average": global_avg_pool,
}
of_clothes = features(clothes[:, None])
of_photo = features(avg_pool2d(photo, 2))
same = np.allclose(every_second(of_clothes), features(clothes[:, None], stride=2))
print("stride 2 is every second value of stride 1:", same)

# %% [markdown]
# All of them get the same edge maps, of the clothes and of the photograph at half its size. Guess
# before you run it: which changes most when the maps move by one pixel, and does any of them not
# change at all?

# %%
shifts = tuple(range(9))


def shift_curves(maps):
    """The change of every way at every shift to the right."""
    return {
        name: (shifts, [change_under_shift(pool, maps, 0, dx) for dx in shifts])
        for name, pool in ways.items()
    }


curves = {"clothes": shift_curves(of_clothes), "photograph": shift_curves(of_photo)}
for title, ways_to_halve in curves.items():
    print(f"{title:20}" + "".join(f"{dx:>7}" for dx in shifts))
    for name, (_, changes) in ways_to_halve.items():
        print(f"{name:20}" + "".join(f"{change:7.2f}" for change in changes))

# %%
plots.lines(
    curves["clothes"],
    xlabel="shift of the clothes' maps, in pixels",
    ylabel="relative change of the result",
    alt="Change against shift for the clothes. Strided convolution and no pooling rise steeply and "
    "lie on one line; max and average pooling are lower at one pixel, blurred pooling lower still, "
    "and all of them come close together at a few pixels. The global average rises slowly in a "
    "straight line, to a third at eight pixels.",
)

# %%
plots.lines(
    curves["photograph"],
    xlabel="shift of the photograph's maps, in pixels",
    ylabel="relative change of the result",
    alt="The same for the photograph: no pooling and strided convolution on top, the poolings "
    "below them at one pixel and close to them at a few; the global average stays below a tenth.",
)

# %% [markdown]
# Read the curves carefully; they say more than the notes.
#
# - **A stride alone buys nothing.** The strided convolution changes about as much as no pooling: it
#   drops three of four values and summarises nothing.
# - **Pooling helps, by a part.** At one pixel max and average pooling change clearly less, and
#   blurring first improves on the average.
# - **None of them ignores a pixel.** A change of two fifths or more is far from 0.
# - **The help ends where the window ends.** At three pixels most of it is gone.
# - **Only the global average** hardly notices a pixel: its result changes by what leaves at the
#   border.
#
# Do larger windows help, or windows that overlap?

# %%
for title, pool in {
    "2 × 2, side by side": lambda x: max_pool2d(x, 2),
    "3 × 3, overlapping": lambda x: max_pool2d(x, 3, stride=2, padding=1),
    "4 × 4, side by side": lambda x: max_pool2d(x, 4),
    "7 × 7, side by side": lambda x: max_pool2d(x, 7),
}.items():
    changes = [change_under_shift(pool, of_clothes, 0, dx) for dx in (1, 2, 3)]
    print(f"{title:22}" + "".join(f"{change:7.2f}" for change in changes))

# %% [markdown]
# They do, both. Overlapping windows of 3 with stride 2 give maps of the same size as windows of 2,
# and change less.
#
# One more look, at a shift of exactly one stride. Two pixels are one step of the pooled map: does
# the result stay, or does it move along?

# %%
before = max_pool2d(of_clothes, 2)[0]
after = max_pool2d(ops.shift_image(of_clothes[0], 0, 2)[None], 2)[0]
print("equal to the result before:         ", np.array_equal(after, before))
print("equal to it when it moves by a pixel:", np.array_equal(after, ops.shift_image(before, 0, 1)))

# %% [markdown]
# It moves along. The result does not stay as it is; it moves with the picture, and that only for
# shifts by whole strides. [Notebook 06](../06_math_properties/06_math_properties.ipynb) gives both
# a name, and makes them precise.

# %% [markdown]
# Try it with numbers that are few enough to follow; press on one to take its window. Which pixel
# wins its window, and which one after the shift? Find a shift that changes nothing, and one that
# the output follows; then let the windows overlap. (The sliders need a running notebook.)

# %%
explorers.pooling()

# %% [markdown]
# ### Small deformations
#
# A shift is the simplest deformation. Turning is another: no two pixels move alike. And a small
# change alone proves little, because a pooling that answers 0 to everything never changes. What
# matters is whether a turned piece of clothing can still be *recognised*. So: turn each piece, pool
# its maps, and look which of all the upright pieces has the most similar result. Is it the same
# one?


# %%
def turned(images, degrees):
    """Turn images (..., H, W) about their middle; every pixel is mixed from the four around it."""
    height, width = images.shape[-2:]
    i, j = np.mgrid[:height, :width]
    i, j = i - (height - 1) / 2, j - (width - 1) / 2
    cosine, sine = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    row = np.clip(cosine * i - sine * j + (height - 1) / 2, 0, height - 1)
    column = np.clip(sine * i + cosine * j + (width - 1) / 2, 0, width - 1)
    top = np.minimum(row.astype(int), height - 2)
    left = np.minimum(column.astype(int), width - 2)
    down, right = row - top, column - left
    upper = (1 - right) * images[..., top, left] + right * images[..., top, left + 1]
    lower = (1 - right) * images[..., top + 1, left] + right * images[..., top + 1, left + 1]
    return (1 - down) * upper + down * lower


angles = (10, 20)
plots.images(
    [clothes[17], *(turned(clothes[17], angle) for angle in angles)],
    titles=["upright", *(f"{angle} degrees" for angle in angles)],
    alt="An ankle boot upright, and turned by 10 and by 20 degrees.",
)

# %% [markdown]
# The window grows from 1, which is no pooling, to 28, which is the whole map. Where on this way do
# you expect the best window to be?


# %%
def recognised(pool, maps):
    """The share of the turned pieces whose nearest upright piece is the same one."""
    upright = pool(of_clothes).reshape(len(clothes), -1)
    tilted = pool(maps).reshape(len(clothes), -1)
    nearest = [np.argmin(((upright - one) ** 2).sum(axis=1)) for one in tilted]
    return np.mean(nearest == np.arange(len(clothes)))


sides = (1, 2, 4, 7, 14, 28)
rates = {}
for angle in angles:
    maps = features(turned(clothes, angle)[:, None])
    for name, pool in {"maximum": max_pool2d, "average": avg_pool2d}.items():
        shares = [recognised(lambda x, pool=pool, k=k: pool(x, k), maps) for k in sides]
        rates[f"{name}, {angle} degrees"] = (sides, shares)

print(f"{'window':20}" + "".join(f"{k:>7}" for k in sides))
for name, (_, shares) in rates.items():
    print(f"{name:20}" + "".join(f"{share:7.0%}" for share in shares))

plots.lines(
    rates,
    xlabel="window, in pixels",
    ylabel="share of turned pieces recognised",
    xscale="log",
    alt="Share of turned pieces that are recognised, against the window. The curves for 10 "
    "degrees, and those for 20 degrees below them, all rise from no pooling to a window of some "
    "pixels and fall steeply at the end, when the window is the whole map.",
)

# %% [markdown]
# The claim of the notes is true, both halves of it, and that is why the curve has a hill. *Robust*:
# with a window of some pixels far more turned pieces are found than without pooling. *By ignoring
# details*: when the window takes the whole map, too little is left to know a piece by, although
# under shifts no result changed less than that one. A network pools a little, many times, with
# filters in between that look for new details on the smaller map.

# %% [markdown]
# ## Where the gradient goes
#
# Pooling has no weights to train, but the layers before it do, and their gradient must come
# through. Given is $G$, the gradient with respect to each output value; wanted is the gradient with
# respect to each input value.
#
# ### Exercise: `max_pool2d_backward`
# 5 points · ★★★ · 12 minutes
#
# Raise the largest value of a window a little, and the output rises as much: slope 1. Move any
# other value a little, and nothing happens: slope 0. So each window passes its gradient on to the
# value that won, and to no other.
#
# $$\text{grad}_x[n, c, i', j'] = \sum_{(i, j) \text{ that } (i', j') \text{ won}} G[n, c, i, j]$$
#
# A value can win several windows when they overlap; then their gradients add up. Where values are
# equal, the first in row order gets it all.
#
# **Example.** The row `[[3, 5, 5, 1]]`, a window of $1 \times 2$, stride 1, and $G$ = 1, 10, 100,
# so that the digits show where each share goes:
#
# | window | winner | $G$ | 3 | 5 | 5 | 1 |
# |---|---|---|---|---|---|---|
# | 3 5 | the second | 1 | | 1 | | |
# | 5 5 | a tie: the first | 10 | | 10 | | |
# | 5 1 | the first | 100 | | | 100 | |
# | **sum** | | | **0** | **11** | **100** | **0** |
#
# | argument | shape | meaning |
# |---|---|---|
# | `grad_out` | $(N, C, H', W')$ | $G$ |
# | `x` | $(N, C, H, W)$ | the maps that went in |
# | `kernel_size`, `stride` | as in `max_pool2d`, no padding | the windows |
# | returns | $(N, C, H, W)$, float64 | |
#
# **Read:** Scherer, Müller and Behnke (2010), who train networks with either kind of pooling and
# compare.


# %% exercise="max_pool2d_backward"
def max_pool2d_backward(grad_out, x, kernel_size, stride=None):
    """The gradient of `max_pool2d` with respect to its maps.

    Args:
        grad_out: gradient of the loss with respect to the output, (N, C, H', W').
        x: the maps that went in, (N, C, H, W).
        kernel_size: the window, an int or a pair (height, width).
        stride: from one window to the next, an int or a pair; None for the window's size.

    Returns:
        float64 array shaped like `x`.

    Raises:
        ValueError: if a size is out of range, or `grad_out` does not have the output's shape.
    """
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    if x.ndim != 4 or min(kh, kw, sh, sw) < 1:
        raise ValueError(
            "max_pool2d_backward: expected x (N, C, H, W), kernel_size and stride of at least 1, "
            f"got {x.shape}, {kernel_size} and {stride}; change the one that is not"
        )
    n, c, height, width = x.shape
    oh, ow = (height - kh) // sh + 1, (width - kw) // sw + 1
    if min(oh, ow) < 1 or grad_out.shape != (n, c, oh, ow):
        raise ValueError(
            f"max_pool2d_backward: expected grad_out of shape {(n, c, oh, ow)}, all at least 1, "
            f"got {grad_out.shape}; it has the shape of max_pool2d(x, kernel_size, stride)"
        )
    ### BEGIN SOLUTION
    places = [
        (slice(u, u + sh * (oh - 1) + 1, sh), slice(v, v + sw * (ow - 1) + 1, sw))
        for u in range(kh)
        for v in range(kw)
    ]
    best = np.full(grad_out.shape, -np.inf)
    winner = np.zeros(grad_out.shape, dtype=int)
    for place, (rows, columns) in enumerate(places):
        seen = x[:, :, rows, columns]
        winner[seen > best] = place  # larger, not equal: of a tie the first stays
        best = np.maximum(best, seen)
    grad_x = np.zeros(x.shape)
    for place, (rows, columns) in enumerate(places):
        grad_x[:, :, rows, columns] += np.where(winner == place, grad_out, 0.0)
    return grad_x
    ### END SOLUTION


# %% [markdown]
# ### Exercise: `avg_pool2d_backward`
# 3 points · ★★ · 6 minutes
#
# In a mean of $k_h \, k_w$ values each has the weight $1 / (k_h \, k_w)$, whatever its size. So
# each window spreads its gradient evenly, and what lies in several windows collects from each. The
# values of the maps do not matter at all; their shape is enough.
#
# $$\text{grad}_x[n, c, i', j'] = \frac{1}{k_h \, k_w}
# \sum_{(i, j) \text{ whose window holds } (i', j')} G[n, c, i, j]$$
#
# **Example.** Four values in a row, windows and $G$ as above. Each window gives half of its
# gradient to each of its two values: 0.5, then $0.5 + 5 = 5.5$, then $5 + 50 = 55$, then 50. Both
# gradients sum to 111: pooling passes on all that comes in.
#
# | argument | shape | meaning |
# |---|---|---|
# | `grad_out` | $(N, C, H', W')$ | $G$ |
# | `in_shape` | $(N, C, H, W)$, a tuple | the shape of the maps that went in |
# | `kernel_size`, `stride` | as in `avg_pool2d`, no padding | the windows |
# | returns | $(N, C, H, W)$, float64 | |
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 6.5, on back-propagation through any
# operation.


# %% exercise="avg_pool2d_backward"
def avg_pool2d_backward(grad_out, in_shape, kernel_size, stride=None):
    """The gradient of `avg_pool2d` with respect to its maps.

    Args:
        grad_out: gradient of the loss with respect to the output, (N, C, H', W').
        in_shape: the shape (N, C, H, W) of the maps that went in.
        kernel_size: the window, an int or a pair (height, width).
        stride: from one window to the next, an int or a pair; None for the window's size.

    Returns:
        float64 array of shape `in_shape`.

    Raises:
        ValueError: if a size is out of range, or `grad_out` does not have the output's shape.
    """
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    if len(in_shape) != 4 or min(*in_shape, kh, kw, sh, sw) < 1:
        raise ValueError(
            "avg_pool2d_backward: expected in_shape (N, C, H, W), kernel_size and stride, all at "
            f"least 1, got {in_shape}, {kernel_size} and {stride}; change the one that is not"
        )
    n, c, height, width = in_shape
    oh, ow = (height - kh) // sh + 1, (width - kw) // sw + 1
    if min(oh, ow) < 1 or grad_out.shape != (n, c, oh, ow):
        raise ValueError(
            f"avg_pool2d_backward: expected grad_out of shape {(n, c, oh, ow)}, all at least 1, "
            f"got {grad_out.shape}; it has the shape of the output"
        )
    ### BEGIN SOLUTION
    grad_x = np.zeros(in_shape)
    share = grad_out / (kh * kw)
    for u in range(kh):
        for v in range(kw):
            rows = slice(u, u + sh * (oh - 1) + 1, sh)
            columns = slice(v, v + sw * (ow - 1) + 1, sw)
            grad_x[:, :, rows, columns] += share
    return grad_x
    ### END SOLUTION


# %% [markdown]
# Watch the gradient on its way: every window sends back a 1. The windows overlap, of $3 \times 3$
# with stride 2.

# %%
small = rng.permutation(35).reshape(1, 1, 5, 7).astype(float)
ones = np.ones(max_pool2d(small, 3, 2).shape)
to_winners = max_pool2d_backward(ones, small, 3, 2)
to_all = avg_pool2d_backward(ones, small.shape, 3, 2)
plots.kernels(
    [small[0, 0], to_winners[0, 0], to_all[0, 0]],
    titles=["a map", "gradient through the maximum", "gradient through the average"],
    columns=3,
    alt="A map of 5 × 7 numbers; the gradient through the maximum, which is 0 but for the few "
    "largest values; and the gradient through the average, which is spread over all pixels, more "
    "where windows overlap.",
)

# %% [markdown]
# The last picture is an old friend: nine times the gradient through the average is the number of
# windows that see each pixel. And how many pixels of the photograph learn anything at all, through
# each pooling?

# %%
print("9 × gradient is the coverage:", np.allclose(9 * to_all[0, 0], ops.coverage((5, 7), 3, 2)))
print("                 pixels that get a gradient          sum of the gradient")
print("window  stride   maximum    average        sent   maximum   average")
for kernel, stride in ((2, 2), (3, 2), (4, 4)):
    g = rng.normal(size=max_pool2d(photo, kernel, stride).shape)
    through_max = max_pool2d_backward(g, photo, kernel, stride)
    through_avg = avg_pool2d_backward(g, photo.shape, kernel, stride)
    reached = f"{np.mean(through_max != 0):10.0%} {np.mean(through_avg != 0):10.0%}"
    sums = f"{g.sum():11.3f} {through_max.sum():9.3f} {through_avg.sum():9.3f}"
    print(f"{kernel:6} {stride:7} {reached} {sums}")

# %% [markdown]
# The same total arrives, but the maximum hands it to few. Only the winners learn, each at full
# strength; the average lets all of them learn a little.
#
# ### Check it by measuring
#
# As in [notebook 02](../02_kernels/02_kernels.ipynb): move each number up and down by a small step,
# and see what the loss does.


# %%
def numerical_gradient(loss, array, step=1e-5):
    """The gradient of `loss(array)`, by central differences, one entry at a time."""
    gradient = np.zeros(array.shape)
    for index in np.ndindex(array.shape):
        up, down = array.copy(), array.copy()
        up[index] += step
        down[index] -= step
        gradient[index] = (loss(up) - loss(down)) / (2 * step)
    return gradient


def deviation(got, expected):
    """The largest difference, relative to the largest expected value."""
    return np.abs(got - expected).max() / np.abs(expected).max()


# %% [markdown]
# As a loss take $L = \sum \frac{1}{3} \text{out}^3$, because then $G = \text{out}^2$. The values of
# `x` all differ, and by much more than the step; you will see in a moment why that is needed.

# %%
x = rng.permutation(2 * 3 * 5 * 6).reshape(2, 3, 5, 6) / 100 - 0.9


def measured_deviations(kernel, stride):
    """How far the gradients are from the measured slopes: maximum, average, and mixed up."""
    largest, mean = max_pool2d(x, kernel, stride), avg_pool2d(x, kernel, stride)
    through_max = max_pool2d_backward(largest**2, x, kernel, stride)
    through_avg = avg_pool2d_backward(mean**2, x.shape, kernel, stride)
    slopes = numerical_gradient(lambda z: (max_pool2d(z, kernel, stride) ** 3).sum() / 3, x)
    mean_slopes = numerical_gradient(lambda z: (avg_pool2d(z, kernel, stride) ** 3).sum() / 3, x)
    pairs = ((through_max, slopes), (through_avg, mean_slopes), (through_avg, slopes))
    return [deviation(got, expected) for got, expected in pairs]


print("window  stride   maximum    average   average for maximum")
for kernel, stride in ((2, None), ((2, 3), (1, 2)), (3, 1)):
    deviations = measured_deviations(kernel, stride)
    print(f"{kernel!s:7} {stride!s:7}" + "".join(f"{value:10.1e} " for value in deviations))

# %% [markdown]
# A deviation of $10^{-6}$ or less is agreement. The last column shows that the check can fail:
# there the gradient of the average is taken for that of the maximum.
#
# **Try it.** Write `=` for `+=` in your functions and run the cell again. Which of the three
# windows does not notice, and why?
#
# What happens at a tie? Take a window of two equal values and move the first one: up, down, and
# both.

# %%
tie = np.array([[[[5.0, 5.0]]]])
step = np.array([[[[1e-5, 0.0]]]])
here, up, down = (max_pool2d(tie + d, (1, 2)).item() for d in (0, step, -step))
print(f"slope upwards {(up - here) / 1e-5:.2f}, slope downwards {(here - down) / 1e-5:.2f}")
print(f"central difference {(up - down) / 2e-5:.2f}")
print("your gradient:", max_pool2d_backward(np.ones((1, 1, 1, 1)), tie, (1, 2)).ravel())

# %% [markdown]
# At a tie the maximum has a corner: the slope upwards is 1, the slope downwards 0, and there *is*
# no derivative. Any share between the two is defensible, so libraries need a rule, and “the first
# in row order” is one. The central difference, one half, agrees with neither slope, which is why
# the check above needs values that differ.
#
# Are ties rare, then? Not behind a ReLU, where much is exactly 0:

# %%
largest = max_pool2d(of_clothes, 2)
tied = largest == -max_pool2d(-of_clothes, 2)  # the smallest value is the largest: all are equal
print(f"windows of four equal values: {tied.mean():.0%}")
print(f"share of zeros among them:    {(largest[tied] == 0).mean():.0%}")

# %% [markdown]
# Nearly all of these ties are windows of zeros. There the choice does no harm: whichever zero gets
# the gradient, ReLU's own gradient at 0, which is 0, stops it right behind.

# %% [markdown] question="explain_pooling" points=3
# ## Question: is pooling blind to small shifts?
# 3 points · 10 minutes · read by a person
#
# A friend builds a detector for a production line. “The camera may be off by a few pixels,” she
# says, “but there is a $2 \times 2$ max pooling in my network, so it does not matter. The lecture
# notes say that pooling is robust to small deformations. And to be safe I will replace the last
# layers by one global average over the very first feature maps.”
#
# Answer her in 150 to 250 words, in your own words, with numbers that you measured in this
# notebook:
#
# 1. What does a $2 \times 2$ pooling do to a shift by one pixel, and by three? Does max pooling do
#    better than a convolution with stride 2, and why?
# 2. What does the network pay for robustness? Use the turned clothes.
# 3. What is right and what is wrong with her global average?
#
# Write your answer into the next cell.

# %% [markdown] rubric="explain_pooling"
# ### Rubric (3 points)
#
# - **1 point: shifts.** At one pixel the change is smaller than without pooling but far from 0 (for
#   the clothes about 0.55 against 0.76 for max pooling); at three pixels little of that is left
#   (about 1.02 against 1.13). The strided convolution gains nothing (0.76 at one pixel), because it
#   drops values where pooling summarises them. Half a point without numbers, or without comparing
#   the two ways to halve a map.
# - **1 point: the price.** Robustness comes from ignoring details: recognition of turned pieces
#   rises with the window and then falls (maximum, 10 degrees: about 50%, 88%, 8% for windows of 1,
#   4 and 28). Half a point for “details are lost” without the experiment.
# - **1 point: the global average.** Right: it hardly changes under shifts, fits any size and needs
#   few parameters. Wrong: it forgets where everything is (shuffled pixels give the same number),
#   and over the *first* maps, which have seen a few pixels each, too little is left to tell things
#   apart. Half a point for one side alone.
#
# Take nothing off for language, and accept other numbers from the notebook's tables. An answer that
# says pooling makes a network blind to shifts gets at most 1.
#
# ### Model answer
#
# Pooling softens a small shift; it does not remove it. When I moved the clothes by one pixel, the
# edge maps changed by 0.76 of their size without pooling and by 0.55 after max pooling. That is
# better, and not nothing. At three pixels it was 1.13 against 1.02: the help ends where the window
# ends. A convolution with stride 2 changed by 0.76, just as if there were no pooling, because it
# throws three of four values away, while a pooling summarises all four. And if the picture moves by
# exactly two pixels, the pooled map does not stay as it is: it moves along by one.
#
# The robustness has a price, the details. I turned the pieces by 10 degrees and looked for each
# among the upright ones. Without pooling half were found, with windows of 4 nearly nine in ten, and
# with one maximum over the whole map hardly any: nothing was left to know them by.
#
# So your global average is robust indeed, fits any size of picture and saves parameters. But it
# forgets where things are; a photograph and its shuffled pixels have the same mean. Over the first
# maps, which know about single edges only, it tells you how many edges there are and no more. Pool
# a little, several times, with convolutions in between, and average globally at the end. And
# measure with shifted pictures.

# %% [markdown]
# ## Summary
#
# | the notes say | what you measured |
# |---|---|
# | pooling makes the maps smaller | yes: $2 \times 2$ drops three quarters of the values |
# | it works on each map independently | yes: one channel in, the same channel out |
# | low resolution means fewer details | yes, but far fewer than values are saved |
# | it is robust toward small deformations | in part: for shifts smaller than the window |
# | by ignoring details | yes: with larger windows first more is recognised, then less |
#
# **You can now explain**
#
# - why max pooling pads with $-\infty$ and average pooling has a switch;
# - why windows of 3 with stride 2 save as much as windows of 2;
# - how average pooling is a convolution, and why no convolution takes a maximum;
# - what global average pooling keeps and what it throws away;
# - why pooling does not make a network blind to shifts;
# - where a gradient goes through each pooling, what overlap does to it, and what a tie means.

# %%
progress()

# %% [markdown]
# ## What comes next
#
# “Moves along” and “stays as it is” have names in mathematics.
# [Notebook 06, equivariance and invariance](../06_math_properties/06_math_properties.ipynb), makes
# them precise, measures them for whole networks, and shows what to do about the pixel that pooling
# does not forgive.
#
# ## Further reading
#
# - A. Azulay, Y. Weiss (2019). *Why do deep convolutional networks generalize so poorly to small
#   image transformations?* Journal of Machine Learning Research 20 (184), 1–25.
# - Y.-L. Boureau, J. Ponce, Y. LeCun (2010). *A theoretical analysis of feature pooling in visual
#   recognition.* International Conference on Machine Learning.
# - V. Dumoulin, F. Visin (2016). *A guide to convolution arithmetic for deep learning.*
#   arXiv:1603.07285. Chapter 3.
# - I. Goodfellow, Y. Bengio, A. Courville (2016). *Deep Learning.* MIT Press. Section 9.3.
# - A. Krizhevsky, I. Sutskever, G. E. Hinton (2012). *ImageNet classification with deep
#   convolutional neural networks.* Advances in Neural Information Processing Systems 25. Section
#   3.4, on overlapping pooling.
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner (1998). *Gradient-based learning applied to document
#   recognition.* Proceedings of the IEEE 86 (11), 2278–2324.
# - M. Lin, Q. Chen, S. Yan (2014). *Network in network.* International Conference on Learning
#   Representations. arXiv:1312.4400.
# - D. Scherer, A. Müller, S. Behnke (2010). *Evaluation of pooling operations in convolutional
#   architectures for object recognition.* International Conference on Artificial Neural Networks.
# - J. T. Springenberg, A. Dosovitskiy, T. Brox, M. Riedmiller (2015). *Striving for simplicity: the
#   all convolutional net.* ICLR workshop. arXiv:1412.6806.
# - R. Zhang (2019). *Making convolutional networks shift-invariant again.* International Conference
#   on Machine Learning. arXiv:1904.11486.
