from __future__ import annotations

import base64
import io
from html.parser import HTMLParser

import matplotlib
import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib import colormaps, colors, pyplot
from PIL import Image

from cnnlib import plots
from cnnlib.plots.picture import COLOURS, NAN_COLOUR, SIGNED, VALUES, wrapped

ATTACK = 'a "quoted" <script>alert(1)</script> & more'

#: How colours look to people without red, green or blue cones, in linear RGB: Machado, Oliveira and
#: Fernandes (2009), A Physiologically-based Model for Simulation of Color Vision Deficiency.
BLINDNESS = {
    "none": np.eye(3),
    "red": np.array(
        [[0.1521, 1.0526, -0.2047], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0519]]
    ),
    "green": np.array(
        [[0.3673, 0.8606, -0.2280], [0.2801, 0.6727, 0.0472], [-0.0118, 0.0430, 0.9689]]
    ),
    "blue": np.array(
        [[1.2556, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]]
    ),
}


def lab(colours, blindness="none"):
    """CIE L*a*b* of colours, as somebody sees them."""
    rgb = colors.to_rgba_array(colours)[:, :3]
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(linear @ BLINDNESS[blindness].T, 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    white = to_xyz.sum(axis=1)
    t = linear @ to_xyz.T / white
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack(
        [116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1
    )


@pytest.mark.parametrize("blindness", BLINDNESS)
class TestColours:
    """Colours differ for everybody; a difference of 10 in CIE L*a*b* is seen at a glance."""

    def test_no_two_curves_look_alike(self, blindness):
        seen = lab(COLOURS, blindness)
        distances = np.linalg.norm(seen[:, None] - seen[None], axis=-1)
        assert distances[np.triu_indices(len(COLOURS), 1)].min() > 10

    def test_larger_values_are_lighter_by_even_steps(self, blindness):
        lightness = lab(colormaps[VALUES](np.linspace(0, 1, 11)), blindness)[:, 0]
        steps = np.diff(lightness)
        assert steps.min() > 0.4 * steps.mean()

    def test_signs_look_different_and_magnitudes_darker(self, blindness):
        seen = lab(colormaps[SIGNED](np.linspace(0, 1, 11)), blindness)
        below, zero, above = seen[4::-1], seen[5], seen[6:]
        assert np.linalg.norm(below - above, axis=1).min() > 10
        for side in (below, above):
            assert np.all(np.diff([zero[0], *side[:, 0]]) < 0)

    def test_what_is_no_number_is_in_none_of_the_maps(self, blindness):
        missing = lab([NAN_COLOUR], blindness)
        for name in ("gray", VALUES, SIGNED):
            seen = lab(colormaps[name](np.linspace(0, 1, 256)), blindness)
            assert np.linalg.norm(seen - missing, axis=1).min() > 10


class TestPicture:
    """A figure comes with its text everywhere."""

    @pytest.fixture
    def picture(self):
        return plots.images([np.eye(3)], alt=ATTACK)

    @pytest.mark.parametrize("alt", ["", "  \n"])
    def test_refuses_to_be_without_words(self, alt):
        with pytest.raises(ValueError, match="Picture: expected alt in words, got ''"):
            plots.images([np.eye(3)], alt=alt)

    def test_is_one_image_with_its_text_in_html(self, picture):
        found = []

        class Parser(HTMLParser):
            def handle_starttag(self, tag, attrs):
                found.append((tag, dict(attrs)))

        Parser().feed(picture._repr_html_())
        [(tag, attributes)] = found
        assert tag == "img"
        assert attributes["alt"] == ATTACK
        kind, content = attributes["src"].split(",")
        assert kind == "data:image/png;base64"
        image = Image.open(io.BytesIO(base64.b64decode(content)))
        assert image.format == "PNG"
        # Sharp on a screen with two dots a pixel.
        assert image.width >= 2 * int(attributes["width"])

    def test_is_shown_by_notebooks_as_html_and_elsewhere_as_text(self, picture):
        bundle, _ = DisplayFormatter().format(picture)
        assert bundle == {"text/html": picture._repr_html_(), "text/plain": f"Figure: {ATTACK}"}

    def test_keeps_its_text_on_one_line(self):
        picture = plots.images([np.eye(3)], alt="one\n  two\tthree")
        assert repr(picture) == "Figure: one two three"

    def test_is_saved_in_the_format_that_the_ending_names(self, picture, tmp_path):
        picture.save(tmp_path / "figure.png")
        picture.save(tmp_path / "figure.svg")
        assert (tmp_path / "figure.png").read_bytes().startswith(b"\x89PNG")
        assert "<svg" in (tmp_path / "figure.svg").read_text()

    def test_looks_the_same_whenever_it_is_drawn(self, picture):
        assert picture._repr_html_() == picture._repr_html_()

    def test_leaves_matplotlib_as_it_was(self, tmp_path):
        settings = dict(matplotlib.rcParams)
        figures = pyplot.get_fignums()
        plots.kernels([np.eye(3)]).save(tmp_path / "figure.png")
        plots.lines({"a": ([1, 2], [1, 2])}, xlabel="x", ylabel="y", alt="a line")._repr_html_()
        assert dict(matplotlib.rcParams) == settings
        assert pyplot.get_fignums() == figures


class TestWrapped:
    """Long names become blocks."""

    def test_short_text_stays(self):
        assert wrapped("average", 1.2) == "average"

    def test_lines_are_about_equally_long(self):
        assert wrapped("circular padding, shifted by 3", 2.3) == "circular padding,\nshifted by 3"

    def test_words_are_never_broken(self):
        assert wrapped("antidisestablishmentarianism now", 1) == "antidisestablishmentarianism\nnow"

    def test_nothing_stays_nothing(self):
        assert wrapped("", 1) == ""
