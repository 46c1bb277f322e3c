from __future__ import annotations

import pytest
from traitlets import TraitError

from cnnlib.explorers.controls import Buttons, FloatSlider, IntSlider, List


class TestSliders:
    """Numbers within bounds."""

    @pytest.mark.parametrize("kind", [IntSlider, FloatSlider])
    def test_keep_within_their_bounds(self, kind):
        control = kind(5, min=1, max=9)
        control.value = 12
        assert control.value == 9
        control.max = 4
        assert control.value == 4

    def test_take_whole_numbers_only_where_that_is_asked(self):
        whole, real = IntSlider(1, min=0, max=2), FloatSlider(1.0, min=0.0, max=2.0)
        whole.value, real.value = 1.7, 1.7
        assert (whole.value, real.value) == (1, 1.7)


class TestChoices:
    """One of several."""

    @pytest.mark.parametrize("kind", [List, Buttons])
    def test_send_the_words_and_take_an_index(self, kind):
        control = kind(options=[("3 × 3", 3), ("5 × 5", 5)], value=3)
        state = control.get_state()
        assert (state["_options_labels"], state["index"]) == (("3 × 3", "5 × 5"), 0)
        control.set_state({"index": 1})  # as a page does
        assert control.value == 5

    @pytest.mark.parametrize("kind", [List, Buttons])
    def test_refuse_what_is_no_option(self, kind):
        with pytest.raises(TraitError, match="Invalid selection"):
            kind(options=["max", "average"]).value = "sum"


class TestPage:
    """What is sent to the page: our own script, and how the control is to look."""

    @pytest.mark.parametrize(
        ("control", "look"),
        [
            (IntSlider(), "slider"),
            (FloatSlider(), "slider"),
            (List(options=["a"]), "list"),
            (Buttons(options=["a"]), "buttons"),
        ],
    )
    def test_gets_the_script_and_the_look(self, control, look):
        state = control.get_state()
        assert (state["look"], state["_view_module"]) == (look, "anywidget")
        assert f"function {look}(model, el)" in state["_esm"]
