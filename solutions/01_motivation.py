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
# # Why convolutions?
#
# Show a network a photograph, and ask what is on it. The plain way, a layer in which everything is
# wired to everything, is far too large, and it does not know that pixels have neighbours. In this
# notebook you measure both troubles, and you meet the four ideas that cure them.
#
# **Afterwards you can**
#
# - count the parameters and the products of dense, local and shared layers;
# - show what a shift of a few pixels does to a classifier;
# - prove that to a dense layer the order of the pixels means nothing;
# - see in one matrix what “local” and “shared” mean;
# - say which trouble each of the four ideas of a convolutional network is meant for.
#
# **Time:** about 65 minutes: 45 for the eight exercises, 10 for the question at the end, the rest
# for reading. **Points:** 21 for the exercises, 3 for the question.
#
# **You need:** Python and NumPy's indexing and slices. You have seen a neural network before, at
# least in a picture.

# %% [markdown]
# ## How to work
#
# Run the cells from top to bottom with Shift-Enter. An exercise is a function whose body is
# missing. Its cell holds the signature, the docstring and checks of the arguments; replace
# `raise NotImplementedError` by your code and run the cell. The locked cell below it runs its test
# and shows your points. Try as often as you like: nothing is counted against you. When your work is
# handed in, it is tested again on fresh numbers.
#
# Four calls help you, in any cell:
#
# | call | what it does |
# |---|---|
# | `check("shift_image", shift_image)` | tests your function, and names a mistake that it knows |
# | `hint("shift_image")` | gives the next hint, from a nudge to nearly the solution |
# | `solution("shift_image")` | shows the solution, after two failed checks |
# | `progress()` | shows what is done and what comes next |
#
# Three rules hold for every exercise:
#
# - **Own cells.** Of your code only the cells of exercises are graded. They run in order, in one
#   namespace: a function may call those of earlier exercises of its notebook (a mistake there then
#   counts in both), and the helpers and imports that it needs stand in its own cell or in that of
#   an earlier exercise. Each notebook says at its beginning what else may be called.
# - **Hands off.** Never change an array that you are given, and never return a part of it. The
#   result is a new array.
# - **Shapes.** Do not count on squares: height and width differ, in images and in kernels.
#
# Pictures and measurements after an exercise use the function that *you* wrote. Until it works they
# end in an error, which does no harm; run them again then. Whenever something seems stuck, choose
# *Kernel → Restart Kernel and Run All Cells*; do it once more before you hand in, and save. A
# restart forgets what was computed, not what you wrote or how far you are.
#
# An exercise with one star (★) is easy, one with three is hard. Its minutes include reading it.
#
# In this notebook your functions may call `np` and `math`.
#
# **Words and symbols.** A word that is new stands in *italics* where it is explained. The
# [glossary](../../docs/glossary.md) collects them all, with their Chinese equivalents, and the
# symbols of the whole course. Here you meet:
#
# | symbol | meaning |
# |---|---|
# | $N$ | images, or other samples, in a batch |
# | $C$ | channels of the input |
# | $H, W$ | height and width of an image or a map |
# | $F$ | outputs of a layer: filters of a convolution, units of a dense layer |
# | $k_h, k_w$ | height and width of a kernel or window; $k$ along one axis |
# | $i, j$ | row and column of an output value |
# | $u, v$ | row and column inside a kernel or window |
# | $x$ | input of a layer or map |
# | $A$ | weights of a dense layer, a matrix |

# %%
import math

import numpy as np
import torch

from autograder import check, hint, progress, score, solution
from cnnlib import data, explorers, ops, plots

# %% [markdown]
# ## A dense layer explodes
#
# The lecture notes begin with a picture of $200 \times 200$ pixels in three colours, which are its
# *channels*, and call the number of parameters of a dense layer *frightening*. How frightening is
# it?
#
# In a *dense layer*, also called *fully connected layer*, every output is wired to every number of
# the input. Each of its outputs is a *unit*: it multiplies each input by a *weight* of its own,
# adds the products, and adds one number more, its *bias*. Weights and biases are the *parameters*,
# the numbers that training changes.
#
# ### Exercise: `dense_param_count`
# 2 points · ★ · 4 minutes
#
# For an input of shape $(d_1, d_2, \dots)$ and $F$ outputs, the number of parameters is
#
# $$F \cdot (d_1 \cdot d_2 \cdots + 1),$$
#
# where the 1 is the bias; without biases it is missing.
#
# **Example.** An input of shape $(2, 3)$ and 4 outputs: $4 \cdot (6 + 1) = 28$ parameters.
#
# | argument | shape | meaning |
# |---|---|---|
# | `in_shape` | a tuple of any length | shape of one input; `()` is a single number |
# | `out_features` | an int | $F$ |
# | `bias` | a bool | whether each output has a bias |
# | returns | an int | the number of parameters |
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 6.4.


