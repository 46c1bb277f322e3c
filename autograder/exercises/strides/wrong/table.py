"""Wrong layer_table: sizes, parameters and multiply-adds of a network."""

from __future__ import annotations

from functools import partial
from math import prod

from autograder.exercises.phrases import Ways
from autograder.exercises.strides.wrong import places
from autograder.exercises.strides.wrong.layer import merged, two
from autograder.exercises.strides.wrong.seeing import BEFORE, RIGHT

BOTH = ("conv", "pool")

# ---------------------------------------------------------------- the table, taken apart


def slide(plan, layer, shape):
    """Height and width by a plan; a pool's stride is its kernel unless it is given."""
    kernel = two(layer["kernel_size"])
    stride = layer.get("stride", 1 if layer["type"] == "conv" else kernel)
    pads = two(layer.get("padding", 0))
    rows, columns = plan(shape[1:], kernel, two(stride), pads, (1, 1))
    if not len(rows) or not len(columns):
        raise ValueError("no place")
    return len(rows), len(columns)


def conv_costs(channels, filters, kernel, size):
    """Parameters and multiply-adds."""
    weights = filters * channels * prod(kernel)
    return weights + filters, weights * prod(size)


def dense_costs(inputs, outputs):
    return outputs * (inputs + 1), outputs * inputs


def tabulate(layers, in_shape, slide=slide, plans=(), conv=conv_costs, dense=dense_costs):
    """The right table, but for what is replaced: costs, or plans by type of layer."""
    shape, rows = tuple(in_shape), []
    for layer in layers:
        kind, params, macs = layer["type"], 0, 0
        if kind in BOTH:
            size = slide(dict(plans).get(kind, RIGHT), layer, shape)
            channels = shape[0] if kind == "pool" else layer["out_channels"]
            if kind == "conv":
                params, macs = conv(shape[0], channels, two(layer["kernel_size"]), size)
            shape = (channels, *size)
        elif kind == "flatten":
            shape = (prod(shape),)
        else:
            params, macs = dense(prod(shape), layer["out_features"])
            shape = (layer["out_features"],)
        rows.append((shape, params, macs))
    return rows


def by_plan(plan, layers, in_shape, kinds=BOTH):
    """Let a wrong plan answer, for convolutions, for pools, or for both."""
    return tabulate(layers, in_shape, plans=[(kind, plan) for kind in kinds])


# ---------------------------------------------------------------- costs


def with_costs(layers, in_shape, conv=conv_costs, dense=dense_costs):
    return tabulate(layers, in_shape, conv=conv, dense=dense)


def weights(channels, filters, kernel):
    return filters * channels * prod(kernel)


def conv_without_bias(channels, filters, kernel, size):
    return weights(channels, filters, kernel), weights(channels, filters, kernel) * prod(size)


def dense_without_bias(inputs, outputs):
    return outputs * inputs, outputs * inputs


def conv_with_one_bias(channels, filters, kernel, size):
    return weights(channels, filters, kernel) + 1, weights(channels, filters, kernel) * prod(size)


def dense_with_one_bias(inputs, outputs):
    return outputs * inputs + 1, outputs * inputs


def conv_with(channels, filters, kernel, size, seen, in_params=True, in_macs=True, biases=None):
    """Costs of another number of weights, in the parameters, in the multiply-adds, or in both."""
    changed, own = seen(channels, filters, kernel, size), weights(channels, filters, kernel)
    biases = filters if biases is None else biases(channels)
    return (changed if in_params else own) + biases, (changed if in_macs else own) * prod(size)


def in_either(seen):
    """Another number of weights in both costs, and in each alone."""
    return tuple(
        partial(with_costs, conv=partial(conv_with, seen=seen, **where))
        for where in ({}, {"in_macs": False}, {"in_params": False})
    )


def one_channel(channels, filters, kernel, size):
    return filters * prod(kernel)


def one_filter(channels, filters, kernel, size):
    return channels * prod(kernel)


def one_filter_and_bias(channels, filters, kernel, size):
    seen = channels * prod(kernel)
    return seen + 1, seen * prod(size)


