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
# # Stride and padding
#
# How large is the output of a layer, what does it do at the border of the image, and how much of
# the image does a value deep inside a network see? Three numbers decide: stride, padding and
# dilation. In this notebook you write the rules, build the layer, and then measure whether the
# rules tell the truth.
#
# **Afterwards you can**
#
# - say how large an output is, for any kernel, stride, padding and dilation;
# - pad an image in five ways, and say what each of them does to the result at the border;
# - say why an even kernel has no symmetrical “same” padding;
# - build a convolution layer with stride, padding and dilation;
# - show which pixels a layer looks at often, and which hardly ever;
# - compute how far a deep network sees, and check it by experiment;
# - write down what every layer of a network costs before you build it.
#
# **Time:** about 90 minutes: 68 for the eight exercises, 10 for the question at the end, the rest
# for reading. **Points:** 30 for the exercises, 3 for the question.
#
# **You need:** NumPy's indexing and slices with a step, and what a convolution layer does
# ([notebook 02](../02_kernels/02_kernels.ipynb)); its functions are at hand in `cnnlib.ops`.

# %% [markdown]
# ## How to work
#
# Write, check and restart as notebook 01 explains under
# [How to work](../01_motivation/01_motivation.ipynb#How-to-work). Here your functions may call
# `np`, the functions of notebooks 01 and 02 in `ops`, and what you wrote in earlier exercises.
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
# | $R, J$ | receptive field and jump, both in pixels of the input |
#
# Where a formula is about one axis only, it is written for the height: $H, k, s, p, d$ and $H'$.
# For the width it is the same. A **size pair** is an int, which stands for both, or a pair
# (vertical, horizontal).

# %%
import numpy as np

from autograder import check, hint, progress, score, solution
from cnnlib import data, explorers, ops, plots

photo = data.photograph()
gray = data.grayscale(photo)
rng = np.random.default_rng(3)

# %% [markdown]
# ## How many places?
#
# Look at one axis. Below, a kernel of three weights, its *taps*, moves over seven pixels. It moves
# two pixels at a time: its *stride* is 2. There is one pixel of *padding* at each end, added so
# that the kernel can stand there too. The number in a pixel says how many places see it.

# %%
explorers.Places(size=7, kernel_size=3, stride=2, padding=1)

# %% [markdown]
# ### Exercise: `output_size`
# 2.5 points · ★ · 4 minutes
#
# Padding makes the axis longer. *Dilation* spreads the taps, $d$ pixels from one to the next, so
# that the kernel reaches further:
#
# $$\text{room} = H + 2p, \qquad \text{reach} = d\,(k - 1) + 1.$$
#
# The first place takes up `reach` pixels, and each step needs $s$ more. A step that would leave the
# room is not taken, so the division is rounded *down*:
#
# $$H' = \left\lfloor \frac{H + 2p - d\,(k - 1) - 1}{s} \right\rfloor + 1$$
#
# **Example.** The drawing above: room $7 + 2 = 9$, reach $3$, so $\lfloor 6 / 2 \rfloor + 1 = 4$.
# With a dilation of 3 the reach is $3 \cdot 2 + 1 = 7$, and $\lfloor 2 / 2 \rfloor + 1 = 2$ places
# are left.
#
# | argument | type | meaning |
# |---|---|---|
# | `size` | int | $H$ |
# | `kernel_size` | int | $k$ |
# | `stride`, `padding`, `dilation` | int | $s$, $p$, $d$ |
# | returns | int | $H'$ |
#
# Where the kernel reaches over more than the room there is no place at all. That must raise
# `ValueError`, and it is yours to write.
#
# **Read:** Dumoulin and Visin (2016), chapter 2, and section 5.1 on dilation.


# %% exercise="output_size"
def output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    """Count the places of a kernel along one axis.

    Args:
        size: pixels along the axis.
        kernel_size: taps of the kernel.
        stride: pixels from one place to the next.
        padding: pixels added at each end.
        dilation: pixels from one tap to the next.

    Returns:
        The number of places, an int.

    Raises:
        ValueError: if a number is out of range (given), or the kernel has no place (yours).
    """
    if min(size, kernel_size, stride, dilation) < 1 or padding < 0:
        raise ValueError(
            "output_size: expected numbers of at least 1, and padding of at least 0, got "
            f"{(size, kernel_size, stride, padding, dilation)}; mend the one below"
        )
    ### BEGIN SOLUTION
    room = size + 2 * padding
    reach = dilation * (kernel_size - 1) + 1
    if reach > room:
        raise ValueError(
            f"output_size: expected a kernel that reaches over at most {room} pixels, got one "
            f"that reaches over {reach}; pad more, or take a smaller one"
        )
    return (room - reach) // stride + 1
    ### END SOLUTION


# %% [markdown]
# The notes say: *the larger the stride, the smaller the output.* Here is an axis of 28 pixels, as
# in the pictures of Fashion-MNIST. Guess the column for stride 2 before you run the cell.

# %%
print("28 pixels: size of the output\n")
print("kernel   padding  " + "".join(f"stride {s}  " for s in (1, 2, 3, 4)))
for k, p in ((3, 0), (3, 1), (5, 0), (5, 2), (7, 3)):
    sizes = [output_size(28, k, stride=s, padding=p) for s in (1, 2, 3, 4)]
    print(f"{k:4}     {p:4}     " + "".join(f"{n:6}    " for n in sizes))

# %% [markdown]
# A stride of $s$ makes the output about $s$ times as short, as promised. The word *about* hides a
# loss: what is left over behind the last place is never looked at.

# %%
explorers.Places(size=8, kernel_size=3, stride=2)

# %% [markdown]
# The last pixel says 0: nothing of it reaches the output. Now in two dimensions: play the window
# over the image, and read the sum and the formula. Then move the sliders and look for a stride with
# which pixels in the *middle* are lost as well. What stands outside, the *mode*, is the subject of
# the next section; come back then, and compare the four outputs at the bottom. (The sliders need a
# running notebook.)

# %%
explorers.stride_and_padding()

# %% [markdown]
# ## What is outside the picture?
#
# A kernel that stands at the border needs pixels that nobody has photographed. Somebody has to make
# them up, and there are five usual ways.
#
# ### Exercise: `pad2d`
# 4.5 points · ★★ · 10 minutes
#
# Add pixels round an image, on its last two axes. Which pixel stands at position $i$ of an axis of
# $H$ pixels, when $i$ runs from $-\text{before}$ to $H - 1 + \text{after}$?
#
# | mode | outside stands | position $i$ shows pixel |
# |---|---|---|
# | `"zeros"`: *zero padding* | 0 | none |
# | `"constant"` | `value` | none |
# | `"replicate"` | the border, again and again | $\min(\max(i, 0),\; H - 1)$ |
# | `"reflect"` | a mirror image, the border not repeated | $H-1-\lvert H-1-\lvert i \rvert\rvert$ |
# | `"circular"` | the other end, as if the image were a ring | $i \bmod H$ |
#
# The last three are called *replicate padding*, *reflect padding* and *circular padding*.
#
# **Example.** The row `1 2 3 4`, padded by 2 on the left and on the right:
#
# | mode | | | | | | | | |
# |---|---|---|---|---|---|---|---|---|
# | zeros | **0** | **0** | 1 | 2 | 3 | 4 | **0** | **0** |
# | constant, value 9 | **9** | **9** | 1 | 2 | 3 | 4 | **9** | **9** |
# | replicate | **1** | **1** | 1 | 2 | 3 | 4 | **4** | **4** |
# | reflect | **3** | **2** | 1 | 2 | 3 | 4 | **3** | **2** |
# | circular | **3** | **4** | 1 | 2 | 3 | 4 | **1** | **2** |
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(\dots, H, W)$, any type | one image, or any number of them |
# | `padding` | an int, (vertical, horizontal), or (top, bottom, left, right) | pixels to add |
# | `mode` | one of the five | what stands outside |
# | `value` | a number | for `"constant"` only |
# | returns | (…, top + H + bottom, left + W + right) | a fresh array of the same type |
#
# A mirror shows at most $H - 1$ pixels and a ring at most $H$; the given lines refuse more.
#
# **Read:** the pictures in Dumoulin and Visin (2016), chapter 2; Szeliski (2022), section 3.2, on
# padding.


