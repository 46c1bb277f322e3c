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
# # Training on a GPU
#
# All pieces are there: kernels, stride and padding, activations, pooling, and what they do to a
# shift. In this notebook you put them into one network and train it on real pictures. Then you
# answer the question that [notebook 01](../01_motivation/01_motivation.ipynb) left open: does a
# convolutional network bear a shift better than a dense one of the same size?
#
# **Afterwards you can**
#
# - write a training loop that runs unchanged on a CPU and on a GPU, and say what each line does;
# - compute a cross-entropy that does not overflow, and say what label smoothing changes;
# - measure accuracy without the three classic mistakes;
# - read a curve of accuracy against seconds, a confusion matrix and the first layer's filters;
# - say, with numbers of your own, what convolution buys under shift, and what it does not buy;
# - save a trained network and load it again safely.
#
# **Time:** about 90 minutes: 69 for the nine exercises, 10 for the question at the end, the rest
# for reading; training takes about two minutes of it on two cores. **Points:** 29 for the
# exercises, 3 for the question.
#
# **You need:** torch's tensors and `nn.Module`, seen at least once. You need no GPU.

# %% [markdown]
# ## How to work
#
# Write, check and restart as notebook 01 explains under
# [How to work](../01_motivation/01_motivation.ipynb#How-to-work). Here an exercise may be a class,
# too. Your code may call `np`, `math`, `itertools`, `torch`, `nn` and what you wrote in earlier
# exercises.
#
# New words stand in *italics*; the [glossary](../../docs/glossary.md) has those of the whole
# course.
#
# | symbol | meaning |
# |---|---|
# | $N$ | images, or other samples, in a batch |
# | $C$ | channels of the input |
# | $H, W$ | height and width of an image or a map |
# | $n, c, f$ | number of an image, of a channel, of a filter, counted from 0 |
# | $K$ | classes |
# | $z_k$ | logit: the network's score for class $k$, any number |
# | $p_k$ | its softmax, $\exp z_k / \sum_j \exp z_j$: a share between 0 and 1 |
# | $y$ | label: the number of the right class |
# | $q_k$ | the share that the loss wants for class $k$ |
# | $L$ | loss |
# | $\theta$ | parameters of a network |
# | $\eta$ | learning rate |
# | $\varepsilon$ | label smoothing |
# | $t, T$ | number of a step, counted from 0, and number of all steps |
# | $d_y, d_x$ | a shift, in pixels down and to the right; `dy`, `dx` in code |
# | $i, j$ | row and column of an output value |

# %%
import itertools
import math

import numpy as np
import torch
from torch import nn

from autograder import check, hint, progress, score, solution
from cnnlib import data, explorers, ops, plots

# %% [markdown]
# ## Where to compute
#
# A network trains on whatever *device* its tensors lie on. Three kinds matter here: `cuda` (a GPU
# of NVIDIA or AMD), `mps` (the GPU of an Apple computer) and `cpu`, which is always there. A
# program that asks once, at its beginning, runs everywhere.
#
# ### Exercise: `pick_device`
# 2 points · ★ · 5 minutes
#
# Take CUDA where `torch.cuda.is_available()` says so, else MPS where
# `torch.backends.mps.is_available()` says so, else the CPU. Somebody who *asks* for a device gets
# it, or an error: a program that quietly takes another one wastes hours.
#
# **Example.** On a computer without any GPU, `pick_device()` is `torch.device("cpu")`, and
# `pick_device("cuda")` raises `ValueError`.
#
# | argument | type | meaning |
# |---|---|---|
# | `prefer` | None, a string such as `"cuda:0"`, or a `torch.device` | what is asked for |
# | returns | `torch.device` | |
#
# Raising the error is the idea here, so you write it.
#
# **Read:** Paszke et al. (2019), on how torch runs the same program on a CPU and on a GPU.


# %% exercise="pick_device"
def pick_device(prefer=None):
    """Choose where to compute: CUDA, then MPS, then the CPU, or what is asked for.

    Args:
        prefer: None, a string such as "cuda" or "cuda:0", or a torch.device.

    Returns:
        A torch.device.

    Raises:
        ValueError: if the preferred device is not there (yours to write).
    """
    ### BEGIN SOLUTION
    available = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if prefer is None:
        return torch.device(next(name for name, is_there in available.items() if is_there))
    device = torch.device(prefer)
    if not available.get(device.type, False):
        raise ValueError(f"pick_device: expected prefer to be available, got {prefer}; try None")
    return device
    ### END SOLUTION


# %%
device = pick_device()
print("this computer trains on:", device)

# %% [markdown]
# ## Pictures into tensors
#
# The course ships 6,000 pictures of Fashion-MNIST to train on, and 1,000 to test on: enough for a
# CPU. All 70,000 are worth it where you have a GPU. Set the switch then; if the pictures are not on
# your computer yet, the cell downloads them (30 MB) and says so.

# %%
EVERYTHING = False  # True: all of Fashion-MNIST
fashion = data.fashion_mnist() if EVERYTHING else data.fashion_mnist_subset()
print(len(fashion.train_images), "pictures to train on,", len(fashion.test_images), "to test on")
first_of = [int(np.argmax(fashion.test_labels == k)) for k in range(10)]
plots.images(
    list(fashion.test_images[first_of]),
    titles=list(data.CLASSES),
    columns=5,
    alt="One picture of each of the ten classes, from T-shirt to ankle boot, in grey on black.",
)

# %% [markdown]
# ### Exercise: `to_batch`
# 2 points · ★ · 4 minutes
#
# A byte from 0 to 255 is no good number for a network. Scale to 0–1 first. Then subtract the mean
# of the training pictures and divide by their standard deviation, so that the inputs have mean 0
# and spread 1, which is what the initial weights are made for
# ([notebook 04](../04_activations/04_activations.ipynb)):
#
# $$x = \frac{\text{byte} / 255 - \text{mean}}{\text{std}}.$$
#
# torch wants an axis for the channels, even for a single one: $(N, H, W)$ becomes $(N, 1, H, W)$.
#
# **Example.** With mean 0.5 and std 0.25, the byte 255 becomes $(1 - 0.5)/0.25 = 2$, and the byte 0
# becomes $-2$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `images` | $(N, H, W)$, uint8 array | pictures in bytes |
# | `mean`, `std` | numbers | of the training pictures, on the scale from 0 to 1 |
# | returns | $(N, 1, H, W)$, float32 tensor | |
#
# **Read:** LeCun, Bottou, Orr and Müller (1998), section 4.3, on normalising the inputs.


