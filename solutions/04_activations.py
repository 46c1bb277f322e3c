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
# # Activation functions
#
# A convolution is linear, and two linear layers make one. What lets a deep network be more than a
# single layer is a small bend behind every sum: the *activation function*. In this notebook you
# write the common ones with their slopes, and you measure what is usually said about them: that
# sigmoids make gradients vanish, that some outputs are badly centred, that rectifiers die, and that
# a leak cures it.
#
# **Afterwards you can**
#
# - say why a network without activation functions is no deeper than one layer;
# - write sigmoid and tanh so that no input makes them overflow;
# - predict what 50 layers do to a gradient, from the slope of the activation alone;
# - show what outputs of one sign do to the gradient of the next layer's weights;
# - find dead units, produce them on purpose, and prevent them;
# - choose the size of the initial weights so that signals keep their size.
#
# **Time:** about 75 minutes: 53 for the fourteen exercises, most of which are a line or two, 10 for
# the question at the end, the rest for reading. **Points:** 28 for the exercises, 3 for the
# question.
#
# **You need:** NumPy, the chain rule, and what a layer is. Everything that earlier notebooks built
# comes from `cnnlib`.

# %% [markdown]
# ## How to work
#
# Write, check and restart as notebook 01 explains under
# [How to work](../01_motivation/01_motivation.ipynb#How-to-work). Here your functions may call `np`
# and what you wrote in earlier exercises.
#
# New words stand in *italics*; the [glossary](../../docs/glossary.md) has those of the whole
# course.
#
# | symbol | meaning |
# |---|---|
# | $N$ | images, or other samples, in a batch |
# | $D$ | inputs of a unit |
# | $x$ | input of a layer or map |
# | $b$ | bias |
# | $z$ | a unit's sum before its activation function, the pre-activation |
# | $f(z), f'(z)$ | an activation function, and its slope (derivative) |
# | $\sigma$ | the sigmoid |
# | $\alpha$ | slope of leaky ReLU on the negative side; depth of ELU |
# | $L$ | loss |

# %%
import numpy as np

from autograder import check, hint, progress, score, solution
from cnnlib import data, explorers, plots

# %% [markdown]
# ## Why a bend at all?
#
# Send pictures of clothes through ten layers of random weights, once with nothing between them and
# once with a bend after each. (What goes into the bend is called the *pre-activation*.) Then look
# for the one layer, a matrix and a bias, that comes closest to all ten. If ten linear layers are
# really only one, nothing is left between them.

# %%
fashion = data.fashion_mnist_subset()


def as_rows(images):
    """Images as rows of pixels, with mean 0 and standard deviation 1 over all of them."""
    rows = images.reshape(len(images), -1) / 255
    return (rows - 0.286) / 0.353


images, labels = as_rows(fashion.train_images[:3000]), fashion.train_labels[:3000]
unseen, unseen_labels = as_rows(fashion.test_images), fashion.test_labels
rng = np.random.default_rng(4)
matrices = [rng.normal(scale=1 / np.sqrt(784), size=(784, 100))]
matrices += [rng.normal(scale=0.1, size=(100, 100)) for _ in range(9)]


def run(x, bend):
    """Ten layers, with a bend after each."""
    for matrix in matrices:
        x = bend(x @ matrix)
    return x


one_layer = np.column_stack([images, np.ones(len(images))])  # the 1 is for the bias
for name, bend in (("nothing", lambda z: z), ("a bend at 0", lambda z: np.maximum(z, 0))):
    deep = run(images, bend)
    closest = np.linalg.lstsq(one_layer, deep, rcond=None)[0]
    left = np.linalg.norm(deep - one_layer @ closest) / np.linalg.norm(deep - deep.mean(axis=0))
    print(f"{name:12} after each of ten layers: {left:.1e} is left beside the closest one layer")

# %% [markdown]
# Without a bend, ten layers are one, up to rounding. With a bend after every sum they are something
# that not even the closest single layer can be. Which bend is best has been argued about for
# decades; here are the candidates, and the charges against them.

# %% [markdown]
# ## Sigmoid
#
# The oldest one, the *sigmoid*, squeezes every number into the range from 0 to 1, so that it can be
# read as a probability, or as how often a nerve cell fires:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}.$$
#
# ### Exercise: `sigmoid`
# 2 points · ★★ · 6 minutes
#
# The formula is right on paper. In floating point, $e^{1000}$ is too large for a number, and NumPy
# warns of an overflow. Yet $\sigma(-1000)$ is nothing strange: it is 0 to any accuracy. Write it so
# that no input overflows: for negative $z$, multiply numerator and denominator by $e^{z}$.
#
# $$\sigma(z) = \frac{e^{z}}{1 + e^{z}} \quad\text{for } z < 0$$
#
# **Example.** $\sigma(0) = 1/2$, and $\sigma(\ln 3) = 1 / (1 + \tfrac13) = 3/4$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | any shape | pre-activations, from −1000 to 1000 and beyond |
# | returns | same shape, float64 | between 0 and 1, without a warning |
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 3.10.


# %% exercise="sigmoid"
def sigmoid(x):
    """Squash every value to between 0 and 1, without overflow.

    Args:
        x: array of any shape.

    Returns:
        float64 array of the same shape.
    """
    ### BEGIN SOLUTION
    decay = np.exp(-np.abs(x))  # at most 1, whichever side of 0 x is on
    return np.where(x >= 0, 1.0, decay) / (1.0 + decay)
    ### END SOLUTION


# %% [markdown]
# ### Exercise: `sigmoid_grad`
# 2 points · ★ · 4 minutes
#
# The slope can be written with the output alone:
#
# $$\sigma'(z) = \sigma(z) \, (1 - \sigma(z)).$$
#
# Mind what your function is given: `x` is the *input* $z$, not the output. Some libraries pass the
# output to a backward function, because it is at hand there; feeding the one to a formula for the
# other is a classical mistake.
#
# **Example.** At $z = 0$ the slope is $\tfrac12 \cdot \tfrac12 = \tfrac14$, and at $z = \ln 3$ it
# is $\tfrac34 \cdot \tfrac14 = \tfrac{3}{16}$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | any shape | pre-activations |
# | returns | same shape, float64 | the slope at each of them |
#
# **Read:** LeCun, Bottou, Orr and Müller (1998), section 4.4.