# %% exercise="dense_param_count"
def dense_param_count(in_shape, out_features, bias=True):
    """Count the parameters of a dense layer: every input is wired to every output.

    Args:
        in_shape: shape of one input, a tuple of any length.
        out_features: number of outputs.
        bias: whether each output has a bias.

    Returns:
        The number of weights and biases, an int.

    Raises:
        ValueError: if a size is below 1.
    """
    if out_features < 1 or any(size < 1 for size in in_shape):
        raise ValueError(
            f"dense_param_count: expected sizes of at least 1, got in_shape {in_shape} and "
            f"out_features {out_features}; pass 1 or more"
        )
    ### BEGIN SOLUTION
    inputs = math.prod(in_shape)  # 1 for (), and an int, unlike np.prod(())
    return out_features * (inputs + 1 if bias else inputs)
    ### END SOLUTION


# %% [markdown]
# Before you run the next cell, guess: the picture of the notes, and a first layer of 1,000 units.
# How many parameters, and how much memory do they take? Training keeps a gradient for each, and
# Adam, a common way to train, two running averages more.

# %%
frightening = dense_param_count((3, 200, 200), 1000)
print(f"parameters of one dense layer: {frightening:,}")
print(
    f"memory in float32: {frightening * 4 / 1e6:,.0f} MB; with gradients and Adam's two averages "
    f"{frightening * 16 / 1e9:.1f} GB"
)

sides = np.array([8, 16, 32, 64, 128, 256, 512])
plots.lines(
    {
        f"{units:,} units": (sides, [dense_param_count((3, s, s), units) for s in sides])
        for units in (10, 100, 1000)
    },
    xlabel="side of the image, in pixels",
    ylabel="parameters of the first layer",
    xscale="log",
    yscale="log",
    alt="Parameters of a dense layer against the side of the image, on log axes: three parallel "
    "straight lines, for 10, 100 and 1,000 units. Doubling the side makes four times as many "
    "parameters.",
)

# %% [markdown]
# The lines are straight: a doubling of the side makes four times as many parameters. And all this
# is only the *first* layer.

# %% [markdown]
# ## The object moves a little
#
# The second trouble of the notes: move an object by a few pixels, and it is still the same object.
# To measure what a classifier makes of that, you need a way to move pictures.
#
# ### Exercise: `shift_image`
# 3 points · ★★ · 8 minutes
#
# Move the content down by `dy` and to the right by `dx`. What leaves the picture is gone; the
# pixels that enter get the value `fill`.
#
# $$\text{out}[i, j] = \text{image}[i - dy,\; j - dx] \text{ if that pixel exists, else fill}$$
#
# Negative numbers move up and to the left. A shift may be larger than the picture: then nothing of
# it is left.
#
# **Example.** `[[1, 2], [3, 4]]` with `dy=1, dx=0` becomes `[[0, 0], [1, 2]]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `image` | $(H, W)$ or $(C, H, W)$, any type | pixels |
# | `dy`, `dx` | ints | pixels downwards, pixels to the right |
# | `fill` | a number that the type can hold | the value of what enters |
# | returns | same shape and type | a new array |
#
# **Read:** Harris et al. (2020), on indexing.


# %% exercise="shift_image"
def shift_image(image, dy, dx, fill=0.0):
    """Move an image's content down by dy and right by dx; what enters is `fill`.

    Args:
        image: array (H, W) or (C, H, W), of any dtype.
        dy: pixels downwards; negative is up; may exceed the image.
        dx: pixels to the right; negative is left.
        fill: value of the pixels that enter.

    Returns:
        A new array of the same shape and dtype.

    Raises:
        ValueError: if `image` has neither two nor three axes.
    """
    if image.ndim not in (2, 3):
        raise ValueError(
            f"shift_image: expected image (H, W) or (C, H, W), got {image.shape}; pass one image"
        )
    ### BEGIN SOLUTION
    height, width = image.shape[-2:]
    dy, dx = max(-height, min(dy, height)), max(-width, min(dx, width))
    shifted = np.full_like(image, fill)
    # With a shift of 2, rows 2, 3, … receive rows 0, 1, …; with −2 it is the other way round.
    to = (..., slice(max(dy, 0), height + min(dy, 0)), slice(max(dx, 0), width + min(dx, 0)))
    source = (..., slice(max(-dy, 0), height - max(dy, 0)), slice(max(-dx, 0), width - max(dx, 0)))
    shifted[to] = image[source]
    return shifted
    ### END SOLUTION


# %%
fashion = data.fashion_mnist_subset()
boot = fashion.test_images[int(np.argmax(fashion.test_labels == 9))]
plots.images(
    [boot, shift_image(boot, 0, 4), shift_image(boot, -6, 0), shift_image(boot, 3, -3, fill=128)],
    titles=["an ankle boot", "4 to the right", "6 up", "3 down, 3 left, fill 128"],
    alt="A picture of an ankle boot four times: as it is, moved to the right, moved up so that its"
    " top is cut off, and moved down and left with a grey border where new pixels entered.",
)

