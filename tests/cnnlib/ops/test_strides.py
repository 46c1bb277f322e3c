from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from torch import nn
from torch.nn import functional as F

from cnnlib import ops

from .support import FEW, SEEDS, agree, normal, small, tensor

PAIRS = st.tuples(small(3), small(3))
PADS = st.tuples(small(3, 0), small(3, 0))
MODES = {
    "zeros": "constant",
    "constant": "constant",
    "reflect": "reflect",
    "replicate": "replicate",
}


class TestOutputSize:
    @given(small(9), small(5), small(4), small(3, 0), small(3))
    @FEW
    def test_it_counts_the_places_or_says_that_there_are_none(
        self, size, kernel, stride, padding, dilation
    ):
        starts = range(0, size + 2 * padding - dilation * (kernel - 1), stride)
        if len(starts):
            count = ops.output_size(size, kernel, stride, padding, dilation)
            assert count == len(starts)
            assert type(count) is int
        else:
            with pytest.raises(ValueError, match=r"output_size: expected kernel_size .*got"):
                ops.output_size(size, kernel, stride, padding, dilation)


class TestSamePadding:
    @given(small(12), small(5), small(4), small(3))
    @FEW
    def test_it_is_the_smallest_total_that_gives_the_size(self, size, kernel, stride, dilation):
        before, after = ops.same_padding(size, kernel, stride, dilation)
        assert after - before in (0, 1)
        wanted = math.ceil(size / stride)

        def places(total):
            return len(range(0, size + total - dilation * (kernel - 1), stride))

        assert places(before + after) == wanted
        assert before + after == 0 or places(before + after - 1) < wanted


class TestPad2d:
    @given(SEEDS, st.tuples(*[small(3, 0)] * 4), st.sampled_from(sorted(MODES)), st.booleans())
    @FEW
    def test_it_is_torchs(self, seed, sides, mode, batch):
        top, bottom, left, right = sides
        x = normal(seed, 2, 4, 5) if not batch else normal(seed, 2, 1, 4, 5)
        value = {"value": 2.5} if mode == "constant" else {}
        theirs = F.pad(tensor(x), (left, right, top, bottom), mode=MODES[mode], **value)
        agree(ops.pad2d(x, sides, mode, **value), theirs)

    @given(SEEDS, st.tuples(*[small(4, 0)] * 4))
    @FEW
    def test_circular_padding_is_numpys_wrap(self, seed, sides):
        top, bottom, left, right = sides
        x = normal(seed, 4, 5)
        expected = np.pad(x, ((top, bottom), (left, right)), mode="wrap")
        np.testing.assert_array_equal(ops.pad2d(x, sides, "circular"), expected)

    def test_the_three_ways_to_write_a_padding(self):
        x = np.ones((2, 3))
        assert ops.pad2d(x, 1).shape == (4, 5)
        assert ops.pad2d(x, (1, 0)).shape == (4, 3)
        assert ops.pad2d(x, [0, 1, 2, 3]).shape == (3, 8)

    @pytest.mark.parametrize("mode", ["zeros", "constant", "reflect", "replicate", "circular"])
    @pytest.mark.parametrize("dtype", [np.uint8, np.bool_, np.float32, ">i4"])
    def test_the_type_stays(self, mode, dtype):
        assert ops.pad2d(np.ones((2, 2), dtype=dtype), 1, mode).dtype == np.dtype(dtype)

    def test_the_value_is_for_constant_only(self):
        assert ops.pad2d(np.ones((1, 1)), 1, "zeros", value=5)[0, 0] == 0
        assert ops.pad2d(np.ones((1, 1)), 1, "constant", value=5)[0, 0] == 5

    @pytest.mark.parametrize(("mode", "largest"), [("reflect", 1), ("circular", 2)])
    def test_a_mode_reaches_as_far_as_the_image(self, mode, largest):
        x = np.arange(10.0).reshape(2, 5)
        assert ops.pad2d(x, (largest, 0), mode).shape == (2 + 2 * largest, 5)
        with pytest.raises(ValueError, match=rf"pad2d: expected padding of at most {largest} "):
            ops.pad2d(x, (0, largest + 1, 0, 0), mode)