# %% exercise="sigmoid_grad"
def sigmoid_grad(x):
    """The slope of the sigmoid at its input.

    Args:
        x: array of any shape, the input of `sigmoid`.

    Returns:
        float64 array of the same shape.
    """
    ### BEGIN SOLUTION
    decay = np.exp(-np.abs(x))
    return decay / (1.0 + decay) ** 2  # the slope is the same at x and at -x
    ### END SOLUTION


# %% [markdown]
# ## Tanh
#
# The hyperbolic tangent, *tanh*, is a sigmoid that was stretched to reach from −1 to 1. Its outputs
# have either sign, so they can be centred on 0; that will matter in a moment.
#
# ### Exercise: `tanh`
# 2 points · ★★ · 5 minutes
#
# $$\tanh(z) = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}} = 2 \, \sigma(2z) - 1$$
#
# Build it from exponentials; `np.tanh` is not allowed here. Again no input may overflow. You may
# call your `sigmoid`.
#
# **Example.** $\tanh(\ln 2) = (2 - \tfrac12) / (2 + \tfrac12) = 0.6$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | any shape | pre-activations |
# | returns | same shape, float64 | between −1 and 1, without a warning |
#
# **Read:** LeCun, Bottou, Orr and Müller (1998), section 4.4.


# %% exercise="tanh"
def tanh(x):
    """Squash every value to between -1 and 1, from exponentials and without overflow.

    Args:
        x: array of any shape.

    Returns:
        float64 array of the same shape.
    """
    ### BEGIN SOLUTION
    decay = np.exp(-2.0 * np.abs(x))
    return np.sign(x) * (1.0 - decay) / (1.0 + decay)
    ### END SOLUTION


# %% [markdown]
# ### Exercise: `tanh_grad`
# 2 points · ★ · 3 minutes
#
# $$\tanh'(z) = 1 - \tanh(z)^2$$
#
# **Example.** At $z = \ln 2$ the slope is $1 - 0.6^2 = 0.64$; at $z = 0$ it is 1.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | any shape | pre-activations |
# | returns | same shape, float64 | the slope at each of them |
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 6.3.2.


# %% exercise="tanh_grad"
def tanh_grad(x):
    """The slope of tanh at its input; `np.tanh` is not allowed here either.

    Args:
        x: array of any shape, the input of `tanh`.

    Returns:
        float64 array of the same shape.
    """
    ### BEGIN SOLUTION
    decay = np.exp(-2.0 * np.abs(x))
    return 4.0 * decay / (1.0 + decay) ** 2
    ### END SOLUTION


# %% [markdown]
# Check both slopes by measuring: move the input a little up and down, and see how much the output
# changes.


# %%
def measured_slope(f, z, step=1e-6):
    """The slope of `f` by central differences."""
    return (f(z + step) - f(z - step)) / (2 * step)


z = np.linspace(-6, 6, 241)
for name, f, slope in (("sigmoid", sigmoid, sigmoid_grad), ("tanh", tanh, tanh_grad)):
    error = np.abs(slope(z) - measured_slope(f, z)).max()
    print(f"{name:8} largest slope {slope(z).max():.2f}, largest error of the formula {error:.1e}")

plots.lines(
    {
        "sigmoid": (z, sigmoid(z)),
        "slope of sigmoid": (z, sigmoid_grad(z)),
        "tanh": (z, tanh(z)),
        "slope of tanh": (z, tanh_grad(z)),
    },
    xlabel="pre-activation z",
    ylabel="value",
    alt="Sigmoid rises from 0 to 1 and tanh from minus 1 to 1. Both slopes are bells around 0: "
    "that of tanh reaches 1, that of the sigmoid a quarter; beyond plus and minus 5 both are "
    "nearly 0.",
)

# %% [markdown]
# ## Saturation
#
# Look at the bells. Not far from 0 the curve is flat and its slope is nearly 0; the unit is
# saturated. How often does this *saturation* happen? It depends on how large the sums are. Feed a
# layer with real pictures and weights of several sizes.

# %%
print("standard deviation      share of outputs that are saturated (slope under 1% of its largest)")
print("of the sums z           sigmoid      tanh")
direction = rng.normal(size=(784, 300)) / np.sqrt(784)
for size in (0.5, 1, 2, 5, 10, 30):
    sums = size * (images[:500] @ direction)
    shares = [
        np.mean(slope(sums) < 0.01 * slope(np.zeros(1))) for slope in (sigmoid_grad, tanh_grad)
    ]
    print(f"{sums.std():18.1f} {shares[0]:16.1%} {shares[1]:9.1%}")

# %% [markdown]
# The larger the sums, the more outputs are stuck. Tanh saturates *earlier* than the sigmoid, since
# it is the steeper curve of the two: on this charge it is no better.

# %% [markdown]
# ## What is left of a gradient
#
# On its way back, a gradient is multiplied by the slope of every activation that it passes. In a
# chain of layers with weights of 1 nothing else happens to it, so the product of the slopes says
# what is left.
#
# ### Exercise: `chain_gradient`
# 3 points · ★★ · 6 minutes
#
# For each unit, multiply the slopes of all layers:
#
# $$\text{out}[u] = \prod_{l} f'(z[l, u])$$
#
# The slope is handed to your function as a function, `act_grad`. It works element by element, so
# you may call it on the whole array or layer by layer.
#
# **Example.** Three layers, one unit, $z = 0, \ln 3, 0$, and the sigmoid:
# $\tfrac14 \cdot \tfrac{3}{16} \cdot \tfrac14 = \tfrac{3}{256}$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `act_grad` | a function | the slope $f'$, such as `sigmoid_grad` |
# | `pre_activations` | (layers, units) | the sums $z$ in every layer |
# | returns | (units,), float64 | what is left of a gradient of 1 |
#
# **Read:** Glorot and Bengio (2010), section 3.


# %% exercise="chain_gradient"
def chain_gradient(act_grad, pre_activations):
    """Multiply the slopes of an activation through all layers.

    Args:
        act_grad: function that gives the slope at its input, element by element.
        pre_activations: array of shape (layers, units).

    Returns:
        float64 array of shape (units,).

    Raises:
        ValueError: if `pre_activations` does not have two axes.
    """
    if pre_activations.ndim != 2:
        raise ValueError(
            "chain_gradient: expected pre_activations (layers, units), "
            f"got {pre_activations.shape}; for one unit try z[:, None]"
        )
    ### BEGIN SOLUTION
    return np.prod(act_grad(pre_activations), axis=0)
    ### END SOLUTION