# %% exercise="to_batch"
def to_batch(images, mean, std):
    """Turn pictures in bytes into what a network trains on.

    Args:
        images: uint8 array (N, H, W).
        mean: mean of the training pictures, on the scale from 0 to 1.
        std: their standard deviation, on the same scale.

    Returns:
        float32 tensor (N, 1, H, W): (images / 255 - mean) / std.
    """
    ### BEGIN SOLUTION
    batch = torch.from_numpy(images).float() / 255
    return ((batch - mean) / std).unsqueeze(1)
    ### END SOLUTION


# %%
mean, std = fashion.train_images.mean() / 255, fashion.train_images.std() / 255
train_images = to_batch(fashion.train_images, mean, std).to(device)
train_labels = torch.from_numpy(fashion.train_labels).to(device)
test_images = to_batch(fashion.test_images, mean, std).to(device)
test_labels = torch.from_numpy(fashion.test_labels).to(device)
print("before: mean", round(mean, 3), " std", round(std, 3))
print(f"after:  mean {train_images.mean():.3f}  std {train_images.std():.3f}")
print("batch:", tuple(train_images.shape), train_images.dtype, "on", train_images.device)

# %% [markdown]
# The test pictures are scaled with the *training* pictures' mean and spread. Their own would be
# knowledge about the test set, and a network in use sees one picture at a time.

# %% [markdown]
# ## Four ideas, one network
#
# The lecture notes name four ideas. All four are in three blocks and one line:
#
# | idea of the notes | where it is |
# |---|---|
# | local connectivity | a $3 \times 3$ kernel sees nine neighbours |
# | parameter sharing | the same kernel everywhere |
# | pooling | $2 \times 2$ maxima, and a global average at the end |
# | interleaving | extract, pool, extract, pool, extract, pool |
#
# ### Exercise: `SmallCNN`
# 4 points · ★★ · 10 minutes
#
# Write it as an `nn.Module`:
#
# $$[\,\text{conv } 3 \times 3, \text{padding } 1 \to \text{ReLU} \to \text{max pool } 2\,]
# \times 3 \;\to\; \text{global average} \;\to\; \text{dense}.$$
#
# The three convolutions have `width`, `2·width` and `4·width` filters, all layers have biases, and
# what comes out are *logits*, a score of any size for each class: no softmax. The global average
# turns $(N, C, H, W)$ into $(N, C)$, so that the dense layer fits whatever the size of the picture
# is, as long as $H, W \ge 8$.
#
# **Example.** `SmallCNN(num_classes=10, width=4)` on $(2, 1, 28, 28)$: the maps are
# $4 \times 14 \times 14$, then $8 \times 7 \times 7$, then $16 \times 3 \times 3$; the average
# leaves $(2, 16)$, the logits are $(2, 10)$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `num_classes` | an int | $K$ |
# | `width` | an int | filters of the first convolution |
# | input of the model | $(N, 1, H, W)$ | pictures |
# | output | $(N, K)$ | logits |
#
# You may use `nn.Sequential` or not, and call the parts what you like.
#
# **Read:** Lin, Chen and Yan (2014), section 3.2, on global average pooling.


# %% exercise="SmallCNN"
class SmallCNN(nn.Module):
    """Three blocks of convolution, ReLU and pooling, a global average, and a dense layer.

    Args:
        num_classes: number of logits.
        width: filters of the first convolution; the next have twice and four times as many.
    """

    def __init__(self, num_classes=10, width=32):
        super().__init__()
        ### BEGIN SOLUTION
        channels = (1, width, 2 * width, 4 * width)
        blocks = [
            nn.Sequential(nn.Conv2d(c, f, kernel_size=3, padding=1), nn.ReLU(), nn.MaxPool2d(2))
            for c, f in itertools.pairwise(channels)
        ]
        self.features = nn.Sequential(*blocks)
        self.classify = nn.Linear(4 * width, num_classes)

    def forward(self, x):
        """Give the logits (N, num_classes) of pictures (N, 1, H, W)."""
        return self.classify(self.features(x).mean(dim=(2, 3)))

    ### END SOLUTION


# %% [markdown]
# How many parameters is that? Count them, and compare with what you would get if the last maps were
# flattened and wired to a dense layer of 100 units, as networks did before global pooling.


# %%
def parameter_count(model):
    """How many numbers training can change."""
    return sum(parameter.numel() for parameter in model.parameters())


with torch.no_grad():
    for size in (8, 28, 61):
        logits = SmallCNN(width=16)(torch.zeros(2, 1, size, size))
        print(f"pictures of {size} × {size}: logits {tuple(logits.shape)}")
for width in (16, 32):
    print(f"width {width}: {parameter_count(SmallCNN(width=width)):,} parameters")
flattened = ops.dense_param_count((64, 3, 3), 100) + ops.dense_param_count((100,), 10)
print(f"flattening the last maps of width 16, and 100 dense units: {flattened:,} for these alone")

