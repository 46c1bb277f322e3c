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
# # Kernels
#
# A convolutional network sees through *kernels*: small tables of weights that slide over an image.
# In this notebook you write that operation yourself, from one averaging kernel to a whole layer
# with its gradient, and you test what is usually said about it on a real photograph.
#
# **Afterwards you can**
#
# - compute by hand what a kernel does to an image, and say how large the result is;
# - tell correlation from convolution, and say which of the two a network computes;
# - say what the sum of a kernel's weights means, and when it has to be 1;
# - build a convolution layer for many channels, filters and images, in two memory layouts;
# - turn a convolution into one matrix product, and say what that buys and what it costs;
# - derive the layer's gradient, and check it by measuring.
#
# **Time:** about 90 minutes: 68 for the eleven exercises, 10 for the question at the end, the rest
# for reading. **Points:** 30 for the exercises, 3 for the question.
#
# **You need:** NumPy's indexing, slices and broadcasting, and the chain rule for the last exercise.

# %% [markdown]
# ## How to work
#
# Write, check and restart as notebook 01 explains under
# [How to work](../01_motivation/01_motivation.ipynb#How-to-work). Here your functions may call `np`
# and what you wrote in earlier exercises; the finished functions in `cnnlib.ops` are for
# measurements.
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
# | $n, c, f$ | number of an image, of a channel, of a filter, counted from 0 |
# | $i, j$ | row and column of an output value |
# | $i', j'$ | row and column of an input pixel, where $i, j$ are those of the output |
# | $u, v$ | row and column inside a kernel or window |
# | $b$ | bias |
# | $L$ | loss |
# | $G$ | gradient of the loss with respect to a layer's output |
# | $\delta$ | step of a finite difference |

# %%
import numpy as np

from autograder import check, hint, progress, score, solution
from cnnlib import data, explorers, ops, plots

# %% [markdown]
# ## An image is an array
#
# A grey image is an array of shape $(H, W)$: one number for each pixel, row 0 at the top, column 0
# at the left. A colour image has three numbers for each pixel. Files and cameras keep them
# together, as $(H, W, 3)$, in bytes from 0 to 255.

# %%
photo = data.photograph()
print("shape", photo.shape, " type", photo.dtype, " values", photo.min(), "to", photo.max())
print("the pixel in row 40, column 60:", photo[40, 60], "(red, green, blue)")

# %% [markdown]
# Bytes are good for keeping an image and bad for computing with it. A byte holds nothing above 255,
# so a sum starts again at 0, and NumPy says nothing about it:

# %%
bright = np.array([200], dtype=np.uint8)
print("200 + 100 in bytes: ", bright + np.array([100], dtype=np.uint8))
print("200 + 100 in floats:", bright.astype(float) + 100)

# %% [markdown]
# So convert first, compute afterwards. In this course an image that is computed with is `float64`,
# from 0 for black to 1 for white.

# %%
colour = photo.astype(float) / 255
gray = data.grayscale(photo)
print("grey: shape", gray.shape, " type", gray.dtype, f" mean {gray.mean():.3f}")
plots.images(
    [colour, gray],
    titles=["colour, (H, W, 3)", "grey, (H, W)"],
    alt="A cup of coffee on a saucer, on a wooden table, twice: in colour, where the saucer is "
    "orange red and the table brown, and in grey.",
)

# %% [markdown]
# ## The averaging kernel
#
# The simplest kernel is an average, also called *box kernel*: all its weights are equal. The
# lecture notes say that it blurs, and in a moment you will see that. First build it.
#
# ### Exercise: `box_kernel`
# 2 points · ★ · 3 minutes
#
# An average of $k_h \cdot k_w$ pixels gives each of them the weight
#
# $$\text{kernel}[u, v] = \frac{1}{k_h \, k_w}.$$
#
# **Example.** `box_kernel((2, 3))` has six weights of $1/6$. The average of 3, 3, 3, 3, 3, 9 is
# then $18/6 = 4$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `size` | an int, or a pair (height, width) | `3` means `(3, 3)` |
# | returns | $(k_h, k_w)$, float64 | the weights |
#
# **Read:** Szeliski (2022), section 3.2, on linear filtering.


# %% exercise="box_kernel"
def box_kernel(size):
    """Make the averaging kernel: equal weights that sum to 1.

    Args:
        size: an int, or a pair (height, width); every length is at least 1.

    Returns:
        float64 array of shape (kh, kw).

    Raises:
        ValueError: if `size` is below 1 or not a pair.
    """
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(f"box_kernel: expected size of at least 1, got {size}; pass 1 or more")
    ### BEGIN SOLUTION
    return np.full((kh, kw), 1 / (kh * kw))
    ### END SOLUTION


# %% [markdown]
# ## The identity kernel
#
# Which kernel leaves an image as it is? In the *identity kernel*, each output pixel must be the
# input pixel in the middle of the window and nothing else.
#
# ### Exercise: `identity_kernel`
# 2 points · ★ · 3 minutes
#
# Put a 1 in the middle and a 0 everywhere else:
#
# $$\text{kernel}[u, v] = 1 \text{ if } u = \tfrac{k_h - 1}{2} \text{ and } v = \tfrac{k_w - 1}{2},
# \text{ else } 0.$$
#
# With an even size there is no middle: for $k_w = 4$ it would be column $1.5$. Such a call must
# raise `ValueError`, and here that check is part of the idea, so you write it.
#
# **Example.** `identity_kernel((1, 5))` is `[[0, 0, 1, 0, 0]]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `size` | an int, or a pair (height, width) | odd both ways |
# | returns | $(k_h, k_w)$, float64 | the weights |
#
# **Read:** Forsyth and Ponce (2011), chapter 4, on linear filters and shift.


