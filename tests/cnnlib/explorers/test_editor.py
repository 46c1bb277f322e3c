from __future__ import annotations

import numpy as np
import pytest

from cnnlib.explorers.editor import KernelEditor, kernels
from cnnlib.explorers.filters import PRESETS, preset


class TestKernelEditor:
    """Number fields with a kernel."""

    def test_holds_the_kernel_that_it_starts_with(self):
        assert (np.array(KernelEditor("sharpen", 5).value) == preset("sharpen", 5)).all()

    def test_takes_what_is_typed(self):
        editor = KernelEditor("identity", 3)
        editor.fields[2][0].value = -1.5
        assert editor.value == ((0, 0, 0), (0, 1, 0), (-1.5, 0, 0))

    def test_takes_a_well_known_kernel_at_once(self):
        editor, seen = KernelEditor("identity", 3), []
        editor.observe(lambda change: seen.append(change.new), "value")
        for name in PRESETS[:5]:
            editor.buttons[name].click()
            assert (np.array(editor.value) == preset(name, 3)).all()
        assert len(seen) == 5

    def test_has_another_random_kernel_at_every_click(self):
        editor, seen = KernelEditor("identity", 3), set()
        for _ in range(3):
            editor.buttons["random"].click()
            seen.add(editor.value)
        assert len(seen) == 3

    def test_keeps_the_kernel_when_its_size_changes(self):
        editor = KernelEditor("Sobel, left to right", 3)
        editor.size.value = 5
        assert (np.array(editor.value) == np.pad(preset("Sobel, left to right", 3), 1)).all()
        editor.size.value = 3
        assert (np.array(editor.value) == preset("Sobel, left to right", 3)).all()

    def test_shows_a_kernel_that_is_set_as_a_whole(self):
        editor = KernelEditor("blur", 3)
        wide = tuple(map(tuple, preset("sharpen", 5).tolist()))
        editor.value = wide
        assert editor.size.value == 5
        editor.fields[0][0].value = 7
        assert editor.value == ((7.0, *wide[0][1:]), *wide[1:])

    def test_refuses_what_is_no_kernel(self):
        editor = KernelEditor("blur", 3)
        with pytest.raises(ValueError, match=r"kernels: expected kernel of shape .*got \(1, 2\)"):
            editor.value = ((1.0, 2.0),)

    def test_names_each_field_for_screen_readers(self):
        names = [field.description for row in KernelEditor("blur", 3).fields for field in row]
        assert names[5] == "weight in row 1, column 2"
        assert len(set(names)) == 9


class TestKernels:
    """The explorer of notebook 02."""

    def test_draws_the_kernel_that_is_edited(self):
        explorer = kernels("identity")
        before = explorer.drawing.svg()
        explorer.controls["kernel"].fields[0][0].value = 1.0
        assert explorer.drawing.svg() != before
        assert "The weights sum to 2" in explorer.drawing.alt

    def test_keeps_the_window_on_the_photograph_when_the_kernel_grows(self):
        explorer = kernels()
        explorer.set(row=117, column=177)
        explorer.controls["kernel"].size.value = 5
        assert (explorer.values["row"], explorer.values["column"]) == (115, 175)

    def test_adds_the_bias_once(self):
        explorer = kernels("identity")
        explorer.set(bias=0.5, row=3, column=4)
        assert "with the bias 0.5 to" in explorer.drawing.alt

    def test_refuses_a_kernel_that_it_does_not_have(self):
        with pytest.raises(ValueError, match="kernels: expected start to be one of"):
            kernels("emboss")