# %% [markdown]
# ## What to minimise
#
# The network gives scores; the loss says how bad they are. *Softmax* turns the scores into shares
# that sum to 1, and *cross-entropy* takes minus the logarithm of the share of the right class,
# $-\log p_y$: 0 for a share of 1, large for a small one.
#
# ### Exercise: `cross_entropy`
# 4 points · ★★★ · 10 minutes
#
# $$L = -\frac{1}{N} \sum_{n=1}^{N} \sum_{k=1}^{K} q_{nk} \log p_{nk}, \qquad
# \log p_{nk} = z_{nk} - \log \sum_j \exp z_{nj}.$$
#
# Without smoothing, $q$ is 1 for the right class and 0 for the others. *Label smoothing* takes a
# little away from the right class and gives it to all $K$ classes alike:
#
# $$q_{nk} = (1 - \varepsilon) \, [k = y_n] + \varepsilon / K.$$
#
# **Example.** The logits $(0, 0)$ and the label 0: both shares are $1/2$, so $L = \log 2$, with or
# without smoothing. The logits $(\log 3, 0)$ have the shares $3/4$ and $1/4$, so
# $L = \log \frac{4}{3}$; with $\varepsilon = 0.5$ the wanted shares are $3/4$ and $1/4$, and
# $L = \frac{3}{4} \log \frac{4}{3} + \frac{1}{4} \log 4$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `logits` | $(N, K)$ | scores, of any size: 1000 must not overflow |
# | `labels` | $(N,)$, int64 | the right classes |
# | `label_smoothing` | a number, $0 \le \varepsilon < 1$ | |
# | returns | a tensor without axes | the mean over the batch, through which gradients flow |
#
# torch's own losses are not allowed in this exercise; `softmax`, `log_softmax`, `logsumexp` and
# `gather` are.
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 6.2.2.3; Szegedy et al. (2016), section
# 7, on label smoothing.


# %% exercise="cross_entropy"
def cross_entropy(logits, labels, label_smoothing=0.0):
    """The mean cross-entropy between the softmax of the logits and the wanted shares.

    Args:
        logits: (N, K), of any size.
        labels: int64 (N,), from 0 to K - 1.
        label_smoothing: the share that is given to all classes alike.

    Returns:
        A tensor without axes.

    Raises:
        ValueError: if label_smoothing is out of range, N is 0, or there is not one label for each.
    """
    if not 0 <= label_smoothing < 1:
        raise ValueError(
            f"cross_entropy: expected label_smoothing of 0 to below 1, got {label_smoothing}; "
            "try 0.1"
        )
    if len(logits) == 0 or labels.shape != logits.shape[:1]:
        raise ValueError(
            "cross_entropy: expected logits (N, K) and labels (N,) with N of at least 1, "
            f"got {tuple(logits.shape)} and {tuple(labels.shape)}; pass one label for each row"
        )
    ### BEGIN SOLUTION
    log_p = logits - logits.logsumexp(dim=1, keepdim=True)
    of_right_class = log_p.gather(1, labels[:, None]).squeeze(1)
    of_all_classes = log_p.mean(dim=1)
    wanted = (1 - label_smoothing) * of_right_class + label_smoothing * of_all_classes
    return -wanted.mean()
    ### END SOLUTION


# %% [markdown]
# Why not compute the softmax first and its logarithm afterwards? Try it with a logit of 200.
# float32 holds nothing above $3.4 \cdot 10^{38}$, and $e^{200}$ is larger.

# %%
large = torch.tensor([[200.0, 0.0, -50.0]])
shares = large.exp() / large.exp().sum(dim=1, keepdim=True)
print("softmax by its formula:", shares.numpy()[0])
print("loss for class 0:", cross_entropy(large, torch.tensor([0])).item())
print("loss for class 2:", cross_entropy(large, torch.tensor([2])).item())

# %% [markdown]
# Now draw the loss for two classes, against the lead of the right one, $z_y - z_{\text{other}}$.
# Guess first: with smoothing, is a larger lead always better?

# %%
lead = np.linspace(-3, 8, 56)
two = torch.tensor([[value, 0.0] for value in lead], dtype=torch.float32)
zero = torch.tensor([0])
curves = {
    f"ε = {smoothing}": (
        lead,
        [cross_entropy(row[None], zero, label_smoothing=smoothing).item() for row in two],
    )
    for smoothing in (0.0, 0.1, 0.3)
}
for name, (_, losses) in curves.items():
    print(f"{name}: smallest loss at a lead of {lead[int(np.argmin(losses))]:.1f}")
plots.lines(
    curves,
    xlabel="lead of the right class",
    ylabel="cross-entropy",
    alt="Loss against the lead of the right class, for three amounts of smoothing. Without "
    "smoothing the curve falls for ever; with smoothing it has a lowest point and rises again.",
)

# %% [markdown]
# Without smoothing the loss falls for ever, and training never stops pulling the logits apart. With
# smoothing there is a best lead, where $p_y = 1 - \varepsilon + \varepsilon/K$, and more confidence
# costs.

# %% [markdown]
# ## How fast to go
#
# The *learning rate* $\eta$ says how far one step goes. Large steps are fast and rough, small ones
# slow and fine. *One cycle* has both: it rises while the weights are still far from any good place,
# and falls to almost nothing at the end.
#
# ### Exercise: `one_cycle`
# 3 points · ★★ · 8 minutes
#
# With $t$ from 0 to $T - 1$ and the peak at $t_{\text{peak}} = \text{warmup} \cdot T$, which is not
# rounded:
#
# $$\eta(t) = \begin{cases}
# \eta_0 + (\eta_{\max} - \eta_0) \, \dfrac{t}{t_{\text{peak}}} & t \le t_{\text{peak}} \\[2ex]
# \eta_1 + (\eta_{\max} - \eta_1) \cdot \dfrac{1}{2} \left( 1 + \cos \left( \pi \,
# \dfrac{t - t_{\text{peak}}}{T - 1 - t_{\text{peak}}} \right) \right) & t > t_{\text{peak}}
# \end{cases}$$
#
# The rise begins at $\eta_0 = \eta_{\max} / 25$, and the fall ends at
# $\eta_1 = \eta_{\max} / 10^4$.
#
# **Example.** $T = 11$, $\eta_{\max} = 1$, warmup $= 2/11$, so the peak is at step 2: the rates are
# 0.04, 0.52, 1 at the first three steps; at step 6, halfway down, the rate is 0.50005; at step 10
# it is 0.0001.
#
# | argument | type | meaning |
# |---|---|---|
# | `step` | an int, 0 to $T - 1$ | $t$ |
# | `total_steps` | an int | $T$ |
# | `max_lr` | a number | $\eta_{\max}$ |
# | `warmup` | a number between 0 and 1 | share of the steps that rises |
# | returns | one float | $\eta(t)$ |
#
# **Read:** Smith and Topin (2018), on the policy that they call 1cycle; Loshchilov and Hutter
# (2017), section 3, on the cosine.


