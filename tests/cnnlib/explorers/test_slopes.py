from __future__ import annotations

import numpy as np
import pytest

from cnnlib.explorers.slopes import DEEPEST, FUNCTIONS, REACH, Chain, activations, draw


class TestChain:
    """A function at a point, and its slopes multiplied."""

    @pytest.mark.parametrize("function", FUNCTIONS)
    @pytest.mark.parametrize("z", [-2.0, -0.3, 0.4, 3.0])
    def test_has_the_slope_of_its_function(self, function, z):
        step = 1e-6
        ahead, behind = (Chain(function, z + side, 1, 0.2).value for side in (step, -step))
        assert Chain(function, z, 1, 0.2).slope == pytest.approx((ahead - behind) / (2 * step))

    @pytest.mark.parametrize("function", FUNCTIONS)
    def test_multiplies_the_slope_once_for_each_layer(self, function):
        chain = Chain(function, 0.7, 12)
        assert chain.gradient == pytest.approx(chain.slope**12)

    def test_touches_its_function_with_the_tangent(self):
        chain = Chain("tanh", 0.5)
        z = np.array([0.5, 0.5 + 1e-4])
        np.testing.assert_allclose(chain.tangent(z), np.tanh(z), atol=1e-8)

    @pytest.mark.parametrize(
        ("chain", "fate"),
        [
            (Chain("sigmoid", 0.0, 10), "it vanishes."),
            (Chain("ReLU", 1.0, 50), "it survives."),
            (Chain("ReLU", -1.0, 1), "it is lost, since the unit is off and lets nothing through."),
            (Chain("leaky ReLU", -1.0, 40, 1.5), "it explodes."),
        ],
    )
    def test_says_what_becomes_of_the_gradient(self, chain, fate):
        assert chain.describe().endswith(fate)


class TestDraw:
    """The function with its tangent, and the gradients against depth."""

    def test_names_every_function_with_its_gradient(self):
        page = draw("sigmoid", 0.0, 10).svg()
        assert all(f">{name}</text>" in page for name in FUNCTIONS)
        assert "gradient 9.5 · 10⁻⁷</text>" in page

    @pytest.mark.parametrize("function", FUNCTIONS)
    def test_keeps_the_point_on_the_page_wherever_it_is(self, function):
        for z in (-REACH, 0.0, REACH):
            circles = draw(function, z, 1).svg().count("<circle")
            # The point and its slope; the gradient too, where it is not 0.
            assert circles == 3 - (function == "ReLU" and z <= 0)

    def test_says_so_where_the_gradient_is_off_the_scale(self):
        assert ">0: below this scale</text>" in draw("ReLU", -1.0, 10).svg()
        assert "below this scale" not in draw("ReLU", 1.0, 10).svg()

    def test_says_what_is_seen(self):
        assert draw("tanh", 0.0, 3).alt.startswith("tanh at z = 0: value 0, slope 1. Through 3 ")


class TestActivations:
    """The explorer of notebook 04."""

    @pytest.mark.parametrize("function", FUNCTIONS)
    def test_survives_every_end_of_its_sliders(self, function):
        explorer = activations(function)
        for name in ("z", "layers", "negative_slope"):
            for value in (explorer.controls[name].min, explorer.controls[name].max):
                explorer.set(**{name: value})
                assert explorer.drawing.alt.startswith(function)

    def test_moves_the_point(self):
        explorer = activations("sigmoid", z=0.0)
        explorer.controls["z"].value = 4.0
        assert explorer.drawing.alt.startswith("sigmoid at z = 4: value 0.982, slope 0.0177.")

    def test_refuses_a_function_that_it_does_not_have(self):
        with pytest.raises(ValueError, match="activations: expected function to be one of sigmoid"):
            activations("softplus")

    def test_refuses_numbers_out_of_range(self):
        with pytest.raises(ValueError, match="activations: expected z from -5 to 5, got 9"):
            activations(z=9)
        with pytest.raises(ValueError, match=f"expected layers from 1 to {DEEPEST}, got 0"):
            activations(layers=0)