# %% [markdown]
# For you these are four pictures of the same boot. Now train a dense classifier on Fashion-MNIST,
# pictures of clothes in ten classes, and ask it about moved pictures. The network has one hidden
# layer; how training works is the business of
# [notebook 07](../07_train_on_gpu/07_train_on_gpu.ipynb).


# %%
def as_batch(images):
    """Bytes (N, H, W) as float32 (N, H, W), with mean 0 and standard deviation 1, nearly."""
    return ((images / 255 - 0.286) / 0.353).astype(np.float32)


def train(network, images, labels, epochs=5, seed=0):
    """Fit a network to pictures (N, H, W) in batches of 50, and give back a function of such."""
    torch.manual_seed(seed)
    for layer in network:
        if hasattr(layer, "reset_parameters"):
            layer.reset_parameters()
    x, y = torch.from_numpy(images)[:, None], torch.from_numpy(labels)
    optimizer = torch.optim.Adam(network.parameters(), lr=2e-3)
    for _ in range(epochs):
        for some in torch.randperm(len(x)).split(50):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(network(x[some]), y[some]).backward()
            optimizer.step()

    def predict(images):
        with torch.no_grad():
            return network(torch.from_numpy(images)[:, None]).argmax(dim=1).numpy()

    return predict


def dense_network():
    return torch.nn.Sequential(
        torch.nn.Flatten(), torch.nn.Linear(784, 100), torch.nn.ReLU(), torch.nn.Linear(100, 10)
    )


train_images, train_labels = as_batch(fashion.train_images), fashion.train_labels
test_images, test_labels = as_batch(fashion.test_images), fashion.test_labels
classifier = dense_network()
dense = train(classifier, train_images, train_labels)
print(
    f"accuracy on pictures that it has not seen: {np.mean(dense(test_images) == test_labels):.1%}"
)

# %% [markdown]
# ### Exercise: `accuracy_under_shift`
# 3 points · ★ · 5 minutes
#
# Shift every picture by the same amount, with zeros entering, ask the classifier, and return the
# share of right answers, the *accuracy*. `predict` takes a whole *batch*, many pictures in one
# array; call it once.
#
# **Example.** Four pictures, of which the classifier names three rightly after the shift: 0.75. You
# may call your `shift_image`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `predict` | a function | pictures $(N, H, W)$ → labels $(N,)$ |
# | `images` | $(N, H, W)$ | pictures |
# | `labels` | $(N,)$ | the right answers |
# | `dy`, `dx` | ints | the shift, as in `shift_image` |
# | returns | one float | a share between 0 and 1 |
#
# **Read:** Azulay and Weiss (2019), the introduction.


# %% exercise="accuracy_under_shift"
def accuracy_under_shift(predict, images, labels, dy, dx):
    """How often a classifier is right about images that were shifted.

    Args:
        predict: function from images (N, H, W) to labels (N,).
        images: array (N, H, W).
        labels: the right answers (N,).
        dy: pixels downwards; zeros enter.
        dx: pixels to the right.

    Returns:
        The share of right answers, one float between 0 and 1.

    Raises:
        ValueError: if there are no images, or not one label for each.
    """
    if images.ndim != 3 or len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError(
            "accuracy_under_shift: expected images (N, H, W) and labels (N,) with N of at least 1, "
            f"got {images.shape} and {labels.shape}; pass one label for each image"
        )
    ### BEGIN SOLUTION
    # shift_image knows (C, H, W), and a batch (N, H, W) looks just like that.
    predicted = predict(shift_image(images, dy, dx))
    return float(np.mean(predicted == labels))
    ### END SOLUTION


# %% [markdown]
# Zeros must be what the background is. In the scaled pictures black is not 0, so the next cell lets
# the classifier scale by itself and shifts the bytes.


# %%
def dense_on_bytes(images):
    """The dense classifier for pictures in bytes, where 0 is black."""
    return dense(as_batch(images))


shifts = np.arange(-8, 9)
right = {
    "to the right or left": [
        accuracy_under_shift(dense_on_bytes, fashion.test_images, test_labels, 0, s) for s in shifts
    ],
    "down or up": [
        accuracy_under_shift(dense_on_bytes, fashion.test_images, test_labels, s, 0) for s in shifts
    ],
}
for name, values in right.items():
    by_shift = dict(zip(shifts, values, strict=True))
    print(f"{name}: " + ", ".join(f"{s} px {by_shift[s]:.0%}" for s in (0, 1, 2, 4, 8)))

plots.lines(
    {name: (shifts, values) for name, values in right.items()},
    xlabel="shift in pixels",
    ylabel="accuracy",
    alt="Accuracy of the dense classifier against the shift, two curves with their peak at 0. Both"
    " fall steeply to either side; eight pixels away they come near a tenth, which is guessing.",
)

