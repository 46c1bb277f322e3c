"""Training a small convolutional network with torch: data, model, loss, schedule, loop."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from jaxtyping import Float, Float32, Int64, UInt8

__all__ = [
    "SmallCNN",
    "Step",
    "cross_entropy",
    "evaluate",
    "fit",
    "fit_steps",
    "one_cycle",
    "pick_device",
    "random_shift",
    "to_batch",
    "train_step",
]

#: The first learning rate of `one_cycle` is this many times below the largest, the last this many.
START_DIVISOR, END_DIVISOR = 25.0, 1e4
#: How `fit` trains.
WIDTH, BATCH_SIZE, MAX_LR = 16, 32, 0.02


def pick_device(prefer: str | torch.device | None = None) -> torch.device:
    """Choose where to compute: on CUDA where there is one, else on MPS, else on the CPU.

    Args:
        prefer: a device that is to be taken in any case, such as `"cpu"` or `"cuda:1"`.

    Returns:
        The device.

    Raises:
        ValueError: if the preferred device is not there, or no device is called so.

    Example:
        >>> pick_device("cpu")
        device(type='cpu')
    """
    available = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if prefer is None:
        return torch.device(next(name for name, there in available.items() if there))
    try:
        device = torch.device(prefer)
    except RuntimeError as error:
        raise ValueError(
            f"pick_device: expected prefer as cuda, mps or cpu, got {prefer!r}; {error}"
        ) from None
    if not available.get(device.type, False):
        there = ", ".join(name for name, is_there in available.items() if is_there)
        raise ValueError(
            f"pick_device: expected prefer to be available, got {prefer!s}; there is {there}"
        )
    return device


def to_batch(
    images: UInt8[np.ndarray, "N H W"], mean: float, std: float
) -> Float32[Tensor, "N 1 H W"]:
    """Turn images in bytes into what a network trains on.

    Args:
        images: uint8 (N, H, W).
        mean: of all pixels of the training set, on the scale from 0 to 1.
        std: their standard deviation, on that scale, above 0.

    Returns:
        float32 (N, 1, H, W): (images / 255 − mean) / std.

    Raises:
        ValueError: if `images` is not uint8 with three axes.

    Example:
        >>> import numpy as np
        >>> to_batch(np.full((1, 1, 2), 255, dtype=np.uint8), mean=0.5, std=0.25)
        tensor([[[[2., 2.]]]])
    """
    if images.ndim != 3 or images.dtype != "uint8":
        raise ValueError(
            f"to_batch: expected images as uint8 (N, H, W), got {images.dtype} {images.shape}; "
            "pass the bytes of the data set"
        )
    # astype copies in row order, so that any memory layout will do.
    batch = torch.from_numpy(images.astype("float32", order="C")).unsqueeze(1)
    return batch.div_(255).sub_(mean).div_(std)


class SmallCNN(nn.Module):
    """Three blocks of convolution, ReLU and pooling, then a global average and a dense layer.

    Args:
        num_classes: number of logits.
        width: channels of the first block; the second has twice, the third four times as many.

    Example:
        >>> SmallCNN(num_classes=10, width=4)(torch.zeros(2, 1, 28, 28)).shape
        torch.Size([2, 10])

    Source:
        The four ideas of the course in one network; global averaging after Lin, Chen and Yan
        (2014), Network in network.
    """

    def __init__(self, num_classes: int = 10, width: int = 32) -> None:
        super().__init__()
        self.features = nn.Sequential(
            *_block(1, width), *_block(width, 2 * width), *_block(2 * width, 4 * width)
        )
        self.classify = nn.Linear(4 * width, num_classes)

    def forward(self, x: Float[Tensor, "N 1 H W"]) -> Float[Tensor, "N K"]:
        """Give the logits of a batch of images of 8 × 8 pixels or more.

        Args:
            x: (N, 1, H, W).

        Returns:
            (N, num_classes), one score a class before any softmax.
        """
        return self.classify(self.features(x).mean(dim=(2, 3)))


def _block(channels: int, filters: int) -> tuple[nn.Module, ...]:
    return nn.Conv2d(channels, filters, kernel_size=3, padding=1), nn.ReLU(), nn.MaxPool2d(2)


def cross_entropy(
    logits: Float[Tensor, "N K"], labels: Int64[Tensor, " N"], label_smoothing: float = 0.0
) -> Float[Tensor, ""]:
    """The mean of −Σ_k q_k log p_k, where p is the softmax of the logits and q the wanted shares.

    Args:
        logits: (N, K), of any size: the loss is computed without overflow.
        labels: (N,), from 0 to K − 1.
        label_smoothing: ε, 0 ≤ ε < 1; q is 1 − ε + ε/K for the right class, ε/K for the others.

    Returns:
        A scalar tensor.

    Raises:
        ValueError: if ε is out of range, there is no sample, or not one label for each.

    Example:
        >>> cross_entropy(torch.zeros(3, 4), torch.tensor([0, 1, 3]))  # log 4
        tensor(1.3863)

    Source:
        Szegedy et al. (2016), Rethinking the Inception architecture, section 7.
    """
    if not 0 <= label_smoothing < 1:
        raise ValueError(
            f"cross_entropy: expected label_smoothing of 0 to below 1, got {label_smoothing}; "
            "try 0.1"
        )
    _check_labels("cross_entropy", "logits", logits, labels)
    log_p = logits - logits.logsumexp(dim=1, keepdim=True)
    right = log_p.gather(1, labels[:, None]).squeeze(1)
    return -((1 - label_smoothing) * right + label_smoothing * log_p.mean(dim=1)).mean()


def one_cycle(step: int, total_steps: int, max_lr: float, warmup: float = 0.3) -> float:
    """The learning rate of one step: a linear rise, then half a cosine down to nearly nothing.

    Args:
        step: 0 to total_steps − 1.
        total_steps: how many steps there are.
        max_lr: the largest rate.
        warmup: the share of the steps that rises; it ends at warmup·total_steps, not rounded.

    Returns:
        max_lr/25 at step 0, max_lr at the end of the rise, max_lr/10⁴ at the last step.

    Raises:
        ValueError: if `step` is not one of the steps, or `warmup` not from 0 to 1.

    Example:
        >>> [round(one_cycle(step, 11, max_lr=1.0, warmup=2 / 11), 4) for step in (0, 1, 2, 6, 10)]
        [0.04, 0.52, 1.0, 0.5, 0.0001]

    Source:
        Smith and Topin (2018), Super-convergence; the cosine after Loshchilov and Hutter (2017).
    """
    if not 0 <= step < total_steps:
        raise ValueError(
            f"one_cycle: expected step of 0 to total_steps − 1, got step {step} of {total_steps}; "
            "count from 0"
        )
    if not 0 <= warmup <= 1:
        raise ValueError(f"one_cycle: expected warmup of 0 to 1, got {warmup}; try 0.3")
    peak = warmup * total_steps
    if step < peak:
        start = max_lr / START_DIVISOR
        return start + (max_lr - start) * step / peak
    end, last = max_lr / END_DIVISOR, total_steps - 1
    done = (step - peak) / (last - peak) if last > peak else 1.0
    return end + (max_lr - end) * (1 + math.cos(math.pi * done)) / 2


def random_shift(
    batch: Float[Tensor, "N C H W"], max_shift: int, generator: torch.Generator | None = None
) -> Float[Tensor, "N C H W"]:
    """Move each image by its own random number of pixels down and to the right; zeros enter.

    Args:
        batch: (N, C, H, W).
        max_shift: both moves are whole numbers from −max_shift to max_shift, all equally likely.
        generator: where the numbers come from; torch's own when None.

    Returns:
        A new tensor like `batch`.

    Raises:
        ValueError: if `max_shift` is negative, or `batch` does not have four axes.

    Example:
        >>> random_shift(torch.ones(5, 1, 4, 4), max_shift=0).mean()
        tensor(1.)
    """
    if max_shift < 0:
        raise ValueError(f"random_shift: expected max_shift of at least 0, got {max_shift}")
    if batch.ndim != 4:
        raise ValueError(
            f"random_shift: expected batch (N, C, H, W), got {tuple(batch.shape)}; "
            "for one image try batch[None]"
        )
    count, channels, height, width = batch.shape
    # A generator belongs to a device, so the numbers are drawn on its own and then moved.
    drawn_on = batch.device if generator is None else generator.device
    low, high = -max_shift, max_shift + 1
    moves = torch.randint(low, high, (2, count, 1), generator=generator, device=drawn_on)
    down, right = moves.to(batch.device)
    # Output pixel (i, j) comes from (i − down, j − right) of an image with a border of zeros.
    padded = nn.functional.pad(batch, [max_shift] * 4)
    rows = torch.arange(height, device=batch.device) + max_shift - down
    columns = torch.arange(width, device=batch.device) + max_shift - right
    image = torch.arange(count, device=batch.device)[:, None, None, None]
    channel = torch.arange(channels, device=batch.device)[:, None, None]
    return padded[image, channel, rows[:, None, :, None], columns[:, None, None, :]]


def train_step(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    images: Float[Tensor, "N C H W"],
    labels: Int64[Tensor, " N"],
) -> float:
    """Change the model's parameters once, so that the loss on a batch goes down.

    Args:
        model: gives logits (N, K); it is left in train mode.
        optimizer: holds the model's parameters; gradients left from before do not count.
        images: (N, C, H, W), on the model's device.
        labels: (N,).

    Returns:
        The cross-entropy before the change.

    Raises:
        ValueError: if the batch is empty, or not one label for each image.

    Example:
        >>> model = nn.Sequential(nn.Flatten(), nn.Linear(4, 2))
        >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
        >>> images, labels = torch.ones(3, 1, 2, 2), torch.tensor([0, 1, 1])
        >>> losses = [train_step(model, optimizer, images, labels) for _ in range(50)]
        >>> losses[-1] < losses[0]
        True
    """
    _check_labels("train_step", "images", images, labels)
    model.train()
    optimizer.zero_grad()
    loss = cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def evaluate(
    model: nn.Module,
    images: Float[Tensor, "N C H W"],
    labels: Int64[Tensor, " N"],
    batch_size: int = 512,
) -> float:
    """The share of images whose largest logit is that of their label.

    Args:
        model: gives logits (N, K); it works in eval mode, without gradients, and every part of it
            is given back in the mode that it had.
        images: (N, C, H, W), on the model's device.
        labels: (N,).
        batch_size: how many images the model gets at once; the last batch may hold fewer.

    Returns:
        The accuracy, from 0 to 1.

    Raises:
        ValueError: if `batch_size` is below 1, there is no image, or not one label for each.

    Example:
        >>> model = nn.Flatten()  # the pixels are the logits
        >>> evaluate(model, torch.eye(4).reshape(4, 1, 2, 2), torch.tensor([0, 1, 2, 0]))
        0.75
    """
    if batch_size < 1:
        raise ValueError(f"evaluate: expected batch_size of at least 1, got {batch_size}; try 512")
    _check_labels("evaluate", "images", images, labels)
    modes = {module: module.training for module in model.modules()}
    model.eval()
    try:
        with torch.no_grad():
            batches = zip(images.split(batch_size), labels.split(batch_size), strict=True)
            right = sum((model(x).argmax(dim=1) == y).sum() for x, y in batches)
    finally:
        for module, mode in modes.items():
            module.training = mode
    return float(right) / len(images)


def fit(
    images: Float32[Tensor, "N 1 H W"],
    labels: Int64[Tensor, " N"],
    epochs: int,
    device: str | torch.device,
    seed: int = 0,
) -> SmallCNN:
    """Train a `SmallCNN` with AdamW and one cycle of the learning rate.

    Args:
        images: (N, 1, H, W), normalised; they may lie on any device.
        labels: (N,), from 0.
        epochs: how often each image is used.
        device: where the model is trained.
        seed: equal seeds give equal models on one machine; torch's own generators stay as they are.

    Returns:
        The model, on `device`.

    Raises:
        ValueError: if `epochs` is below 1, there is no image, or not one label for each.

    Example:
        >>> model = fit(torch.ones(6, 1, 8, 8), torch.arange(6) % 2, epochs=1, device="cpu")
        >>> model(torch.zeros(3, 1, 9, 8)).shape
        torch.Size([3, 2])
    """
    for step in fit_steps(images, labels, epochs, device, seed):
        model = step.model
    return model.eval()


class Step(NamedTuple):
    """How far a training is: steps done and in all, the last batch's loss, and the model."""

    done: int
    total: int
    loss: float
    model: SmallCNN