# %% [markdown]
# Before you run the next cell, guess: a sigmoid has a slope of at most a quarter. What is left
# after 10 layers at best, and after 50? And what for tanh, whose slope can be 1? Where the table
# says “random”, each $z$ is drawn from a standard normal distribution, and the median of 1,000
# chains is shown.

# %%
print("layers   sigmoid, best case   sigmoid, z random   tanh, z random")
for layers in (1, 2, 5, 10, 20, 50):
    best_case = chain_gradient(sigmoid_grad, np.zeros((layers, 1)))[0]
    sums = rng.normal(size=(layers, 1000))
    typical = [np.median(chain_gradient(slope, sums)) for slope in (sigmoid_grad, tanh_grad)]
    print(f"{layers:6} {best_case:20.1e} {typical[0]:19.1e} {typical[1]:16.1e}")

# %% [markdown]
# Even in the best case the sigmoid leaves $4^{-10}$, about a millionth, after ten layers. Tanh
# loses less in each layer, but it loses. This is the *vanishing gradient*: the first layers of a
# deep network hear next to nothing of the loss.
#
# In a real network weights come in between, and good weights can make up for a part of it. You will
# measure that below, when all candidates are there.

# %% [markdown]
# ## One sign for all
#
# The second charge against the sigmoid: its outputs are all positive. What is wrong with that? A
# unit of the *next* layer computes $z = \sum_i w_i \, x_i + b$, where its inputs $x_i$ are those
# outputs. The gradient of its weights for one sample is
#
# $$\frac{\partial L}{\partial w_i} = \frac{\partial L}{\partial z} \cdot x_i .$$
#
# The first factor, *upstream*, is the same number for all $i$. If all $x_i$ are positive, then all
# components of this gradient have the same sign: for this sample, all weights go up, or all go
# down.
#
# ### Exercise: `same_sign_fraction`
# 3 points · ★★ · 6 minutes
#
# Return the share of samples whose weight gradient `upstream[n] · inputs[n]` has components of one
# sign only. A component of exactly 0 fits either sign.
#
# **Example.** The inputs `[[1, 2], [3, -1], [0, -5]]` with upstream `[-1, 2, 1]` give the gradients
# `[-1, -2]` (one sign), `[6, -2]` (two signs) and `[0, -5]` (one sign): the share is $2/3$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `inputs` | $(N, D)$ | what the unit sees, a row for each sample |
# | `upstream` | $(N,)$ | gradient of the loss with respect to the unit's sum |
# | returns | one float | a share between 0 and 1 |
#
# **Read:** LeCun, Bottou, Orr and Müller (1998), section 4.3.


# %% exercise="same_sign_fraction"
def same_sign_fraction(inputs, upstream):
    """The share of samples whose weight gradient has components of one sign only.

    Args:
        inputs: array of shape (N, D).
        upstream: array of shape (N,).

    Returns:
        One float between 0 and 1.

    Raises:
        ValueError: if `inputs` does not have two axes, or `upstream` is not (N,).
    """
    if inputs.ndim != 2 or upstream.shape != inputs.shape[:1]:
        raise ValueError(
            "same_sign_fraction: expected inputs (N, D) and upstream (N,), "
            f"got {inputs.shape} and {upstream.shape}; pass one number for each sample"
        )
    ### BEGIN SOLUTION
    gradients = upstream[:, None] * inputs
    one_sign = (gradients >= 0).all(axis=1) | (gradients <= 0).all(axis=1)
    return float(one_sign.mean())
    ### END SOLUTION


# %% [markdown]
# Ask it about a unit that sits behind a layer of 20 units, for each kind of output. The last row is
# what most networks use today; guess what it says.

# %%
sums = images[:1000] @ (rng.normal(size=(784, 20)) / np.sqrt(784))
upstream = rng.normal(size=1000)
layers_before = {
    "sigmoid": sigmoid(sums),
    "tanh": tanh(sums),
    "sigmoid minus a half": sigmoid(sums) - 0.5,
    "max(z, 0)": np.maximum(sums, 0),
}
for name, outputs in layers_before.items():
    share = same_sign_fraction(outputs, upstream)
    print(f"{name:22} outputs from {outputs.min():6.2f} to {outputs.max():5.2f}: {share:6.1%}")

# %% [markdown]
# With sigmoids, *every* sample pushes all weights the same way; with tanh hardly any does. The
# cut-off at 0, which you will meet below as ReLU, is not centred either, and shares the fault.
#
# Does it matter? Suppose one weight must go up and the other down. No sample can do both, so the
# path has to zig-zag. Watch two weights learn from one sample at a time, once from inputs between 0
# and 1, and once from the same inputs moved and stretched to lie between −1 and 1. Both have a mean
# square of about a third, so the steps are of similar size.


# %%
def path(inputs, target, rate, steps):
    """Learn two weights by least squares, one sample a step; the weights after every step."""
    weights, seen = np.zeros(2), [np.zeros(2)]
    for x in inputs[:steps]:
        upstream = weights @ x - target @ x
        weights = weights - rate * upstream * x
        seen.append(weights)
    return np.array(seen)


positive = rng.uniform(0, 1, size=(60, 2))
target = np.array([1.0, -1.0])
paths = {
    "inputs from 0 to 1": path(positive, target, rate=0.8, steps=60),
    "the same, centred": path(2 * (positive - 0.5), target, rate=0.8, steps=60),
}
for name, walked in paths.items():
    moves = np.diff(walked, axis=0)
    length = np.linalg.norm(moves, axis=1).sum()
    missing = np.linalg.norm(walked[-1] - target)
    both_ways = np.mean(moves[:, 0] * moves[:, 1] < 0)
    print(f"{name}: {both_ways:.0%} of the steps move one weight up and one down;")
    detour = length / np.linalg.norm(target)
    print(f"    path {detour:.1f} times the straight line, at the end {missing:.3f} short")