# %% exercise="pad2d"
def pad2d(x, padding, mode="zeros", value=0.0):
    """Pad the last two axes.

    Args:
        x: images (..., H, W), of any dtype.
        padding: an int, (vertical, horizontal), or (top, bottom, left, right).
        mode: "zeros", "constant", "reflect", "replicate" or "circular".
        value: what "constant" pads with.

    Returns:
        A fresh array (..., top + H + bottom, left + W + right), of the same dtype.

    Raises:
        ValueError: if `x` has fewer than two axes, or mode or padding are not possible.
    """
    if x.ndim < 2 or mode not in ("zeros", "constant", "reflect", "replicate", "circular"):
        raise ValueError(
            f"pad2d: expected x (..., H, W) and one of the five modes, got {x.shape} and {mode!r}; "
            "pass a plane, or mend the mode"
        )
    if np.ndim(padding) == 0:
        top = bottom = left = right = padding
    elif len(padding) == 2:
        (top, left), (bottom, right) = padding, padding
    else:
        top, bottom, left, right = padding
    height, width = x.shape[-2:]
    spare = {"reflect": -1, "circular": 0}.get(mode, np.inf)
    if (
        min(top, bottom, left, right) < 0
        or max(top, bottom) > height + spare
        or max(left, right) > width + spare
    ):
        raise ValueError(
            f"pad2d: expected padding from 0 to what {mode!r} can show of x {x.shape}, "
            f"got {padding}; pad less, or in another mode"
        )
    ### BEGIN SOLUTION
    if mode in ("zeros", "constant"):
        shape = (*x.shape[:-2], top + height + bottom, left + width + right)
        padded = np.full(shape, value if mode == "constant" else 0, dtype=x.dtype)
        padded[..., top : top + height, left : left + width] = x
        return padded
    shown = {
        "replicate": lambda i, n: np.clip(i, 0, n - 1),
        "reflect": lambda i, n: (n - 1) - np.abs((n - 1) - np.abs(i)),
        "circular": lambda i, n: i % n,
    }[mode]
    rows = shown(np.arange(-top, height + bottom), height)
    columns = shown(np.arange(-left, width + right), width)
    return np.ascontiguousarray(x[..., rows[:, np.newaxis], columns])
    ### END SOLUTION


# %% [markdown]
# Put a wide frame round a piece of the photograph. Which of the frames would you not notice?

# %%
piece = gray[70:150, 120:240]
modes = ("zeros", "reflect", "replicate", "circular")
framed = [pad2d(piece, 40, mode=mode) for mode in modes]
plots.images(
    framed,
    titles=modes,
    columns=2,
    alt="A piece of the photograph in four frames. With zeros the frame is black, with reflect it "
    "continues the picture as a mirror, with replicate it is streaked, with circular the picture "
    "starts anew on every side.",
)

# %% [markdown]
# That is what the eye says. Now measure, with a trick: the piece was cut out of a larger
# photograph, so here we *know* what is outside. Blur it once with its true surroundings and once
# with each made-up frame. The difference is the harm that a frame does.


# %%
def border_distance(height, width):
    """For each pixel, how far the nearest border is: 0 for those at the border."""
    rows = np.minimum(np.arange(height), np.arange(height)[::-1])
    columns = np.minimum(np.arange(width), np.arange(width)[::-1])
    return np.minimum(rows[:, np.newaxis], columns)


blur = ops.box_kernel(9)
with_truth = ops.correlate2d(gray[66:154, 116:244], blur)
distance = border_distance(*piece.shape)
curves = {}
for mode in modes:
    harm = np.abs(ops.correlate2d(pad2d(piece, 4, mode=mode), blur) - with_truth)
    curves[mode] = (range(7), [harm[distance == d].mean() for d in range(7)])
    print(
        f"{mode:9}: mean error at the border {curves[mode][1][0]:.4f}, 4 pixels inside "
        f"{curves[mode][1][4]:.4f}"
    )
plots.lines(
    curves,
    xlabel="distance from the border, in pixels",
    ylabel="mean error of the blurred piece",
    alt="Mean error of a 9 × 9 blur against the distance from the border, for four kinds of "
    "padding. All curves fall to 0 at a distance of 4. Zeros lie highest, then circular; reflect "
    "and replicate lie far below both.",
)

# %% [markdown]
# - The harm ends where the kernel no longer reaches outside: 4 pixels from the border, half of a
#   $9 \times 9$ kernel.
# - Zeros do the most harm. A zero is not *nothing*, it is *black*, and the blur mixes the black in.
# - Mirrored and repeated borders are better guesses, because neighbouring pixels are alike. The
#   opposite border, which circular padding shows, has little to do with this one.
#
# The black frame has a side effect. Average a picture that is 1 everywhere, and look at the corner,
# at the edge and in the middle.

# %%
flat = np.ones((6, 8))
for mode in modes:
    average = ops.correlate2d(pad2d(flat, 1, mode=mode), ops.box_kernel(3))
    print(
        f"{mode:9}: corner {average[0, 0]:.2f}, edge {average[0, 4]:.2f}, "
        f"middle {average[3, 4]:.2f}"
    )

# %% [markdown]
# With zeros, the output tells where the border is, although the picture says nothing about it. A
# network can use that (Islam, Jia and Bruce, 2020), or be misled by it. Zeros are cheap, and they
# are what layers in torch pad with unless they are told otherwise; so they are what you will meet.

# %% [markdown]
# ## As large as it was
#
# Layers that keep the size are convenient: one can stack as many as one likes. How much padding
# does that take? And with a stride, where the size cannot stay, how much makes the stride the
# *only* reason for a smaller output?
#
# ### Exercise: `same_padding`
# 2.5 points · ★★ · 5 minutes
#
# With *same padding* the output has $\lceil H / s \rceil$ values. So many places take up
# $(\lceil H / s \rceil - 1)\,s + d\,(k - 1) + 1$ pixels, and what is missing has to be padded:
#
# $$\text{total} = \max\big((\lceil H / s \rceil - 1)\,s + d\,(k - 1) + 1 - H,\; 0\big)$$
#
# Half of it goes before the image and half after; of an odd total, the extra pixel goes *after*.
#
# **Example.** Size 5, kernel 3, stride 2: three places take up $2 \cdot 2 + 3 = 7$ pixels, so 2 are
# missing: `(1, 1)`. With a kernel of 4 they take up 8, and 3 are missing: `(1, 2)`.
#
# | argument | type | meaning |
# |---|---|---|
# | `size`, `kernel_size`, `stride`, `dilation` | int | $H$, $k$, $s$, $d$ |
# | returns | a tuple of two ints | (before, after) |
#
# **Read:** Dumoulin and Visin (2016), section 2.2.1, on half padding.