# %% exercise="one_cycle"
def one_cycle(step, total_steps, max_lr, warmup=0.3):
    """The learning rate of one step: a linear rise, then half a cosine to nearly nothing.

    Args:
        step: 0 to total_steps - 1.
        total_steps: how many steps there are.
        max_lr: the largest rate.
        warmup: the share of the steps that rises.

    Returns:
        The rate, one float.
    """
    ### BEGIN SOLUTION
    peak = warmup * total_steps
    if step <= peak and peak > 0:
        first = max_lr / 25
        return first + (max_lr - first) * step / peak
    last = max_lr / 1e4
    share = (step - peak) / (total_steps - 1 - peak)
    return last + (max_lr - last) * (1 + math.cos(math.pi * share)) / 2
    ### END SOLUTION


# %%
steps = np.arange(200)
plots.lines(
    {
        f"warmup {warmup}": (steps, [one_cycle(int(t), 200, 0.02, warmup) for t in steps])
        for warmup in (0.1, 0.3, 0.6)
    },
    xlabel="step",
    ylabel="learning rate",
    alt="Learning rate against the step, for three lengths of the warm-up: each curve rises in a "
    "straight line to the same peak and falls like a cosine to almost zero.",
)

# %% [markdown]
# ## More pictures than you have
#
# A boot that is moved by two pixels is a boot. A network that has seen it in many places may learn
# that; *augmentation* shows it a picture in another place each time.
#
# ### Exercise: `random_shift`
# 3 points · ★★★ · 10 minutes
#
# Move each picture down by its own $d_y$ and right by its own $d_x$; both are whole numbers from
# $-m$ to $m$, where $m$ is `max_shift`, all equally likely. Zeros enter, as in `shift_image` of
# notebook 01, and no wrapping round.
#
# $$\text{out}[n, c, i, j] = \text{batch}[n, c, i - d_y[n], j - d_x[n]],
# \quad\text{or 0 outside the picture.}$$
#
# **Example.** One picture, `[[1, 2, 3]]`, and the shift $d_y = 0, d_x = 1$: `[[0, 1, 2]]`.
#
# | argument | shape | meaning |
# |---|---|---|
# | `batch` | $(N, C, H, W)$ tensor | pictures |
# | `max_shift` | an int, 0 or more | $m$ |
# | `generator` | None or a `torch.Generator` | hand it on to `torch.randint` |
# | returns | $(N, C, H, W)$, on the batch's device | a new tensor |
#
# **Read:** Simard, Steinkraus and Platt (2003), section 2, on moved and bent training pictures.


# %% exercise="random_shift"
def random_shift(batch, max_shift, generator=None):
    """Move each picture by its own random number of pixels; zeros enter.

    Args:
        batch: (N, C, H, W).
        max_shift: the largest move in either direction, 0 or more.
        generator: where the random numbers come from; torch's own when None.

    Returns:
        A new tensor like `batch`.

    Raises:
        ValueError: if max_shift is negative.
    """
    if max_shift < 0:
        raise ValueError(f"random_shift: expected max_shift of at least 0, got {max_shift}; try 2")
    ### BEGIN SOLUTION
    height, width = batch.shape[2:]
    moves = torch.randint(-max_shift, max_shift + 1, (len(batch), 2), generator=generator)
    # Of a picture with a frame of zeros, each shift is one window.
    framed = nn.functional.pad(batch, [max_shift] * 4)
    windows = [
        picture[:, max_shift - dy :, max_shift - dx :][:, :height, :width]
        for picture, (dy, dx) in zip(framed, moves.tolist(), strict=True)
    ]
    return torch.stack(windows)
    ### END SOLUTION


# %% [markdown]
# The pictures here are normalised, so 0 is not black but the mean grey, and a frame of that grey
# enters. For training it should be black, as around the clothes: subtract what black has become,
# shift, and add it again. You will see that further down.

# %%
same_boot = test_images[first_of[9]].cpu().repeat(8, 1, 1, 1)
moved = random_shift(same_boot, 4, generator=torch.Generator().manual_seed(0))
plots.images(
    list(moved[:, 0].numpy()),
    columns=4,
    alt="The same ankle boot eight times, each at another place within four pixels of the middle; "
    "grey enters at the edges.",
)

# %% [markdown]
# ## One step
#
# ### Exercise: `train_step`
# 3 points · ★ · 5 minutes
#
# One update of the parameters $\theta$:
#
# $$L = \text{cross-entropy}(\text{model}(x), y), \qquad
# \theta \leftarrow \text{optimiser}\!\left(\theta, \frac{\partial L}{\partial \theta}\right).$$
#
# In torch that is: train mode, old gradients away, loss, `backward()`, and the `step()` of an
# *optimiser*, which knows what to do with gradients. `backward()` *adds* to the gradients that are
# there, so the second of these five matters. No smoothing, no shift here.
#
# **Example.** With the weight $w = 1$, the gradient 0.5 and plain gradient descent at a rate of
# 0.1, the new weight is $1 - 0.1 \cdot 0.5 = 0.95$, and what you return is the loss at $w = 1$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `model` | `nn.Module` | left in train mode |
# | `optimizer` | of `torch.optim` | holds the model's parameters |
# | `images`, `labels` | $(N, C, H, W)$ and $(N,)$ | one batch |
# | returns | one float | the loss before the update |
#
# **Read:** Goodfellow, Bengio and Courville (2016), section 8.3.1.


# %% exercise="train_step"
def train_step(model, optimizer, images, labels):
    """Update the model once on a batch.

    Args:
        model: gives logits (N, K); left in train mode.
        optimizer: holds the model's parameters.
        images: (N, C, H, W).
        labels: int64 (N,).

    Returns:
        The cross-entropy before the update, one float.

    Raises:
        ValueError: if the batch is empty, or there is not one label for each image.
    """
    if len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError(
            "train_step: expected images (N, C, H, W) and labels (N,) with N of at least 1, "
            f"got {tuple(images.shape)} and {tuple(labels.shape)}; pass one label for each image"
        )
    ### BEGIN SOLUTION
    model.train()
    optimizer.zero_grad()
    loss = cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()
    ### END SOLUTION