plots.lines(
    {name: (walked[:, 0], walked[:, 1]) for name, walked in paths.items()},
    xlabel="first weight, wanted: 1",
    ylabel="second weight, wanted: −1",
    alt="Two paths from (0, 0) to (1, minus 1). The one with positive inputs goes back and forth "
    "along the diagonal, since no step can raise one weight and lower the other; the centred one "
    "comes down far more directly.",
)

# %% [markdown]
# The charge holds: with inputs of one sign no step goes where it should. Two things soften it in
# practice. One can centre what a layer is given, which is a part of what batch normalisation does.
# And a batch averages over many samples, whose upstream factors differ in sign. How many of such
# *mean* gradients have one sign only?

# %%
print("batches of 50 whose mean gradient has one sign only")
for name, outputs in layers_before.items():
    gradients = upstream[:, None] * outputs
    means = gradients.reshape(20, 50, -1).mean(axis=1)
    print(f"{name:22} {same_sign_fraction(means, np.ones(20)):4.0%}")

# %% [markdown]
# Far fewer. In batches ReLU is rid of the fault, since its outputs vary much beside their mean; the
# sigmoid's vary little, and it keeps the fault in a good part of its batches.

# %% [markdown]
# ## ReLU
#
# The *rectified linear unit*, *ReLU* for short, is the simplest bend of all: what is negative
# becomes 0.
#
# $$\text{ReLU}(z) = \max(z, 0)$$
#
# ### Exercise: `relu`
# 2 points · ★ · 2 minutes
#
# One more wish: a NaN, which tells of a mistake elsewhere, must stay a NaN. A function that turns
# it into 0 hides the mistake.
#
# **Example.** `[-2, 0, 3]` becomes `[0, 0, 3]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | any shape | pre-activations |
# | returns | same shape, float64 | a new array, NaN where `x` is NaN |
#
# **Read:** Nair and Hinton (2010).


# %% exercise="relu"
def relu(x):
    """Keep what is positive, put 0 for the rest.

    Args:
        x: array of any shape; NaN stays NaN.

    Returns:
        float64 array of the same shape.
    """
    ### BEGIN SOLUTION
    return np.maximum(x, 0.0)
    ### END SOLUTION


# %% [markdown]
# ### Exercise: `relu_grad`
# 1 point · ★ · 2 minutes
#
# To the right of 0 the slope is 1, to the left it is 0. At 0 itself there is no slope: the two
# sides disagree. Like torch, take 0.
#
# **Example.** `[-2, 0, 3]` has the slopes `[0, 0, 1]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | any shape | pre-activations |
# | returns | same shape, float64 | 0 or 1 |
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 6.3.1.


# %% exercise="relu_grad"
def relu_grad(x):
    """The slope of ReLU at its input: 1 where it is positive, 0 elsewhere, at 0 too.

    Args:
        x: array of any shape, the input of `relu`.

    Returns:
        float64 array of the same shape.
    """
    ### BEGIN SOLUTION
    return np.where(x > 0, 1.0, 0.0)
    ### END SOLUTION


# %% [markdown]
# A path through active units loses nothing: every factor is 1, in any depth. Two more things are
# said in its favour: it is cheap, and like a nerve cell it is often silent. Measure both. The last
# row shows what the matrix product costs that computes the sums.

# %%
from time import perf_counter


def seconds(function, x, budget=0.3):
    """The shortest of the runs that fit into the budget: the one that was disturbed least."""
    shortest, end = np.inf, perf_counter() + budget
    while True:
        start = perf_counter()
        function(x)
        now = perf_counter()
        shortest = min(shortest, now - start)
        if now > end:
            return shortest


matrix = rng.normal(size=(784, 200)) / np.sqrt(784)
sums = images[:2000] @ matrix
cheapest = seconds(relu, sums)
print("function   time against relu   outputs that are exactly 0")
for name, f in {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}.items():
    print(f"{name:8} {seconds(f, sums) / cheapest:15.1f} {np.mean(f(sums) == 0):22.0%}")
product = seconds(lambda x: x @ matrix, images[:2000])
print(f"the sums {product / cheapest:15.1f}")
print("left of a gradient through 50 active units:", chain_gradient(relu_grad, np.ones((50, 1)))[0])

# %% [markdown]
# ReLU is by far the cheapest of the three. But the sums before it cost far more than any of them,
# so in a dense layer of this size the choice hardly shows. And with random weights it is silent
# half of the time; what training makes of that, you will see below.

# %% [markdown]
# ## Dead units
#
# And what if a unit is *never* active? Its slope is 0 for every sample, so no gradient reaches its
# weights, and they do not change. If its inputs do not change either, as in the first layer, it
# stays silent for ever: it is a *dead unit*.
#
# ### Exercise: `dead_fraction`
# 2 points · ★ · 3 minutes
#
# Return the share of units that are 0 for **every** sample. A unit that is silent for some samples
# and answers to others is alive; that is what a detector does.
#
# **Example.** Three samples of three units:
#
# | | unit 0 | unit 1 | unit 2 |
# |---|---|---|---|
# | sample 0 | 0 | 2 | 0 |
# | sample 1 | 0 | 0 | 0 |
# | sample 2 | 0 | 1 | 4 |
#
# Only unit 0 is dead: the share is $1/3$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `activations` | (N, units) | outputs of a layer |
# | returns | one float | a share between 0 and 1 |
#
# **Read:** Maas, Hannun and Ng (2013), section 2.


# %% exercise="dead_fraction"
def dead_fraction(activations):
    """The share of units that are 0 for every sample.

    Args:
        activations: array of shape (N, units).

    Returns:
        One float between 0 and 1.

    Raises:
        ValueError: if `activations` does not have two axes.
    """
    if activations.ndim != 2:
        raise ValueError(
            f"dead_fraction: expected activations (N, units), got {activations.shape}; "
            "put the samples on the first axis"
        )
    ### BEGIN SOLUTION
    silent = (activations == 0).all(axis=0)
    return float(silent.mean())
    ### END SOLUTION


