"""Wrong conv2d: mistakes with images of integers."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.kernels.wrong.base import conv, products, terms, with_bias
from autograder.exercises.phrases import Ways


def whole_image(x, w):
    return x.dtype.kind in "iu"


def whole_image_and_kernel(x, w):
    return np.result_type(x, w).kind in "iu"


def always(x, w):
    return True


def cast_to_image(x, w, bias=None):
    """The output has the image's type, in which large numbers may wrap round as well."""
    out = conv(x, w, bias)
    return out.astype(x.dtype).astype(float) if whole_image(x, w) else out


def cast_to_image_before_bias(x, w, bias=None):
    out = products(x, w)
    return with_bias(out.astype(x.dtype).astype(float) if whole_image(x, w) else out, bias)


def whole_sums(x, w, bias=None, to=np.trunc, with_the_bias=True, when=whole_image):
    """Sums are made whole, but do not wrap round."""
    change = to if when(x, w) else np.array
    return change(conv(x, w, bias)) if with_the_bias else with_bias(change(products(x, w)), bias)


def whole_products(x, w, bias=None, to=np.trunc):
    out = terms(x, w)
    return with_bias((to(out) if whole_image(x, w) else out).sum((-3, -2, -1)), bias)


def whole_kernel(x, w, bias=None):
    return conv(x, w.astype(x.dtype).astype(float) if whole_image(x, w) else w, bias)


ALWAYS_WHOLE: Ways = (
    partial(whole_sums, when=always),
    partial(whole_sums, when=always, with_the_bias=False),
)
TRUNCATED: Ways = (
    cast_to_image,
    cast_to_image_before_bias,
    *(
        partial(whole_sums, to=to, with_the_bias=with_the_bias)
        for to in (np.trunc, np.floor)
        for with_the_bias in (True, False)
    ),
    *(partial(whole_sums, to=to, when=whole_image_and_kernel) for to in (np.trunc, np.floor)),
    whole_products,
    partial(whole_products, to=np.floor),
    whole_kernel,
    *ALWAYS_WHOLE,
)


def wrapped(x, w, bias=None):
    """Sums in uint8: right modulo 256."""
    if x.dtype != np.uint8:
        return conv(x, w, bias)
    return with_bias(np.floor(products(x, w)) % 256, bias)


def wrapped_sums(x, w, bias=None, to=np.trunc, kernel=np.array, with_the_bias=True):
    """Sums modulo 256, whatever happens to their fractions."""
    if x.dtype != np.uint8:
        return conv(x, w, bias)
    if with_the_bias:
        return to(conv(x, kernel(w), bias)) % 256
    return with_bias(to(products(x, kernel(w))) % 256, bias)


def wrapped_products(x, w, bias=None, to=np.trunc, kernel=np.array):
    """Each product in uint8, the sum in something wider."""
    if x.dtype != np.uint8:
        return conv(x, w, bias)
    return with_bias((to(terms(x, kernel(w))) % 256).sum((-3, -2, -1)), bias)


WRAPPED: Ways = (
    wrapped,
    *(partial(wrapped_sums, to=to) for to in (np.trunc, np.floor, np.array)),
    *(partial(wrapped_sums, to=to, with_the_bias=False) for to in (np.trunc, np.array)),
    partial(wrapped_sums, kernel=np.trunc),
    partial(wrapped_sums, kernel=np.trunc, with_the_bias=False),
    *(partial(wrapped_products, to=to) for to in (np.trunc, np.floor, np.array)),
    partial(wrapped_products, kernel=np.trunc),
)