# %% [markdown]
# The first test of any training code: can it learn *one* batch by heart? If not, something is
# broken, and no amount of data will help.

# %%
torch.manual_seed(0)
model = SmallCNN(width=8).to(device)
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
losses = [train_step(model, optimizer, train_images[:32], train_labels[:32]) for _ in range(100)]
print(f"loss at first {losses[0]:.2f}, which is about log 10 = {math.log(10):.2f}: guessing")
print(f"loss after 100 steps on the same 32 pictures: {losses[-1]:.3f}")
plots.lines(
    {"loss": (np.arange(100), losses)},
    xlabel="step",
    ylabel="loss on the batch",
    alt="Loss against the step, on one batch: it falls from the level of guessing to far below it.",
)

# %% [markdown]
# ## Measure it right
#
# ### Exercise: `evaluate`
# 4 points · ★★ · 7 minutes
#
# The accuracy is the share of pictures whose largest logit is that of their label. Four things go
# wrong here, again and again:
#
# - the model stays in train mode, so that dropout and batch normalisation do as in training;
# - gradients are recorded, which costs memory for nothing;
# - the last batch is smaller, and the mean of the batches' accuracies counts it like a full one;
# - the model comes back in another mode than it had.
#
# **Example.** Five pictures in batches of three; two of the first three are right, both of the last
# two. The accuracy is $4/5 = 0.8$. The mean of $2/3$ and $1$ would be $0.83$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `model` | `nn.Module` | measured in eval mode; each module of it gets back its own mode |
# | `images`, `labels` | $(N, C, H, W)$ and $(N,)$ | |
# | `batch_size` | an int, 1 or more | how many pictures the model gets at once |
# | returns | one float | a share between 0 and 1 |
#
# **Read:** Ioffe and Szegedy (2015), section 3.1, on why training and inference differ.


# %% exercise="evaluate"
def evaluate(model, images, labels, batch_size=512):
    """The share of images that the model names rightly.

    Args:
        model: gives logits (N, K); every module in it keeps the mode that it had.
        images: (N, C, H, W).
        labels: int64 (N,).
        batch_size: how many images the model gets at once.

    Returns:
        The accuracy, one float between 0 and 1.

    Raises:
        ValueError: if batch_size is below 1, N is 0, or there is not one label for each image.
    """
    if batch_size < 1:
        raise ValueError(f"evaluate: expected batch_size of at least 1, got {batch_size}; try 512")
    if len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError(
            "evaluate: expected images (N, C, H, W) and labels (N,) with N of at least 1, "
            f"got {tuple(images.shape)} and {tuple(labels.shape)}; pass one label for each image"
        )
    ### BEGIN SOLUTION
    modes = {module: module.training for module in model.modules()}
    model.eval()
    right = 0
    with torch.no_grad():
        for x, y in zip(images.split(batch_size), labels.split(batch_size), strict=True):
            right += (model(x).argmax(dim=1) == y).sum().item()
    for module, mode in modes.items():
        module.training = mode
    return right / len(images)
    ### END SOLUTION


# %%
print(f"untrained:          {evaluate(SmallCNN(width=8).to(device), test_images, test_labels):.1%}")
print(f"one batch by heart: {evaluate(model, test_images, test_labels):.1%}")

# %% [markdown]
# Learning 32 pictures by heart is not learning what a boot is. Being right about pictures that were
# not seen in training is called *generalisation*, and it takes more pictures, each of them seen a
# few times.

# %% [markdown]
# ## All of it
#
# ### Exercise: `fit`
# 4 points · ★★ · 10 minutes
#
# Put your pieces together: make a model and an optimiser; in each *epoch* go through all images in
# a new random order, batch by batch; before each step set the learning rate.
#
# **Example.** 100 images, 3 epochs, batches of 32: an epoch has $\lceil 100/32 \rceil = 4$ steps,
# the last of them with 4 images, and $T = 12$.
#
# | argument | shape | meaning |
# |---|---|---|
# | `images`, `labels` | $(N, 1, H, W)$ float32, $(N,)$ int64 | normalised pictures, labels from 0 |
# | `epochs` | an int | how often each image is used |
# | `device` | a string or `torch.device` | where to train |
# | `seed` | an int | begin with `torch.manual_seed(seed)` |
# | returns | an `nn.Module` | the trained model |
#
# Your model is tested on images that it has not seen: after 3 epochs of 2,000 images it should name
# well above 70% of them. The test asks for 65%, which leaves room for chance. Small batches help,
# because they make for more steps. The test trains twice, the second time very shortly, and takes
# some seconds.
#
# **Read:** Bengio (2012), section 3, on learning rates and batches.


# %% exercise="fit"
def fit(images, labels, epochs, device, seed=0):
    """Train a network on images.

    Args:
        images: float32 (N, 1, H, W), normalised.
        labels: int64 (N,), from 0.
        epochs: how often each image is used.
        device: where to train.
        seed: equal seeds give equal models.

    Returns:
        The trained model, on `device`.

    Raises:
        ValueError: if epochs is below 1, N is 0, or there is not one label for each image.
    """
    if epochs < 1:
        raise ValueError(f"fit: expected epochs of at least 1, got {epochs}; try 3")
    if len(images) == 0 or labels.shape != images.shape[:1]:
        raise ValueError(
            "fit: expected images (N, 1, H, W) and labels (N,) with N of at least 1, "
            f"got {tuple(images.shape)} and {tuple(labels.shape)}; pass one label for each image"
        )
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    max_lr, batch_size = 0.02, 32
    images, labels = images.to(device), labels.to(device)
    model = SmallCNN(num_classes=10, width=16).to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=max_lr)
    total_steps = epochs * math.ceil(len(images) / batch_size)
    step = 0
    for _ in range(epochs):
        for chosen in torch.randperm(len(images), device=device).split(batch_size):
            for group in optimizer.param_groups:
                group["lr"] = one_cycle(step, total_steps, max_lr)
            train_step(model, optimizer, images[chosen], labels[chosen])
            step += 1
    return model
    ### END SOLUTION