# %% [markdown]
# ## Leaky ReLU
#
# If a slope of exactly 0 is the trouble, do not let it be 0. *Leaky ReLU* passes a small part of
# the negative side:
#
# $$f(z) = z \text{ if } z > 0, \text{ else } \alpha z.$$
#
# ### Exercise: `leaky_relu`
# 2 points · ★ · 3 minutes
#
# One often sees $\max(z, \alpha z)$, which is right as long as $\alpha$ is at most 1. Write it so
# that larger slopes work too.
#
# **Example.** With $\alpha = 2$, `[-3, 0, 3]` becomes `[-6, 0, 3]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | any shape | pre-activations |
# | `negative_slope` | a number | $\alpha$ |
# | returns | same shape, float64 | |
#
# **Read:** Maas, Hannun and Ng (2013), section 2.


# %% exercise="leaky_relu"
def leaky_relu(x, negative_slope=0.01):
    """Keep what is positive, and a part of the rest.

    Args:
        x: array of any shape.
        negative_slope: what values up to 0 are multiplied by; may exceed 1.

    Returns:
        float64 array of the same shape.
    """
    ### BEGIN SOLUTION
    return np.where(x > 0, x, negative_slope * x)
    ### END SOLUTION


# %% [markdown]
# ### Exercise: `leaky_relu_grad`
# 2 points · ★ · 2 minutes
#
# The slope is 1 where $z$ is positive and $\alpha$ elsewhere, at 0 too.
#
# **Example.** With $\alpha = 0.1$, `[-2, 0, 3]` has the slopes `[0.1, 0.1, 1]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | any shape | pre-activations |
# | `negative_slope` | a number | $\alpha$ |
# | returns | same shape, float64 | |
#
# **Read:** He, Zhang, Ren and Sun (2015), section 2.1, where $\alpha$ is learned.


# %% exercise="leaky_relu_grad"
def leaky_relu_grad(x, negative_slope=0.01):
    """The slope of leaky ReLU at its input; at 0 it is `negative_slope`.

    Args:
        x: array of any shape, the input of `leaky_relu`.
        negative_slope: as in `leaky_relu`.

    Returns:
        float64 array of the same shape.
    """
    ### BEGIN SOLUTION
    return np.where(x > 0, 1.0, negative_slope)
    ### END SOLUTION


# %% [markdown]
# Now kill some units. The next cell trains a network of one hidden layer on the pictures, with
# nothing but NumPy and your functions, and then counts the hidden units that are silent for all of
# 1,000 pictures that it has not seen. Two things are said to kill: a large learning rate, since one
# big step can push a unit's sums below 0 for good, and a bias that starts far below 0.


# %%
def train(f, slope, rate=0.1, bias=0.0, epochs=4, units=100, seed=0):
    """Train 784 → units → 10 on the pictures, one batch of 50 at a time.

    Returns the hidden layer's sums for 1,000 unseen pictures, the accuracy on these, and the loss
    of every batch.
    """
    rng = np.random.default_rng(seed)
    w1, b1 = rng.normal(size=(784, units)) * np.sqrt(2 / 784), np.full(units, bias)
    w2, b2 = rng.normal(size=(units, 10)) * np.sqrt(2 / units), np.zeros(10)
    losses = []
    for _ in range(epochs):
        for batch in rng.permutation(len(images)).reshape(-1, 50):
            x, y = images[batch], labels[batch]
            z = x @ w1 + b1
            hidden = f(z)
            scores = hidden @ w2 + b2
            scores = scores - scores.max(axis=1, keepdims=True)
            log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
            losses.append(-log_p[np.arange(50), y].mean())
            to_scores = (np.exp(log_p) - np.eye(10)[y]) / 50
            to_z = (to_scores @ w2.T) * slope(z)  # the slope decides what comes back
            w2, b2 = w2 - rate * hidden.T @ to_scores, b2 - rate * to_scores.sum(axis=0)
            w1, b1 = w1 - rate * x.T @ to_z, b1 - rate * to_z.sum(axis=0)
    z = unseen @ w1 + b1
    accuracy = np.mean((f(z) @ w2 + b2).argmax(axis=1) == unseen_labels)
    return z, accuracy, losses


rates = (0.03, 0.1, 0.3, 1.0)
dead = {}
for name, f, slope in (
    ("ReLU", relu, relu_grad),
    ("leaky ReLU", leaky_relu, leaky_relu_grad),
):
    runs = [train(f, slope, rate=rate) for rate in rates]
    dead[name] = [dead_fraction(slope(z)) for z, _, _ in runs]
    for rate, (_, accuracy, _), share in zip(rates, runs, dead[name], strict=True):
        print(f"{name:10} learning rate {rate:5}: {share:5.0%} dead, accuracy {accuracy:.0%}")

# %%
plots.lines(
    {name: (rates, shares) for name, shares in dead.items()},
    xlabel="learning rate",
    ylabel="share of dead units",
    xscale="log",
    alt="Share of dead hidden units against the learning rate. For ReLU it rises steeply at the "
    "largest rate, from almost none to a large part of the layer; for leaky ReLU it stays at 0.",
)

# %% [markdown]
# A unit counts as dead here when its *slope* is 0 for all these pictures, since that is what stops
# it from learning; for ReLU this is the same as an output of 0. With leaky ReLU no slope is 0, so
# no unit can die. At the largest rate its accuracy falls as well, but not as far: such steps do
# other harm too. And the bias?

# %%
for bias in (0.0, -2.0, -5.0, -10.0):
    shares = []
    for f, slope in ((relu, relu_grad), (leaky_relu, leaky_relu_grad)):
        before, _, _ = train(f, slope, bias=bias, epochs=0)
        after, accuracy, _ = train(f, slope, bias=bias)
        shares.append((dead_fraction(relu(before)), dead_fraction(relu(after)), accuracy))
    print(
        f"bias {bias:5}: never positive before and after training, accuracy: "
        + ";  ".join(
            f"{name} {before:4.0%} → {after:4.0%}, {accuracy:.0%}"
            for name, (before, after, accuracy) in zip(("ReLU", "leaky"), shares, strict=True)
        )
    )

# %% [markdown]
# Here both columns count the units whose sum is never positive. Read them together:
#
# - ReLU units that start below 0 for every picture stay there: nothing tells them to move. With all
#   of them silent, the network can only guess one class of ten.
# - Leaky units start just as badly, and most of them stay negative as well. But they are not dead:
#   the leak carries a signal forward and a gradient back, so the network learns all the same.
# - A network survives many deaths. It works with the units that are left, up to a point.