# %% exercise="same_padding"
def same_padding(size, kernel_size, stride=1, dilation=1):
    """Find the smallest padding with which only the stride makes the output smaller.

    Args:
        size: pixels along the axis.
        kernel_size: taps of the kernel.
        stride: pixels from one place to the next.
        dilation: pixels from one tap to the next.

    Returns:
        The tuple (before, after), with which the output has ceil(size / stride) values.

    Raises:
        ValueError: if a number is below 1.
    """
    if min(size, kernel_size, stride, dilation) < 1:
        raise ValueError(
            f"same_padding: expected numbers of at least 1, got "
            f"{(size, kernel_size, stride, dilation)}; mend the one below"
        )
    ### BEGIN SOLUTION
    places = -(-size // stride)  # rounded up, without going through floats
    taken = (places - 1) * stride + dilation * (kernel_size - 1) + 1
    total = max(taken - size, 0)
    return total // 2, total - total // 2
    ### END SOLUTION


# %% [markdown]
# The notes say: *with padding, the output has the size of the input.* A rule that one often reads
# goes further: *pad by $\lfloor k / 2 \rfloor$ on both sides.* Test it on 12 pixels, against your
# function.

# %%
print("kernel   k // 2 on both sides   same_padding")
for k in range(1, 8):
    rule = output_size(12, k, padding=k // 2)
    before, after = same_padding(12, k)
    exact = output_size(12 + before + after, k)
    print(
        f"{k:4}     12 → {rule:2} {'' if rule == 12 else '(!)':8} {(before, after)}: 12 → {exact}"
    )

# %% [markdown]
# For odd kernels the rule is right. For even ones the output is one pixel too large, and no padding
# that is equal on both sides can mend it: the total must be $k - 1$, which is odd.
#
# The price of the extra pixel on one side is a shift. Send one bright pixel through an averaging
# kernel and look where the middle of the answer is.

# %%
for k, depth in ((3, 1), (4, 1), (5, 1), (6, 1), (4, 10)):
    answer = np.zeros((1, 61))
    answer[0, 30] = 1.0
    for _ in range(depth):
        padded = pad2d(answer, (0, 0, *same_padding(61, k)))
        answer = ops.correlate2d(padded, ops.box_kernel((1, k)))
    middle = (answer[0] * np.arange(61)).sum() / answer.sum()
    print(f"kernel {k}, layers {depth:2}: the dot moves from pixel 30 to pixel {middle:.1f}")

# %% [markdown]
# Half a pixel with every even kernel, and it adds up from layer to layer. That is a good reason to
# prefer odd ones.

# %% [markdown]
# ## The whole layer
#
# Now put the three numbers into the layer of notebook 02.
#
# ### Exercise: `conv2d_strided`
# 5.75 points · ★★★ · 12 minutes
#
# Let $\hat x$ be the image, padded with zeros by $p_h$ rows above and below and by $p_w$ columns on
# the left and on the right. The stride moves the window, the dilation spreads its taps:
#
# $$\text{out}[n, f, i, j] = b[f] + \sum_{c, u, v} \text{weight}[f, c, u, v] \cdot
# \hat x[n,\, c,\; i\,s_h + u\,d_h,\; j\,s_w + v\,d_w]$$
#
# **Example.** One row, `1 2 4 8 16`, padded with one zero at each end: `0 1 2 4 8 16 0`. The
# weights are $1, -1$, the stride is 2, the bias $0.5$.
#
# | dilation | place 0 | place 1 | place 2 |
# |---|---|---|---|
# | 1 | $0 - 1 + 0.5 = -0.5$ | $2 - 4 + 0.5 = -1.5$ | $8 - 16 + 0.5 = -7.5$ |
# | 2 | $0 - 2 + 0.5 = -1.5$ | $2 - 8 + 0.5 = -5.5$ | $8 - 0 + 0.5 = 8.5$ |
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(N, C, H, W)$ | a batch of images |
# | `weight` | $(F, C, k_h, k_w)$ | the filters |
# | `bias` | $(F,)$, or `None` for none | one number for each filter |
# | `stride`, `padding`, `dilation` | size pairs | $s$, $p$, $d$ |
# | returns | $(N, F, H', W')$, float64 | $H'$ and $W'$ as `output_size` says |
#
# **Read:** Dumoulin and Visin (2016), chapter 2 and section 5.1; Yu and Koltun (2016), section 2.


# %% exercise="conv2d_strided"
def conv2d_strided(x, weight, bias=None, stride=1, padding=0, dilation=1):
    """Apply a layer of filters with stride, zero padding and dilation.

    Args:
        x: images (N, C, H, W).
        weight: filters (F, C, kh, kw).
        bias: one number for each filter (F,), or None.
        stride: an int or a pair (vertical, horizontal).
        padding: an int or a pair, zeros on both sides of each axis.
        dilation: an int or a pair.

    Returns:
        float64 array of shape (N, F, H', W').

    Raises:
        ValueError: if axes, channels, the bias or a pair do not fit, or the kernel has no place.
    """
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(
            "conv2d_strided: expected x (N, C, H, W) and weight (F, C, kh, kw) with the same C, "
            f"got {x.shape} and {weight.shape}; for one image try x[None]"
        )
    (n, _, height, width), (f, _, kh, kw) = x.shape, weight.shape
    (sh, sw), (ph, pw), (dh, dw) = (
        (size, size) if np.ndim(size) == 0 else size for size in (stride, padding, dilation)
    )
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(
            f"conv2d_strided: expected bias {(f,)}, got {np.shape(bias)}; one number a filter"
        )
    if (
        min(sh, sw, dh, dw) < 1
        or min(ph, pw) < 0
        or dh * (kh - 1) + 1 > height + 2 * ph
        or dw * (kw - 1) + 1 > width + 2 * pw
    ):
        raise ValueError(
            f"conv2d_strided: expected weight that fits into x {x.shape}, got {weight.shape} with "
            f"stride {stride}, padding {padding}, dilation {dilation}; mend one of them"
        )
    ### BEGIN SOLUTION
    padded = pad2d(x, (ph, pw))
    oh = output_size(height, kh, sh, ph, dh)
    ow = output_size(width, kw, sw, pw, dw)
    out = np.zeros((n, f, oh, ow))
    for u in range(kh):
        for v in range(kw):
            # The pixels that weight (u, v) meets at all places lie a stride apart.
            rows = slice(u * dh, u * dh + sh * (oh - 1) + 1, sh)
            columns = slice(v * dw, v * dw + sw * (ow - 1) + 1, sw)
            out += np.einsum("nchw,fc->nfhw", padded[:, :, rows, columns], weight[:, :, u, v])
    if bias is not None:
        out += bias[:, np.newaxis, np.newaxis]
    return out
    ### END SOLUTION


# %% [markdown]
# Let it look for edges in the photograph, with strides 1, 2 and 4. The notes say that the stride
# controls two things: the *size* of the output, and how *densely* features are taken.

# %%
sobel = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])


