from __future__ import annotations

import numpy as np
import pytest

from cnnlib import plots

from .support import boxes, overlapping, panels, scale_labels

COUNTS = np.array([[8, 2, 0], [1, 9, 0], [0, 0, 4]])
NAMES = ["T-shirt", "ankle boot", "trousers"]


class TestConfusionMatrix:
    """Counts in their places, rows for the truth."""

    def test_writes_every_count_in_its_cell(self):
        [axis] = panels(plots.confusion_matrix(COUNTS, NAMES, alt="counts"))
        written = {text.get_position(): text.get_text() for text in axis.texts}
        assert written == {(j, i): str(n) for (i, j), n in np.ndenumerate(COUNTS)}

    def test_colours_by_the_share_of_the_true_class(self):
        picture = plots.confusion_matrix(COUNTS, NAMES, alt="counts")
        [axis] = panels(picture)
        np.testing.assert_allclose(
            axis.images[0].get_array(), [[0.8, 0.2, 0], [0.1, 0.9, 0], [0, 0, 1]]
        )
        assert axis.images[0].get_clim() == (0, 1)
        assert scale_labels(picture) == ["share of the true class"]

    def test_names_rows_and_columns(self):
        [axis] = panels(plots.confusion_matrix(COUNTS, NAMES, alt="counts"))
        assert (axis.get_xlabel(), axis.get_ylabel()) == ("predicted class", "true class")
        assert [t.get_text() for t in axis.get_xticklabels()] == NAMES
        assert [t.get_text() for t in axis.get_yticklabels()] == NAMES

    def test_a_class_that_never_came_is_empty_and_no_error(self):
        [axis] = panels(plots.confusion_matrix(np.diag([3, 0]), ["a", "b"], alt="counts"))
        np.testing.assert_array_equal(axis.images[0].get_array(), [[1, 0], [0, 0]])

    def test_nothing_runs_together_with_ten_classes(self):
        picture = plots.confusion_matrix(
            np.full((10, 10), 1000), [f"class {k}" for k in range(10)], alt="x"
        )
        [axis] = panels(picture)
        assert overlapping(boxes(picture, axis.texts)) == 0
        assert overlapping(boxes(picture, axis.get_yticklabels())) == 0

    @pytest.mark.parametrize("counts", [np.zeros((2, 3), int), np.zeros(4, int), np.zeros((0, 0))])
    def test_refuses_what_is_not_square(self, counts):
        with pytest.raises(
            ValueError, match=r"confusion_matrix: expected counts of shape \(K, K\)"
        ):
            plots.confusion_matrix(counts, ["a", "b"], alt="x")

    def test_refuses_another_number_of_names(self):
        with pytest.raises(ValueError, match="expected 3 names, got 2"):
            plots.confusion_matrix(COUNTS, NAMES[:2], alt="x")