# %% [markdown]
# Watch it happen. Press *train*: the same loop runs, and between its steps you see the loss, the
# accuracy on unseen pictures, the filters of the first layer, and what they see in a picture. Stop
# it, look at another picture, go on. Which of the curves is still on its way at the end? (The
# buttons need a running notebook.)

# %%
explorers.training(device=device)

# %% [markdown]
# ## In earnest
#
# For longer training you want to see how it goes. The next cell wraps the same loop in a bar with
# loss and accuracy, and notes the accuracy after each epoch together with the seconds of training.
# Read it once: but for the bar and the clock there is nothing in it that you have not written.

# %%
import time

from tqdm.auto import tqdm

EPOCHS = 5
black = train_images.min()  # what the byte 0 has become


def train(model, epochs=EPOCHS, max_lr=0.01, max_shift=0, batch_size=32, seed=0, title=""):
    """Train a model on the training pictures; give back seconds and test accuracies."""
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=max_lr)
    total_steps = epochs * math.ceil(len(train_images) / batch_size)
    seconds, accuracies, loss, step = [0.0], [evaluate(model, test_images, test_labels)], 0.0, 0
    with tqdm(total=total_steps, desc=title, unit="step", mininterval=0.5) as bar:
        for _ in range(epochs):
            start = time.perf_counter()
            order = torch.randperm(len(train_images), device=device)
            for chosen in order.split(batch_size):
                for group in optimizer.param_groups:
                    group["lr"] = one_cycle(step, total_steps, max_lr)
                images = train_images[chosen]
                if max_shift:  # black enters, as when pictures in bytes move
                    images = random_shift(images - black, max_shift) + black
                batch_loss = train_step(model, optimizer, images, train_labels[chosen])
                loss = batch_loss if step == 0 else 0.98 * loss + 0.02 * batch_loss
                step += 1
                bar.update()
            seconds.append(seconds[-1] + time.perf_counter() - start)
            accuracies.append(evaluate(model, test_images, test_labels))
            bar.set_postfix(loss=f"{loss:.3f}", accuracy=f"{accuracies[-1]:.1%}")
    return seconds, accuracies


# %%
torch.manual_seed(1)
cnn = SmallCNN(width=16).to(device)
cnn_curve = train(cnn, title="convolutional")
print(
    f"{cnn_curve[1][-1]:.1%} after {EPOCHS} epochs, in {cnn_curve[0][-1]:.0f} seconds on {device}"
)

# %% [markdown]
# The fair opponent is a dense network with as many parameters, trained in the same way. Notebook 01
# had one with 100 hidden units and three times as many parameters. How many units may this one
# have? A hidden layer of $h$ units has $785 h$ parameters, the output layer $10 h + 10$.

# %%
budget = parameter_count(SmallCNN(width=16))
hidden = round((budget - 10) / 795)
print("hidden units of the dense network:", hidden)


def dense_network():
    """A dense network with as many parameters as the convolutional one."""
    return nn.Sequential(nn.Flatten(), nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 10)).to(
        device
    )


torch.manual_seed(1)
dense = dense_network()
print(f"parameters: dense {parameter_count(dense):,}, convolutional {budget:,}")
dense_curve = train(dense, title="dense")
plots.lines(
    {"convolutional": cnn_curve, "dense": dense_curve},
    xlabel="seconds of training",
    ylabel="accuracy on unseen pictures",
    alt="Accuracy against seconds of training for both networks, one point an epoch. The dense one "
    "is done much sooner.",
)

# %% [markdown]
# Look at both axes. With equal numbers of parameters the dense network is much *faster*: each of
# its weights is used once for a picture, a weight of the first kernels 784 times. Sharing saves
# parameters, not products (you counted both in notebook 01). And on pictures that stand neatly in
# the middle, as these do, the accuracies are not far apart. So what is all the work good for?

# %% [markdown]
# ## The question of notebook 01
#
# Shift the test pictures to the left and to the right, and ask both networks. Guess first: where
# will the two curves be, eight pixels from the middle?


# %%
def predictor(model):
    """The model as a function from pictures in bytes (N, H, W) to labels (N,)."""

    def predict(pictures):
        model.eval()
        with torch.no_grad():
            return model(to_batch(pictures, mean, std).to(device)).argmax(dim=1).cpu().numpy()

    return predict


shifts = np.arange(-8, 9, 2)


def under_shift(model):
    """Accuracy on test pictures that were moved to the side, for every shift."""
    pictures, labels = fashion.test_images, fashion.test_labels
    return [
        ops.accuracy_under_shift(predictor(model), pictures, labels, 0, int(shift))
        for shift in shifts
    ]


results = {"convolutional": under_shift(cnn), "dense": under_shift(dense)}


def show_shifts(results, alt):
    """Print the accuracies at a few shifts, and draw all of them."""
    for name, values in results.items():
        at = dict(zip(shifts.tolist(), values, strict=True))
        print(f"{name:25}" + ", ".join(f"{s:+d} px {at[s]:.0%}" for s in (0, 2, 4, 8)))
    return plots.lines(
        {name: (shifts, values) for name, values in results.items()},
        xlabel="shift in pixels",
        ylabel="accuracy",
        alt=alt,
    )


show_shifts(
    results,
    alt="Accuracy against the shift for both networks. Both are best without a shift; the dense "
    "one falls much faster to either side.",
)

# %% [markdown]
# That is the answer to notebook 01, with its limits. The convolutional network bears a shift of a
# few pixels far better. But invariant, as the lecture notes have it, it is not: its curve falls
# too, because of zero padding at the borders and of pooling with a stride
# ([notebook 06](../06_math_properties/06_math_properties.ipynb) measured each of them), and because
# at eight pixels a part of the clothes has left the picture.
#
# The other way to robustness is to show shifted pictures in training. Train both networks again,
# with `random_shift` up to four pixels. Guess: where will the curves be *beyond* four?

