from __future__ import annotations

import re

import numpy as np
import pytest

from cnnlib import data, plots
from cnnlib.plots.picture import NAN_COLOUR, SIGNED

from .support import boxes, limits, overlapping, panels, scale_labels, titles

RNG = np.random.default_rng(0)
#: Wider than a page of a notebook, a figure would be shrunk, and its text with it.
PAGE = 10.5


class TestImages:
    """Pictures side by side, as they are."""

    def test_stand_in_rows_with_their_titles(self):
        names = [f"picture {number}" for number in range(6)]
        picture = plots.images([np.eye(3)] * 6, titles=names, alt="six")
        assert titles(picture) == names
        assert picture.figure.axes[0].get_gridspec().get_geometry() == (2, 4)
        assert sum(axis.axison for axis in picture.figure.axes) == 6

    def test_grey_ones_run_from_their_darkest_to_their_brightest_value(self):
        picture = plots.images([np.array([[1.0, 3.0]]), np.array([[-2.0, 0.0]])], alt="two")
        assert limits(picture) == [(1, 3), (-2, 0)]
        assert scale_labels(picture) == []

    def test_share_one_scale_on_demand_and_show_it(self):
        arrays = [np.array([[1.0, 3.0]]), data.photograph(), np.array([[-2.0, 0.0]])]
        picture = plots.images(arrays, shared=True, alt="three")
        assert limits(picture)[0] == limits(picture)[2] == (-2, 3)
        assert scale_labels(picture) == ["value"]

    def test_colours_are_shown_as_they_are(self):
        photo = data.photograph()
        picture = plots.images([photo, photo / 255], alt="two", shared=True)
        for axis in panels(picture):
            shown = axis.images[0].get_array()
            scale = 1 if shown.dtype.kind == "f" else 255
            np.testing.assert_allclose(shown / scale, photo / 255)
        assert scale_labels(picture) == []

    def test_colours_beyond_the_range_are_clipped_without_a_warning(self):
        picture = plots.images([np.array([[[-0.1, 0.5, 1.1]]])], alt="one pixel")
        np.testing.assert_array_equal(panels(picture)[0].images[0].get_array(), [[[0, 0.5, 1]]])
        picture._repr_html_()

    def test_truth_values_are_black_and_white(self):
        picture = plots.images([np.array([[True, False]])], alt="white, black", shared=True)
        assert limits(picture) == [(0, 1)]

    def test_a_batch_is_a_list_of_pictures(self):
        assert len(panels(plots.images(np.zeros((5, 4, 3, 3)), alt="five"))) == 5
        assert len(panels(plots.images(np.zeros((5, 4, 6)), alt="five"))) == 5

    @pytest.mark.parametrize(
        ("pictures", "message"),
        [
            ([], "expected at least one array, got none; pass a list"),
            (np.zeros((4, 5, 3)), "expected a list of pictures, got one array (4, 5, 3); pass [p"),
            (np.zeros((4, 5)), "expected a list of pictures (H, W) or (H, W, 3), got one of (5,)"),
            ([np.zeros((3, 4, 5))], "got one of (3, 4, 5); move the channels last"),
            ([np.zeros((0, 5))], "got one of (0, 5)"),
        ],
    )
    def test_refuses_what_is_no_list_of_pictures(self, pictures, message):
        with pytest.raises(ValueError, match=f"images: .*{re.escape(message)}"):
            plots.images(pictures, alt="none")

    def test_refuses_titles_that_do_not_fit(self):
        with pytest.raises(ValueError, match="images: expected 2 titles, got 1"):
            plots.images([np.eye(2)] * 2, titles=["one"], alt="two")

    def test_refuses_no_columns(self):
        with pytest.raises(ValueError, match="images: expected columns of at least 1, got 0"):
            plots.images([np.eye(2)], columns=0, alt="one")

    @pytest.mark.parametrize("columns", [1, 2, 4, 5, 8, 10])
    def test_fits_on_a_page_with_titles_that_do_not_run_together(self, columns):
        names = [data.CLASSES[n % 10] for n in range(2 * columns)]
        picture = plots.images([np.eye(28)] * len(names), titles=names, columns=columns, alt="many")
        assert picture.figure.get_figwidth() <= PAGE
        assert overlapping(boxes(picture, [axis.title for axis in panels(picture)])) == 0

    def test_long_titles_are_broken(self):
        names = ["circular padding, shifted by 3 pixels", "zero padding, shifted by 3 pixels"] * 2
        picture = plots.images([data.grayscale(data.photograph())] * 4, titles=names, alt="four")
        assert titles(picture) == names
        assert overlapping(boxes(picture, [axis.title for axis in panels(picture)])) == 0