def fit_steps(
    images: Float32[Tensor, "N 1 H W"],
    labels: Int64[Tensor, " N"],
    epochs: int,
    device: str | torch.device,
    seed: int = 0,
) -> Iterator[Step]:
    """Do what `fit` does, and stop after every step for whoever wants to look.

    Args:
        images: as in `fit`.
        labels: as in `fit`.
        epochs: as in `fit`.
        device: as in `fit`.
        seed: as in `fit`.

    Yields:
        The state before the first step, whose loss is NaN, and after every one; the model is one
        and the same.

    Raises:
        ValueError: as `fit`, when the first state is asked for.

    Example:
        >>> steps = list(fit_steps(torch.ones(40, 1, 8, 8), torch.arange(40) % 2, 3, "cpu"))
        >>> [step.done for step in steps], steps[0].total
        ([0, 1, 2, 3, 4, 5, 6], 6)
    """
    if epochs < 1:
        raise ValueError(f"fit: expected epochs of at least 1, got {epochs}; try 3")
    _check_labels("fit", "images", images, labels)
    device = torch.device(device)
    images, labels = images.to(device), labels.to(device)
    # Whatever is random is drawn here, before the first look: in between, torch's generators
    # belong to whoever looks.
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = SmallCNN(int(labels.max()) + 1, WIDTH).to(device)
        chosen = [
            some for _ in range(epochs) for some in torch.randperm(len(images)).split(BATCH_SIZE)
        ]
    optimizer = torch.optim.AdamW(model.parameters(), lr=MAX_LR)
    yield Step(0, len(chosen), math.nan, model)
    for step, some in enumerate(chosen):
        for group in optimizer.param_groups:
            group["lr"] = one_cycle(step, len(chosen), MAX_LR)
        some = some.to(device)
        loss = train_step(model, optimizer, images[some], labels[some])
        yield Step(step + 1, len(chosen), loss, model)


def _check_labels(where: str, name: str, samples: Tensor, labels: Tensor) -> None:
    if len(samples) == 0 or labels.shape != samples.shape[:1]:
        raise ValueError(
            f"{where}: expected labels (N,), one for each of {name}, N at least 1, got "
            f"{tuple(labels.shape)} for {name} {tuple(samples.shape)}; pass whole pairs"
        )