# %%
torch.manual_seed(1)
shifted_cnn, shifted_dense = SmallCNN(width=16).to(device), dense_network()
train(shifted_cnn, max_shift=4, title="convolutional, shifted")
train(shifted_dense, max_shift=4, title="dense, shifted")
results["convolutional, augmented"] = under_shift(shifted_cnn)
results["dense, augmented"] = under_shift(shifted_dense)
show_shifts(
    results,
    alt="Accuracy against the shift for four networks. With augmentation both curves are nearly "
    "level between minus four and four pixels, the convolutional one higher. Beyond that the dense "
    "one falls steeply, the convolutional one slowly.",
)

# %% [markdown]
# Three things to read off:
#
# - **Within** the four pixels that were shown, augmentation makes both curves nearly level.
# - **Beyond** them the two part. The dense network knows the places that it was shown and no
#   others. The convolutional one carries what it has learned further out: its filters are the same
#   everywhere, and the average at its end forgets the place.
# - **In the middle** augmentation has a price. With as few parameters as here, and as few epochs,
#   the dense network has to spend what it has on learning every place anew, and loses much. The
#   convolutional one has the shift built in, and loses little.

# %% [markdown]
# ## Where it errs
#
# One number hides a lot. A *confusion matrix* counts how often a picture of each class (row) was
# taken for each class (column). Which classes would you mix up yourself?

# %%
predicted = predictor(shifted_cnn)(fashion.test_images)
confusion = np.zeros((10, 10), dtype=int)
np.add.at(confusion, (fashion.test_labels, predicted), 1)
errors = confusion.copy()
np.fill_diagonal(errors, 0)
worst = np.unravel_index(int(errors.argmax()), errors.shape)
print(
    f"most frequent mistake: {data.CLASSES[worst[0]]} taken for {data.CLASSES[worst[1]]}, "
    f"{errors[worst]} of {confusion[worst[0]].sum()}"
)
print(
    f"hardest class: {data.CLASSES[int((confusion.diagonal() / confusion.sum(axis=1)).argmin())]}"
)
plots.confusion_matrix(
    confusion,
    data.CLASSES,
    alt="Confusion matrix of the ten classes. Most counts lie on the diagonal; the others are "
    "mostly among clothes for the upper body.",
)

# %% [markdown]
# ## What it has learned
#
# The first layer's filters are $3 \times 3$ pictures; you know how to read them from
# [notebook 02](../02_kernels/02_kernels.ipynb). Do you find some that look for edges? Their feature
# maps say what each of them sees in a boot.

# %%
first = next(module for module in shifted_cnn.modules() if isinstance(module, nn.Conv2d))
filters = first.weight.detach().cpu().numpy()[:, 0]
plots.kernels(
    list(filters),
    titles=[f"filter {f}" for f in range(len(filters))],
    columns=8,
    alt=f"The {len(filters)} filters of the first layer, 3 × 3 weights each; many have positive "
    "weights on one side and negative ones on the other.",
)

# %%
boot = test_images[first_of[9]][None]
with torch.no_grad():
    maps = torch.relu(first(boot))[0].cpu().numpy()
plots.heat_maps(
    maps,
    label="response after the ReLU",
    columns=8,
    titles=[f"filter {f}" for f in range(len(maps))],
    alt=f"{len(maps)} feature maps of an ankle boot after the ReLU: some show its outline on one "
    "side, some its whole area, some next to nothing.",
)

# %% [markdown]
# How different from your own kernels are they? The sum of the weights is the gain on a flat picture
# (notebook 02): near 0 for an edge detector. Nothing in the loss asked for any sum.

# %%
gains = [ops.brightness_gain(kernel) for kernel in filters]
dead = ops.dead_fraction(maps.reshape(len(maps), -1).T)
print("gains, sorted:", ", ".join(f"{gain:.1f}" for gain in sorted(gains)))
print(f"filters that are 0 everywhere in this picture: {dead:.0%}")

# %% [markdown]
# ## Save it, load it again
#
# What to save is the `state_dict`: the tensors by name, without any code. A file of torch can hold
# arbitrary Python objects, and loading such a file can run arbitrary code. With `weights_only=True`
# torch reads tensors and plain containers and runs nothing else, so that a stranger's file can do
# little harm; load no other kind of file from strangers.

# %%
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "small_cnn.pt"
    torch.save(shifted_cnn.state_dict(), file)
    print(f"{file.name}: {file.stat().st_size / 1024:.0f} KiB for {budget:,} numbers of 4 bytes")
    loaded = SmallCNN(width=16)
    loaded.load_state_dict(torch.load(file, map_location="cpu", weights_only=True))
loaded.to(device)
print("equal predictions:", np.array_equal(predictor(loaded)(fashion.test_images), predicted))

# %% [markdown]
# ## Where there is a GPU
#
# Every cell above runs there as it stands: set `EVERYTHING = True` at the top, raise `EPOCHS`, take
# `SmallCNN(width=32)` and larger batches, and run the notebook again. Small batches leave a GPU
# idle; measure it on your device:


# %%
def images_per_second(batch_size, batches=6):
    """How many pictures a second are trained on, at a batch size."""
    model = SmallCNN(width=16).to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    x, y = train_images[:batch_size], train_labels[:batch_size]
    train_step(model, optimizer, x, y)  # the first step also sets things up
    start = time.perf_counter()
    for _ in range(batches):
        train_step(model, optimizer, x, y)
    return batches * batch_size / (time.perf_counter() - start)


sizes = [8, 32, 128, 512]
plots.lines(
    {str(device): (sizes, [images_per_second(size) for size in sizes])},
    xlabel="batch size",
    ylabel="pictures a second",
    xscale="log",
    alt="Pictures trained on in a second, against the batch size, on this computer's device.",
)

# %% [markdown] question="explain_training" points=3
# ## Question: is your network invariant?
# 3 points · 10 minutes · read by a person
#
# A colleague reads in the lecture notes that *a convolutional network with pooling and dense layers
# is translation-invariant*. “Then augmentation by shifts is useless for a convolutional network,”
# he says, “and I do not need one for my pictures anyway: they are all centred, and a dense network
# of the same size trains faster.”
#
# Answer him in 150 to 250 words, in your own words, with numbers that you measured in this
# notebook:
#
# 1. Is your convolutional network invariant to shifts? What did you measure, and why is it so?
# 2. What did augmentation change for each of the two networks?
# 3. In what is he right about the dense network, and what is he missing?
#
# Write your answer into the next cell.

