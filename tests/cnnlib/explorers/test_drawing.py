from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import numpy as np
from PIL import Image as Pillow

from cnnlib.explorers.drawing import Box, Drawing, Image, Line, Panel, Shape, Text

SVG = "{http://www.w3.org/2000/svg}"


def page(*shapes: Shape) -> np.ndarray:
    """Shapes on a page of 60 × 40, painted: (80, 120) brightnesses from 0 to 255."""
    png = Drawing(60, 40, "Shapes.", list(shapes)).png()
    return np.asarray(Pillow.open(io.BytesIO(png)).convert("L"))


class TestDrawing:
    """A page with shapes."""

    def test_is_painted_at_twice_its_size(self):
        assert page().shape == (80, 120)
        assert (page() == 255).all()

    def test_is_a_picture_with_words(self):
        svg = Drawing(60, 40, 'A <b> &\n"quote".').svg()
        assert 'role="img" aria-label="A &lt;b&gt; &amp; &quot;quote&quot;."' in svg

    def test_is_a_file_of_its_own(self):
        assert ElementTree.fromstring(Drawing(60, 40, "Nothing.").svg()).tag == f"{SVG}svg"

    def test_puts_later_shapes_over_earlier_ones(self):
        below, above = Box(0, 0, 60, 40, fill="black"), Box(0, 0, 60, 40, fill="white")
        assert (page(below, above) == 255).all()


class TestPanels:
    """Parts of a page that move below one another where the screen is narrow."""

    left = Panel(0, 0, 40, 20, [Box(5, 5, 10, 10, "black")])
    right = Panel(40, 0, 20, 20, [Box(45, 5, 10, 10, "black")])

    def test_stand_side_by_side_on_paper(self):
        rows = [[self.left, self.right], [Panel(0, 20, 60, 20, [])]]
        drawing = Drawing.of(60, 40, "Two boxes.", rows)
        assert drawing.shapes == [*self.left.shapes, *self.right.shapes]
        painted = np.asarray(Pillow.open(io.BytesIO(drawing.png())).convert("L"))
        assert painted.shape == (80, 120)
        assert painted[20, 20] == painted[20, 100] == 0

    def test_show_their_part_of_the_page_and_their_shapes_only(self):
        page = Drawing.of(60, 20, "Two boxes.", [[self.left, self.right]]).html()
        first, second = page.split("<svg")[1:]
        assert 'viewBox="0 0 40 20"' in first
        assert 'viewBox="40 0 20 20"' in second
        assert 'x="5"' in first
        assert 'x="45"' in second
        assert page.count("<rect") == 2

    def test_are_one_picture_with_words(self):
        page = Drawing.of(60, 20, 'A "box".', [[self.left, self.right]]).html()
        assert page.count('role="img"') == 1
        assert page.count("<svg") == page.count('<svg aria-hidden="true"') == 2
        assert page.startswith('<div role="img" aria-label="A &quot;box&quot;."')

    def test_are_not_needed(self):
        drawing = Drawing(60, 40, "A box.", [Box(5, 5, 10, 10)])
        assert drawing.html() == drawing.svg()

    def test_are_as_wide_as_their_words(self):
        short, long = (Panel.of_words(0, 9, [Text(8, 4, "m" * n, 10)]) for n in (5, 50))
        assert short.width == 8 + 0.6 * 10 * 5
        assert long.width - short.width == 0.6 * 10 * 45


class TestShapes:
    """Where shapes stand, on paper as on the screen."""

    def test_box_is_filled(self):
        painted = page(Box(10, 5, 20, 10, fill="black"))
        assert (painted[12:28, 22:58] == 0).all()
        assert (painted[:9] == 255).all()
        assert (painted[:, 63:] == 255).all()

    def test_dashed_box_has_gaps(self):
        whole = (page(Box(5, 5, 50, 30, stroke="black")) < 128).sum()
        dashed = (page(Box(5, 5, 50, 30, stroke="black", dashed=True)) < 128).sum()
        assert 0.4 * whole < dashed < 0.8 * whole

    def test_line_goes_through_its_points(self):
        painted = page(Line([(10, 10), (50, 10), (50, 30)], "black", 2))
        assert painted[20, 60] == 0
        assert painted[40, 100] == 0
        assert painted[40, 60] == 255

    def test_image_keeps_its_pixels_sharp(self):
        pixels = np.zeros((1, 2, 3), dtype=np.uint8)
        pixels[0, 1] = 255
        painted = page(Image(10, 10, 20, 10, pixels))
        assert (painted[20:40, 20:40] == 0).all()
        assert (painted[20:40, 40:60] == 255).all()

    def test_text_begins_ends_or_has_its_middle_at_its_place(self):
        inked = {
            anchor: np.flatnonzero((page(Text(30, 20, "mmm", 8, anchor=anchor)) < 128).any(axis=0))
            for anchor in ("start", "middle", "end")
        }
        assert 60 <= inked["start"].min() <= 63
        assert 57 <= inked["end"].max() <= 60
        assert abs(inked["middle"].min() + inked["middle"].max() - 120) <= 3


class TestIndex:
    """An index in a text, such as M_g."""

    def test_stands_lower_and_what_follows_does_not(self):
        svg = Text(0, 0, "M_gφ", 10).svg()
        assert re.sub(r"<text[^>]*>|</text>", "", svg) == (
            'M<tspan dy="2.5" font-size="7">g</tspan><tspan dy="-2.5">φ</tspan>'
        )

    def test_is_found_after_a_capital_only(self):
        assert "tspan" not in Text(0, 0, "kernel_size", 10).svg()

    def test_is_painted_lower_as_well(self):
        def lowest(words: str) -> int:
            return int(np.flatnonzero((page(Text(5, 20, words, 16)) < 128).any(axis=1)).max())

        assert lowest("M_a") > lowest("Ma")
