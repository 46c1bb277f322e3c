from __future__ import annotations

import re

import pytest

from cnnlib.explorers.counts import COLOUR, Layers, draw, motivation


class TestLayers:
    """Parameters of four layers on one image."""

    def test_count_what_notebook_01_counts(self):
        layers = Layers(side=200, channels=3, units=1000, filters=16, kernel_size=5)
        assert layers.parameters == {
            "dense": 120_001_000,
            "dense, as many outputs": 614_656 * 120_001,
            "local": 46_713_856,
            "shared": 1_216,
        }

    def test_give_the_same_outputs_three_times(self):
        outputs = Layers(side=28, channels=1, units=7, filters=2, kernel_size=3).outputs
        assert list(outputs.values()) == [7, 2 * 26 * 26, 2 * 26 * 26, 2 * 26 * 26]

    def test_share_as_many_times_as_there_are_places(self):
        counts = Layers(side=64, kernel_size=5).parameters
        assert counts["local"] == counts["shared"] * 60 * 60

    def test_keep_the_shared_count_when_the_image_grows(self):
        small, large = Layers(side=32), Layers(side=512)
        assert small.parameters["shared"] == large.parameters["shared"]
        assert small.of_side(512) == large

    def test_refuse_a_window_that_does_not_fit(self):
        with pytest.raises(ValueError, match="kernel_size"):
            _ = Layers(side=3, kernel_size=5).parameters


class TestDraw:
    """The curves, and the numbers beside them."""

    def test_writes_every_count(self):
        page = draw(side=100).svg()
        for count in Layers(side=100).parameters.values():
            assert f"{count:,} parameters" in page

    def test_draws_each_layer_with_its_point(self):
        page = draw().svg()
        for colour in COLOUR.values():
            assert re.search(f'<polyline [^>]*stroke="{colour}"', page)
            assert re.search(f'<circle [^>]*fill="{colour}"', page)

    def test_has_room_for_the_smallest_and_the_largest(self):
        for numbers in ((11, 1, 1, 1, 1), (512, 4, 4096, 128, 1), (11, 4, 4096, 128, 11)):
            assert draw(*numbers).svg().count("<circle") == 4

    def test_begins_its_curves_where_the_window_just_fits(self):
        page, colour = draw(11, 1, 1, 1, 11).svg(), COLOUR["shared"]
        (start,) = re.findall(rf'<polyline points="(\S+) [^>]*"{colour}"[^>]*2.5', page)
        (point,) = re.findall(rf'<circle cx="(\S+)" cy="(\S+)"[^>]*"{colour}"', page)
        assert start == ",".join(point)

    def test_counts_one_of_a_thing_without_an_s(self):
        assert "1 hidden unit has" in draw(units=1).alt
        assert "1 filter of 5 × 5," in draw(filters=1).alt

    def test_says_what_is_seen(self):
        assert draw(side=28, channels=1).alt.startswith(
            "A picture of 28 × 28 pixels with 1 channel. A dense layer of 1,000 hidden units has "
            "785,000 parameters."
        )


class TestMotivation:
    """The explorer of notebook 01."""

    def test_moves_with_every_slider(self):
        explorer = motivation()
        for name, value in (
            ("side", 64),
            ("channels", 1),
            ("units", 10),
            ("filters", 4),
            ("kernel_size", 3),
        ):
            before = explorer.drawing.svg()
            explorer.controls[name].value = value
            assert explorer.drawing.svg() != before

    def test_survives_every_end_of_its_sliders(self):
        explorer = motivation()
        for name, control in explorer.controls.items():
            for value in (control.min, control.max):
                explorer.set(**{name: value})
                assert explorer.drawing.alt.startswith("A picture of")

    def test_refuses_a_start_out_of_range(self):
        with pytest.raises(ValueError, match="motivation: expected side from 11 to 512, got 5"):
            motivation(side=5)
