from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from torch.nn import functional as F

from cnnlib import ops

from .support import FEW, SEEDS, agree, normal, small, tensor

ARRAYS = hnp.arrays(
    np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=st.floats(-1000, 1000)
)
SLOPES = st.floats(0, 3)

#: Ours and torch's, of x alone.
PLAIN = {
    "sigmoid": (ops.sigmoid, torch.sigmoid),
    "tanh": (ops.tanh, torch.tanh),
    "relu": (ops.relu, F.relu),
    "leaky_relu": (ops.leaky_relu, F.leaky_relu),
    "elu": (ops.elu, F.elu),
}
GRADIENTS = {
    "sigmoid": ops.sigmoid_grad,
    "tanh": ops.tanh_grad,
    "relu": ops.relu_grad,
    "leaky_relu": ops.leaky_relu_grad,
}


class TestFunctions:
    @pytest.mark.parametrize("name", PLAIN)
    @given(x=ARRAYS)
    @FEW
    def test_they_are_torchs(self, name, x):
        ours, theirs = PLAIN[name]
        agree(ours(x), theirs(tensor(x)))

    @given(ARRAYS, SLOPES)
    @FEW
    def test_parameters_mean_what_they_do_in_torch(self, x, value):
        agree(ops.leaky_relu(x, negative_slope=value), F.leaky_relu(tensor(x), value))
        agree(ops.elu(x, alpha=value), F.elu(tensor(x), value))

    @pytest.mark.parametrize("name", ["sigmoid", "tanh", "elu"])
    def test_small_results_keep_their_digits(self, name):
        x = np.array([-700.0, -40.0, -1e-3, -1e-12, 1e-12, 1e-3])
        expected = {
            "sigmoid": [math.exp(v) / (1 + math.exp(v)) for v in x],
            "tanh": [math.tanh(v) for v in x],
            "elu": [v if v > 0 else math.expm1(v) for v in x],
        }
        np.testing.assert_allclose(PLAIN[name][0](x), expected[name], rtol=1e-14)

    def test_nan_stays_nan_in_relu(self):
        np.testing.assert_array_equal(ops.relu(np.array([np.nan, -1.0])), [np.nan, 0.0])

    def test_a_single_number_gives_an_array_without_axes(self):
        for function in [*(ours for ours, _ in PLAIN.values()), *GRADIENTS.values()]:
            for value in (0.5, np.float64(-0.5), 3, np.array(-2.0)):
                result = function(value)
                assert isinstance(result, np.ndarray)
                assert result.shape == ()


class TestGradients:
    @pytest.mark.parametrize("name", GRADIENTS)
    @given(x=ARRAYS)
    @FEW
    def test_they_are_torchs(self, name, x):
        at = tensor(x).requires_grad_()
        (theirs,) = torch.autograd.grad(PLAIN[name][1](at).sum(), at)
        agree(GRADIENTS[name](x), theirs)

    @pytest.mark.parametrize("name", GRADIENTS)
    def test_they_are_those_of_finite_differences(self, name):
        x = np.concatenate([np.linspace(-6, -0.1, 30), np.linspace(0.1, 6, 30)])
        forward, step = PLAIN[name][0], 1e-5
        expected = (forward(x + step) - forward(x - step)) / (2 * step)
        np.testing.assert_allclose(GRADIENTS[name](x), expected, rtol=1e-6, atol=1e-9)

    def test_saturated_slopes_are_tiny_but_not_lost(self):
        np.testing.assert_allclose(ops.sigmoid_grad(np.array([-50.0, 50.0])), math.exp(-50))
        np.testing.assert_allclose(ops.tanh_grad(np.array([-30.0, 30.0])), 4 * math.exp(-60))

    def test_at_zero(self):
        zero = np.zeros(1)
        assert ops.relu_grad(zero) == 0
        assert ops.leaky_relu_grad(zero, 2.5) == 2.5
        assert ops.sigmoid_grad(zero) == 0.25
        assert ops.tanh_grad(zero) == 1


class TestMaxout:
    @given(SEEDS, small(3), small(4), small(4))
    @FEW
    def test_it_is_the_largest_of_consecutive_features(self, seed, n, out, pieces):
        x = normal(seed, n, out * pieces) - 5
        expected = np.array(
            [[max(row[i * pieces : (i + 1) * pieces]) for i in range(out)] for row in x]
        )
        np.testing.assert_array_equal(ops.maxout(x, pieces), expected)


class TestChainGradient:
    @given(SEEDS, small(5), small(4))
    @FEW
    def test_it_is_the_gradient_through_a_chain(self, seed, layers, units):
        z = normal(seed, layers, units)
        expected = np.ones(units)
        for row in z:
            expected = expected * ops.tanh_grad(row)
        agree(ops.chain_gradient(ops.tanh_grad, z), expected)

    def test_the_slope_may_spoil_what_it_is_given(self):
        def slope(z):
            z[...] = 2.0
            return z

        z = np.ones((3, 2))
        np.testing.assert_array_equal(ops.chain_gradient(slope, z), [8.0, 8.0])
        assert np.all(z == 1)

    def test_a_slope_of_another_shape_raises(self):
        with pytest.raises(ValueError, match=r"chain_gradient: expected act_grad\(z\) of shape"):
            ops.chain_gradient(lambda z: z[0], np.ones((3, 2)))


class TestMeasures:
    def test_a_unit_is_dead_when_no_sample_wakes_it(self):
        activations = np.array([[0, 0, 1.0, -0.0], [0, 2.0, 0, 0.0], [0, 0, 3.0, 0.0]])
        assert ops.dead_fraction(activations) == 0.5

    def test_zeros_count_as_either_sign(self):
        inputs = np.array([[1.0, 0.0], [0.0, -1.0], [1.0, -1.0], [0.0, 0.0], [1e-200, -1e-200]])
        upstream = np.array([-2.0, 1.0, 1.0, 3.0, 1e-200])
        assert ops.same_sign_fraction(inputs, upstream) == 0.6
        assert ops.same_sign_fraction(inputs, np.zeros(5)) == 1.0

    def test_activations_of_sigmoid_always_push_one_way(self):
        inputs, upstream = normal(0, 50, 6), normal(1, 50)
        assert ops.same_sign_fraction(ops.sigmoid(inputs), upstream) == 1.0
        assert ops.same_sign_fraction(ops.tanh(inputs), upstream) < 0.2

    @given(small(500), SLOPES)
    @FEW
    def test_he_std_is_torchs_gain(self, fan_in, slope):
        gain = torch.nn.init.calculate_gain("leaky_relu", slope)
        assert ops.he_std(fan_in, slope) == pytest.approx(gain / math.sqrt(fan_in))

    def test_values_are_python_floats(self):
        assert type(ops.dead_fraction(np.ones((2, 2)))) is float
        assert type(ops.same_sign_fraction(np.ones((2, 2)), np.ones(2))) is float
        assert type(ops.he_std(np.int64(3))) is float