class TestKernels:
    """Weights in colour and in numbers."""

    def test_zero_is_white_and_signs_have_their_colours(self):
        picture = plots.kernels([np.array([[-4.0, 0.0, 1.0]])])
        [axis] = panels(picture)
        np.testing.assert_allclose(axis.images[0].get_array(), [[-1, 0, 0.25]])
        assert axis.images[0].get_clim() == (-1, 1)
        assert axis.images[0].get_cmap().name == SIGNED

    @pytest.mark.parametrize(
        ("weights", "written"),
        [
            ([1.0, 0.0, -2.0], ["1", "0", "−2"]),
            ([1 / 9, 0.5, -0.25], ["0.111", "0.5", "−0.25"]),
            ([1 / 9, 1 / 90, -1e-9], ["0.111", "0.011", "0"]),
            ([12345.678, 100.0, -3.2], ["12346", "100", "−3"]),
            ([1, 20, -300], ["1", "20", "−300"]),
            ([np.nan, np.inf, 2.0], ["nan", "inf", "2"]),
        ],
    )
    def test_weights_are_as_fine_as_three_digits_of_the_largest(self, weights, written):
        [axis] = panels(plots.kernels([np.array([weights])]))
        assert [text.get_text() for text in axis.texts] == written

    @pytest.mark.parametrize(("count", "size"), [(1, 3), (4, 3), (4, 5), (2, 7), (1, 8), (8, 3)])
    def test_written_weights_stay_in_their_cells(self, count, size):
        kernels = list(RNG.normal(size=(count, size, size)))
        picture = plots.kernels(kernels, columns=8)
        texts = [text for axis in panels(picture) for text in axis.texts]
        assert len(texts) == count * size * size
        found = boxes(picture, texts)
        assert overlapping(found) == 0
        width = panels(picture)[0].get_window_extent().width / size
        assert max(box.width for box in found) < width

    def test_a_scale_takes_the_numbers_place_where_they_would_be_too_small(self):
        picture = plots.kernels(list(RNG.normal(size=(16, 5, 5))), columns=8)
        assert not any(axis.texts for axis in panels(picture))
        assert scale_labels(picture) == ["weight / largest weight"]
        assert picture.figure.get_figwidth() <= PAGE

    def test_the_text_spells_out_a_few_kernels(self):
        picture = plots.kernels([np.array([[-1.0, 1.0]]), np.eye(2)], titles=["edge", "eye"])
        assert picture.alt == (
            "Kernels. edge: 1 × 2 with rows (-1 1); eye: 2 × 2 with rows (1 0), (0 1)."
        )

    def test_the_text_of_many_weights_gives_sizes_only(self):
        picture = plots.kernels(list(np.zeros((8, 3, 3))))
        assert picture.alt.startswith("Kernels. kernel 0: 3 × 3; kernel 1: 3 × 3;")
        assert plots.kernels(list(np.zeros((8, 3, 3))), alt="nothing").alt == "nothing"

    def test_a_kernel_of_zeros_is_white(self):
        [axis] = panels(plots.kernels([np.zeros((2, 2))]))
        np.testing.assert_array_equal(axis.images[0].get_array(), 0)

    @pytest.mark.parametrize("weights", [np.eye(3), [np.zeros((2, 3, 3))], [np.zeros((0, 3))]])
    def test_refuses_what_is_no_list_of_planes(self, weights):
        with pytest.raises(ValueError, match="kernels: expected weights, a list of arrays with tw"):
            plots.kernels(weights)


class TestFeatureMaps:
    """All channels of one output on one scale."""

    def test_share_one_scale_around_zero_and_show_it(self):
        maps = np.array([[[1.0, 2.0]], [[-5.0, 0.0]]])
        picture = plots.feature_maps(maps, alt="two maps")
        assert limits(picture) == [(-5, 5), (-5, 5)]
        assert scale_labels(picture) == ["response"]

    def test_are_numbered_unless_they_are_named(self):
        maps = np.zeros((3, 4, 5))
        assert titles(plots.feature_maps(maps, alt="a")) == ["channel 0", "channel 1", "channel 2"]
        assert titles(plots.feature_maps(maps, titles=list("abc"), alt="a")) == list("abc")

    @pytest.mark.parametrize("shape", [(4, 5), (1, 3, 4, 5), (2, 0, 3)])
    def test_refuses_another_number_of_axes(self, shape):
        with pytest.raises(ValueError, match=r"feature_maps: expected maps .*got"):
            plots.feature_maps(np.zeros(shape), alt="none")

    def test_fits_on_a_page(self):
        picture = plots.feature_maps(np.zeros((32, 28, 28)), columns=8, alt="many")
        assert picture.figure.get_figwidth() <= PAGE
        assert overlapping(boxes(picture, [axis.title for axis in panels(picture)])) == 0