def square(channels, filters, kernel, size, side):
    return filters * channels * kernel[side] ** 2


def biases_of_input(channels, filters, kernel, size):
    """One bias for each channel of the input."""
    return weights(channels, filters, kernel) + channels, weights(channels, filters, kernel) * prod(
        size
    )


def macs_square(channels, filters, kernel, size, side):
    own = weights(channels, filters, kernel)
    return own + filters, own * size[side] ** 2


# ---------------------------------------------------------------- shapes


def kernel_square(layers, in_shape, side, costs=True):
    """A square kernel in the sizes, and in the costs as well."""
    plan = partial(places.square_kernel, side=side)
    conv = partial(conv_with, seen=partial(square, side=side)) if costs else conv_costs
    return tabulate(layers, in_shape, plans=[(kind, plan) for kind in BOTH], conv=conv)


def channels_kept(layers, in_shape):
    """A convolution keeps the channels of its input."""
    return _mapped(layers, in_shape, lambda layer, shape, row: ((shape[0], *row[0][1:]), *row[1:]))


def _mapped(layers, in_shape, change):
    """Change each row of a convolution; the following layers see the changed shape."""
    shape, rows = tuple(in_shape), []
    for layer in layers:
        (row,) = tabulate([layer], shape)
        row = change(layer, shape, row) if layer["type"] == "conv" else row
        rows.append(row)
        shape = row[0]
    return rows


def pooled_across_channels(layers, in_shape, keeps_axis=True):
    shape, rows = tuple(in_shape), []
    for layer in layers:
        (row,) = tabulate([layer], shape)
        if layer["type"] == "pool":
            row = ((1, *row[0][1:]) if keeps_axis else row[0][1:], 0, 0)
        rows.append(row)
        shape = row[0]
    return rows


def shapes_swapped(layers, in_shape):
    """Right costs, and shapes (C, W, H)."""
    return [
        ((shape[0], shape[2], shape[1]) if len(shape) == 3 else shape, params, macs)
        for shape, params, macs in tabulate(layers, in_shape)
    ]


def read_swapped(layers, in_shape):
    """The input's shape read as (C, W, H)."""
    return tabulate(layers, _swapped(in_shape))


def read_and_given_swapped(layers, in_shape):
    return [(_swapped(row[0]), *row[1:]) for row in tabulate(layers, _swapped(in_shape))]


def _swapped(shape):
    return (shape[0], shape[2], shape[1]) if len(shape) == 3 else shape


def channels_last(layers, in_shape):
    """The input's shape read as (H, W, C), and the shapes given alike."""
    height, width, channels = in_shape if len(in_shape) == 3 else (0, 0, 0)
    return shapes_channels_last(layers, (channels, height, width) if height else in_shape)


def read_channels_last(layers, in_shape):
    """Every shape is read as (H, W, C), and given as (C, H, W)."""
    shape, rows = tuple(in_shape), []
    for layer in layers:
        (row,) = tabulate([layer], (shape[2], *shape[:2]) if len(shape) == 3 else shape)
        rows.append(row)
        shape = row[0]
    return rows


def shapes_channels_last(layers, in_shape):
    """Right costs, and shapes (H, W, C)."""
    return [
        ((*shape[1:], shape[0]) if len(shape) == 3 else shape, params, macs)
        for shape, params, macs in tabulate(layers, in_shape)
    ]


def channels_padded(layers, in_shape, shown=True):
    """The channels grow by the padding, as height does."""
    shape, rows = tuple(in_shape), []
    for layer in layers:
        padding = two(layer.get("padding", 0))[0]
        grown = (shape[0] + 2 * padding, *shape[1:]) if len(shape) == 3 else shape
        (row,) = tabulate([layer], grown)
        rows.append(row)
        shape = row[0]
    return rows


def kernel_swapped(layers, in_shape, kinds=BOTH):
    """Kernels read as (width, height), so that the strides of pools are swapped with them."""
    swapped = [
        {**layer, "kernel_size": two(layer["kernel_size"])[::-1]}
        if layer["type"] in kinds
        else layer
        for layer in layers
    ]
    return tabulate(swapped, in_shape)