def feature(kernel, stride):
    """One kernel's answers on the photograph, with same padding."""
    layer = kernel[np.newaxis, np.newaxis]
    return conv2d_strided(gray[None, None], layer, stride=stride, padding=len(kernel) // 2)[0, 0]


edges = {stride: feature(sobel, stride) for stride in (1, 2, 4)}
print("stride   output       values, of those with stride 1")
for stride, out in edges.items():
    print(f"{stride:4}     {out.shape!s:11}  {out.size / edges[1].size:6.1%}")
plots.images(
    [np.sqrt(np.abs(out)) for out in edges.values()],  # the root makes faint edges visible
    titles=[f"stride {stride}: {out.shape}" for stride, out in edges.items()],
    alt="Edges of the photograph, found with strides 1, 2 and 4. The outlines get coarser with "
    "every step, and thin lines break up.",
)

# %% [markdown]
# Does a strided layer find *other* features, or fewer of the same? Compare its output with that of
# stride 1, of which you take every second, or every fourth, value.

# %%
for stride in (2, 4):
    difference = np.abs(edges[stride] - edges[1][::stride, ::stride]).max()
    print(f"stride {stride}: largest difference {difference:.1e}")

# %% [markdown]
# The same values, only fewer. A stride keeps one value in $s_h \cdot s_w$, and saves the work for
# the others. What was in the others? Fill the gaps by repeating each value that was kept, and
# compare with the output of stride 1: for edges, which are fine, and for averages over $9 \times 9$
# pixels, which are not. (An empty map would have an error of 100%.)

# %%
for name, kernel in {"edges, 3 × 3": sobel, "averages, 9 × 9": ops.box_kernel(9)}.items():
    complete = feature(kernel, 1)
    for stride in (2, 4, 8):
        filled = feature(kernel, stride).repeat(stride, axis=0).repeat(stride, axis=1)
        error = np.linalg.norm(filled - complete) / np.linalg.norm(complete)
        print(f"{name:16} stride {stride}: error {error:4.0%}")

# %% [markdown]
# How densely one has to look depends on the feature. Averages change slowly, so their neighbours
# tell what is between them. An edge that lies between two places is simply missed: filling the gaps
# with the next edge can be worse than an empty map.
# [Notebook 06](../06_math_properties/06_math_properties.ipynb) shows what that does to a network
# when the picture moves by one pixel.
#
# Next, hold the formula against the layer. Build every combination of sizes, kernels, strides,
# paddings and dilations in a range, run the layer, and look at what comes out.

# %%
from itertools import product

agree = no_place = 0
for length, k, s, p, d in product(range(1, 13), range(1, 5), range(1, 4), range(3), range(1, 4)):
    try:
        expected = output_size(length, k, s, p, d)
    except ValueError:
        expected = None
    try:
        row, taps = np.zeros((1, 1, 1, length)), np.zeros((1, 1, 1, k))
        out = conv2d_strided(row, taps, stride=(1, s), padding=(0, p), dilation=(1, d))
        measured = out.shape[3]
    except ValueError:
        measured = None
    assert measured == expected, f"{(length, k, s, p, d)}: {measured} against {expected}"
    agree += 1
    no_place += expected is None
print(f"{agree:,} combinations agree; {no_place} of them have no place, in both")

# %% [markdown]
# And is it the layer that everybody else means? Ask torch, with random shapes and every number
# different along the two axes.

# %%
import torch

largest = 0.0
for _ in range(200):
    n, c, f, kh, kw, sh, sw = rng.integers(1, 4, size=7)
    ph, pw, dh, dw = rng.integers(0, 3, size=2).tolist() + rng.integers(1, 4, size=2).tolist()
    x = rng.normal(size=(n, c, rng.integers(7, 12), rng.integers(7, 12)))
    weight, bias = rng.normal(size=(f, c, kh, kw)), rng.normal(size=f)
    numbers = {"stride": (int(sh), int(sw)), "padding": (ph, pw), "dilation": (dh, dw)}
    tensors = (torch.from_numpy(a) for a in (x, weight, bias))
    theirs = torch.nn.functional.conv2d(*tensors, **numbers).numpy()
    ours = conv2d_strided(x, weight, bias, **numbers)
    assert ours.shape == theirs.shape
    largest = max(largest, np.abs(ours - theirs).max())
print(f"200 random layers: largest difference from torch {largest:.1e}")

# %% [markdown]
# ## Who sees a pixel?
#
# The notes say: *padding reduces the loss of border pixels.* To test that, count how often a pixel
# is looked at.
#
# ### Exercise: `coverage`
# 3 points · ★★ · 7 minutes
#
# Return, for each pixel of the image, the number of windows that it lies in, its *coverage*. What
# lies in the padding is not counted.
#
# **Example.** Five pixels in a row, a window of 3, stride 2. The windows cover pixels 0 to 2 and 2
# to 4, so the counts are `1 1 2 1 1`. With a padding of 1 there are three windows, over $-1$ to 1,
# 1 to 3 and 3 to 5, and the counts are `1 2 1 2 1`.
#
# | argument | type | meaning |
# |---|---|---|
# | `in_size` | size pair | height and width of the image |
# | `kernel_size`, `stride`, `padding` | size pairs | the window, and how it moves |
# | returns | $(H, W)$, integers | how many windows see each pixel |
#
# **Read:** Dumoulin and Visin (2016), chapter 2, with this question in mind; Odena, Dumoulin and
# Olah (2016), on what uneven coverage looks like in generated images.


# %% exercise="coverage"
def coverage(in_size, kernel_size, stride=1, padding=0):
    """Count how many windows see each pixel.

    Args:
        in_size: height and width of the image, an int or a pair.
        kernel_size: height and width of the window, an int or a pair.
        stride: pixels from one window to the next, an int or a pair.
        padding: pixels added on both sides of each axis, an int or a pair.

    Returns:
        Integer array (H, W).

    Raises:
        ValueError: if a number is out of range, or no window fits.
    """
    (height, width), (kh, kw), (sh, sw), (ph, pw) = (
        (size, size) if np.ndim(size) == 0 else size
        for size in (in_size, kernel_size, stride, padding)
    )
    if (
        min(height, width, kh, kw, sh, sw) < 1
        or min(ph, pw) < 0
        or kh > height + 2 * ph
        or kw > width + 2 * pw
    ):
        raise ValueError(
            f"coverage: expected a window that fits into {in_size} with padding {padding}, "
            f"got {kernel_size} with stride {stride}; mend one of them"
        )
    ### BEGIN SOLUTION
    seen = np.zeros((height + 2 * ph, width + 2 * pw), dtype=int)
    for i in range(output_size(height, kh, sh, ph)):
        for j in range(output_size(width, kw, sw, pw)):
            seen[i * sh : i * sh + kh, j * sw : j * sw + kw] += 1
    return seen[ph : ph + height, pw : pw + width].copy()
    ### END SOLUTION


# %%
paddings = {"none": 0, "same: 1": 1, "full: 2": 2}
plots.heat_maps(
    [coverage(7, 3, padding=p) for p in paddings.values()],
    titles=[f"padding {name}" for name in paddings],
    label="windows that see the pixel",
    alt="How many 3 × 3 windows see each pixel of a 7 × 7 image. Without padding 1 at the corners "
    "and 9 in the middle, with padding 1 four at the corners, with padding 2 nine everywhere.",
)

# %% [markdown]
# Without padding, a corner counts for a ninth of a pixel in the middle. Same padding raises that to
# four ninths, so the notes are right: the loss is *reduced*. It is not gone. Only *full padding*,
# by $k - 1$, treats all pixels alike, and it makes the output larger than the image.
#
# A larger stride makes new patterns. Guess each one before you look.

# %%
windows = {
    "3, stride 2": (3, 2),
    "3, stride 3": (3, 3),
    "2, stride 3": (2, 3),
    "4, stride 3": (4, 3),
}
maps = [coverage(11, k, stride=s) for k, s in windows.values()]
for name, seen in zip(windows, maps, strict=True):
    print(f"window {name}: {np.mean(seen == 0):5.1%} of the pixels are never seen")
plots.heat_maps(
    maps,
    titles=[f"window {name}" for name in windows],
    label="windows that see the pixel",
    alt="Coverage of an 11 × 11 image. Window 3 with stride 2 gives a chequered pattern of 1, 2 "
    "and 4; 3 with stride 3 gives ones and an unseen margin; 2 with stride 3 leaves a grid of "
    "zeros; 4 with stride 3 gives ones with a grid of 2 and 4.",
)

# %% [markdown]
# - Where the kernel is larger than the stride but no multiple of it, some pixels count more than
#   their neighbours, here two or four times as much.
# - Where the stride is larger than the kernel, pixels are lost altogether: nothing that happens
#   there can change the output.
#
# In a deep network, every layer adds to the injustice. Count the *paths* from a pixel to the output
# through a stack of $3 \times 3$ layers, on an axis of 28 pixels; in two dimensions, the counts of
# rows and columns multiply.


# %%
def paths(depth, padded):
    """How many ways lead from each of 28 pixels through `depth` layers of 3 taps to the output."""
    ways = np.ones(28 if padded else 28 - 2 * depth)
    for _ in range(depth):
        ways = np.convolve(ways, np.ones(3), mode="same" if padded else "full")
    return ways


depths = range(1, 11)
share = {
    name: (depths, [(paths(depth, padded)[0] / paths(depth, padded)[14]) ** 2 for depth in depths])
    for name, padded in {"no padding": False, "same padding": True}.items()
}
plots.lines(
    share,
    xlabel="layers of 3 × 3",
    ylabel="paths from a corner / from the middle",
    yscale="log",
    alt="How many paths a corner pixel has, compared with one in the middle, against the number of "
    "layers, on a log axis. Without padding the share falls to a ninth with every layer; with same "
    "padding it falls much more slowly.",
)

# %% [markdown]
# Without padding, the corner has practically left the network after a few layers. With same padding
# it loses too, but slowly. So padding does keep border information in the network. What it cannot
# do is make up for what was never photographed.

# %% [markdown]
# ## How far does a network see?
#
# The notes say: *the receptive field is simply the size of the kernel.* The *receptive field* of a
# value is the part of the input that it depends on. Take two layers of $3 \times 3$. A value of the
# second one sees $3 \times 3$ values of the first, and each of those sees $3 \times 3$ pixels;
# together, five pixels along each axis. The statement holds for one layer only.
#
# ### Exercise: `receptive_field`
# 3 points · ★★ · 6 minutes
#
# Go through the layers from the input on, and keep two numbers: the size $R$ of the field, how many
# pixels one value sees along an axis, and the *jump* $J$, how many pixels of the input it is from
# one value to the next. An input pixel sees itself, so both start at 1. Each layer
#
# - sees $k$ values that lie $d \cdot J$ pixels apart: $R \leftarrow R + d\,(k - 1)\,J$;
# - and then takes every $s$-th value: $J \leftarrow J \cdot s$.
#
# The order matters: a layer's own stride spreads the values that come *out* of it.
#
# **Example.** Kernel 3, then a pooling window of 2 with stride 2, then kernel 3:
#
# | layer | size | jump |
# |---|---|---|
# | input | 1 | 1 |
# | (3, 1) | $1 + 2 \cdot 1 = 3$ | 1 |
# | (2, 2) | $3 + 1 \cdot 1 = 4$ | 2 |
# | (3, 1) | $4 + 2 \cdot 2 = 8$ | 2 |
#
# | argument | type | meaning |
# |---|---|---|
# | `layers` | a sequence of (kernel, stride) or (kernel, stride, dilation) | from the input on |
# | returns | a tuple of two ints | (size, jump); `(1, 1)` for no layers |
#
# **Read:** Araujo, Norris and Sim (2019), the section on the receptive field size.


# %% exercise="receptive_field"
def receptive_field(layers):
    """Find how much of the input one output value of a stack of layers can see.

    Args:
        layers: (kernel_size, stride) or (kernel_size, stride, dilation) each, from the input on.

    Returns:
        The tuple (size, jump): pixels that an output value sees along an axis, and pixels of the
        input from one output value to the next.

    Raises:
        ValueError: if a layer does not have two or three numbers, or one is below 1.
    """
    for layer in layers:
        if len(layer) not in (2, 3) or min(layer) < 1:
            raise ValueError(
                "receptive_field: expected layers of (kernel_size, stride) or (kernel_size, "
                f"stride, dilation), all at least 1, got {layer}; mend it"
            )
    ### BEGIN SOLUTION
    size, jump = 1, 1
    for kernel_size, stride, *more in layers:
        dilation = more[0] if more else 1
        size += dilation * (kernel_size - 1) * jump
        jump *= stride
    return size, jump
    ### END SOLUTION


# %% [markdown]
# Three ways to see further, all with kernels of 3 taps and so with the same number of weights a
# layer: more layers, a stride of 2 in every second one, or a dilation that doubles from layer to
# layer.

# %%
depths = range(1, 13)
stacks = {
    "stride 1": [(3, 1)] * 12,
    "stride 2 in every second layer": [(3, 1), (3, 2)] * 6,
    "dilation 1, 2, 4, 8, 1, 2, …": [(3, 1, 2 ** (layer % 4)) for layer in range(12)],
}
growth = {
    name: (depths, [receptive_field(layers[:depth])[0] for depth in depths])
    for name, layers in stacks.items()
}
for name, (_, sizes) in growth.items():
    _, jump = receptive_field(stacks[name])
    print(
        f"{name:31}: {sizes[0]}, {sizes[5]}, {sizes[11]} pixels after 1, 6, 12 layers, jump {jump}"
    )
plots.lines(
    growth,
    xlabel="layers of 3 taps",
    ylabel="receptive field, in pixels",
    yscale="log",
    alt="Receptive field against depth on a log axis for three stacks. With stride 1 it grows by 2 "
    "pixels a layer, with dilation faster, and with strides it doubles again and again.",
)

# %% [markdown]
# The field equals the kernel's size at depth 1, and nowhere else. With stride 1 it grows by two
# pixels a layer. Strides multiply: each stride of 2 doubles all the growth that follows. The price
# stands at the end of the line: neighbours in the last map lie a large jump apart, so the map is
# coarse. Dilation keeps the jump at 1.

# %% [markdown]
# ## Measuring a receptive field
#
# A formula is a claim. The experiment is simple: change one pixel, and look whether the output
# value changes.
#
# ### Exercise: `touched_inputs`
# 4 points · ★★★ · 12 minutes
#
# Given is a function `f` that maps an image $(H, W)$ to an array $(H', W')$; you know nothing else
# about it. Find all pixels of which some change, for some input, changes `f(x)[out_index]`.
#
# The trouble is the word *some*. One input and one change are not enough:
#
# | `f` contains | starting from $x = 0$, what goes unseen |
# |---|---|
# | $\max(x - 1,\, 0)$ | a change by $+0.5$: the gate stays closed |
# | $\max(-x,\, 0)$ | every change upwards |
# | the largest value of a window | every change downwards |
# | $x_0 \cdot x_1$ | every change of a single pixel |
# | $3 x + 50$ | nothing; but the answer to $x = 0$ is not 0 |
#
# So try many random inputs, and changes of both signs, small and large. A good plan is a **walk**:
# draw two random images, $x$ and $y$, and turn $x$ into $y$ one pixel at a time. Whenever a step
# changes the output value, that pixel is touched: proof. Pixels that are known already need not
# walk again, so take them over from $x$; and if `f(x)` and `f(y)` agree, skip the walk.
#
# **Example.** $f(x) = \max(x_0 + x_2,\, 0)$ on one row of four pixels, from $x = (1, 5, 2, 3)$ to
# $y = (4, 0, -9, 8)$:
#
# | step | image | $f$ | |
# |---|---|---|---|
# | start | $(1, 5, 2, 3)$ | 3 | |
# | pixel 0 | $(4, 5, 2, 3)$ | 6 | touched |
# | pixel 1 | $(4, 0, 2, 3)$ | 6 | |
# | pixel 2 | $(4, 0, -9, 3)$ | 0 | touched |
# | pixel 3 | $(4, 0, -9, 8)$ | 0 | |
#
# | argument | type | meaning |
# |---|---|---|
# | `f` | a function from $(H, W)$ to $(H', W')$ | call it as often as you like |
# | `in_shape` | (height, width) | of the image |
# | `out_index` | (row, column) | of the output value |
# | returns | $(H, W)$, bool | which pixels can change it |
#
# **Read:** Luo, Li, Urtasun and Zemel (2016), section 2.


# %% exercise="touched_inputs"
def touched_inputs(f, in_shape, out_index):
    """Find by experiment which input pixels can change one output value.

    Args:
        f: maps an array (H, W) to an array (H', W'); may be linear or not.
        in_shape: (height, width) of the input.
        out_index: (row, column) of the output value.

    Returns:
        Bool array (H, W).

    Raises:
        ValueError: if the index is outside of the output.
    """
    row, column = out_index
    rows, columns = f(np.zeros(in_shape)).shape
    if not (0 <= row < rows and 0 <= column < columns):
        raise ValueError(
            f"touched_inputs: expected out_index inside of {(rows, columns)}, got {out_index}; "
            "count from 0"
        )
    ### BEGIN SOLUTION
    rng = np.random.default_rng(0)
    touched = np.zeros(in_shape, dtype=bool)
    for trial in range(60):
        scale = (1.0, 10.0, 100.0)[trial % 3]
        x, y = scale * rng.normal(size=(2, *in_shape))
        y[touched] = x[touched]
        value = f(x)[row, column]
        if f(y)[row, column] == value:
            continue
        for pixel in map(tuple, np.argwhere(~touched)):
            before = value
            x[pixel] = y[pixel]
            value = f(x)[row, column]
            touched[pixel] = value != before
    return touched
    ### END SOLUTION


# %% [markdown]
# Now the test of the formula, on a stack of eight layers: six convolutions, each followed by a
# ReLU, which is $\max(x, 0)$ ([notebook 04](../04_activations/04_activations.ipynb)), and two
# poolings, which keep the largest of $2 \times 2$ values
# ([notebook 05](../05_pooling/05_pooling.ipynb)). The weights are random and positive, so that no
# gate stays closed for ever.


# %%
def pooled(x):
    """The largest value of 2 × 2 pixels, side by side."""
    rows, columns = x.shape[0] // 2, x.shape[1] // 2
    whole = x[: 2 * rows, : 2 * columns]
    return whole.reshape(rows, 2, columns, 2).max(axis=(1, 3))


plan = ["conv", "conv", "pool", "conv", "conv", "pool", "conv", "conv"]
weights = [rng.uniform(0.5, 1.0, size=(1, 1, 3, 3)) if kind == "conv" else None for kind in plan]


def deep_stack(x):
    """Convolutions of 3 × 3 without padding, each with its ReLU, and poolings of 2 × 2."""
    for weight in weights:
        if weight is None:
            x = pooled(x)
        else:
            x = np.maximum(conv2d_strided(x[None, None], weight)[0, 0], 0.0)
    return x


size, jump = receptive_field([(3, 1) if kind == "conv" else (2, 2) for kind in plan])
side = 40
print(f"by the formula: {size} pixels, jump {jump}")
print(f"output of the stack for {side} × {side} pixels:", deep_stack(np.zeros((side, side))).shape)

# %%
fields = {index: touched_inputs(deep_stack, (side, side), index) for index in ((0, 0), (1, 2))}
for index, field in fields.items():
    seen_rows, seen_columns = (np.flatnonzero(field.any(axis=axis)) for axis in (1, 0))
    print(
        f"output {index}: rows {seen_rows[0]} to {seen_rows[-1]}, columns {seen_columns[0]} to "
        f"{seen_columns[-1]}; {field.sum()} of {size * size} pixels of such a square are touched"
    )

# %% [markdown]
# Formula and experiment agree in size, $32 \times 32$, and in jump: one step down and two to the
# right in the output are one and two jumps in the input. See how large that is on the photograph.

# %%
corner = (60, 150)
crop = photo[corner[0] : corner[0] + side, corner[1] : corner[1] + side] / 255
shown = [photo / 255]
for field in fields.values():
    shaded = photo / 255 * 0.35
    window = shaded[corner[0] : corner[0] + side, corner[1] : corner[1] + side]
    window[field] = crop[field]
    shown.append(shaded)
plots.images(
    shown,
    titles=["the photograph", *(f"seen by output {index}" for index in fields)],
    alt="The photograph, and twice the same darkened but for a bright square of 32 × 32 pixels, "
    "which is what one output value of the stack sees. The second square lies to the right and "
    "below.",
)

# %% [markdown]
# One stack proves little. Draw twenty at random, with up to twelve layers of different kernels,
# strides and dilations, and measure size and jump of each. To save time, these images have one row.


# %%
def random_layers():
    """Up to twelve layers of (kernel, stride, dilation) that see at most 80 pixels."""
    while True:
        depth = rng.integers(2, 13)
        kernels, dilations = rng.integers(1, 4, size=(2, depth))
        strides = rng.choice([1, 1, 1, 2, 3], size=depth)
        layers = list(zip(kernels.tolist(), strides.tolist(), dilations.tolist(), strict=True))
        if receptive_field(layers)[0] <= 80:
            return layers


def as_function(layers):
    """A stack of such layers with random weights and ReLU, for images of one row."""
    taps = [rng.uniform(0.5, 1.5, size=(1, 1, 1, kernel)) for kernel, _, _ in layers]

    def stack(x):
        x = x[None, None]
        for weight, (_, s, d) in zip(taps, layers, strict=True):
            x = np.maximum(conv2d_strided(x, weight, stride=(1, s), dilation=(1, d)), 0.0)
        return x[0, 0]

    return stack


agree, deepest = 0, 0
for _ in range(20):
    layers = random_layers()
    size, jump = receptive_field(layers)
    in_shape = (1, size + jump)  # room for two output values
    stack = as_function(layers)
    first, second = (np.flatnonzero(touched_inputs(stack, in_shape, (0, j))) for j in (0, 1))
    agree += (first[-1] - first[0] + 1, second[0] - first[0]) == (size, jump)
    deepest = max(deepest, len(layers))
print(
    f"{agree} of 20 stacks, the deepest of {deepest} layers, have the size and jump of the formula"
)

# %% [markdown]
# ## How much of it counts?
#
# Touched means that a pixel *can* change the output. How much it does is another question. Take the
# simplest stack, $3 \times 3$ averages one after the other. `ops.compose_kernels` of notebook 02
# gives the one kernel that does the work of all, so its weights say how much each pixel counts.

# %%
depths = (1, 2, 5, 10, 20, 40)
composed, kernel = {}, ops.box_kernel(3)
for depth in range(1, depths[-1] + 1):
    composed[depth] = kernel
    kernel = ops.compose_kernels(kernel, ops.box_kernel(3))


def effective(kernel):
    """The side of the smallest square in the middle that holds 95% of a kernel's weight."""
    middle = len(kernel) // 2
    for reach in range(middle + 1):
        square = slice(middle - reach, middle + reach + 1)
        if kernel[square, square].sum() >= 0.95 * kernel.sum():
            return 2 * reach + 1


theory = [receptive_field([(3, 1)] * depth)[0] for depth in depths]
measured = [effective(composed[depth]) for depth in depths]
for depth, whole, inner in zip(depths, theory, measured, strict=True):
    print(
        f"depth {depth:2}: {whole:2} × {whole:2} pixels can matter, 95% of the weight lies in "
        f"{inner:2} × {inner:2}, which is {inner**2 / whole**2:4.0%} of them"
    )

# %%
plots.images(
    [composed[depth] / composed[depth].max() for depth in (2, 5, 20, 40)],
    titles=[
        f"{depth} layers: {len(composed[depth])} × {len(composed[depth])}"
        for depth in (2, 5, 20, 40)
    ],
    alt="Weights of all pixels in the receptive fields of 2, 5, 20 and 40 layers of averages. The "
    "deeper the stack, the smaller the bright spot in the middle, and the wider its black margin.",
)

# %% [markdown]
# A deep stack sees its receptive field through a soft spotlight. In the middle many paths meet, at
# the rim there is only one, so the weights pile up in the shape of a bell; you met this bell in
# notebook 02.

# %%
steepness = [np.log(y[-1] / y[2]) / np.log(depths[-1] / depths[2]) for y in (theory, measured)]
print("from 5 to 40 layers: field ~ depth^{:.2f}, effective ~ depth^{:.2f}".format(*steepness))
plots.lines(
    {"receptive field": (depths, theory), "holds 95% of the weight": (depths, measured)},
    xlabel="layers of 3 × 3",
    ylabel="side, in pixels",
    xscale="log",
    yscale="log",
    alt="Side of the receptive field, and of the square that holds 95% of the weight, "
    "against depth, both axes logarithmic. The first line rises nearly twice as steeply as the "
    "second.",
)

# %% [markdown]
# The field grows in proportion to the depth, the part that counts only with about its square root.
# Luo and others (2016) derived this, called that part the *effective receptive field*, and saw it
# grow when a network is trained. So “it sees $81 \times 81$ pixels” is true, and says too much.

# %% [markdown]
# Build stacks of your own, and press on the photograph to move the output value over it. What makes
# the field grow more: one layer more at the end, or a stride of 2 in the first? Which dilations
# leave holes, and which do not?

# %%
explorers.receptive_field()

# %% [markdown]
# ## A network on paper
#
# With these rules you can write a whole network down before it exists: the shape of every map, and
# what it costs.
#
# ### Exercise: `layer_table`
# 4.75 points · ★★★ · 12 minutes
#
# Follow the shape $(C, H, W)$ through the layers. For each, return the shape that comes out, the
# number of parameters with biases, and the multiply-adds for one image.
#
# | type | shape that comes out | parameters | multiply-adds |
# |---|---|---|---|
# | `"conv"` | $(F, H', W')$ | $F C k_h k_w + F$ | $F C k_h k_w \cdot H' W'$ |
# | `"pool"` | $(C, H', W')$ | 0 | 0 |
# | `"flatten"` | $(C \cdot H \cdot W,)$ | 0 | 0 |
# | `"dense"` | (out,) | out · in + out | out · in |
#
# Adding a bias is no multiply-add; a product with a padded zero is one, because it is computed.
#
# **Example.** `{"type": "conv", "out_channels": 6, "kernel_size": 5}` on $(1, 32, 32)$ gives
# $(6, 28, 28)$, with $6 \cdot 1 \cdot 25 + 6 = 156$ parameters and
# $150 \cdot 28 \cdot 28 = 117{,}600$ multiply-adds. So its row is `((6, 28, 28), 156, 117600)`.
#
# | argument | type | meaning |
# |---|---|---|
# | `layers` | a list of dicts, from the input on | see below |
# | `in_shape` | a tuple (C, H, W), or (D,) for a network of dense layers | one image |
# | returns | a list of tuples `(out_shape, params, macs)` | one for each layer |
#
# | type | keys | where they are missing |
# |---|---|---|
# | `"conv"` | `out_channels`, `kernel_size`, `stride`, `padding` | stride 1, padding 0 |
# | `"pool"` | `kernel_size`, `stride` | the stride is the kernel's size |
# | `"flatten"` | | |
# | `"dense"` | `out_features` | |
#
# Kernel, stride and padding are size pairs. Your `output_size` does the counting, and raises where
# a kernel does not fit.
#
# **Read:** LeCun, Bottou, Bengio and Haffner (1998), section II.B, which describes such a network
# layer by layer.


# %% exercise="layer_table"
def as_pair(size):
    """(vertical, horizontal) from either way to write a size pair."""
    return (size, size) if np.ndim(size) == 0 else tuple(size)


def layer_table(layers, in_shape):
    """Follow a shape through a network and count what every layer costs.

    Args:
        layers: dicts with "type" and its keys, from the input on.
        in_shape: (C, H, W), or (D,) for a network of dense layers.

    Returns:
        A list of tuples (out_shape, params, macs), one for each layer.

    Raises:
        ValueError: if a type is unknown, a number is out of range, or a layer cannot take the
            shape that reaches it.
    """
    axes = {"conv": (3,), "pool": (3,), "flatten": (1, 3), "dense": (1,)}
    shape, rows = tuple(in_shape), []
    for layer in layers:
        kind = layer["type"]
        if kind not in axes:
            raise ValueError(f"layer_table: expected type to be one of {[*axes]}, got {kind!r}")
        if len(shape) not in axes[kind]:
            raise ValueError(
                f"layer_table: expected layers that fit one another, got {kind} on {shape}; "
                "is a flatten missing, or too early?"
            )
        if min(layer.get("out_channels", 1), layer.get("out_features", 1)) < 1:
            raise ValueError(f"layer_table: expected layers with an output, got {layer}")
        ### BEGIN SOLUTION
        params = macs = 0
        if kind in ("conv", "pool"):
            kernel = as_pair(layer["kernel_size"])
            stride = as_pair(layer.get("stride", 1 if kind == "conv" else kernel))
            padding = as_pair(layer.get("padding", 0))
            channels, size = shape[0], tuple(map(output_size, shape[1:], kernel, stride, padding))
            if kind == "conv":
                channels = layer["out_channels"]
                weights = channels * shape[0] * kernel[0] * kernel[1]
                params, macs = weights + channels, weights * size[0] * size[1]
            shape = (channels, *size)
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        else:
            outputs = layer["out_features"]
            macs = outputs * shape[0]
            params = macs + outputs
            shape = (outputs,)
        ### END SOLUTION
        rows.append((shape, params, macs))
    return rows


# %% [markdown]
# The first famous network of this kind read the digits on cheques. This is LeNet-5 as it is usually
# built today. Before you run the cell, guess: which layer has most of the parameters, and which one
# does most of the work?

# %%
lenet = {
    "conv 1": {"type": "conv", "out_channels": 6, "kernel_size": 5},
    "pool 1": {"type": "pool", "kernel_size": 2},
    "conv 2": {"type": "conv", "out_channels": 16, "kernel_size": 5},
    "pool 2": {"type": "pool", "kernel_size": 2},
    "flatten": {"type": "flatten"},
    "dense 1": {"type": "dense", "out_features": 120},
    "dense 2": {"type": "dense", "out_features": 84},
    "dense 3": {"type": "dense", "out_features": 10},
}


def show(network, in_shape):
    """Print a network's table with its sums, and return its rows by name."""
    rows = dict(zip(network, layer_table(list(network.values()), in_shape), strict=True))
    print(f"{'layer':12}{'out shape':18}{'parameters':>12}{'multiply-adds':>16}{'values':>12}")
    for name, (shape, params, macs) in rows.items():
        print(f"{name:12}{shape!s:18}{params:12,}{macs:16,}{int(np.prod(shape)):12,}")
    totals = [sum(row[column] for row in rows.values()) for column in (1, 2)]
    print(f"{'sum':30}{totals[0]:12,}{totals[1]:16,}")
    return rows


lenet_rows = show(lenet, (1, 32, 32))

# %% [markdown]
# Do the numbers hold? Build the same network in torch and count what is really there.

# %%
nn = torch.nn
built = nn.Sequential(
    nn.Conv2d(1, 6, 5),
    nn.MaxPool2d(2),
    nn.Conv2d(6, 16, 5),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(400, 120),
    nn.Linear(120, 84),
    nn.Linear(84, 10),
)
image = torch.zeros(1, 1, 32, 32)
for layer, (shape, params, _) in zip(built, lenet_rows.values(), strict=True):
    image = layer(image)
    assert tuple(image.shape[1:]) == shape
    assert sum(weight.numel() for weight in layer.parameters()) == params
print("torch agrees in every shape and every number of parameters")

# %% [markdown]
# Now a network that people still use: VGG-16, thirteen convolutions of $3 \times 3$ with same
# padding in five blocks, and three dense layers (Simonyan and Zisserman, 2015).

# %%
vgg = {}
for block, (convolutions, channels) in enumerate(
    ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512)), 1
):
    for number in range(1, convolutions + 1):
        vgg[f"conv {block}-{number}"] = {
            "type": "conv",
            "out_channels": channels,
            "kernel_size": 3,
            "padding": 1,
        }
    vgg[f"pool {block}"] = {"type": "pool", "kernel_size": 2}