class TestHeatMaps:
    """Amounts at every place, on one scale, in colour and in numbers."""

    def test_share_one_scale_that_says_what_it_shows(self):
        arrays = [np.array([[1, 9]]), np.array([[0, 4]])]
        picture = plots.heat_maps(arrays, label="windows", alt="two")
        assert limits(picture) == [(0, 9), (0, 9)]
        assert scale_labels(picture) == ["windows"]

    def test_a_long_label_is_not_cut_off_beside_flat_maps(self):
        label = "distance from the answer in the middle, relative to the largest"
        picture = plots.heat_maps([np.ones((40, 90))] * 4, label=label, alt="four")
        [scale] = [axis for axis in picture.figure.axes if not axis.images]
        [box] = boxes(picture, [scale.yaxis.label])
        assert scale_labels(picture)[0].replace("\n", " ") == label
        assert 0 <= box.y0 < box.y1 <= picture.figure.bbox.y1
        assert box.x1 <= picture.figure.bbox.x1

    def test_small_ones_have_their_numbers_written_dark_on_bright(self):
        picture = plots.heat_maps([np.array([[0, 5, 10]])], label="n", alt="one")
        [axis] = panels(picture)
        assert [text.get_text() for text in axis.texts] == ["0", "5", "10"]
        assert [text.get_color() for text in axis.texts] == ["white", "white", "black"]

    def test_large_ones_have_none(self):
        [axis] = panels(plots.heat_maps([np.ones((40, 40))], label="n", alt="large"))
        assert len(axis.texts) == 0

    def test_one_value_everywhere_is_drawn_without_a_warning(self):
        picture = plots.heat_maps([np.full((2, 2), 9)], label="n", alt="flat")
        assert [text.get_text() for text in panels(picture)[0].texts] == ["9"] * 4
        picture._repr_html_()

    def test_stand_in_rows_with_their_titles(self):
        names = ["none", "same", "full"]
        picture = plots.heat_maps([np.eye(3)] * 3, label="n", alt="three", titles=names)
        assert titles(picture) == names
        assert picture.figure.get_figwidth() <= PAGE

    @pytest.mark.parametrize("maps", [[np.ones(3)], [np.ones((1, 2, 2))], [np.ones((0, 2))]])
    def test_refuses_what_is_no_plane(self, maps):
        with pytest.raises(ValueError, match=r"heat_maps: expected maps.* with two axes"):
            plots.heat_maps(maps, label="n", alt="none")

    def test_refuses_no_map(self):
        with pytest.raises(ValueError, match="heat_maps: expected at least one array, got none"):
            plots.heat_maps([], label="n", alt="none")


class TestDifferenceMaps:
    """What was expected, what came, and what is between them."""

    def test_the_first_two_share_a_scale_and_the_difference_is_signed(self):
        picture = plots.difference_maps(np.array([[1.0, 2.0]]), np.array([[1.0, 5.0]]))
        assert titles(picture) == ["expected", "got", "got − expected"]
        assert limits(picture) == [(1, 5), (1, 5), (-3, 3)]
        np.testing.assert_array_equal(panels(picture)[2].images[0].get_array(), [[0, 3]])
        assert scale_labels(picture) == ["value", "difference"]

    def test_bytes_do_not_wrap_round(self):
        picture = plots.difference_maps(np.array([[9]], np.uint8), np.array([[2]], np.uint8))
        np.testing.assert_array_equal(panels(picture)[2].images[0].get_array(), [[-7]])

    def test_the_text_counts_the_differences(self):
        picture = plots.difference_maps(np.zeros((2, 3)), np.array([[0, 0, -0.5], [0, 2, 1e-15]]))
        assert picture.alt == (
            "Expected, got, and got minus expected, 2 × 3 values: 2 differ, by at most 2."
        )

    def test_the_text_of_equal_arrays_says_so(self):
        picture = plots.difference_maps(np.eye(2), np.eye(2))
        assert picture.alt == "Expected, got, and got minus expected, 2 × 2 values: 0 differ."

    def test_what_is_no_number_stands_out(self):
        got = np.array([[np.nan, np.inf, 3.0]])
        picture = plots.difference_maps(np.array([[1.0, np.inf, 1.0]]), got)
        assert picture.alt.endswith("3 differ, by at most 2, 2 of them by no finite number.")
        assert limits(picture) == [(1, 3), (1, 3), (-2, 2)]
        for axis in panels(picture):
            bad = axis.images[0].get_cmap().get_bad()
            np.testing.assert_array_equal(bad, [1, 0, 1, 1])
        assert NAN_COLOUR == "magenta"
        picture._repr_html_()

    def test_refuses_two_shapes(self):
        expected = r"difference_maps: expected got of shape \(2, 3\), got \(3, 2\)"
        with pytest.raises(ValueError, match=expected):
            plots.difference_maps(np.zeros((2, 3)), np.zeros((3, 2)))

    def test_refuses_what_is_no_plane(self):
        with pytest.raises(ValueError, match="difference_maps: expected expected with two axes"):
            plots.difference_maps(np.zeros(3), np.zeros(3))