def given_stride_swapped(layers, in_shape):
    """Strides read as (horizontal, vertical) where there are any; a pool's own is right."""
    swapped = [
        {**layer, "stride": two(layer["stride"])[::-1]} if "stride" in layer else layer
        for layer in layers
    ]
    return tabulate(swapped, in_shape)


def pool_stride(layers, in_shape, stride):
    """A pool's stride is another one: 1 where none is given, or always the kernel."""

    def restrided(plan, layer, shape):
        return slide(plan, stride(layer) if layer["type"] == "pool" else layer, shape)

    return tabulate(layers, in_shape, slide=restrided)


def of_one(layer):
    return {"stride": 1, **layer}


def of_its_kernel(layer):
    return {**layer, "stride": layer["kernel_size"]}


def spoils_layers(layers, in_shape):
    found = tabulate(layers, in_shape)
    for layer in layers:
        layer.clear()
    return found


# ---------------------------------------------------------------- by phrase

#: Plans with another number of places; what else a plan may do wrong does not show in a table.
COUNTS: dict[str, Ways] = {
    "stride on one axis only": (places.stride_on_rows, places.stride_on_columns),
    "stride pair swapped": (places.stride_swapped,),
    "kernel pair swapped": (places.kernel_swapped,),
    "output width taken as its height": places.SQUARE_OUTPUT,
    "ceiling instead of floor": places.STRIDE["ceiling instead of floor"],
    "the +1 missing": places.STRIDE["the +1 missing"],
}
#: The same of padding, which pools do not have.
PADDED_COUNTS: dict[str, Ways] = {
    "padding pair swapped": (places.padding_swapped,),
    "padding counted once": (BEFORE,),
    "stride before padding": places.STRIDE["stride before padding"],
}
SIZES: dict[str, Ways] = {
    phrase: tuple(partial(by_plan, plan, kinds=kinds) for plan in plans for kinds in some)
    for counts, some in ((COUNTS, (BOTH, ("conv",), ("pool",))), (PADDED_COUNTS, (BOTH,)))
    for phrase, plans in counts.items()
}
TABLE: dict[str, Ways] = merged(
    SIZES,
    {
        "bias missing": (
            partial(with_costs, conv=conv_without_bias, dense=dense_without_bias),
            partial(with_costs, conv=conv_without_bias),
            partial(with_costs, dense=dense_without_bias),
        ),
        "first bias for every filter": (
            partial(with_costs, conv=conv_with_one_bias, dense=dense_with_one_bias),
            partial(with_costs, conv=conv_with_one_bias),
            partial(with_costs, dense=dense_with_one_bias),
        ),
        "only the first channel": in_either(one_channel),
        "filter 0 for every filter": (
            *in_either(one_filter),
            partial(with_costs, conv=one_filter_and_bias),
        ),
        "in/out channel axes swapped": (
            channels_kept,
            partial(with_costs, conv=biases_of_input),
        ),
        "kernel width taken as its height": (
            *(way for side in (0, 1) for way in in_either(partial(square, side=side))),
            *(partial(kernel_square, side=side, costs=c) for side in (0, 1) for c in (True, False)),
        ),
        "output width taken as its height": tuple(
            partial(with_costs, conv=partial(macs_square, side=side)) for side in (0, 1)
        ),
        "output H and W swapped": (shapes_swapped, read_swapped, read_and_given_swapped),
        "NHWC read as NCHW": (channels_last, read_channels_last, shapes_channels_last),
        "maximum across channels": (
            pooled_across_channels,
            partial(pooled_across_channels, keeps_axis=False),
        ),
        "batch or channel axis padded too": (channels_padded,),
        "kernel pair swapped": (
            kernel_swapped,
            *(partial(kernel_swapped, kinds=(kind,)) for kind in BOTH),
        ),
        "stride pair swapped": (given_stride_swapped,),
        "stride defaults to 1": (partial(pool_stride, stride=of_one),),
        "stride forced to the kernel": (partial(pool_stride, stride=of_its_kernel),),
        "input changed in place": (spoils_layers,),
    },
)