# %% [markdown]
# Guessing one class of ten would be right in a tenth of the cases, and with every pixel the
# classifier comes closer to that. At large shifts a part of the loss is fair, since parts of the
# object have left the picture. At one or two pixels hardly anything has left, and for you it is
# still a boot. Nothing in a dense layer says so.
#
# Would a convolutional network do better? That is the question of this whole course. Notebook 07
# answers it, with two networks of the same number of parameters.

# %% [markdown]
# ## A dense layer knows no neighbours
#
# Now for something stranger. Take one fixed shuffle of the 784 pixels, and apply it to *every*
# picture. To you, nothing is left.

# %%
rng = np.random.default_rng(1)
shuffle = rng.permutation(784)


def shuffled(images):
    """Every picture with its pixels in the same new order."""
    return images.reshape(len(images), -1)[:, shuffle].reshape(images.shape)


four = fashion.test_images[[int(np.argmax(test_labels == c)) for c in (9, 1, 8, 3)]]
plots.images(
    [*four, *shuffled(four)],
    titles=["ankle boot", "trousers", "bag", "dress", *["shuffled"] * 4],
    alt="Four pictures of clothes, and below each the same pixels in another order: grey noise in "
    "which nothing can be recognised.",
)

# %% [markdown]
# How bad is that for a dense layer? Without its biases, its output is $A x$: each entry a sum over
# all pixels. Suppose you may rewire it: can you choose new weights so that it gives the *same*
# output for the shuffled picture?
#
# ### Exercise: `permute_dense_weights`
# 3 points · ★★ · 6 minutes
#
# For NumPy, `x[perm]` is the shuffled input: its number $j$ is $x[\text{perm}[j]]$. Return new
# weights $\hat A$ with
#
# $$\hat A \, x[\text{perm}] = A x \quad\text{for every } x .$$
#
# **Example.** $A = (10, 20, 30)$ and perm $= (2, 0, 1)$. The shuffled input is $(x_2, x_0, x_1)$,
# so its first number needs the weight of $x_2$: $\hat A = (30, 10, 20)$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `weight` | (out, in), any type | $A$ |
# | `perm` | (in,), ints | each of 0 … in − 1 once |
# | returns | (out, in), same type | $\hat A$, a new array |
#
# **Read:** Zhang, Bengio, Hardt, Recht and Vinyals (2017), section 2, on shuffled pixels.


# %% exercise="permute_dense_weights"
def permute_dense_weights(weight, perm):
    """Rewire a dense layer so that shuffled inputs give it the outputs of the original ones.

    Args:
        weight: array (out, in), of any dtype.
        perm: the shuffle (in,), each of 0 … in - 1 once.

    Returns:
        New weights (out, in) of the same dtype, with new @ x[perm] == weight @ x for every x.

    Raises:
        ValueError: if `weight` does not have two axes, or `perm` is no such shuffle.
    """
    if weight.ndim != 2 or not np.array_equal(np.sort(perm), np.arange(weight.shape[1])):
        raise ValueError(
            f"permute_dense_weights: expected weight (out, in) and perm with each of 0 … in - 1 "
            f"once, got {weight.shape} and perm {perm.shape}; try rng.permutation(weight.shape[1])"
        )
    ### BEGIN SOLUTION
    return weight[:, perm]
    ### END SOLUTION


# %% [markdown]
# Test it on a layer of random weights and a real picture. Then rewire the first layer of the
# classifier that you trained above, and count its right answers about shuffled pictures.

# %%
weights, pixels = rng.normal(size=(5, 784)), train_images[0].ravel().astype(float)
difference = permute_dense_weights(weights, shuffle) @ pixels[shuffle] - weights @ pixels
print(f"largest difference between the outputs, from rounding: {np.abs(difference).max():.1e}")

before = np.mean(dense(test_images) == test_labels)
lost = np.mean(dense(shuffled(test_images)) == test_labels)
first = classifier[1].weight.data  # of `dense`; its old values are put back at the end
old = first.clone()
first.copy_(torch.from_numpy(permute_dense_weights(old.numpy(), shuffle)))
after = np.mean(dense(shuffled(test_images)) == test_labels)
first.copy_(old)
print(f"pictures {before:.1%}, shuffled pictures {lost:.1%}, shuffled and rewired {after:.1%}")

# %% [markdown]
# Rewired, the network is as good about noise as it was about pictures. And its first weights are
# drawn at random, without regard to where a pixel lies. So whatever a dense network can learn from
# pictures, it can learn from shuffled ones just as well: to it, the order of pixels means
# *nothing*. What the notes call the two-dimensional topology of an image, it cannot see.
#
# A convolution can. Train a dense and a small convolutional network, each once on pictures and once
# on shuffled ones. Guess the four accuracies first. They come from 1,000 pictures, so each is
# uncertain by about one percentage point; smaller differences mean nothing.