# %% exercise="identity_kernel"
def identity_kernel(size):
    """Make the kernel with 1 in the middle, which leaves an image as it is.

    Args:
        size: an int, or a pair (height, width), both odd.

    Returns:
        float64 array of shape (kh, kw).

    Raises:
        ValueError: if `size` is below 1 or not a pair (given), or even (yours to write).
    """
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    if kh < 1 or kw < 1:
        raise ValueError(
            f"identity_kernel: expected size of at least 1, got {size}; pass an odd one"
        )
    ### BEGIN SOLUTION
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(
            f"identity_kernel: expected odd size, got {size}; an even one has no middle, add 1"
        )
    kernel = np.zeros((kh, kw))
    kernel[kh // 2, kw // 2] = 1.0
    return kernel
    ### END SOLUTION


# %% [markdown]
# Two more kernels will be useful: **Sobel** compares the right with the left, and **sharpen** is
# twice the image minus its blur.

# %%
sobel = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
sharpen = 2 * identity_kernel(3) - box_kernel(3)
plots.kernels(
    [box_kernel(3), identity_kernel(3), sharpen, sobel],
    titles=["box", "identity", "sharpen", "Sobel"],
)

# %% [markdown]
# ## The sliding dot product
#
# Lay the kernel on the top left corner of the image. Multiply each weight by the pixel under it,
# add the products, add the bias: that is the first output value. Move the kernel one pixel to the
# right and do it again; at the end of the row, start the next one.
#
# ### Exercise: `correlate2d`
# 4 points · ★★ · 9 minutes
#
# $$\text{out}[i, j] = b + \sum_{u=0}^{k_h-1} \sum_{v=0}^{k_w-1}
# \text{kernel}[u, v] \cdot \text{image}[i + u,\, j + v]$$
#
# The kernel has to lie on the image completely, so there are $H - k_h + 1$ places from top to
# bottom and $W - k_w + 1$ from left to right.
#
# **Example.** A $3 \times 4$ image and a $2 \times 2$ kernel give a $2 \times 3$ output:
#
# $$\begin{bmatrix} 1 & 2 & 0 & 1 \\ 0 & 1 & 3 & 1 \\ 2 & 1 & 0 & 1 \end{bmatrix}
# \quad\text{with}\quad \begin{bmatrix} 1 & 2 \\ 0 & -1 \end{bmatrix}
# \quad\text{gives}\quad \begin{bmatrix} 4 & -1 & 1 \\ 1 & 7 & 4 \end{bmatrix}.$$
#
# The first value is $1 \cdot 1 + 2 \cdot 2 + 0 \cdot 0 - 1 \cdot 1 = 4$, and the 7 is
# $1 \cdot 1 + 2 \cdot 3 + 0 \cdot 1 - 1 \cdot 0$. Do the last one by hand before you write code.
#
# | argument | shape | meaning |
# |---|---|---|
# | `image` | $(H, W)$, any numeric type | the pixels; bytes and integers too, see above |
# | `kernel` | $(k_h, k_w)$ | the weights |
# | `bias` | a number | added once to every output value |
# | returns | $(H - k_h + 1, W - k_w + 1)$, float64 | |
#
# A kernel that is larger than the image in either direction has no place at all. That must raise
# `ValueError`, and it is yours to write.
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 9.1, equation 9.6; the pictures in
# Dumoulin and Visin (2016), chapter 2.


# %% exercise="correlate2d"
def correlate2d(image, kernel, bias=0.0):
    """Slide a kernel over an image and take the dot product at every place where it fits.

    Args:
        image: pixels (H, W), of any numeric dtype.
        kernel: weights (kh, kw).
        bias: a number, added once to every output value.

    Returns:
        float64 array of shape (H - kh + 1, W - kw + 1).

    Raises:
        ValueError: if an argument does not have two axes (given),
            or the kernel is larger than the image (yours to write).
    """
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "correlate2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    ### BEGIN SOLUTION
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(
            f"correlate2d: expected a kernel that fits into image {image.shape}, "
            f"got {kernel.shape}; take a smaller one"
        )
    image = image.astype(float)
    out = np.empty((height - kh + 1, width - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            window = image[i : i + kh, j : j + kw]
            out[i, j] = (window * kernel).sum() + bias
    return out
    ### END SOLUTION


# %% [markdown]
# See what the four kernels do to the photograph. Guess first: what will Sobel make of an area in
# which nothing changes? Box and identity are 9 pixels wide here, so that the blur shows.

# %%
blurred = correlate2d(gray, box_kernel(9))
same = correlate2d(gray, identity_kernel(9))
sharpened = correlate2d(gray, sharpen)
edges = correlate2d(gray, sobel)
plots.images(
    # A few sharpened values leave the range from 0 to 1; the rest would lose contrast to them.
    [blurred, same, np.clip(sharpened, 0, 1), edges],
    titles=["box, 9 × 9", "identity, 9 × 9", "sharpen, 3 × 3", "Sobel, 3 × 3"],
    columns=2,
    alt="Four versions of the grey photograph: blurred, unchanged, sharpened, and flat grey with "
    "bright and dark lines where brightness changes from left to right.",
)

# %% [markdown]
# The notes claim two things about these pictures: averaging blurs, and a 1 in the middle gives the
# image itself. Eyes are easily pleased, so measure. Detail shows as differences between
# neighbouring pixels; the identity must give exactly the image without the border that the kernel
# cannot reach.


# %%
def detail(image):
    """The mean absolute difference between a pixel and its right neighbour."""
    return np.abs(np.diff(image, axis=1)).mean()


middle = gray[4:-4, 4:-4]
print("identity: largest difference from the image:", np.abs(same - middle).max())
print(f"detail before the blur {detail(middle):.4f}, after {detail(blurred):.4f}")
print(f"detail after sharpening {detail(sharpened):.4f}")
print("sizes:", gray.shape, "with a 9 × 9 kernel gives", blurred.shape)

# %% [markdown]
# Both claims hold, and the sizes show a price: the output is 8 pixels smaller each way. The cure is
# padding, in [notebook 03](../03_stride_and_padding/03_stride_and_padding.ipynb).

# %% [markdown]
# Now with your own numbers. Take a kernel, change its weights, and see what becomes of the
# photograph; press anywhere on it, or move the window by its sliders, and read the sum behind one
# output pixel. Can you make a kernel that answers to edges from top to bottom only? One that turns
# black into white? (Buttons and sliders need a running notebook.)

# %%
explorers.kernels()

# %% [markdown]
# ## Correlation and convolution
#
# What you have written is called *cross-correlation*. The *convolution* of the mathematicians turns
# the kernel by 180 degrees before it slides.
#
# ### Exercise: `convolve2d`
# 2 points · ★ · 4 minutes
#
# $$\text{out}[i, j] = \sum_{u=0}^{k_h-1} \sum_{v=0}^{k_w-1}
# \text{kernel}[k_h - 1 - u,\, k_w - 1 - v] \cdot \text{image}[i + u,\, j + v]$$
#
# Only the places where the kernel lies on the image completely count; that is called the *valid*
# part.
#
# **Example.** The image `[[1, 2, 4]]` and the kernel `[[1, 10]]`: correlation gives $1 + 20 = 21$
# and $2 + 40 = 42$. Turned, the kernel is `[[10, 1]]`, so convolution gives $10 + 2 = 12$ and
# $20 + 4 = 24$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `image` | $(H, W)$ | the pixels |
# | `kernel` | $(k_h, k_w)$, no larger than the image | the weights |
# | returns | $(H - k_h + 1, W - k_w + 1)$, float64 | |
#
# You may call your `correlate2d`.
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 9.1, equations 9.4 to 9.6.


# %% exercise="convolve2d"
def convolve2d(image, kernel):
    """Convolve as mathematicians do: the kernel is turned by 180 degrees before it slides.

    Args:
        image: pixels (H, W).
        kernel: weights (kh, kw), no larger than the image.

    Returns:
        The valid part, float64 array of shape (H - kh + 1, W - kw + 1).

    Raises:
        ValueError: if an argument does not have two axes, or the kernel does not fit.
    """
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "convolve2d: expected image (H, W) and kernel (kh, kw), "
            f"got {image.shape} and {kernel.shape}; pass one plane of each"
        )
    (height, width), (kh, kw) = image.shape, kernel.shape
    if kh > height or kw > width:
        raise ValueError(
            f"convolve2d: expected a kernel that fits into image {image.shape}, "
            f"got {kernel.shape}; take a smaller one"
        )
    ### BEGIN SOLUTION
    turned = kernel[::-1, ::-1]
    oh, ow = height - kh + 1, width - kw + 1
    out = np.zeros((oh, ow))
    # One step for each weight: all the pixels that it meets, at every place at once.
    for u in range(kh):
        for v in range(kw):
            out += turned[u, v] * image[u : u + oh, v : v + ow]
    return out
    ### END SOLUTION


# %% [markdown]
# An image with a single bright pixel shows the difference. What comes out is called the *impulse
# response*.

# %%
impulse = np.zeros((5, 5))
impulse[2, 2] = 1.0
digits = np.arange(1.0, 10.0).reshape(3, 3)
plots.kernels(
    [digits, correlate2d(impulse, digits), convolve2d(impulse, digits)],
    titles=["the kernel", "correlation", "convolution"],
)

# %% [markdown]
# Convolution stamps the kernel on the image as it is. Correlation stamps it turned by 180 degrees,
# because the bright pixel meets the *last* weight first.
#
# So does it matter which of the two a network computes? Try kernels of different symmetry.

# %%
for name, kernel in {"box": box_kernel(3), "Sobel": sobel, "digits": digits}.items():
    correlated, convolved = correlate2d(gray, kernel), convolve2d(gray, kernel)
    print(
        f"{name:7} correlation − convolution: {np.abs(correlated - convolved).max():.2e}   "
        f"correlation + convolution: {np.abs(correlated + convolved).max():.2e}"
    )

# %% [markdown]
# - A kernel that looks the same after half a turn gives the same result both ways, up to rounding.
# - Half a turn of Sobel gives its negative, so the two results differ in sign only.
# - For any other kernel the results differ.
#
# Correlation has the simpler index, convolution the nicer algebra, which you will meet when you
# combine kernels. A network *learns* its weights, and would learn the turned kernel just as well,
# so libraries compute correlation and call it convolution. From here on we do as they do; further
# down, torch itself is asked.

# %% [markdown]
# ## Do a kernel's weights sum to 1?
#
# The notes say: *the parameters in a kernel should sum to 1.* Test that. What does the sum do at
# all?
#
# Take a flat image, in which every pixel has the value $m$. Under the kernel lies the same number
# everywhere, so it comes out of the sum:
#
# $$\text{out}[i, j] = \sum_{u, v} \text{kernel}[u, v] \cdot m
# = m \cdot \sum_{u, v} \text{kernel}[u, v].$$
#
# ### Exercise: `brightness_gain`
# 1 point · ★ · 2 minutes
#
# Return the number by which the kernel multiplies a flat image, its *gain*.
#
# **Example.** The kernel `[[3, -1]]` turns 5, 5, 5 into $15 - 5 = 10$: its gain is 2.
#
# | argument | shape | meaning |
# |---|---|---|
# | `kernel` | $(k_h, k_w)$ | the weights |
# | returns | one float | the gain |
#
# **Read:** Szeliski (2022), section 3.2.


# %% exercise="brightness_gain"
def brightness_gain(kernel):
    """What correlating with a kernel multiplies a flat image by.

    Args:
        kernel: weights (kh, kw).

    Returns:
        One float: 1 keeps the brightness, 0 removes it.

    Raises:
        ValueError: if `kernel` does not have two axes.
    """
    if kernel.ndim != 2:
        raise ValueError(
            f"brightness_gain: expected kernel (kh, kw), got {kernel.shape}; pass one plane"
        )
    ### BEGIN SOLUTION
    return float(kernel.sum())
    ### END SOLUTION


# %% [markdown]
# Now the test: the gain that you computed, against what really happens to a flat image and to the
# photograph. The last kernel is random, like a filter of a network before training.

# %%
rng = np.random.default_rng(2)
kernels = {
    "box": box_kernel(3),
    "identity": identity_kernel(3),
    "sharpen": sharpen,
    "Sobel": sobel,
    "random": rng.normal(size=(3, 3)),
}
flat = np.full((12, 12), 0.5)
print("kernel       sum   flat image × …   photograph's mean × …")
for name, kernel in kernels.items():
    measured = correlate2d(flat, kernel) / 0.5
    on_photo = correlate2d(gray, kernel).mean() / gray.mean()
    assert np.ptp(measured) < 1e-12, "a flat image must stay flat"
    print(f"{name:9} {brightness_gain(kernel):6.3f} {measured.mean():16.3f} {on_photo:z23.3f}")

# %% [markdown]
# The sum is the gain: exactly on the flat image, nearly on the photograph, whose border counts
# less. So the statement of the notes is true of one kind of kernel:
#
# - **Box, identity, sharpen** must keep the brightness of the picture: their weights sum to 1.
# - **Sobel** looks for differences. Its weights sum to 0 *on purpose*: where nothing changes, it
#   answers nothing.
# - **A learned filter** has whatever sum helps. Nothing in a network holds it at 1.
#
# A sum of 0 has a use. Adding light to the whole picture adds the gain times that light to the
# result, so an edge detector does not notice it at all:

# %%
lighter = gray + 0.2
for name in ("box", "Sobel"):
    change = np.abs(correlate2d(lighter, kernels[name]) - correlate2d(gray, kernels[name]))
    print(f"{name:5}: 0.2 more light changes it by {change.min():.3f} to {change.max():.3f}")

# %% [markdown]
# ## Two kernels in one
#
# What happens when you blur a blurred picture? Put one correlation into the other:
#
# $$\sum_{s, t} \text{second}[s, t] \sum_{u, v} \text{first}[u, v] \cdot
# \text{image}[i + s + u,\, j + t + v].$$
#
# Only the sums $s + u$ and $t + v$ say which pixel is read. So the two kernels act like a single
# one, and its weight in row $u'$ and column $v'$ collects all products whose offsets add up to $u'$
# and $v'$.
#
# ### Exercise: `compose_kernels`
# 3 points · ★★ · 8 minutes
#
# Return the one kernel that does the work of two: first `first`, then `second`.
#
# $$\text{kernel}[u', v'] = \sum_{u, v} \text{first}[u, v] \cdot \text{second}[u' - u,\, v' - v]$$
#
# The sum runs over those $(u, v)$ for which the index into `second` exists. The minus signs are
# those of the mathematicians' convolution; here every overlap counts, which is called *full*.
#
# **Example.** `[[1, 2]]`, then `[[3, 4, 5]]`. Place a copy of the second at each weight of the
# first, and add:
#
# | | 0 | 1 | 2 | 3 |
# |---|---|---|---|---|
# | 1 · second, at offset 0 | 3 | 4 | 5 | |
# | 2 · second, at offset 1 | | 6 | 8 | 10 |
# | sum | **3** | **10** | **13** | **10** |
#
# | argument | shape | meaning |
# |---|---|---|
# | `first` | $(a_h, a_w)$ | the kernel that is applied first |
# | `second` | $(b_h, b_w)$ | the kernel that is applied to the result |
# | returns | $(a_h + b_h - 1, a_w + b_w - 1)$, float64 | the one kernel |
#
# **Read:** Szeliski (2022), section 3.2.1, on separable filters; Simonyan and Zisserman (2015),
# section 2.3, for what networks make of it.


# %% exercise="compose_kernels"
def compose_kernels(first, second):
    """Make the one kernel that does the work of two: correlate with `first`, then `second`.

    Args:
        first: weights (ah, aw).
        second: weights (bh, bw).

    Returns:
        float64 array of shape (ah + bh - 1, aw + bw - 1).

    Raises:
        ValueError: if a kernel does not have two axes.
    """
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(
            "compose_kernels: expected first (ah, aw) and second (bh, bw), "
            f"got {first.shape} and {second.shape}; pass one plane of each"
        )
    ### BEGIN SOLUTION
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for u in range(ah):
        for v in range(aw):
            out[u : u + bh, v : v + bw] += first[u, v] * second
    return out
    ### END SOLUTION


# %% [markdown]
# Measure it on the photograph: two correlations one after the other, against one with the composed
# kernel.

# %%
pairs = {
    "box 3 × 3, box 3 × 3": (box_kernel(3), box_kernel(3)),
    "box 1 × 9, box 9 × 1": (box_kernel((1, 9)), box_kernel((9, 1))),
    "box 3 × 3, Sobel": (box_kernel(3), sobel),
}
for name, (first, second) in pairs.items():
    both = compose_kernels(first, second)
    difference = correlate2d(correlate2d(gray, first), second) - correlate2d(gray, both)
    swapped = compose_kernels(second, first)
    print(f"{name} make one of {both.shape}; largest difference {np.abs(difference).max():.1e}")
    print(f"    products for each pixel: {first.size} + {second.size} against {both.size}")
    print(f"    in the other order: {np.abs(swapped - both).max():.1e} from the same kernel")

# %% [markdown]
# Four lessons from these numbers:
#
# - The order does not matter: that is the nicer algebra of convolution.
# - Two $3 \times 3$ kernels see as much of the image as one of $5 \times 5$. The notes say that the
#   receptive field, the part of the image that an output value sees, *is* the kernel's size; you
#   see that this holds for one layer only. Notebook 03 measures it for deep networks.
# - A *separable kernel*, one that can be taken apart into a row and a column, is cheaper in two
#   steps: 18 products instead of 81.
# - Two layers with nothing between them are *one* layer. Depth needs something that is not linear
#   in between: the activation functions of [notebook 04](../04_activations/04_activations.ipynb).
#
# Fewer products are a promise. Is it kept on the clock? Time the vectorised correlation of
# `cnnlib`:

# %%
from time import perf_counter


def seconds(function, *arguments, budget=0.3):
    """The shortest of the runs that fit into the budget: the one that was disturbed least."""
    shortest, end = np.inf, perf_counter() + budget
    while True:
        start = perf_counter()
        function(*arguments)
        now = perf_counter()
        shortest = min(shortest, now - start)
        if now > end:
            return shortest


row, column = box_kernel((1, 15)), box_kernel((15, 1))
one_step = seconds(ops.correlate2d, gray, compose_kernels(row, column))
two_steps = seconds(lambda: ops.correlate2d(ops.correlate2d(gray, row), column))
print(f"15 · 15 products a pixel: {1000 * one_step:.1f} ms")
print(
    f"15 + 15 products a pixel: {1000 * two_steps:.1f} ms, {one_step / two_steps:.1f} times as fast"
)

# %% [markdown]
# And what does a box become when you compose it with itself again and again? Compare it with the
# bell curve of the same width: composing kernels adds their variances, and the variance of a box of
# 3 is $2/3$.


# %%
def bell_curve(offsets, variance):
    """The Gaussian density."""
    return np.exp(-(offsets**2) / (2 * variance)) / np.sqrt(2 * np.pi * variance)


profile, curves = box_kernel((1, 3)), {}
for times in range(1, 5):
    offsets = np.arange(profile.size) - profile.size // 2
    bell = bell_curve(offsets, variance=times * 2 / 3)
    curves[f"{times} × box"] = (offsets, profile[0])
    print(f"{times} × box: distance from its bell curve {np.abs(profile[0] - bell).max():.3f}")
    profile = compose_kernels(profile, box_kernel((1, 3)))

curves["bell curve of 4 × box"] = (offsets, bell)
plots.lines(
    curves,
    xlabel="offset from the middle, in pixels",
    ylabel="weight",
    alt="Weights of a box of width 3 composed with itself one to four times. The flat box turns "
    "into a bell, and four boxes lie on the Gaussian curve of the same variance.",
)

# %% [markdown]
# Repeated averaging comes close to a Gaussian blur very soon. It is the central limit theorem, in
# pixels.

# %% [markdown]
# ## Channels
#
# A colour image has three channels, a layer inside a network may have hundreds. The notes say: *a
# kernel is three-dimensional, height, width and channels, and its channels must match those of the
# input.* So it is a block exactly as deep as the image; it slides down and to the right, and there
# is nowhere to slide in depth.
#
# ### Exercise: `conv2d_single`
# 3 points · ★★ · 6 minutes
#
# Apply one such block, a filter, to one image. The products of all channels go into *one* sum:
#
# $$\text{out}[i, j] = b + \sum_{c=0}^{C-1} \sum_{u, v}
# \text{weight}[c, u, v] \cdot x[c,\, i + u,\, j + v]$$
#
# **Example.** Two channels and a block of $2 \times 1 \times 2$, bias $0.5$:
#
# | | channel 0 | channel 1 |
# |---|---|---|
# | image | `[[1, 2], [3, 4]]` | `[[10, 20], [30, 40]]` |
# | weight | `[[1, -1]]` | `[[0, 2]]` |
# | products, top row | $1 - 2 = -1$ | $0 + 40 = 40$ |
# | products, bottom row | $3 - 4 = -1$ | $0 + 80 = 80$ |
#
# The output is `[[39.5], [79.5]]`: one number for each place, whatever the number of channels.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(C, H, W)$ | one image, channels first |
# | `weight` | $(C, k_h, k_w)$ | one filter, with the same $C$ |
# | `bias` | a number | added once to every output value |
# | returns | $(H - k_h + 1, W - k_w + 1)$, float64 | one output channel |
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 9.5, equation 9.7.


# %% exercise="conv2d_single"
def conv2d_single(x, weight, bias=0.0):
    """Apply one filter to one image of several channels.

    Args:
        x: image (C, H, W).
        weight: filter (C, kh, kw), as deep as the image and no larger.
        bias: a number, added once to every output value.

    Returns:
        float64 array of shape (H - kh + 1, W - kw + 1).

    Raises:
        ValueError: if axes or channels differ, or the filter does not fit.
    """
    if x.ndim != 3 or weight.ndim != 3 or x.shape[0] != weight.shape[0]:
        raise ValueError(
            "conv2d_single: expected x (C, H, W) and weight (C, kh, kw) with the same C, "
            f"got {x.shape} and {weight.shape}; channels come first"
        )
    (_, height, width), (_, kh, kw) = x.shape, weight.shape
    if kh > height or kw > width:
        raise ValueError(
            f"conv2d_single: expected weight that fits into x {x.shape}, got {weight.shape}; "
            "take a smaller one"
        )
    ### BEGIN SOLUTION
    oh, ow = height - kh + 1, width - kw + 1
    out = np.full((oh, ow), float(bias))
    for u in range(kh):
        for v in range(kw):
            # Weight (c, u, v) meets channel c; tensordot multiplies and sums over the channels.
            out += np.tensordot(weight[:, u, v], x[:, u : u + oh, v : v + ow], axes=1)
    return out
    ### END SOLUTION


# %% [markdown]
# A filter over three channels can do what no filter on grey can: look for a colour. This one
# averages red and subtracts the average of green; in a grey picture both are the same and nothing
# is left.

# %%
channels = np.stack([colour[:, :, 0], colour[:, :, 1], colour[:, :, 2]])
red_minus_green = np.stack([box_kernel(5), -box_kernel(5), np.zeros((5, 5))])
reddish = conv2d_single(channels, red_minus_green)
on_gray = conv2d_single(np.stack([gray, gray, gray]), red_minus_green)
print("shapes:", channels.shape, "with", red_minus_green.shape, "gives", reddish.shape)
print(f"largest value on colour {np.abs(reddish).max():.3f}, on grey {np.abs(on_gray).max():.1e}")
plots.images(
    [colour, reddish],
    titles=["the photograph", "red minus green"],
    alt="The photograph, and beside it a map that is bright on the orange saucer and on the table, "
    "and dark on the white cup.",
)

# %% [markdown]
# ## Two layouts
#
# A colour image can lie in memory in two ways. Files keep the three numbers of a pixel together,
# $(H, W, C)$. Torch and this course keep each channel as a plane, $(C, H, W)$. The same numbers, in
# another order, and mixing the two up is one of the most common mistakes in this field.
#
# ### Exercise: `hwc_to_chw`
# 2 points · ★ · 3 minutes
#
# Move the channel axis in front of height and width:
#
# $$\text{out}[c, i, j] = x[i, j, c].$$
#
# The function takes one image or a batch, where $N$ stays in front. It returns a fresh array that
# lies in memory in its new order. An axis that is merely moved gives a *view*, which still lies
# there in the old one.
#
# **Example.** One row of two pixels, `[[[1, 2, 3], [4, 5, 6]]]`, has shape $(1, 2, 3)$. In planes
# it is `[[[1, 4]], [[2, 5]], [[3, 6]]]`, of shape $(3, 1, 2)$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(H, W, C)$ or $(N, H, W, C)$, any type | pixels |
# | returns | $(C, H, W)$ or $(N, C, H, W)$, same type | planes, contiguous |
#
# **Read:** Harris et al. (2020), figure 1, on shapes, strides and views.


# %% exercise="hwc_to_chw"
def hwc_to_chw(x):
    """Move the channel axis in front of height and width.

    Args:
        x: image (H, W, C) or images (N, H, W, C), of any dtype.

    Returns:
        A contiguous copy of shape (C, H, W) or (N, C, H, W), of the same dtype.

    Raises:
        ValueError: if `x` has neither three nor four axes.
    """
    if x.ndim not in (3, 4):
        raise ValueError(
            f"hwc_to_chw: expected x (H, W, C) or (N, H, W, C), got {x.shape}; try x[..., None]"
        )
    ### BEGIN SOLUTION
    return np.moveaxis(x, -1, -3).copy()
    ### END SOLUTION


# %% [markdown]
# NumPy's `strides` say how many bytes apart two neighbours along an axis lie. They show what your
# function did.

# %%
patch = photo[:32, :32].copy()
planes = hwc_to_chw(patch)
print("(H, W, C):", patch.shape, " strides", patch.strides)
print("(C, H, W):", planes.shape, " strides", planes.strides)
print("moved only:", np.moveaxis(patch, -1, 0).shape, " strides", np.moveaxis(patch, -1, 0).strides)

# %% [markdown]
# The classical mistake is `reshape`, which gives the right *shape* and the wrong picture: it cuts
# the same row of numbers into other pieces.

# %%
by_moving = hwc_to_chw(photo)
by_reshape = photo.reshape(by_moving.shape)
print("both have shape", by_moving.shape, "and", by_reshape.shape)
print(f"values in the wrong place: {np.mean(by_moving != by_reshape):.0%}")
plots.images(
    [by_moving[0], by_reshape[0]],
    titles=["channel 0 after hwc_to_chw", "channel 0 after reshape"],
    alt="Left, the red channel of the photograph. Right, what reshape makes of it: the upper third "
    "of the photograph, stretched and repeated three times side by side.",
)

# %% [markdown]
# ## A layer: many filters, many images
#
# One filter makes one output channel. The notes say: *as many kernels, so many output channels.* A
# layer holds $F$ filters, each a block as above with a bias of its own, and works on a batch of $N$
# images.
#
# ### Exercise: `conv2d`
# 4 points · ★★ · 8 minutes
#
# $$\text{out}[n, f, i, j] = b[f] + \sum_{c, u, v}
# \text{weight}[f, c, u, v] \cdot x[n,\, c,\, i + u,\, j + v]$$
#
# Filters and images have nothing to do with one another: value $(n, f)$ of the output needs image
# $n$ and filter $f$ only. The bias is added *after* all products, once to every output value.
#
# **Example.** One image of one channel, `[[1, 2]]`, two filters of $1 \times 1$ with the weights 10
# and 100, biases $0.1$ and $0.2$. Channel 0 of the output is `[[10.1, 20.1]]`, channel 1 is
# `[[100.2, 200.2]]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(N, C, H, W)$ | a batch of images |
# | `weight` | $(F, C, k_h, k_w)$ | the filters |
# | `bias` | $(F,)$, or `None` for none | one number for each filter |
# | returns | $(N, F, H - k_h + 1, W - k_w + 1)$, float64 | |
#
# **Read:** LeCun, Bottou, Bengio and Haffner (1998), section II.


# %% exercise="conv2d"
def conv2d(x, weight, bias=None):
    """Apply a layer of filters to a batch of images.

    Args:
        x: images (N, C, H, W).
        weight: filters (F, C, kh, kw), no larger than the images.
        bias: one number for each filter (F,), or None.

    Returns:
        float64 array of shape (N, F, H - kh + 1, W - kw + 1).

    Raises:
        ValueError: if axes, channels or the bias do not fit, or a filter is too large.
    """
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(
            "conv2d: expected x (N, C, H, W) and weight (F, C, kh, kw) with the same C, "
            f"got {x.shape} and {weight.shape}; for one image try x[None]"
        )
    (n, _, height, width), (f, _, kh, kw) = x.shape, weight.shape
    if kh > height or kw > width:
        raise ValueError(
            f"conv2d: expected weight that fits into x {x.shape}, got {weight.shape}; "
            "take smaller filters"
        )
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(
            f"conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}; one number a filter"
        )
    ### BEGIN SOLUTION
    oh, ow = height - kh + 1, width - kw + 1
    out = np.zeros((n, f, oh, ow))
    for u in range(kh):
        for v in range(kw):
            shifted = x[:, :, u : u + oh, v : v + ow]
            out += np.einsum("nchw,fc->nfhw", shifted, weight[:, :, u, v])
    if bias is not None:
        out += bias[:, None, None]
    return out
    ### END SOLUTION


# %% [markdown]
# The notes give an example: an input of $(32, 32, 3)$ and 16 kernels of $(5, 5, 3)$ give an output
# of $(28, 28, 16)$. That is the layout of files. Run it in both.

# %%
filters_hwc = rng.normal(size=(16, 5, 5, 3))
biases = rng.normal(size=16)
batch, filters = hwc_to_chw(patch / 255)[None], hwc_to_chw(filters_hwc)
layer_out = conv2d(batch, filters, biases)
back = np.moveaxis(layer_out[0], 0, -1)
print("channels first:", batch.shape[1:], "with", filters.shape, "gives", layer_out.shape[1:])
print("channels last: ", patch.shape, "with", filters_hwc.shape, "gives", back.shape)
print(f"parameters of this layer: {filters.size:,} + {biases.size} = {filters.size + 16:,}")
dense = ops.dense_param_count(batch.shape[1:], back.size)
print(f"parameters of a dense layer between the same sizes: {dense:,}")

# %% [markdown]
# And the bias: run the same layer with and without it. If the bias were added to every product, it
# would count $3 \cdot 5 \cdot 5 = 75$ times.

# %%
added = layer_out - conv2d(batch, filters)
print(f"over all places, what the bias adds varies by {np.ptp(added, axis=(0, 2, 3)).max():.1e}")
print("added to the first four channels:", added[0, :4, 0, 0].round(4))
print("the first four biases:           ", biases[:4].round(4))

# %% [markdown]
# Four filters made by hand show what a layer is for: each output channel is a *feature map*, which
# says where in the picture its filter found what it looks for. (The two edge filters are divided by
# 4, so that all four answer on one scale.)

# %%
gray_weights = np.array([0.299, 0.587, 0.114])[:, None, None]
bank = np.stack(
    [
        gray_weights * sobel / 4,
        gray_weights * sobel.T / 4,
        np.stack([box_kernel(3), -box_kernel(3), np.zeros((3, 3))]),
        np.stack([box_kernel(3) / 2, box_kernel(3) / 2, -box_kernel(3)]),
    ]
)
maps = conv2d(hwc_to_chw(colour)[None], bank)
plots.feature_maps(
    maps[0],
    titles=["left to right", "top to bottom", "red − green", "yellow − blue"],
    columns=2,
    alt="Four feature maps of the photograph: changes from left to right, changes from top to "
    "bottom, reddish places, and yellowish against bluish places.",
)

# %% [markdown]
# ## Convolution as a matrix product
#
# Few things are computed as fast as the product of two matrices. A convolution becomes one when
# every window is laid out as a column, which is what *im2col*, “image to columns”, does.
#
# ### Exercise: `im2col`
# 3 points · ★★★ · 8 minutes
#
# Column $i \cdot W' + j$ holds the window at place $(i, j)$. Down the column run the channels,
# within a channel the kernel's rows, within a row its columns; torch's `unfold` has the same order:
#
# $$\text{columns}[n,\; (c \cdot k_h + u) \cdot k_w + v,\; i \cdot W' + j]
# = x[n,\, c,\, i + u,\, j + v].$$
#
# **Example.** The image of `correlate2d` above and a window of $2 \times 2$, one channel. There are
# six places, so six columns:
#
# | place | (0, 0) | (0, 1) | (0, 2) | (1, 0) | (1, 1) | (1, 2) |
# |---|---|---|---|---|---|---|
# | upper left | 1 | 2 | 0 | 0 | 1 | 3 |
# | upper right | 2 | 0 | 1 | 1 | 3 | 1 |
# | lower left | 0 | 1 | 3 | 2 | 1 | 0 |
# | lower right | 1 | 3 | 1 | 1 | 0 | 1 |
# | **1, 2, 0, −1 times that** | **4** | **−1** | **1** | **1** | **7** | **4** |
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(N, C, H, W)$, any type | a batch of images |
# | `kernel_size` | an int, or a pair (height, width) | the window |
# | returns | $(N,\; C k_h k_w,\; H' W')$, same type | a fresh array, not a view |
#
# **Read:** Chellapilla, Puri and Simard (2006), on unrolling the convolution.


# %% exercise="im2col"
def im2col(x, kernel_size):
    """Lay every window out as a column, so that a convolution becomes a matrix product.

    Args:
        x: images (N, C, H, W), of any dtype.
        kernel_size: an int, or a pair (height, width), no larger than the images.

    Returns:
        Array of shape (N, C * kh * kw, (H - kh + 1) * (W - kw + 1)), of the same dtype.

    Raises:
        ValueError: if `x` does not have four axes, or the window does not fit or is below 1.
    """
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if x.ndim != 4:
        raise ValueError(
            f"im2col: expected x (N, C, H, W), got {x.shape}; for one image try x[None]"
        )
    n, c, height, width = x.shape
    if not (1 <= kh <= height and 1 <= kw <= width):
        raise ValueError(
            f"im2col: expected kernel_size from 1 to the size of x {x.shape}, got {kernel_size}; "
            "take another window"
        )
    ### BEGIN SOLUTION
    oh, ow = height - kh + 1, width - kw + 1
    columns = np.empty((n, c, kh, kw, oh, ow), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            columns[:, :, u, v] = x[:, :, u : u + oh, v : v + ow]
    return columns.reshape(n, c * kh * kw, oh * ow)
    ### END SOLUTION


# %% [markdown]
# With the filters as rows of a matrix, a whole layer is one product. Compare it with your `conv2d`,
# and see what it costs in memory. Guess first: how many windows does a pixel in the middle lie in?

# %%
columns = im2col(batch, 5)
rows = filters.reshape(16, -1)
as_product = rows @ columns + biases[:, None]
print("filters", rows.shape, "@ columns", columns.shape[1:], "=", as_product.shape[1:])
distance = np.abs(as_product.reshape(layer_out.shape) - layer_out).max()
print(f"largest difference from conv2d: {distance:.1e}")
print(f"the columns take {columns.nbytes / batch.nbytes:.1f} times the memory of the image")

# %% [markdown]
# A pixel in the middle is copied into $5 \cdot 5 = 25$ windows, a pixel at the border into fewer;
# hence a number below 25.
#
# In notebook 01 a convolution was a matrix too, full of zeros and repeats. That one held the
# *kernel* and multiplied the image. This one holds the *image*, is full of repeats as well, and has
# no zeros to waste time on.

# %% [markdown]
# ## What does it cost?
#
# By its formula the layer needs, for the example of the notes, $28 \cdot 28 \cdot 16 \cdot 75$
# products, nearly a million. Ways to compute them differ widely in speed. Measure four: the formula
# as seven loops in Python, your `conv2d`, your `im2col` with a matrix product, and torch.

# %%
import torch


def conv2d_loops(x, weight):
    """The formula, word for word."""
    (n, c, height, width), (f, _, kh, kw) = x.shape, weight.shape
    out = np.zeros((n, f, height - kh + 1, width - kw + 1))
    for b in range(n):
        for k in range(f):
            for i in range(height - kh + 1):
                for j in range(width - kw + 1):
                    for channel in range(c):
                        for u in range(kh):
                            for v in range(kw):
                                product = weight[k, channel, u, v] * x[b, channel, i + u, j + v]
                                out[b, k, i, j] += product
    return out


def conv2d_matrix(x, weight):
    """The layer as one matrix product for each image."""
    (n, _, height, width), (f, _, kh, kw) = x.shape, weight.shape
    product = weight.reshape(f, -1) @ im2col(x, (kh, kw))
    return product.reshape(n, f, height - kh + 1, width - kw + 1)


torch.set_num_threads(1)  # a comparison of methods, not of how many cores there are


def conv2d_torch(x, weight):
    """The same by torch, in float64 as well."""
    return torch.nn.functional.conv2d(torch.from_numpy(x), torch.from_numpy(weight)).numpy()


# %% [markdown]
# First a debt from above: is it correlation or convolution that torch computes? A kernel without
# symmetry tells.

# %%
by_torch = conv2d_torch(gray[None, None], digits[None, None])[0, 0]
print(f"torch − correlation: {np.abs(by_torch - correlate2d(gray, digits)).max():.1e}")
print(f"torch − convolution: {np.abs(by_torch - convolve2d(gray, digits)).max():.1e}")

# %% [markdown]
# Correlation it is. Now the clock. All four must give the same numbers first; a fast wrong answer
# is worth nothing.

# %%
ways = {
    "seven loops": conv2d_loops,
    "your conv2d": conv2d,
    "im2col and product": conv2d_matrix,
    "torch": conv2d_torch,
}
sides = (8, 16, 32, 64)
timings = {name: [] for name in ways}
for side in sides:
    images = rng.normal(size=(1, 3, side, side))
    expected = ops.conv2d(images, filters)
    for name, function in ways.items():
        assert np.allclose(function(images, filters), expected), f"{name}: other numbers"
        timings[name].append(seconds(function, images, filters))

print("milliseconds for one image of 3 channels, 16 filters of 5 × 5")
print("side".ljust(20) + "".join(f"{side:>10}" for side in sides))
for name, times in timings.items():
    print(name.ljust(20) + "".join(f"{1000 * t:>10.3f}" for t in times))
slowest, fastest = timings["seven loops"][-1], min(times[-1] for times in timings.values())
print(f"side {sides[-1]}: the loops take {slowest / fastest:,.0f} times as long as the fastest way")

# %%
plots.lines(
    {name: (sides, times) for name, times in timings.items()},
    xlabel="side of the image, in pixels",
    ylabel="seconds for one image",
    xscale="log",
    yscale="log",
    alt="Time for one layer against the side of the image, both on log axes. All curves rise; "
    "seven Python loops lie far above your conv2d, im2col with a matrix product, and torch.",
)

# %% [markdown]
# Read your own table; it differs from computer to computer. What you will find on most:
#
# - The loops lose by a factor of thousands, though they do no more arithmetic. The time goes into
#   Python's bookkeeping for every single product.
# - On log axes a straight line is a power. From side 32 to side 64 the output grows 4.6 times, and
#   so, about, does the time of the loops.
# - For small images the lines of the fast ways flatten: what you measure there is the cost of the
#   call itself.
# - `im2col` pays for its speed with memory, as you saw above.

# %%
values = (sides[-1] - 4) ** 2 / (sides[-2] - 4) ** 2
print(f"side {sides[-2]} → {sides[-1]}: {values:.1f} times as many output values")
for name, times in timings.items():
    print(f"{name:20} takes {times[-1] / times[-2]:.1f} times as long")

# %% [markdown]
# ## The gradient
#
# To train the layer, you need to know how the loss, the number that training makes small, changes
# with each number that went in: pixels, weights, biases. That is the *gradient*. It is computed in
# a *backward pass*, from the output to the input. Given is $G$, the gradient of the loss with
# respect to each output value; the later layers deliver it. Wanted are three gradients, and one
# rule is enough for all of them:
#
# > A number's gradient is the sum, over every product in which it takes part, of the other factor
# > times the $G$ of the output value that the product went into.
#
# The rule is the chain rule for a sum of products, nothing more. Apply it three times.
#
# **Bias.** $b[f]$ is added once to every output value of filter $f$; its factor is 1.
#
# $$\text{grad}_b[f] = \sum_{n, i, j} G[n, f, i, j]$$
#
# **Weight.** $\text{weight}[f, c, u, v]$ meets the pixel at $(i + u, j + v)$ for every place
# $(i, j)$ of every image. That is a correlation of the image with $G$.
#
# $$\text{grad}_w[f, c, u, v] = \sum_{n, i, j} G[n, f, i, j] \cdot x[n,\, c,\, i + u,\, j + v]$$
#
# **Pixel.** The pixel at $(i', j')$ meets weight $(u, v)$ in the window at $(i' - u, j' - v)$, if
# there is one. The minus signs are those of a convolution: what went in through a weight goes back
# through it.
#
# $$\text{grad}_x[n, c, i', j'] = \sum_{f, u, v}
# G[n,\, f,\, i' - u,\, j' - v] \cdot \text{weight}[f, c, u, v]$$
#
# ### Exercise: `conv2d_backward`
# 4 points · ★★★ · 14 minutes
#
# **Example in one dimension.** Pixels $1, 2, 4, 8$ and weights $3, -1$ give the outputs
# $3 \cdot 1 - 2 = 1$, $3 \cdot 2 - 4 = 2$ and $3 \cdot 4 - 8 = 4$. Let $G$ be $1, 10, 100$, so that
# the digits show where each share goes.
#
# | gradient of the | products | result |
# |---|---|---|
# | bias | $1 + 10 + 100$ | 111 |
# | weight 3 | $1 \cdot 1 + 10 \cdot 2 + 100 \cdot 4$ | 421 |
# | weight −1 | $1 \cdot 2 + 10 \cdot 4 + 100 \cdot 8$ | 842 |
# | pixel 1 | $1 \cdot 3$ | 3 |
# | pixel 2 | $1 \cdot (-1) + 10 \cdot 3$ | 29 |
# | pixel 4 | $10 \cdot (-1) + 100 \cdot 3$ | 290 |
# | pixel 8 | $100 \cdot (-1)$ | −100 |
#
# The pixels in the middle lie in two windows and collect two shares. Whoever writes `=` for `+=`
# here loses one of them.
#
# | argument | shape | meaning |
# |---|---|---|
# | `grad_out` | $(N, F, H', W')$ | $G$ |
# | `x` | $(N, C, H, W)$ | the images that went in |
# | `weight` | $(F, C, k_h, k_w)$ | the filters |
# | returns | shapes of `x`, of `weight`, and $(F,)$ | `(grad_x, grad_weight, grad_bias)`, a tuple |
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 9.5; Dumoulin and Visin (2016), chapter
# 4.


# %% exercise="conv2d_backward"
def conv2d_backward(grad_out, x, weight):
    """The gradient of `conv2d` with respect to its images, filters and biases.

    Args:
        grad_out: gradient of the loss with respect to the output, (N, F, H', W').
        x: the images that went in, (N, C, H, W).
        weight: the filters, (F, C, kh, kw).

    Returns:
        The tuple (grad_x, grad_weight, grad_bias), float64, shaped like `x`, `weight` and (F,).

    Raises:
        ValueError: if axes or channels differ, or `grad_out` does not have the output's shape.
    """
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(
            "conv2d_backward: expected x (N, C, H, W) and weight (F, C, kh, kw) with the same C, "
            f"got {x.shape} and {weight.shape}; for one image try x[None]"
        )
    (n, _, height, width), (f, _, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(
            f"conv2d_backward: expected grad_out of shape {(n, f, oh, ow)}, all at least 1, "
            f"got {grad_out.shape}; it has the shape of conv2d(x, weight)"
        )
    ### BEGIN SOLUTION
    grad_x = np.zeros(x.shape)
    grad_weight = np.zeros(weight.shape)
    for u in range(kh):
        for v in range(kw):
            rows, columns = slice(u, u + oh), slice(v, v + ow)
            seen = x[:, :, rows, columns]  # the pixels that weight (u, v) met
            grad_weight[:, :, u, v] = np.einsum("nfhw,nchw->fc", grad_out, seen)
            share = np.einsum("nfhw,fc->nchw", grad_out, weight[:, :, u, v])
            grad_x[:, :, rows, columns] += share
    return grad_x, grad_weight, grad_out.sum(axis=(0, 2, 3))
    ### END SOLUTION


# %% [markdown]
# Now check it, and trust nobody, not even this notebook's tests. A derivative says what happens to
# the loss when a number changes a little. So move each number up and down by a small step $\delta$
# and look; such a quotient of *finite differences* is close to the derivative:
#
# $$\frac{\partial L}{\partial w} \approx
# \frac{L(w + \delta) - L(w - \delta)}{2 \delta}.$$


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
# As a loss take $L = \sum \frac{1}{3} \text{out}^3$, because its gradient with respect to the
# output is simply $G = \text{out}^2$. All sizes below differ from one another, so that no mix-up of
# axes can hide.

# %%
x = rng.normal(size=(2, 3, 6, 7))
weight = rng.normal(size=(4, 3, 3, 2))
bias = rng.normal(size=4)


def loss(x, weight, bias):
    return (conv2d(x, weight, bias) ** 3).sum() / 3


grad_out = conv2d(x, weight, bias) ** 2
grad_x, grad_weight, grad_bias = conv2d_backward(grad_out, x, weight)
numerical = {
    "grad_x": (grad_x, numerical_gradient(lambda z: loss(z, weight, bias), x)),
    "grad_weight": (grad_weight, numerical_gradient(lambda z: loss(x, z, bias), weight)),
    "grad_bias": (grad_bias, numerical_gradient(lambda z: loss(x, weight, z), bias)),
}
for name, (yours, measured) in numerical.items():
    print(f"{name:12} {yours.shape!s:14} deviation {deviation(yours, measured):.1e}")

# %% [markdown]
# A deviation of $10^{-7}$ or less is agreement; a wrong formula is off by several percent, or by
# far more. But does this check notice a mistake at all? A check that cannot fail proves nothing.
# Give it a wrong gradient, one through flipped kernels:

# %%
wrong_x, _, _ = conv2d_backward(grad_out, x, weight[:, :, ::-1, ::-1])
print(f"flipped kernels: deviation {deviation(wrong_x, numerical['grad_x'][1]):.1e}")

# %% [markdown]
# **Try it.** Write `=` for `+=` in your `grad_x`, and run the cells from there on again. Then put
# it right.
#
# Why a step of $10^{-5}$ and not a much smaller one? Measure that too.

# %%
steps = 10.0 ** -np.arange(1, 12)
errors = [
    deviation(numerical_gradient(lambda z: loss(x, weight, z), bias, step), grad_bias)
    for step in steps
]
best = steps[int(np.argmin(errors))]
print(f"the most exact of these steps: {best:.0e}, with a deviation of {min(errors):.1e}")
plots.lines(
    {"grad_bias": (steps, errors)},
    xlabel="step δ",
    ylabel="deviation",
    xscale="log",
    yscale="log",
    alt="Deviation of the numerical gradient against the step, on log axes: a valley. To the right "
    "of it the error grows with the square of the step, to the left rounding makes it grow.",
)

# %% [markdown]
# A large step misses the curve of the loss. A small step subtracts two losses that agree in nearly
# all their digits, and what is left is rounding. The valley between is where to look.
#
# One more look at the formulas: for one channel and one filter, you have met all three gradients
# before.

# %%
plane, kernel, g = rng.normal(size=(6, 7)), rng.normal(size=(3, 2)), rng.normal(size=(4, 6))
to_x, to_weight, to_bias = conv2d_backward(g[None, None], plane[None, None], kernel[None, None])
print("grad_x is compose_kernels(G, kernel):", np.allclose(to_x, compose_kernels(g, kernel)))
print("grad_weight is correlate2d(image, G):", np.allclose(to_weight, correlate2d(plane, g)))
print("grad_bias is brightness_gain(G):     ", np.allclose(to_bias, brightness_gain(g)))

# %% [markdown] question="explain_kernel_sum" points=3
# ## Question: what does a kernel's sum say?
# 3 points · 10 minutes · read by a person
#
# A friend has read in the lecture notes that *the parameters in a kernel should sum to 1*. She has
# trained a network, and the kernels of its first layer sum to 0.02, −1.7 and 6.3. “So the training
# has failed,” she says.
#
# Answer her in 150 to 250 words, in your own words, with numbers that you measured in this
# notebook:
#
# 1. What does the sum of a kernel's weights say?
# 2. For which kernels is 1 the right sum, and for which one is it not? Give an example of each.
# 3. Why need a learned kernel not have that sum? What could the layer no longer do if it were
#    forced on every kernel?
#
# Write your answer into the next cell.

# %% [markdown] rubric="explain_kernel_sum"
# ### Rubric (3 points)
#
# - **1 point: what the sum is.** The factor by which a flat image is multiplied (the gain), with a
#   measured number, such as 1.000 for box or 0.000 for Sobel. Half a point for “brightness” without
#   the flat image or without a number.
# - **1 point: when it is 1.** Kernels that must keep brightness (blur, identity, sharpen) need 1;
#   kernels that look for differences (Sobel) need 0. Half a point if only one of the two kinds
#   comes with an example.
# - **1 point: learned kernels.** Training minimises the loss; nothing holds the sum, and neither
#   should it: the bias and the next layer's weights can make up for any gain. Forced to 1, a kernel
#   could not be an edge detector, which has to answer 0 where nothing changes, or could not turn a
#   sign round. Half a point if the reason is given without the consequence, or the other way about.
#
# Take nothing off for language. An answer that claims the notes to be simply wrong gets at most 2:
# they are right about smoothing kernels.
#
# ### Model answer
#
# The sum of a kernel's weights is its gain: on an image in which all pixels are equal, it can be
# taken out of the dot product, and every output is the pixel value times that sum. I measured it:
# on a flat image the box kernel multiplied by 1.000 and Sobel by 0.000, just their sums.
#
# A kernel that should give back a picture of the same brightness needs the sum 1: box, which blurs,
# identity, and even sharpen, which has negative weights. Sobel is different. It should answer only
# where the picture changes, so its positive and negative weights cancel to 0; when I added 0.2 to
# all pixels, its result did not change.
#
# Your three kernels are learned. Training looks for weights that make the loss small, and nothing
# in it asks for a sum. It needn't: the bias and the next layer's weights can scale and shift what
# comes out. The kernel with 0.02 is probably close to an edge detector; the others react to
# brightness, one of them with its sign turned round. If you forced every kernel to sum to 1, none
# could ignore a flat area, so none could be an edge detector, and none could answer negatively to
# light. Judge the training by the accuracy on unseen pictures, not by this sum.

# %% [markdown]
# ## Summary
#
# | the notes say | what you measured |
# |---|---|
# | a kernel's weights sum to 1 | the sum is the gain: 1 to keep brightness, 0 for Sobel |
# | an averaging kernel blurs | yes: detail went down |
# | a 1 in the middle gives the image itself | yes, to the last digit, without the border |
# | the bias comes after all products | yes, once for each output value |
# | $n$ kernels as deep as the input give $n$ channels | yes, in both layouts |
# | the receptive field is the kernel's size | for one layer; two of $3 \times 3$ see $5 \times 5$ |
#
# **You can now explain**
#
# - why an output has $H - k_h + 1$ rows;
# - why torch's convolution is a correlation, and why no network minds;
# - what makes two linear layers one, and what a separable kernel saves;
# - why `reshape` is the wrong way from $(H, W, C)$ to $(C, H, W)$;
# - why seven loops are slow, what `im2col` trades for speed, and what its rows and columns are;
# - where each of the three gradients comes from, and how to check one by measuring.

# %%
progress()

# %% [markdown]
# ## What comes next
#
# Every output so far was smaller than its input, and the kernel moved one pixel at a time.
# [Notebook 03, stride and padding](../03_stride_and_padding/03_stride_and_padding.ipynb), lets you
# choose both, and finds out how far a deep network really sees.
#
# ## Further reading
#
# - K. Chellapilla, S. Puri, P. Simard (2006). *High performance convolutional neural networks for
#   document processing.* Tenth International Workshop on Frontiers in Handwriting Recognition, La
#   Baule.
# - V. Dumoulin, F. Visin (2016). *A guide to convolution arithmetic for deep learning.*
#   arXiv:1603.07285.
# - D. A. Forsyth, J. Ponce (2011). *Computer Vision: A Modern Approach*, 2nd edition. Pearson.
#   Chapter 4.
# - I. Goodfellow, Y. Bengio, A. Courville (2016). *Deep Learning.* MIT Press. Chapter 9.
# - C. R. Harris et al. (2020). *Array programming with NumPy.* Nature 585, 357–362.
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner (1998). *Gradient-based learning applied to document
#   recognition.* Proceedings of the IEEE 86 (11), 2278–2324.
# - K. Simonyan, A. Zisserman (2015). *Very deep convolutional networks for large-scale image
#   recognition.* International Conference on Learning Representations. arXiv:1409.1556.
# - R. Szeliski (2022). *Computer Vision: Algorithms and Applications*, 2nd edition. Springer.
#   Chapter 3.
