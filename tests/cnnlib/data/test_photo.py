from __future__ import annotations

import numpy as np
import pytest

from cnnlib import data


class TestPhotograph:
    """It is the photograph, in colour, for the caller alone."""

    def test_has_three_colours_in_bytes(self):
        photo = data.photograph()
        assert photo.shape == (240, 360, 3)
        assert photo.dtype == np.uint8

    def test_shows_something_in_all_brightnesses(self):
        photo = data.photograph().astype(int)
        assert np.all(np.ptp(photo, axis=(0, 1)) > 200)
        # A cup on a wooden table: warm, and not the same in all colours.
        red, green, blue = photo.mean(axis=(0, 1))
        assert red > green > blue

    def test_is_a_fresh_array_that_may_be_written_to(self):
        first = data.photograph()
        before = first.copy()
        first[:] = 0
        np.testing.assert_array_equal(data.photograph(), before)


class TestGrayscale:
    """Brightness is a weighted sum of the colours, from 0 to 1."""

    def test_weighs_the_colours_as_the_eye_does(self):
        colours = np.eye(3)[None]
        np.testing.assert_allclose(data.grayscale(colours), [[0.299, 0.587, 0.114]])

    def test_runs_from_black_to_white(self):
        image = np.array([[[0, 0, 0], [255, 255, 255]]], dtype=np.uint8)
        np.testing.assert_allclose(data.grayscale(image), [[0.0, 1.0]])

    @pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.uint16])
    def test_integers_count_to_255_and_floats_to_1(self, dtype):
        image = np.random.default_rng(0).integers(0, 256, size=(4, 5, 3))
        gray = data.grayscale(image.astype(dtype))
        assert gray.shape == (4, 5)
        assert gray.dtype == np.float64
        np.testing.assert_allclose(gray, data.grayscale(image / 255))

    def test_leaves_the_image_alone(self):
        image = data.photograph()
        before = image.copy()
        gray = data.grayscale(image)
        np.testing.assert_array_equal(image, before)
        assert not np.may_share_memory(gray, image)

    @pytest.mark.parametrize("shape", [(3,), (4, 5), (3, 4, 5), (4, 5, 4), (2, 4, 5, 3)])
    def test_refuses_another_shape(self, shape):
        with pytest.raises(
            ValueError, match=r"grayscale: expected image of shape \(H, W, 3\), got"
        ):
            data.grayscale(np.zeros(shape))