vgg["flatten"] = {"type": "flatten"}
for number, features in enumerate((4096, 4096, 1000), 1):
    vgg[f"dense {number}"] = {"type": "dense", "out_features": features}
vgg_rows = show(vgg, (3, 224, 224))

# %% [markdown]
# The paper gives 138 million parameters for this network. Where do they sit, where is the work
# done, and where is the memory? Draw each layer's share of all three.

# %%
counted = [name for name in vgg if name.startswith(("conv", "dense"))]


def shares(amounts):
    """Each layer's part of the sum, in percent."""
    return {
        name: 100 * amount / sum(amounts) for name, amount in zip(counted, amounts, strict=True)
    }


plots.grouped_bars(
    {
        "parameters": shares([vgg_rows[name][1] for name in counted]),
        "multiply-adds": shares([vgg_rows[name][2] for name in counted]),
        "values to keep": shares([int(np.prod(vgg_rows[name][0])) for name in counted]),
    },
    ylabel="share of the sum of all, in %",
    alt="Shares of parameters, multiply-adds and values for the sixteen layers of VGG-16. Nearly "
    "three quarters of the parameters sit in the first dense layer; the multiply-adds are spread "
    "over the convolutions; the values to keep are mostly those of the first layers.",
)

# %% [markdown]
# Three costs, in three different places:
#
# - **Parameters** sit in the dense layers, above all in the first one. It is the explosion of
#   notebook 01.
# - **Work** is done in the convolutions. Their few weights are used at every place.
# - **Memory** for the values goes to the first layers, where the maps are still large. Training has
#   to keep them all for the way back.
#
# What would a stride do here? Give the second convolution a stride of 2 in place of the first
# pooling, and compare.