# %% [markdown]
# ## Two more candidates
#
# *ELU*, the exponential linear unit, bends the negative side down to $-\alpha$, for $\alpha = 1$
# without a kink at 0. Outputs are then better centred, while large negative sums do not count ever
# more:
#
# $$f(z) = z \text{ if } z > 0, \text{ else } \alpha \, (e^{z} - 1).$$
#
# ### Exercise: `elu`
# 2 points · ★★ · 4 minutes
#
# `np.where` computes *both* sides for every value and throws one away. Do not let the thrown-away
# one overflow.
#
# **Example.** With $\alpha = 2$, $f(\ln \tfrac12) = 2 \, (\tfrac12 - 1) = -1$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | any shape | pre-activations, 1000 among them |
# | `alpha` | a number | how deep the negative side goes |
# | returns | same shape, float64 | without a warning |
#
# **Read:** Clevert, Unterthiner and Hochreiter (2016), section 3.


# %% exercise="elu"
def elu(x, alpha=1.0):
    """Keep what is positive, and let the rest run out smoothly to -alpha.

    Args:
        x: array of any shape.
        alpha: the depth of the negative side.

    Returns:
        float64 array of the same shape.
    """
    ### BEGIN SOLUTION
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0.0)))
    ### END SOLUTION


# %% [markdown]
# *Maxout* does not fix the bend at all. It computes several sums for each output and keeps the
# largest, so the network learns its own activation.
#
# ### Exercise: `maxout`
# 2 points · ★★ · 5 minutes
#
# Features that belong together stand next to each other:
#
# $$\text{out}[n, k] = \max_{0 \le p < \text{pieces}} x[n,\; k \cdot \text{pieces} + p].$$
#
# If the number of features cannot be divided by `pieces`, or `pieces` is below 1, raise
# `ValueError`; that check is yours to write.
#
# **Example.** `[[1, 5, 2, -3]]` with 2 pieces becomes `[[5, 2]]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `x` | $(N, D)$ | sums |
# | `pieces` | an int that divides $D$ | how many sums compete for an output |
# | returns | $(N, D / \text{pieces})$, float64 | |
#
# **Read:** Goodfellow, Warde-Farley, Mirza, Courville and Bengio (2013), section 3.