# %%
def conv_network():
    return torch.nn.Sequential(
        torch.nn.Conv2d(1, 16, 5),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Conv2d(16, 32, 5),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Flatten(),
        torch.nn.Linear(512, 10),
    )


accuracy = {}
for name, make in (("dense", dense_network), ("conv", conv_network)):
    for order, prepare in (("pictures", np.array), ("shuffled", shuffled)):
        network = make()
        classify = train(network, prepare(train_images), train_labels)
        share = np.mean(classify(prepare(test_images)) == test_labels)
        accuracy[f"{name} on {order}"] = 100 * share
        parameters = sum(p.numel() for p in network.parameters())
        print(f"{name:5} on {order}: {share:.1%}, with {parameters:,} parameters")

plots.bars(
    accuracy,
    ylabel="accuracy in percent",
    number="{:.1f}",
    alt="Four bars. The dense network is about equally good on pictures and on shuffled ones; the "
    "convolutional network is the best of all on pictures and clearly worse on shuffled ones.",
)

# %% [markdown]
# The dense network does not care. The convolutional one is ahead on pictures, with fewer
# parameters, and loses its lead on shuffled ones, because what it relies on is gone: neighbours
# that belong together. It is better on pictures *because* it assumes something about them.

# %% [markdown]
# ## First idea: look at a small window only
#
# A unit that looks for an edge needs to see a few neighbouring pixels, not the whole picture. This
# is *local connectivity*: in a locally connected layer every output value reads one small *window*.
# Everything else stays as it was: each place has weights and a bias of its own.
#
# ### Exercise: `local_param_count`
# 3 points · ★★ · 7 minutes
#
# A window of $k_h \times k_w$ pixels and all $C$ channels fits at $H - k_h + 1$ places from top to
# bottom and at $W - k_w + 1$ from left to right. At each place there are $F$ outputs, and each of
# these has $C \, k_h \, k_w$ weights and one bias.
#
# $$F \cdot (H - k_h + 1)(W - k_w + 1) \cdot (C \, k_h \, k_w + 1)$$
#
# A window that is larger than the image raises `ValueError`; that check is yours to write.
#
# **Example.** One channel of $3 \times 4$ pixels, windows of $2 \times 2$, one output channel: 6
# places, each with 4 weights and 1 bias, make 30 parameters.
#
# | argument | shape | meaning |
# |---|---|---|
# | `in_shape` | $(C, H, W)$ | shape of one image |
# | `out_channels` | an int | $F$ |
# | `kernel_size` | an int, or a pair (height, width) | the window |
# | `bias` | a bool | whether each output value has a bias |
# | returns | an int | the number of parameters |
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 9.5, on unshared convolution.


# %% exercise="local_param_count"
def local_param_count(in_shape, out_channels, kernel_size, bias=True):
    """Count the parameters of a locally connected layer: small windows, nothing shared.

    Args:
        in_shape: (C, H, W) of one image.
        out_channels: number of outputs at every place.
        kernel_size: an int, or a pair (height, width); stride 1, no padding.
        bias: whether each output value has a bias of its own.

    Returns:
        The number of weights and biases, an int.

    Raises:
        ValueError: if `in_shape` is not (C, H, W) or a size is below 1 (given),
            or the window does not fit (yours to write).
    """
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if len(in_shape) != 3 or min(*in_shape, out_channels, kh, kw) < 1:
        raise ValueError(
            f"local_param_count: expected in_shape (C, H, W) and sizes of at least 1, got "
            f"{in_shape}, {out_channels} and {kernel_size}; pass 1 or more"
        )
    channels, height, width = in_shape
    ### BEGIN SOLUTION
    if kh > height or kw > width:
        raise ValueError(
            f"local_param_count: expected a window that fits into {in_shape}, got {kernel_size}; "
            "take a smaller one"
        )
    values = out_channels * (height - kh + 1) * (width - kw + 1)
    weights = channels * kh * kw
    return values * (weights + 1 if bias else weights)
    ### END SOLUTION


# %% [markdown]
# ## Second idea: use the same weights everywhere
#
# If an edge is worth finding in the upper left corner, it is worth finding everywhere else. So let
# all places use one set of weights, called a *filter*, and one bias: this *parameter sharing* makes
# the layer a convolution. The size of the picture no longer matters.
#
# ### Exercise: `conv_param_count`
# 2 points · ★ · 3 minutes
#
# $$F \cdot (C \, k_h \, k_w + 1)$$
#
# **Example.** From 3 channels to 2 with windows of $1 \times 2$: $2 \cdot (6 + 1) = 14$ parameters.
#
# | argument | shape | meaning |
# |---|---|---|
# | `in_channels` | an int | $C$ |
# | `out_channels` | an int | $F$, the number of filters |
# | `kernel_size` | an int, or a pair (height, width) | size of the filters |
# | `bias` | a bool | whether each filter has a bias |
# | returns | an int | the number of parameters |
#
# **Read:** LeCun, Bottou, Bengio and Haffner (1998), section II.