# %%
strided = {name: dict(layer) for name, layer in vgg.items() if name != "pool 1"}
strided["conv 1-2"]["stride"] = 2
for name, network in (("pooling", vgg), ("stride", strided)):
    rows = layer_table(list(network.values()), (3, 224, 224))
    params, macs = (sum(row[column] for row in rows) for column in (1, 2))
    values = sum(int(np.prod(row[0])) for row in rows)
    print(
        f"{name:8} {params:12,} parameters, {macs / 1e9:5.2f} billion multiply-adds, "
        f"{values / 1e6:5.2f} million values"
    )

# %% [markdown]
# Same parameters, same shapes from there on, less work and less memory: what the stride throws away
# need not be computed. You have seen above what that costs: the features in between.

# %% [markdown] question="explain_receptive_field" points=3
# ## Question: can it see the whole sign?
# 3 points · 10 minutes · read by a person
#
# A colleague wants to recognise traffic signs, which are about 60 pixels large, in pictures of
# $128 \times 128$. Her network has six convolutions of $3 \times 3$ with stride 1 and no padding.
# She has read in the lecture notes that *the receptive field is the size of the kernel*, and that
# *padding keeps the border information*. “So I need kernels of $60 \times 60$,” she says, “and with
# zero padding, nothing is lost at the border.”
#
# Answer her in 150 to 250 words, in your own words, with numbers that you computed or measured with
# the functions of this notebook:
#
# 1. How far does her network see, and why is that not 3 pixels?
# 2. Name two ways to see 60 pixels without such kernels, and what each of them costs.
# 3. What does zero padding do for the border, and what does it not do?
#
# Write your answer into the next cell.

