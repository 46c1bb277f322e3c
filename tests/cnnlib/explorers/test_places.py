from __future__ import annotations

import re

import pytest

from cnnlib import explorers, ops
from cnnlib.explorers.places import MOST_PLACES, nearest_place


def shapes(places: explorers.Places, kind: str) -> list[str]:
    return re.findall(f"<{kind} [^>]*>", places._repr_html_())


class TestNearestPlace:
    """The window for a pixel that is pressed."""

    def test_is_the_window_itself_in_the_middle_of_each(self):
        for reach, step in ((1, 1), (3, 1), (5, 2), (3, 4), (2, 2), (4, 3)):
            for place in range(5):
                assert nearest_place(place * step + (reach - 1) // 2, reach, step, 5) == place

    def test_is_the_first_or_the_last_beyond_them(self):
        assert nearest_place(-9, reach=3, step=2, places=4) == 0
        assert nearest_place(99, reach=3, step=2, places=4) == 3
        assert nearest_place(5, reach=9, step=1, places=0) == 0


class TestPlaces:
    """A kernel's places along an axis, in words and drawn."""

    def test_are_those_that_output_size_counts(self):
        for stride, padding, dilation in ((1, 0, 1), (2, 1, 1), (3, 2, 2), (2, 0, 3)):
            places = explorers.Places(11, 3, stride, padding, dilation)
            assert len(places.starts) == ops.output_size(11, 3, stride, padding, dilation)

    def test_see_each_pixel_as_often_as_coverage_says(self):
        for stride, padding in ((1, 0), (2, 1), (4, 2)):
            places = explorers.Places(9, 3, stride, padding)
            assert (
                places.seen == ops.coverage((1, 9), (1, 3), (1, stride), (0, padding))[0].tolist()
            )

    def test_say_what_they_show(self):
        text = repr(explorers.Places(5, 3, stride=2, padding=1))
        assert text == (
            "5 pixels, a kernel of 3 with stride 2, padding 1: 3 places, at -1, 1, 3. "
            "Seen: 1 2 1 2 1."
        )
        assert repr(explorers.Places(3, 3)).startswith("3 pixels, a kernel of 3: 1 place, at 0.")

    def test_have_the_same_words_for_those_who_cannot_see_the_drawing(self):
        places = explorers.Places(5, 3, stride=2)
        assert f'role="img" aria-label="{places!r}"' in places._repr_html_()

    def test_draw_every_pixel_and_every_tap(self):
        places = explorers.Places(6, 3, stride=2, padding=1, dilation=2)
        assert len(shapes(places, "rect")) == 6 + 2
        assert len(shapes(places, "circle")) == 3 * len(places.starts)
        assert sum("dasharray" in pixel for pixel in shapes(places, "rect")) == 2

    def test_of_a_kernel_that_does_not_fit_are_none_and_say_so(self):
        places = explorers.Places(3, 7, padding=1)
        assert places.starts == []
        assert repr(places).endswith("no place, the kernel does not fit.")
        assert shapes(places, "circle") == []
        assert "the kernel does not fit</text>" in places._repr_html_()

    def test_that_are_too_many_are_counted(self):
        places = explorers.Places(40, 1)
        assert len(shapes(places, "circle")) == MOST_PLACES
        assert f"and {40 - MOST_PLACES} more" in places._repr_html_()

    @pytest.mark.parametrize("wrong", [{"size": 0}, {"stride": 0}, {"padding": -1}])
    def test_refuse_numbers_that_are_out_of_range(self, wrong):
        with pytest.raises(ValueError, match=f"output_size: expected {next(iter(wrong))} to be"):
            explorers.Places(**{"size": 5, "kernel_size": 3, **wrong})