# %% exercise="conv_param_count"
def conv_param_count(in_channels, out_channels, kernel_size, bias=True):
    """Count the parameters of a convolution: one filter an output channel, shared by all places.

    Args:
        in_channels: channels of the input.
        out_channels: number of filters.
        kernel_size: an int, or a pair (height, width).
        bias: whether each filter has a bias.

    Returns:
        The number of weights and biases, an int.

    Raises:
        ValueError: if a size is below 1.
    """
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if min(in_channels, out_channels, kh, kw) < 1:
        raise ValueError(
            f"conv_param_count: expected sizes of at least 1, got {in_channels}, {out_channels} "
            f"and {kernel_size}; pass 1 or more"
        )
    ### BEGIN SOLUTION
    weights = in_channels * kh * kw
    return out_channels * (weights + 1 if bias else weights)
    ### END SOLUTION


# %% [markdown]
# Put the three side by side, for the picture of the notes. To be fair, all three make an output of
# the same size: 16 channels at $196 \times 196$ places.

# %%
picture, filters, window = (3, 200, 200), 16, 5
places = (200 - window + 1) ** 2
counts = {
    "dense": dense_param_count(picture, filters * places),
    "local": local_param_count(picture, filters, window),
    "shared": conv_param_count(3, filters, window),
}
for name, count in counts.items():
    print(f"{name:6} {count:>16,}   {count / counts['shared']:>12,.0f} times the shared one")

plots.bars(
    counts,
    ylabel="parameters",
    yscale="log",
    number="{:,.0f}",
    alt="Parameters of three layers with equal outputs, on a log axis: dense some tens of "
    "billions, local some tens of millions, shared a thousand.",
)

# %% [markdown]
# Looking at windows saves a factor of more than a thousand. Sharing saves one of tens of thousands
# on top, and what is left fits on a page.

# %% [markdown]
# Turn the numbers yourself. Make the image larger: which counts grow, which one stays? Make the
# window as large as it goes: does sharing save more then, or less? You can also drag along the
# curves. (All of this needs a running notebook.)

# %%
explorers.motivation()

# %% [markdown]
# ## What sharing does not save
#
# A weight that is shared by 38,416 places is *stored* once, but *used* at each of them. So count
# the work as well: the number of products, each of which is added to a sum (a *multiply-add*, *MAC*
# for short).
#
# ### Exercise: `conv_macs`
# 2 points · ★ · 4 minutes
#
# Every output value needs one product for each weight of its window:
#
# $$F \cdot (H - k_h + 1)(W - k_w + 1) \cdot C \, k_h \, k_w$$
#
# A bias is added without a product, so it does not count. Again a window that does not fit raises
# `ValueError`, and you write that check.
#
# **Example.** One channel of $3 \times 4$ pixels and one filter of $2 \times 2$: 6 values with 4
# products each make 24.
#
# | argument | shape | meaning |
# |---|---|---|
# | `in_shape` | $(C, H, W)$ | shape of one image |
# | `out_channels` | an int | $F$ |
# | `kernel_size` | an int, or a pair (height, width) | size of the filters |
# | returns | an int | the number of products |
#
# **Read:** Sze, Chen, Yang and Emer (2017), on convolutional layers.


# %% exercise="conv_macs"
def conv_macs(in_shape, out_channels, kernel_size):
    """Count the multiply-adds of a convolution with stride 1 and no padding.

    Args:
        in_shape: (C, H, W) of one image.
        out_channels: number of filters.
        kernel_size: an int, or a pair (height, width).

    Returns:
        The number of products, an int.

    Raises:
        ValueError: if `in_shape` is not (C, H, W) or a size is below 1 (given),
            or the window does not fit (yours to write).
    """
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    if len(in_shape) != 3 or min(*in_shape, out_channels, kh, kw) < 1:
        raise ValueError(
            f"conv_macs: expected in_shape (C, H, W) and sizes of at least 1, got "
            f"{in_shape}, {out_channels} and {kernel_size}; pass 1 or more"
        )
    channels, height, width = in_shape
    ### BEGIN SOLUTION
    if kh > height or kw > width:
        raise ValueError(
            f"conv_macs: expected a window that fits into {in_shape}, got {kernel_size}; "
            "take a smaller one"
        )
    values = out_channels * (height - kh + 1) * (width - kw + 1)
    return values * channels * kh * kw
    ### END SOLUTION


# %%
work = {
    "dense": math.prod(picture) * filters * places,
    "local": conv_macs(picture, filters, window),  # as many products as with shared weights
    "shared": conv_macs(picture, filters, window),
}
for name, products in work.items():
    print(
        f"{name:6} {products:>18,} products, {products / counts[name]:>10,.1f} for each parameter"
    )

# %% [markdown]
# Local windows save work, sharing saves none: the same products are computed, with weights that
# happen to be equal. What sharing saves is memory.
#
# One expects it to save examples as well, since every place of every picture teaches the same
# weights. The bars above fit that, but they do not prove it: the two networks differed in more than
# sharing.