# %% [markdown] rubric="explain_receptive_field"
# ### Rubric (3 points)
#
# - **1 point: how far it sees.** $1 + 6 \cdot 2 = 13$ pixels along each axis, because every layer
#   sees values that have seen their surroundings before. Half a point for the right number without
#   a reason, or a reason with a wrong number.
# - **1 point: two ways, with their costs.** Any two of: more layers (about 30 are needed for 61
#   pixels: more weights, work and memory); strides or pooling (the jump multiplies, for a coarser
#   map that loses what lies between the places); dilation (reach without weights, but with gaps,
#   and with a large reach to be padded). At least one computed field, such as
#   `receptive_field([(3, 1), (3, 2)] * 4)` = 61. Half a point for one way with its cost, or for two
#   without. Who adds that the effective field is smaller than the computed one may miss one cost.
# - **1 point: padding.** It keeps the size, and pixels at the border are seen more often than
#   without (a corner 4 times in place of 1, where the middle has 9, for $3 \times 3$ and padding
#   1). It does not make them equal, and it adds no information: zeros are a black frame, which
#   changes the values at the border. Half a point for one side only.
#
# Take nothing off for language. A slip in arithmetic costs a quarter of a point, once.
#
# ### Model answer
#
# Your network sees more than 3 pixels: every layer sees three values along an axis, and each of
# them has seen three of the layer before. `receptive_field([(3, 1)] * 6)` gives 13 pixels. That is
# too little for a sign of 60, but no reason for huge kernels, which would have 400 times as many
# weights as a $3 \times 3$ one.
#
# You could stack more layers, but each adds only 2 pixels, so you would need about 30 of them, with
# all their weights and maps. Strides are cheaper: with a stride of 2 in every second layer,
# `receptive_field([(3, 1), (3, 2)] * 4)` is 61 after eight layers, because each stride doubles the
# growth of all that follows. The price is a jump of 16: the map gets coarse, and what lies between
# the places is lost. Dilation 1, 2, 4, 8, 16 gives 63 after five layers without losing any place,
# but a single kernel then has gaps. Plan some room to spare: the weight concentrates in the middle
# of the field.
#
# Zero padding keeps the size, and helps the border: with padding 1 a corner lies in 4 windows in
# place of 1. But a pixel in the middle lies in 9, so the border still counts less. And the zeros
# are not knowledge about what is outside; they are black pixels, and in my measurement they did
# more harm to a blur than repeating the border.

