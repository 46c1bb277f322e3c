"""Comparing is quick for what agrees, and says the same as NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.compare import _agree, close

#: Numbers near each other and far apart, and all that is no number.
ENTRIES = st.sampled_from(
    [0.0, 1.0, 1.0 + 1e-9, 1.0 + 1e-5, -1e300, 1e300, np.inf, -np.inf, np.nan]
)
PAIRS = hnp.arrays(np.float64, st.tuples(st.just(2), st.integers(0, 5)), elements=ENTRIES)


class TestClose:
    @given(PAIRS, st.sampled_from([0.0, 1e-9, 1e-4]), st.sampled_from([0.0, 1e-9, 2.0]))
    def test_agrees_with_numpy(self, pair: np.ndarray, rtol: float, atol: float) -> None:
        want, got = pair
        said = np.allclose(got, want, rtol=rtol, atol=atol, equal_nan=True)
        assert _agree(want, got, rtol, atol) is said

    @pytest.mark.parametrize(
        ("want", "got", "agree"),
        [
            (1, 1.0, True),
            (True, 1, True),
            (True, False, False),
            (True, 0.0, False),
            (2, 3, False),
            (np.array([1, 2]), np.array([1, 3]), False),
            (np.uint64(2**64 - 1), np.int64(-1), False),
            (2**70, 2**70 * (1 + 1e-12), True),
            (np.complex128(1 + 1j), np.complex128(1 + 1e-12 + 1j), True),
            (np.zeros((2, 1)), np.zeros(2), False),
            ((1.0, np.ones(2)), [1.0, np.ones(2)], True),
            ((1.0,), (1.0, 2.0), False),
            ("a", "a", True),
            ("a", 1, False),
        ],
    )
    def test_looks_at_structure_and_numbers(self, want: Any, got: Any, agree: bool) -> None:
        assert close(want, got, 1e-9, []) is agree

    def test_measures_cancelled_sums_on_the_scale_of_the_inputs(self) -> None:
        assert not close(0.0, 1e-12, 1e-9, [])
        assert close(0.0, 1e-12, 1e-9, [np.array([1.0])])
