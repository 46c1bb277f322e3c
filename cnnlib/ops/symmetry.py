"""Notebook 06: equivariance and invariance, measured instead of claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib.ops._arguments import (
    array_with_axes,
    bias_or_zeros,
    fits,
    floats,
    integer,
    invalid,
    listed,
    numbers,
    pair,
    same_channels,
    same_shape,
)
from cnnlib.ops.kernels import conv2d
from cnnlib.ops.pooling import relative_distance
from cnnlib.ops.strides import pad2d

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jaxtyping import Float64, Num

    Size = int | Sequence[int]
    Map = Callable[[ndarray], ndarray]

__all__ = [
    "blur_pool2d",
    "circular_conv2d",
    "equivariance_error",
    "error_by_border_distance",
    "group_average",
    "invariance_error",
    "lift_p4",
    "output_shift",
    "p4_action",
    "shift_consistency",
    "translate",
]


def translate(x: Num[ndarray, "... H W"], dy: int, dx: int) -> Num[ndarray, "... H W"]:
    """Move content down by `dy` and right by `dx`, wrapping round: an action of a group.

    Args:
        x: (…, H, W), any dtype, which is kept.
        dy: pixels downwards; negative is up.
        dx: pixels to the right; negative is left.

    Returns:
        A fresh array of the same shape and dtype.

    Raises:
        ValueError: if `x` has fewer than two axes, or a shift is not an int.

    Example:
        >>> translate(np.array([[1, 2, 3]]), dy=0, dx=1)
        array([[3, 1, 2]])

    Source:
        Cohen and Welling (2016), Group Equivariant Convolutional Networks, section 4.1.
    """
    x = array_with_axes("translate", "x", x, 2, shape="(..., H, W)", or_more=True)
    down, right = integer("translate", "dy", dy), integer("translate", "dx", dx)
    # Once round is nowhere: with the remainder no shift is too large for NumPy.
    return np.roll(x, (down % x.shape[-2], right % x.shape[-1]), axis=(-2, -1))


def equivariance_error(phi: Map, g: Map, m_g: Map, x: Num[ndarray, "..."]) -> float:
    """Measure how far `phi` is from turning a change of the input into that of the output.

    Args:
        phi: the map in question.
        g: what is done to the input.
        m_g: what that should do to the output.
        x: an input of any shape that the three take.

    Returns:
        `‖φ(gx) − M_g φ(x)‖ / ‖M_g φ(x)‖`, norms over all entries together; 0/0 is 0.

    Raises:
        ValueError: if the two sides have different shapes.

    Example:
        >>> g = lambda x: translate(x, 1, 0)
        >>> equivariance_error(lambda x: x**2, g, g, np.eye(4))
        0.0
        >>> round(equivariance_error(lambda x: x[::2], g, g, np.eye(4)), 3)
        1.414

    Source:
        Cohen and Welling (2016), eq. 1; course notes, “Math Properties of CNN”.
    """
    where = "equivariance_error"
    x = floats(numbers(where, "x", x))
    # Copies all the way: neither map can spoil what the other is given.
    moved_first = np.array(phi(np.array(g(x.copy()))))
    return relative_distance(where, "phi(g(x))", moved_first, m_g(np.array(phi(x.copy()))))


def invariance_error(phi: Map, g: Map, x: Num[ndarray, "..."]) -> float:
    """Measure how much a change of the input changes the output of `phi`.

    Args:
        phi: the map in question.
        g: what is done to the input.
        x: an input of any shape that both take.

    Returns:
        `‖φ(gx) − φ(x)‖ / ‖φ(x)‖`, norms over all entries together; 0/0 is 0.

    Raises:
        ValueError: if the two sides have different shapes.

    Example:
        >>> invariance_error(np.sum, lambda x: translate(x, 1, 0), np.eye(4))
        0.0

    Source:
        Course notes, “Math Properties of CNN”.
    """
    x = floats(numbers("invariance_error", "x", x))
    moved = np.array(phi(np.array(g(x.copy()))))
    return relative_distance("invariance_error", "phi(g(x))", moved, phi(x.copy()))


def circular_conv2d(
    x: Num[ndarray, "N C H W"],
    weight: Num[ndarray, "F C kh kw"],
    bias: Num[ndarray, " F"] | None = None,
) -> Float64[ndarray, "N F H W"]:
    """Apply a layer of filters to images that wrap round: no border, exact equivariance.

    Args:
        x: images (N, C, H, W).
        weight: filters (F, C, kh, kw) of odd height and width; the window is centred.
        bias: one value a filter (F,), or None.

    Returns:
        float64 of shape (N, F, H, W).

    Raises:
        ValueError: if axes, channels or the bias do not fit, the kernel is even, or half of it
            exceeds the image.

    Example:
        >>> circular_conv2d(np.eye(3)[None, None], np.ones((1, 1, 1, 3)))[0, 0]
        array([[1., 1., 1.],
               [1., 1., 1.],
               [1., 1., 1.]])

    Source:
        Notebook 06, “Exact with circular padding”; `padding_mode="circular"` of PyTorch's Conv2d.
    """
    where = "circular_conv2d"
    x, weight, offset = _layer(where, x, weight, bias)
    kh, kw = weight.shape[2:]
    if kh % 2 == 0 or kw % 2 == 0:
        expected = "weight with odd kernel height and width"
        raise invalid(where, expected, f"shape {weight.shape}", "an even window has no centre")
    half = (kh // 2, kw // 2)
    if half[0] > x.shape[2] or half[1] > x.shape[3]:
        expected = f"weight that reaches no further than once round x of shape {x.shape}"
        raise invalid(where, expected, f"shape {weight.shape}", "take a smaller kernel")
    return conv2d(pad2d(x, half, mode="circular"), weight, offset)


def output_shift(shift: int, stride: int) -> int | None:
    """Find the shift of the output that belongs to a shift of the input.

    Args:
        shift: pixels that the input moves; may be negative.
        stride: of the layer.

    Returns:
        `shift / stride` where that is whole; else None: no shift of the output matches.

    Raises:
        ValueError: if `shift` is not an int, or `stride` is below 1.

    Example:
        >>> output_shift(-4, stride=2), output_shift(3, stride=2)
        (-2, None)

    Source:
        Azulay and Weiss (2019), Why Do Deep Convolutional Networks Generalize so Poorly to Small
        Image Transformations?, section 2.
    """
    moved = integer("output_shift", "shift", shift)
    places, rest = divmod(moved, integer("output_shift", "stride", stride, 1))
    return None if rest else places


def error_by_border_distance(error: Num[ndarray, "H W"]) -> Float64[ndarray, " (min(H,W)+1)//2"]:
    """Average an error over the pixels that are equally far from the border.

    Args:
        error: (H, W), of either sign.

    Returns:
        float64: entry d is the mean absolute error of the pixels whose nearest border is d away,
        0 for the outermost ones.

    Raises:
        ValueError: if `error` does not have two axes.

    Example:
        >>> error_by_border_distance(np.array([[2, 2, 2], [2, -5, 2], [2, 2, 2]]))
        array([2., 5.])

    Source:
        Notebook 06, “How far a border reaches”; Islam, Jia and Bruce (2020), How Much Position
        Information Do Convolutional Neural Networks Encode?
    """
    size = np.abs(floats(array_with_axes("error_by_border_distance", "error", error, 2)))
    rows, columns = (np.minimum(np.arange(n), np.arange(n)[::-1]) for n in size.shape)
    distance = np.minimum.outer(rows, columns).ravel()
    return np.bincount(distance, weights=size.ravel()) / np.bincount(distance)


def group_average(
    phi: Map, actions: Iterable[Map], x: Num[ndarray, "..."]
) -> Float64[ndarray, "..."]:
    """Average `phi` over everything a group does to its input: the result is invariant.

    Args:
        phi: maps an array to an array (or a number).
        actions: all elements of the group, the identity included, as functions of an input.
        x: an input.

    Returns:
        The mean of `phi(action(x))`, float64.

    Raises:
        ValueError: if there are no actions, or results have different shapes.

    Example:
        >>> turns = [lambda x, k=k: np.rot90(x, k) for k in range(4)]
        >>> group_average(lambda x: x[0], turns, np.array([[1.0, 2.0], [3.0, 4.0]]))
        array([2.5, 2.5])

    Source:
        Notebook 06, “Averaging over a group”; Cohen and Welling (2016), section 6.
    """
    where = "group_average"
    x = floats(numbers(where, "x", x))
    elements = listed(where, "actions", actions)
    if not elements:
        raise invalid(where, "actions with at least the identity", "none", "try [lambda x: x]")
    results = [floats(numbers(where, "phi(x)", phi(np.array(g(x.copy()))))) for g in elements]
    for result in results:
        same_shape(where, "phi(x)", result, results[0].shape, "every action must keep it")
    return np.asarray(np.mean(results, axis=0))


def blur_pool2d(x: Num[ndarray, "N C H W"], stride: Size = 2) -> Float64[ndarray, "N C OH OW"]:
    """Blur before subsampling, so that what falls between two samples is not lost.

    Args:
        x: maps (N, C, H, W); they wrap round.
        stride: pixels from one sample to the next, an int or a pair; the first is at index 0.

    Returns:
        float64 of shape (N, C, ⌈H / stride⌉, ⌈W / stride⌉). The blur is [1 2 1] / 4 each way.

    Raises:
        ValueError: if `x` does not have four axes, or `stride` is below 1.

    Example:
        >>> blur_pool2d(np.array([[[[0.0, 4.0, 0.0, 0.0]]]]))
        array([[[[1., 1.]]]])

    Source:
        Zhang (2019), Making Convolutional Networks Shift-Invariant Again, section 3.
    """
    x = floats(array_with_axes("blur_pool2d", "x", x, 4))
    down, right = pair("blur_pool2d", "stride", stride)
    for axis in (2, 3):
        x = (np.roll(x, 1, axis) + 2.0 * x + np.roll(x, -1, axis)) / 4.0
    return x[:, :, ::down, ::right].copy()


def shift_consistency(
    predict: Map, x: Num[ndarray, "N ... H W"], shifts: Iterable[tuple[int, int]]
) -> float:
    """Measure how often a classifier says of a shifted image what it says of the image.

    Args:
        predict: maps a batch shaped like `x` to labels (N,); called with the whole batch.
        x: images (N, …, H, W); they wrap round.
        shifts: pairs (dy, dx).

    Returns:
        The share of pairs of an image and a shift whose label stays.

    Raises:
        ValueError: if there are no shifts or images, one is not a pair, or there is not one label
            an image.

    Example:
        >>> corner = lambda x: x[:, 0, 0] > 0
        >>> shift_consistency(corner, np.eye(4)[None], [(1, 1), (0, 1)])
        0.5

    Source:
        Zhang (2019), Making Convolutional Networks Shift-Invariant Again, section 4.2.
    """
    where = "shift_consistency"
    x = floats(array_with_axes(where, "x", x, 3, shape="(N, ..., H, W)", or_more=True))
    moves = [_shift(where, move) for move in listed(where, "shifts", shifts)]
    if not moves:
        raise invalid(where, "shifts to hold at least one (dy, dx)", "none", "try [(0, 1)]")
    at_rest = _labels(where, predict, x.copy())
    same = [_labels(where, predict, translate(x, *move)) == at_rest for move in moves]
    return float(np.mean(same))


def lift_p4(
    x: Num[ndarray, "N C H W"],
    weight: Num[ndarray, "F C k k"],
    bias: Num[ndarray, " F"] | None = None,
) -> Float64[ndarray, "N F 4 OH OW"]:
    """Correlate with every filter in four orientations: the first layer of a rotation network.

    Args:
        x: images (N, C, H, W).
        weight: square filters (F, C, k, k).
        bias: one value a filter (F,), the same for its orientations, or None.

    Returns:
        float64 of shape (N, F, 4, H − k + 1, W − k + 1); index r of axis 2 is the correlation with
        the filter turned by r · 90 degrees counter-clockwise.

    Raises:
        ValueError: if axes, channels or the bias do not fit, the filters are not square or too
            large.

    Example:
        >>> lift_p4(np.zeros((2, 3, 8, 7)), np.zeros((5, 3, 3, 3))).shape
        (2, 5, 4, 6, 5)

    Source:
        Cohen and Welling (2016), Group Equivariant Convolutional Networks, eq. 10.
    """
    where = "lift_p4"
    x, weight, offset = _layer(where, x, weight, bias)
    if weight.shape[2] != weight.shape[3]:
        expected = "weight with square kernels (F, C, k, k)"
        raise invalid(where, expected, f"shape {weight.shape}", "pad the kernel with zeros")
    fits(where, "weight", weight.shape[2:], x.shape, got=weight.shape)
    turned = [np.rot90(weight, turns, axes=(2, 3)) for turns in range(4)]
    return np.stack([conv2d(x, filters, offset) for filters in turned], axis=2)


def p4_action(y: Num[ndarray, "N F 4 H W"]) -> Float64[ndarray, "N F 4 W H"]:
    """Do to the output of `lift_p4` what a counter-clockwise quarter turn of its input does.

    Args:
        y: (N, F, 4, H, W).

    Returns:
        float64 of shape (N, F, 4, W, H): every map is turned, and hands its place on to the next
        orientation.

    Raises:
        ValueError: if `y` does not have five axes, of which axis 2 is 4 long.

    Example:
        >>> y = np.arange(8.0).reshape(1, 1, 4, 1, 2)
        >>> p4_action(y)[0, 0, :, :, 0]
        array([[7., 6.],
               [1., 0.],
               [3., 2.],
               [5., 4.]])

    Source:
        Cohen and Welling (2016), Group Equivariant Convolutional Networks, section 4, fig. 1.
    """
    y = array_with_axes("p4_action", "y", y, 5, shape="(N, F, 4, H, W)", remedy="try lift_p4 first")
    if y.shape[2] != 4:
        expected = "y of shape (N, F, 4, H, W)"
        raise invalid("p4_action", expected, y.shape, "axis 2 holds the four orientations")
    turned = np.rot90(floats(y), axes=(3, 4))
    return np.ascontiguousarray(np.roll(turned, 1, axis=2))


def _layer(where: str, x: Any, weight: Any, bias: Any) -> tuple[ndarray, ndarray, ndarray]:
    x = floats(array_with_axes(where, "x", x, 4))
    weight = floats(array_with_axes(where, "weight", weight, 4, shape="(F, C, kh, kw)"))
    same_channels(where, x, weight)
    return x, weight, bias_or_zeros(where, bias, len(weight))


def _shift(where: str, move: Any) -> tuple[int, int]:
    if not isinstance(move, tuple | list) or len(move) != 2:
        raise invalid(where, "shifts of the form (dy, dx)", repr(move), "pass pairs of ints")
    return integer(where, "shifts", move[0]), integer(where, "shifts", move[1])


def _labels(where: str, predict: Map, x: ndarray) -> ndarray:
    labels = np.array(predict(x))
    same_shape(where, "predict(x)", labels, x.shape[:1], "return one label for each image")
    return labels