class TestConv2dStrided:
    @given(SEEDS, PAIRS, PAIRS, PADS, PAIRS, small(2), small(3), small(3), st.booleans())
    @FEW
    def test_it_is_torchs(self, seed, kernel, stride, padding, dilation, n, c, f, with_bias):
        x, weight = normal(seed, n, c, 7, 6), normal(seed + 1, f, c, *kernel)
        room = (7 + 2 * padding[0], 6 + 2 * padding[1])
        assume(all(dilation[axis] * (kernel[axis] - 1) < room[axis] for axis in (0, 1)))
        bias = normal(seed + 2, f) if with_bias else None
        theirs = F.conv2d(
            tensor(x),
            tensor(weight),
            None if bias is None else tensor(bias),
            stride=stride,
            padding=padding,
            dilation=dilation,
        )
        agree(ops.conv2d_strided(x, weight, bias, stride, padding, dilation), theirs)

    def test_left_alone_it_is_conv2d(self):
        x, weight = normal(0, 2, 3, 5, 6), normal(1, 4, 3, 2, 3)
        np.testing.assert_array_equal(ops.conv2d_strided(x, weight), ops.conv2d(x, weight))


class TestLayerTable:
    LAYERS = (
        {"type": "conv", "out_channels": 6, "kernel_size": (5, 3), "padding": (2, 0)},
        {"type": "pool", "kernel_size": 2},
        {"type": "conv", "out_channels": 4, "kernel_size": 3, "stride": (2, 1)},
        {"type": "pool", "kernel_size": (2, 3), "stride": 1},
        {"type": "flatten"},
        {"type": "dense", "out_features": 10},
    )

    def test_shapes_and_parameters_are_those_of_torch(self):
        network = (
            nn.Conv2d(3, 6, (5, 3), padding=(2, 0)),
            nn.MaxPool2d(2),
            nn.Conv2d(6, 4, 3, stride=(2, 1)),
            nn.MaxPool2d((2, 3), stride=1),
            nn.Flatten(),
            nn.Linear(4 * 6 * 11, 10),
        )
        x = tensor(np.zeros((1, 3, 31, 33)))
        table = ops.layer_table(self.LAYERS, (3, 31, 33))
        for module, (shape, params, _) in zip(network, table, strict=True):
            x = module.double()(x)
            assert shape == tuple(x.shape[1:])
            assert params == sum(p.numel() for p in module.parameters())

    def test_macs_count_products_on_padding_too_and_no_biases(self):
        table = ops.layer_table(self.LAYERS, (3, 31, 33))
        assert [macs for _, _, macs in table] == [
            6 * 3 * 5 * 3 * 31 * 31,
            0,
            4 * 6 * 9 * 7 * 13,
            0,
            0,
            4 * 6 * 11 * 10,
        ]

    def test_rows_are_tuples_of_python_values(self):
        for row in ops.layer_table(self.LAYERS, [3, np.int64(31), 33]):
            assert isinstance(row, tuple)
            assert isinstance(row[0], tuple)
            assert all(type(value) is int for value in (*row[0], *row[1:]))

    def test_dense_layers_alone_take_a_flat_input(self):
        dense = {"type": "dense", "out_features": 3}
        assert ops.layer_table([dense, dense], (5,)) == [((3,), 18, 15), ((3,), 12, 9)]
        assert ops.layer_table([{"type": "flatten"}, dense], ()) == [((1,), 0, 0), ((3,), 6, 3)]
        assert ops.layer_table([], (5,)) == []

    @pytest.mark.parametrize(
        ("layers", "match"),
        [
            ([{"type": "conv2d"}], "expected type to be one of .*'conv2d'"),
            ([{}], "expected type .*None"),
            ([{"type": []}], "expected type"),
            (["conv"], "expected layers to be dicts, got 'conv'"),
            ({"type": "flatten"}, "expected layers to be a sequence"),
            (3, "expected layers to be a sequence"),
            (
                [{"type": "conv", "kernel_size": 3}],
                "expected layers of type conv with kernel_size, ",
            ),
            ([{"type": "flatten", "axis": 1}], "expected layers of type flatten with no key"),
            ([{"type": "dense", "out_features": 3}], r"expected layers .*dense on \(3, 8, 8\)"),
            ([{"type": "dense", "out_features": 0}], r"expected layers .*dense on"),
            ([{"type": "conv", "out_channels": 0, "kernel_size": 3}], "out_channels .* got 0"),
            ([{"type": "conv", "out_channels": 1, "kernel_size": 9}], "kernel_size .* got 9"),
            ([{"type": "pool", "kernel_size": 2, "stride": 0}], "stride .* got 0"),
            ([{"type": "pool", "kernel_size": 2, "padding": -1}], "padding .* got -1"),
            ([{"type": "flatten"}, {"type": "pool", "kernel_size": 1}], r"pool on \(192,\)"),
            (
                [{"type": "flatten"}, {"type": "conv", "out_channels": 1, "kernel_size": 1}],
                r"conv on \(192,\)",
            ),
        ],
    )
    def test_what_is_wrong_with_a_layer_is_said(self, layers, match):
        with pytest.raises(ValueError, match=rf"^layer_table: .*{match}.*; "):
            ops.layer_table(layers, (3, 8, 8))