# %% [markdown] rubric="explain_training"
# ### Rubric (3 points)
#
# - **1 point: not invariant, but far more robust.** Own accuracies at a shift and without one, for
#   the convolutional network, and one right reason: zero-padded borders, or pooling with a stride,
#   or content that leaves the picture. Half a point without numbers or without a reason.
# - **1 point: augmentation.** It levels the curve of both networks within the shifts that were
#   shown, and of the convolutional one beyond them; so it is not useless there. Own numbers for
#   both. Half a point for one network only.
# - **1 point: the dense network.** He is right that it trains faster, and that it is close on
#   centred pictures (own numbers of both). He misses what happens when a picture is not centred, or
#   that equal numbers of parameters do not mean equal knowledge: sharing builds the shift in. Half
#   a point for one of the two sides.
#
# Take nothing off for language. Other numbers than the model answer's are to be expected: seeds and
# computers differ.
#
# ### Model answer
#
# Your notes promise too much. My convolutional network is right about 84% of the centred pictures,
# but about only six in ten when they are moved to the right by four pixels, and four in ten at
# eight. So it is not invariant. At the borders zeros take part, and each pooling keeps whole maps
# equal only for shifts that are multiples of its stride, eight pixels after three of them.
#
# Augmentation is therefore not useless. With shifts of up to four pixels in training, the
# convolutional network lost about four points in the middle, had 80% at four pixels and still about
# 75% at eight to the right, which it had never been shown. The dense network gained as well, 70% at
# four pixels in place of 25%, but at eight it was as lost as before, and in the middle it paid ten
# points, because it has to learn each place anew with the same few weights.
#
# You are right about two things. With equal numbers of parameters the dense network trained several
# times faster, since each of its weights is used once a picture; and on centred pictures the two
# are only a few points apart. But will your pictures always be centred? A shift of four pixels, an
# eighth of the picture, took my dense network to about 25%. I would take the network that has the
# shift built in, and show it shifted pictures all the same.

# %% [markdown]
# ## Summary
#
# | the notes say | what you measured |
# |---|---|
# | four ideas: local, shared, pooled, interleaved | one class holds all four, and it learns |
# | dense layers explode | at equal size the dense one has few units; it is faster, not better |
# | the class stays when the object moves a little | the convolutional network bears it better |
# | a CNN is invariant to translation | no: its curve falls too; augmentation flattens it |
# | kernels extract features | its first filters react to edges and areas; their gains are free |
#
# And the whole course, from the first notebook to this one:
#
# | notebook | what you keep |
# |---|---|
# | 01 why | local and shared weights are a dense matrix with zeros and repeats |
# | 02 kernels | a layer is a sliding dot product; its gradient is two more of them |
# | 03 stride and padding | sizes, coverage, and how far a deep network sees |
# | 04 activations | what lets gradients through, and what dies |
# | 05 pooling | smaller maps, channel by channel, a little robustness |
# | 06 mathematical properties | equivariance is exact only without borders and strides |
# | 07 training | loss, schedule, loop, and measuring without fooling yourself |
#
# **You can now explain**
#
# - why a program asks for its device once, and why an absent device is an error;
# - why a softmax before cross-entropy is one too many, and why its formula overflows;
# - what a learning rate that rises and falls is good for;
# - why gradients are set to zero, why the model changes its mode, and why the last batch is
#   special;
# - what a convolutional network does with a shift, and what augmentation adds;
# - why a loaded file can be dangerous, and how to load it all the same.

# %%
progress()

# %% [markdown]
# ## What comes next
#
# This was the last notebook. Build something of your own now. Three projects of growing size:
#
# - replace max pooling by `ops.blur_pool2d`'s idea in torch, and draw the curve under shift again;
# - add batch normalisation or a residual connection to `SmallCNN`, and measure accuracy against
#   seconds;
# - take pictures of your own, ten of each kind, and find out how few of them are enough.
#
# ## Further reading
#
# - A. Azulay, Y. Weiss (2019). *Why do deep convolutional networks generalize so poorly to small
#   image transformations?* Journal of Machine Learning Research 20 (184), 1–25.
# - Y. Bengio (2012). *Practical recommendations for gradient-based training of deep architectures.*
#   In: Neural Networks: Tricks of the Trade, 2nd edition, Springer. arXiv:1206.5533.
# - I. Goodfellow, Y. Bengio, A. Courville (2016). *Deep Learning.* MIT Press. Chapters 6 and 8.
# - S. Ioffe, C. Szegedy (2015). *Batch normalization: accelerating deep network training by
#   reducing internal covariate shift.* International Conference on Machine Learning.
#   arXiv:1502.03167.
# - Y. LeCun, L. Bottou, G. B. Orr, K.-R. Müller (1998). *Efficient BackProp.* In: Neural Networks:
#   Tricks of the Trade, Springer.
# - M. Lin, Q. Chen, S. Yan (2014). *Network in network.* International Conference on Learning
#   Representations. arXiv:1312.4400.
# - I. Loshchilov, F. Hutter (2017). *SGDR: Stochastic gradient descent with warm restarts.*
#   International Conference on Learning Representations. arXiv:1608.03983.
# - A. Paszke et al. (2019). *PyTorch: an imperative style, high-performance deep learning library.*
#   Advances in Neural Information Processing Systems 32. arXiv:1912.01703.
# - P. Y. Simard, D. Steinkraus, J. C. Platt (2003). *Best practices for convolutional neural
#   networks applied to visual document analysis.* International Conference on Document Analysis and
#   Recognition.
# - L. N. Smith, N. Topin (2018). *Super-convergence: very fast training of neural networks using
#   large learning rates.* arXiv:1708.07120.
# - C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna (2016). *Rethinking the Inception
#   architecture for computer vision.* IEEE Conference on Computer Vision and Pattern Recognition.
#   arXiv:1512.00567.
# - H. Xiao, K. Rasul, R. Vollgraf (2017). *Fashion-MNIST: a novel image dataset for benchmarking
#   machine learning algorithms.* arXiv:1708.07747.