# %% [markdown]
# ## Both ideas in one matrix
#
# A layer without its biases and its activation is linear, so it can be written as a matrix. Do that
# for the simplest convolution there is: a row of $n$ numbers, and a kernel of $k$ weights that
# slides along it.
#
# ### Exercise: `conv1d_as_matrix`
# 3 points · ★★ · 8 minutes
#
# Return the matrix $M$ whose product with a signal is the sliding dot product:
#
# $$(M x)[i] = \sum_{u=0}^{k-1} \text{kernel}[u] \cdot x[i + u], \qquad i = 0, \dots, n - k .$$
#
# A kernel that is longer than $n$ raises `ValueError`; that check is yours to write.
#
# **Example.** The kernel `[1, 2]` and $n = 4$:
#
# $$M = \begin{bmatrix} 1 & 2 & 0 & 0 \\ 0 & 1 & 2 & 0 \\ 0 & 0 & 1 & 2 \end{bmatrix}$$
#
# | argument | shape | meaning |
# |---|---|---|
# | `kernel` | $(k,)$ | the weights |
# | `n` | an int | length of the signal |
# | returns | $(n - k + 1, n)$, float64 | $M$ |
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 9.1, on Toeplitz matrices.


# %% exercise="conv1d_as_matrix"
def conv1d_as_matrix(kernel, n):
    """Write a sliding dot product as one matrix.

    Args:
        kernel: weights (k,).
        n: length of the signal.

    Returns:
        float64 array M of shape (n - k + 1, n); M @ x is the dot product at every place.

    Raises:
        ValueError: if `kernel` does not have one axis (given),
            or is longer than n (yours to write).
    """
    if kernel.ndim != 1:
        raise ValueError(f"conv1d_as_matrix: expected kernel (k,), got {kernel.shape}; ravel it")
    ### BEGIN SOLUTION
    k = len(kernel)
    if k > n:
        raise ValueError(
            f"conv1d_as_matrix: expected a kernel no longer than n = {n}, got {kernel.shape}; "
            "take a larger n"
        )
    matrix = np.zeros((n - k + 1, n))
    for i in range(n - k + 1):
        matrix[i, i : i + k] = kernel
    return matrix
    ### END SOLUTION


# %% [markdown]
# Draw three matrices that turn 16 numbers into 12: any dense layer, one in which everything outside
# the windows is 0, and one in which every row repeats the same weights besides. *Local* means
# zeros, *shared* means repeats.

# %%
kernel = np.array([-1.0, -0.5, 0.5, 1.5, -0.7])
shared = conv1d_as_matrix(kernel, 16)
anything = rng.normal(size=shared.shape)
local = np.where(shared != 0, anything, 0.0)
for name, matrix in (("dense", anything), ("local", local), ("shared", shared)):
    zeros, different = np.sum(matrix == 0), len(np.unique(matrix[matrix != 0]))
    print(f"{name:6} {zeros:>4} of {matrix.size} entries are 0, {different:>4} different weights")

plots.kernels(
    [anything, local, shared],
    titles=["dense", "local", "shared"],
    columns=3,
    alt="Three matrices of 12 rows and 16 columns. The dense one is filled with different values; "
    "the local one is zero outside a diagonal band of width 5; in the shared one the band "
    "repeats the same five values in every row.",
)

# %% [markdown]
# And does it compute what it should? Take a row of the photograph as the signal, and compare with
# the correlation of `cnnlib`, which you will write in
# [notebook 02](../02_kernels/02_kernels.ipynb).

# %%
row = data.grayscale(data.photograph())[120]
difference_kernel = np.array([-1.0, 0.0, 1.0])
by_matrix = conv1d_as_matrix(difference_kernel, len(row)) @ row
by_sliding = ops.correlate2d(row[None], difference_kernel[None])[0]
print(f"largest difference between matrix and sliding: {np.abs(by_matrix - by_sliding).max():.1e}")
plots.lines(
    {
        "brightness along row 120": (range(len(row)), row),
        "its change": (range(1, len(row) - 1), by_matrix),
    },
    xlabel="column of the photograph",
    ylabel="value",
    alt="Brightness along one row of the photograph, and the output of the kernel minus 1, 0, 1 "
    "below it: near 0 where the brightness is level, with peaks where it jumps.",
)

# %% [markdown]
# ## Four ideas
#
# The notes name four ideas. You have met the first two; each of the others has a notebook.
#
# | idea | what it cures | where |
# |---|---|---|
# | local connectivity | too many parameters and products | this notebook, 02 |
# | parameter sharing | too many parameters; every place has to learn anew | this notebook, 02 |
# | pooling | small shifts and deformations change the answer | 05, 06 |
# | interleaving features and pooling | small windows see no whole object | 03, 07 |
#
# One table cannot show whether the cure works. That is what the other notebooks measure.