# %% [markdown]
# ## Summary
#
# | the notes say | what you measured |
# |---|---|
# | a larger stride makes a smaller output | yes, by the formula; a rest at the end is not seen |
# | the stride sets how densely features are taken | yes: every $s$-th value of those at stride 1 |
# | padding keeps the size | yes; for an even kernel it is unequal, and shifts the image |
# | padding reduces the loss at the border | yes, to a part: corner 4 windows, middle 9 |
# | padding usually means zeros | zeros harm the border most, repeating it least |
# | the receptive field is the kernel's size | for one layer; strides multiply its growth |
#
# **You can now explain**
#
# - why the size is rounded down, and where the $+1$ comes from;
# - what stands outside of an image in each of five modes;
# - why nearly all kernels are odd;
# - in what order padding, dilation and stride act;
# - why a stride larger than the kernel loses pixels, and where chequered patterns come from;
# - why a layer's stride counts for the layers after it, and not for itself;
# - why one probe of a network is not enough to know what it sees;
# - in which layers a network keeps its parameters, does its work, and fills the memory.

# %%
progress()

# %% [markdown]
# ## What comes next
#
# A stack of convolutions alone is one large convolution, as notebook 02 showed. What makes depth
# worth its price is what stands *between* the layers:
# [notebook 04, activation functions](../04_activations/04_activations.ipynb).
#
# ## Further reading
#
# - A. Araujo, W. Norris, J. Sim (2019). *Computing receptive fields of convolutional neural
#   networks.* Distill. doi:10.23915/distill.00021.
# - V. Dumoulin, F. Visin (2016). *A guide to convolution arithmetic for deep learning.*
#   arXiv:1603.07285.
# - M. A. Islam, S. Jia, N. D. B. Bruce (2020). *How much position information do convolutional
#   neural networks encode?* International Conference on Learning Representations. arXiv:2001.08248.
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner (1998). *Gradient-based learning applied to document
#   recognition.* Proceedings of the IEEE 86 (11), 2278–2324.
# - W. Luo, Y. Li, R. Urtasun, R. Zemel (2016). *Understanding the effective receptive field in deep
#   convolutional neural networks.* Advances in Neural Information Processing Systems 29.
#   arXiv:1701.04128.
# - A. Odena, V. Dumoulin, C. Olah (2016). *Deconvolution and checkerboard artifacts.* Distill.
#   doi:10.23915/distill.00003.
# - K. Simonyan, A. Zisserman (2015). *Very deep convolutional networks for large-scale image
#   recognition.* International Conference on Learning Representations. arXiv:1409.1556.
# - R. Szeliski (2022). *Computer Vision: Algorithms and Applications*, 2nd edition. Springer.
#   Chapter 3.
# - F. Yu, V. Koltun (2016). *Multi-scale context aggregation by dilated convolutions.*
#   International Conference on Learning Representations. arXiv:1511.07122.