# %% exercise="maxout"
def maxout(x, pieces):
    """Take the largest of every few consecutive features.

    Args:
        x: array of shape (N, D).
        pieces: how many features make one output; divides D.

    Returns:
        float64 array of shape (N, D / pieces).

    Raises:
        ValueError: if `x` does not have two axes (given),
            or `pieces` is below 1 or does not divide D (yours to write).
    """
    if x.ndim != 2:
        raise ValueError(f"maxout: expected x (N, D), got {x.shape}; for one sample try x[None]")
    ### BEGIN SOLUTION
    samples, features = x.shape
    if pieces < 1 or features % pieces:
        raise ValueError(
            f"maxout: expected pieces to divide {features} features, got {pieces}; take a divisor"
        )
    return x.reshape(samples, features // pieces, pieces).max(axis=2)
    ### END SOLUTION


# %% [markdown]
# Maxout contains the others. With the two sums $z$ and $0$ it is ReLU; with $z$ and $\alpha z$,
# leaky ReLU, as long as $\alpha$ is at most 1; with $z$ and $-z$, the absolute value. See for
# yourself, see how well each candidate is centred for the sums of real pictures, and see all in one
# picture.

# %%
z = np.linspace(-4, 4, 161)
pairs = {
    "relu": (np.zeros_like(z), relu(z)),
    "leaky_relu, slope 0.2": (0.2 * z, leaky_relu(z, 0.2)),
    "absolute value": (-z, np.abs(z)),
}
for name, (other, expected) in pairs.items():
    learned = maxout(np.stack([z, other], axis=1), pieces=2)[:, 0]
    print(f"maxout of z and the other sum, against {name}: {np.abs(learned - expected).max():.0e}")

candidates = {
    "sigmoid": sigmoid,
    "tanh": tanh,
    "ReLU": relu,
    "leaky ReLU, slope 0.2": lambda z: leaky_relu(z, 0.2),
    "ELU": elu,
}
for name, f in candidates.items():
    print(f"{name:22} mean output {f(sums).mean():5.2f}")

plots.lines(
    {name: (z, f(z)) for name, f in candidates.items()},
    xlabel="pre-activation z",
    ylabel="activation f(z)",
    alt="Five activation functions. Sigmoid and tanh level off on both sides; ReLU is 0 on the "
    "left; leaky ReLU falls slowly to the left; ELU levels off at minus 1 there. On the right "
    "these three are the same line, which rises without limit.",
)

# %% [markdown]
# See the functions side by side. Drag the point along the curve, or move it by its slider: the
# slope of the tangent is what each layer multiplies a gradient by. Where does tanh keep more than
# half of it after ten layers? What does ReLU do to the left of 0, and leaky ReLU? (This needs a
# running notebook.)

# %%
explorers.activations()

# %% [markdown]
# ## How large should the weights be?
#
# A sum of $D$ products has $D$ times the variance of one of them, so with careless weights a signal
# grows or shrinks in every layer. ReLU then throws half of it away: of a sum that is as often
# negative as positive, half the mean square is left. Weights that make up for both keep the
# signal's size:
#
# $$\text{std} = \sqrt{\frac{2}{(1 + \alpha^2) \, D}}.$$
#
# Here $\alpha$ is the slope of leaky ReLU, and 0 for ReLU. For a layer of a convolutional network,
# $D$ is the number of products in one output value, $C \, k_h \, k_w$.
#
# ### Exercise: `he_std`
# 1 point · ★ · 2 minutes
#
# **Example.** A layer of $3 \times 3$ filters on 8 channels has $D = 72$, so the spread is
# $\sqrt{2/72} = 1/6$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `fan_in` | an int, at least 1 | $D$ |
# | `negative_slope` | a number | $\alpha$ |
# | returns | one float | the standard deviation |
#
# **Read:** He, Zhang, Ren and Sun (2015), section 2.2.


# %% exercise="he_std"
def he_std(fan_in, negative_slope=0.0):
    """The spread of initial weights with which (leaky) ReLU keeps the size of its signals.

    Args:
        fan_in: inputs of a unit, at least 1.
        negative_slope: of the leaky ReLU behind it; 0 for ReLU.

    Returns:
        One float, a standard deviation.

    Raises:
        ValueError: if `fan_in` is below 1.
    """
    if fan_in < 1:
        raise ValueError(f"he_std: expected fan_in of at least 1, got {fan_in}; count the inputs")
    ### BEGIN SOLUTION
    return float(np.sqrt(2.0 / ((1.0 + negative_slope**2) * fan_in)))
    ### END SOLUTION


# %% [markdown]
# Send the pictures through 30 layers of ReLU, with weights of this spread, a little less, and a
# little more.

# %%
depth, width = 30, 200
sizes = {}
for factor in (0.7, 1.0, 1.4):
    x, sizes[f"{factor} × he_std"] = images[:200], ([], [])
    for layer in range(1, depth + 1):
        spread = factor * he_std(x.shape[1])
        x = relu(x @ rng.normal(scale=spread, size=(x.shape[1], width)))
        layers, values = sizes[f"{factor} × he_std"]
        layers.append(layer)
        values.append(np.sqrt(np.mean(x**2)))
for name, (_, values) in sizes.items():
    print(f"{name}: size of the signal after 1 layer {values[0]:.2f}, after 30 {values[-1]:.1e}")

plots.lines(
    sizes,
    xlabel="layer",
    ylabel="root mean square of the activations",
    yscale="log",
    alt="Size of the signal through 30 layers on a log axis: nearly level with he_std, falling in "
    "a straight line with 0.7 times it, rising with 1.4 times it.",
)

# %% [markdown]
# A factor of 0.7 in one layer is a factor of $0.7^{30}$ in thirty, about 0.00002. The right spread
# keeps the signal nearly level.

# %% [markdown]
# ## The whole trial: gradients through 50 layers
#
# Now compare all candidates in a real deep network: pictures go in, 50 layers of 100 units follow,
# each with the spread that is usual for its activation, and a random gradient starts at the top.
# How much of it arrives at each layer? Write down a guess for each before you run it.


# %%
def elu_grad(x):
    """The slope of ELU with alpha = 1."""
    return np.where(x > 0, 1.0, np.exp(np.minimum(x, 0.0)))


def gradient_sizes(f, slope, spread, depth=50, units=100):
    """The size of the gradient on its way back through `depth` layers, from the top down."""
    rng = np.random.default_rng(1)
    x = images[:100] @ rng.normal(scale=1 / np.sqrt(784), size=(784, units))
    weights, sums = [], []
    for _ in range(depth):
        weights.append(rng.normal(scale=spread(units), size=(units, units)))
        sums.append(x @ weights[-1])
        x = f(sums[-1])
    gradient = rng.normal(size=x.shape)
    start, left = np.linalg.norm(gradient), []
    for weight, z in zip(reversed(weights), reversed(sums), strict=True):
        gradient = (gradient * slope(z)) @ weight.T
        left.append(np.linalg.norm(gradient) / start)
    return left


def lecun_std(fan_in):
    """The spread that suits activations with a slope of 1 around 0."""
    return 1 / np.sqrt(fan_in)


trial = {
    "tanh": (tanh, tanh_grad, lecun_std),
    "ReLU": (relu, relu_grad, he_std),
    "leaky ReLU": (leaky_relu, leaky_relu_grad, lambda fan_in: he_std(fan_in, 0.01)),
    "ELU": (elu, elu_grad, lecun_std),
    "sigmoid": (sigmoid, sigmoid_grad, lecun_std),
    "sigmoid, weights × 4": (sigmoid, sigmoid_grad, lambda fan_in: 4 * lecun_std(fan_in)),
}
layers = np.arange(1, 51)
left = {name: (layers, gradient_sizes(*parts)) for name, parts in trial.items()}
print("share of the gradient that is left after")
print("layers".ljust(22) + "".join(f"{n:>10}" for n in (1, 5, 10, 20, 50)))
for name, (_, sizes_left) in left.items():
    print(name.ljust(22) + "".join(f"{sizes_left[n - 1]:>10.1e}" for n in (1, 5, 10, 20, 50)))

# %%
plots.lines(
    left,
    xlabel="layers that the gradient has passed",
    ylabel="share of the gradient that is left",
    yscale="log",
    alt="Gradient left against the number of layers passed, on a log axis. With sigmoids it falls "
    "in a steep straight line by tens of orders of magnitude; the other four stay near the top.",
)

# %% [markdown]
# On such an axis the better four look alike. Here they are alone, on a linear one.

# %%
better = ("tanh", "ReLU", "leaky ReLU", "ELU")
plots.lines(
    {name: left[name] for name in better},
    xlabel="layers that the gradient has passed",
    ylabel="share of the gradient that is left",
    alt="The same without the sigmoids, on a linear axis: ReLU and leaky ReLU wander around 1; "
    "tanh and ELU fall steadily and lose most of the gradient by the end.",
)

# %% [markdown]
# - **Sigmoid.** The straight line on a log axis means that each layer takes the same share away.
#   The slope of at most a quarter is behind it. Larger weights help at first, but they also make
#   larger sums, and these saturate.
# - **Tanh.** With weights of the right size it does far better than its reputation: around 0 its
#   slope is 1. It loses where sums are large, here in the layers next to the pictures.
# - **ReLU and leaky ReLU.** With weights of the right size they keep most of the gradient.
# - **ELU.** For negative sums its slope is below 1, so with the same weights it fares no better
#   than tanh.
#
# So the slope alone decides nothing; the slope and the weights together do.
#
# Does all that show in training, too? One hidden layer is not deep, so the effect is mild, but all
# four get the same weights and the same pictures.

# %%
curves = {}
for name, f, slope in (
    ("sigmoid", sigmoid, sigmoid_grad),
    ("tanh", tanh, tanh_grad),
    ("ReLU", relu, relu_grad),
    ("leaky ReLU", leaky_relu, leaky_relu_grad),
):
    _, accuracy, losses = train(f, slope, rate=0.05, epochs=6)
    smooth = np.convolve(losses, np.full(30, 1 / 30), mode="valid")
    curves[name] = (np.arange(len(smooth)) + 30, smooth)
    print(f"{name:11} loss at the end {smooth[-1]:.3f}, accuracy {accuracy:.1%}")

plots.lines(
    curves,
    xlabel="batches of 50 pictures seen",
    ylabel="loss, mean of 30 batches",
    alt="Training loss against batches for four activations. All fall; the sigmoid's curve lies "
    "above the others all the way, and these three lie nearly on each other.",
)

# %% [markdown]
# The notes say that ReLU *converges faster in practice*. In a network of one hidden layer that
# holds against the sigmoid, which lags behind all the way, and not against tanh. The deeper a
# network is, the more the product of its slopes decides; you have seen above what that leaves of a
# gradient.

# %% [markdown] question="explain_activation" points=3
# ## Question: which activation would you take?
# 3 points · 10 minutes · read by a person
#
# A colleague builds a network of 40 layers with sigmoids, because “their outputs are
# probabilities”. The loss does not move. She reads the lecture notes, changes all sigmoids to ReLU,
# and sets the learning rate ten times as high “to make up for lost time”. Now a third of the units
# answer 0 to every picture.
#
# Explain to her in 150 to 250 words, with numbers that you measured in this notebook:
#
# 1. Why did the loss not move with sigmoids?
# 2. Why are so many units silent now, and why will they stay so?
# 3. What should she change, and what is the cost of each change? Name at least two.
#
# Write your answer into the next cell.

# %% [markdown] rubric="explain_activation"
# ### Rubric (3 points)
#
# - **1 point: the vanishing gradient.** Each sigmoid multiplies the gradient by at most a quarter,
#   so after 40 layers nothing is left; with a number, such as $4^{-10} \approx 10^{-6}$ after ten
#   layers or a value from the trial. Half a point without a number, or for “saturation” without the
#   product over layers.
# - **1 point: dead units.** A large step pushed their sums below 0 for all pictures; the slope is 0
#   there, so no gradient comes back and nothing moves them again. With a number from the experiment
#   on learning rates. Half a point if only one of cause and permanence is explained.
# - **1 point: two remedies with their cost.** For instance: a smaller learning rate (slower); leaky
#   ReLU or ELU (one more number to choose; ELU costs an exponential); weights by `he_std` (none,
#   but it must fit the activation); bias at 0 rather than negative. Half a point for remedies
#   without cost.
#
# Take nothing off for language. An answer that claims tanh or the sigmoid to be useless gets at
# most 2: with weights of the right size tanh kept a good part of the gradient.
#
# ### Model answer
#
# On its way back the gradient is multiplied by the slope of every activation. A sigmoid's slope is
# at most 1/4, so even in the best case a millionth is left after ten layers; in my trial less than
# $10^{-30}$ was left after fifty. Your first layers heard nothing of the loss.
#
# ReLU has the slope 1 where it is active, so that trouble is gone. But it has the slope 0 where its
# sum is negative. A large step can push a unit so far down that its sum is negative for every
# picture. Then no gradient gets through, its weights never change again, and it is dead for good.
# When I raised the learning rate from 0.03 to 1, the share of dead units went from none to about
# half of the layer (0.4 to 0.6, from run to run).
#
# Go back to the smaller learning rate first; it costs time only. Draw the first weights with
# `he_std`, which costs nothing: it kept signals level through 30 layers, where 0.7 times as much
# lost them. If units still die, use leaky ReLU: none died in my experiment at any rate, and even a
# layer whose sums started far below 0 learned something, where ReLU could only guess. Its price is
# one more number to choose, and outputs that are hardly ever exactly 0.

# %% [markdown]
# ## Summary
#
# | the notes say | what you measured |
# |---|---|
# | activations make a network non-linear | without them, ten layers are one |
# | sigmoid: the gradient vanishes for large inputs | yes, and with depth for every input |
# | sigmoid: not zero-centred | yes: every sample pushes all weights of a unit the same way |
# | tanh: centred, but saturates | yes; it saturates earlier, and with suitable weights loses less |
# | ReLU: keeps the gradient, is cheap, often silent | yes, with suitable weights |
# | ReLU: converges faster | than the sigmoid, yes; in one hidden layer no faster than tanh |
# | ReLU: not zero-centred, can die | yes: large rates and negative biases kill for good |
# | leaky ReLU prevents dead units | yes: its slope is never 0, so that even silent units learn |
#
# **You can now explain**
#
# - why any number of layers without a bend is only one;
# - how to compute $\sigma(-1000)$;
# - why a factor of a quarter is fatal and a factor of 1 is not;
# - what a zig-zag path has to do with the sign of outputs;
# - what kills a unit, why it stays dead, and what prevents it;
# - where the 2 in $\sqrt{2 / D}$ comes from.

# %%
progress()

# %% [markdown]
# ## What comes next
#
# Convolution finds features, an activation decides which of them count. The third ingredient makes
# maps smaller and answers less sensitive to where a feature is:
# [notebook 05, pooling](../05_pooling/05_pooling.ipynb).
#
# ## Further reading
#
# - D.-A. Clevert, T. Unterthiner, S. Hochreiter (2016). *Fast and accurate deep network learning by
#   exponential linear units (ELUs).* International Conference on Learning Representations.
#   arXiv:1511.07289.
# - X. Glorot, Y. Bengio (2010). *Understanding the difficulty of training deep feedforward neural
#   networks.* International Conference on Artificial Intelligence and Statistics.
# - I. Goodfellow, Y. Bengio, A. Courville (2016). *Deep Learning.* MIT Press. Sections 3.10 and
#   6.3.
# - I. Goodfellow, D. Warde-Farley, M. Mirza, A. Courville, Y. Bengio (2013). *Maxout networks.*
#   International Conference on Machine Learning. arXiv:1302.4389.
# - K. He, X. Zhang, S. Ren, J. Sun (2015). *Delving deep into rectifiers: surpassing human-level
#   performance on ImageNet classification.* International Conference on Computer Vision.
#   arXiv:1502.01852.
# - Y. LeCun, L. Bottou, G. Orr, K.-R. Müller (1998). *Efficient BackProp.* In: Neural Networks:
#   Tricks of the Trade, Springer.
# - A. Maas, A. Hannun, A. Ng (2013). *Rectifier nonlinearities improve neural network acoustic
#   models.* ICML Workshop on Deep Learning for Audio, Speech and Language Processing.
# - V. Nair, G. Hinton (2010). *Rectified linear units improve restricted Boltzmann machines.*
#   International Conference on Machine Learning.