# %% [markdown] question="explain_convolution" points=3
# ## Question: what does a convolution know about pictures?
# 3 points · 10 minutes · read by a person
#
# A friend trains networks on tables of customers: age, income, number of orders, and 781 columns
# more. He has heard that convolutional networks are better than dense ones, and wants to write each
# customer as a picture of $28 \times 28$ numbers and use one.
#
# Answer him in 150 to 250 words, with numbers that you measured in this notebook:
#
# 1. What does a convolutional layer assume about its input that a dense layer does not? Name two
#    assumptions.
# 2. How did you see that these assumptions help for pictures, and what happened when they did not
#    hold?
# 3. Should he use one? Would another order of his columns change your answer?
#
# Write your answer into the next cell.

# %% [markdown] rubric="explain_convolution"
# ### Rubric (3 points)
#
# - **1 point: the assumptions.** Neighbours belong together (local), and the same pattern is worth
#   finding everywhere (shared). Half a point for one of them.
# - **1 point: the evidence.** The convolutional network was better than the dense one on pictures
#   and lost its advantage on shuffled ones, while the dense one was about equally good on both;
#   with at least one measured number. Half a point without a number, or with only one of the two
#   networks.
# - **1 point: the advice.** No: the order of his columns means nothing, neighbours there have
#   nothing in common, and a weight for “income beside age” means nothing at another place. Another
#   order is only another shuffle. Half a point for “no” without the reason. An answer that finds an
#   order with a meaning (orders by month, say) and argues from it earns the point as well.
#
# Take nothing off for language.
#
# ### Model answer
#
# A convolutional layer assumes two things. What belongs together stands side by side, so a small
# window is enough to find something. And what is worth finding in one place is worth finding in
# all, so all places may share their weights. A dense layer assumes neither: every input has its own
# weight to every output.
#
# Pictures fulfil both. I trained both kinds on pictures of clothes: the dense network was right
# about 82% of them, the convolutional one about 85%, with a quarter of the parameters. (Other
# starting weights move these numbers by a point or two; the lead stays.) Then I shuffled the pixels
# of all pictures in the same way. The dense network did not care: it again came to about 82%, and
# rewired, the one trained on pictures was exactly as good as before. The convolutional one lost its
# lead, since windows of noise hold nothing.
#
# Your table is like the shuffled pictures. Age does not stand beside income for a reason, and a
# pattern in columns 3 to 7 means nothing in columns 40 to 44. Any other order is just another
# shuffle, so it changes nothing. Take a dense network, or a method made for tables. Only if some
# columns have a natural order, such as the orders of each month, does it make sense to slide a
# kernel along those.

# %% [markdown]
# ## Summary
#
# | the notes say | what you measured |
# |---|---|
# | a $200 \times 200$ RGB image makes it explode | 1,000 units need 120,001,000 parameters |
# | the object moves a little, the class stays | two pixels cost a dense one much accuracy |
# | an image has a 2-D topology | a dense layer cannot see it; a convolution relies on it |
# | local connectivity | zeros in the matrix; saves parameters and products |
# | parameter sharing | repeats in the matrix; saves parameters, not products |
#
# **You can now explain**
#
# - why the first layer of a dense network on pictures is so large;
# - why a dense network is as good on shuffled pictures as on real ones, and why that is bad news;
# - what “local” and “shared” look like in a matrix;
# - what sharing saves, and what it does not;
# - why a network that assumes more can learn better, and when it cannot.

# %%
progress()

# %% [markdown]
# ## What comes next
#
# [Notebook 02, kernels](../02_kernels/02_kernels.ipynb), builds the convolution itself, from one
# averaging kernel to a whole layer with its gradient.
#
# ## Further reading
#
# - A. Azulay, Y. Weiss (2019). *Why do deep convolutional networks generalize so poorly to small
#   image transformations?* Journal of Machine Learning Research 20 (184), 1–25.
# - I. Goodfellow, Y. Bengio, A. Courville (2016). *Deep Learning.* MIT Press. Section 6.4 and
#   chapter 9.
# - C. R. Harris et al. (2020). *Array programming with NumPy.* Nature 585, 357–362.
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner (1998). *Gradient-based learning applied to document
#   recognition.* Proceedings of the IEEE 86 (11), 2278–2324.
# - V. Sze, Y.-H. Chen, T.-J. Yang, J. S. Emer (2017). *Efficient processing of deep neural
#   networks: a tutorial and survey.* Proceedings of the IEEE 105 (12), 2295–2329.
# - H. Xiao, K. Rasul, R. Vollgraf (2017). *Fashion-MNIST: a novel image dataset for benchmarking
#   machine learning algorithms.* arXiv:1708.07747.
# - C. Zhang, S. Bengio, M. Hardt, B. Recht, O. Vinyals (2017). *Understanding deep learning
#   requires rethinking generalization.* International Conference on Learning Representations.
#   arXiv:1611.03530.
