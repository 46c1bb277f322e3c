from __future__ import annotations

import pytest

from cnnlib import ops
from cnnlib.explorers.fields import DEEPEST, STACKS
from cnnlib.explorers.stack import LayerStack, receptive_field


class TestLayerStack:
    """Fields for layers, to be added and removed."""

    def test_adds_a_layer_like_the_last_one(self):
        stack = LayerStack([(3, 1, 1), (5, 2, 1)])
        stack.add.click()
        assert stack.value == ((3, 1, 1), (5, 2, 1), (5, 2, 1))

    def test_removes_the_layer_whose_button_is_pressed(self):
        stack = LayerStack([(3, 1, 1), (5, 2, 1), (7, 1, 1)])
        stack.removers[1].click()
        assert stack.value == ((3, 1, 1), (7, 1, 1))

    def test_has_room_for_so_many_layers_and_keeps_one(self):
        stack = LayerStack([(3, 1, 1)])
        assert stack.removers[0].disabled
        while not stack.add.disabled:
            stack.add.click()
        assert len(stack.value) == DEEPEST
        assert not stack.removers[0].disabled

    def test_takes_what_is_typed(self):
        stack = LayerStack([(3, 1, 1), (3, 1, 1)])
        stack.fields[1][2].value = 4
        assert stack.value == ((3, 1, 1), (3, 1, 4))

    def test_takes_a_ready_made_stack(self):
        stack = LayerStack([(3, 1, 1)])
        for name, layers in STACKS.items():
            stack.buttons[name].click()
            assert stack.value == layers

    def test_shows_a_stack_that_is_set_as_a_whole(self):
        stack = LayerStack([(3, 1, 1)])
        stack.value = ((5, 2, 1), (3, 1, 2))
        stack.fields[1][0].value = 7
        assert stack.value == ((5, 2, 1), (7, 1, 2))

    def test_refuses_what_is_no_stack(self):
        stack = LayerStack([(3, 1, 1)])
        with pytest.raises(ValueError, match="receptive_field: expected 1 to 8 layers, got 0"):
            stack.value = ()
        assert stack.value == ((3, 1, 1),)

    def test_tells_its_layers_apart_for_screen_readers(self):
        stack = LayerStack([(3, 1, 1), (3, 1, 1)])
        assert stack.fields[1][0].description == "layer 2: kernel"
        assert stack.removers[1].tooltip == "remove layer 2"


class TestReceptiveField:
    """The explorer of notebook 03's second half."""

    def test_draws_the_layers_that_are_built(self):
        explorer = receptive_field([(3, 1)])
        explorer.controls["layers"].add.click()
        explorer.controls["layers"].fields[0][1].value = 2
        size, jump = ops.receptive_field([(3, 2), (3, 1)])
        assert f"sees {size} pixels each way, and the next one lies {jump} " in explorer.drawing.alt

    def test_begins_in_the_middle(self):
        explorer = receptive_field([(3, 1)])
        assert (explorer.values["row"], explorer.values["column"]) == (58, 88)

    def test_keeps_the_place_inside_the_output(self):
        explorer = receptive_field([(3, 1)])
        explorer.set(row=117, column=177)
        explorer.controls["layers"].fields[0][1].value = 4
        assert (explorer.values["row"], explorer.values["column"]) == (29, 44)

    def test_survives_a_stack_with_no_output_and_comes_back(self):
        explorer = receptive_field([(11, 4)] * 4)
        assert explorer.drawing.alt.endswith("no output.")
        explorer.controls["layers"].removers[0].click()
        explorer.controls["layers"].removers[0].click()
        assert "By probing" in explorer.drawing.alt

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ([], "receptive_field: expected 1 to 8 layers, got 0"),
            ([(3, 1)] * 9, "receptive_field: expected 1 to 8 layers, got 9"),
            ([(3,)], r"expected layers of \(kernel_size, stride\) or .*, got \(3,\)"),
            ([(3, 0)], "receptive_field: expected stride of layer 1 to be an int of at least 1"),
            ([(3, 1), (3, 1, 1.5)], "receptive_field: expected dilation of layer 2 to be an int"),
            ([(12, 1)], r"with kernel up to 11, stride up to 4, dilation up to 8, got \(12, 1\)"),
            (3, "receptive_field: expected layers to be a sequence, got 3"),
        ],
    )
    def test_refuses_what_is_no_stack(self, wrong, said):
        with pytest.raises(ValueError, match=said):
            receptive_field(wrong)
