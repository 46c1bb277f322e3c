"""Fashion-MNIST from everywhere it can come from, and from a loopback server for the internet.

The whole set has 30 MB, and where these tests run there may be no way to get it. So the logic is
tested with small files of the same format, whose hashes stand in for the real ones. The tests of
the real set are marked `network`, since looking for it may end in a download; `make test` leaves
them out, and `make test ARGS="-m network"` runs them.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import threading
from collections.abc import Iterator
from dataclasses import astuple
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pooch
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cnnlib import data
from cnnlib.data import fashion

TOOL = Path(__file__).resolve().parents[3] / "tools" / "make_data.py"


class TestSubset:
    """A part of the real set ships with the package."""

    def test_has_6000_images_to_train_and_1000_to_test(self):
        part = data.fashion_mnist_subset()
        for images, labels, count in (
            (part.train_images, part.train_labels, 6000),
            (part.test_images, part.test_labels, 1000),
        ):
            assert images.shape == (count, 28, 28)
            assert images.dtype == np.uint8
            assert labels.shape == (count,)
            assert labels.dtype == np.int64

    def test_has_every_class_equally_often_in_a_mixed_order(self):
        part = data.fashion_mnist_subset()
        for labels in (part.train_labels, part.test_labels):
            counts = np.bincount(labels, minlength=len(data.CLASSES))
            assert len(set(counts)) == 1
            # Sorted labels change 9 times; mixed ones nearly always.
            assert np.count_nonzero(np.diff(labels)) > 0.85 * len(labels)

    def test_tests_on_images_that_are_not_trained_on(self):
        part = data.fashion_mnist_subset()
        train = {image.tobytes() for image in part.train_images}
        assert not train & {image.tobytes() for image in part.test_images}

    def test_is_fresh_and_may_be_written_to(self):
        first = data.fashion_mnist_subset()
        before = [array.copy() for array in astuple(first)]
        for array in (first.train_images, first.train_labels, first.test_images, first.test_labels):
            array[:] = 0
        for array, expected in zip(astuple(data.fashion_mnist_subset()), before, strict=True):
            np.testing.assert_array_equal(array, expected)

    def test_shows_the_clothes_that_the_labels_name(self):
        part = data.fashion_mnist_subset()
        images = part.train_images / 255
        mean = {
            name: images[part.train_labels == label].mean(axis=0)
            for label, name in enumerate(data.CLASSES)
        }
        # Trousers have a gap between their legs and narrow hips; boots are higher than sneakers.
        assert mean["trousers"][20:26, 13:15].mean() < mean["dress"][20:26, 13:15].mean()
        assert mean["ankle boot"][:10].mean() > 5 * mean["sneaker"][:10].mean()
        assert mean["pullover"][8:20, :5].mean() > 2 * mean["T-shirt"][16:20, :5].mean()


class TestStratified:
    """Equally many of every class, none twice, the same for the same seed."""

    @given(st.integers(1, 5), st.integers(1, 6), st.integers(0, 2**32 - 1))
    @settings(max_examples=40, deadline=None)
    def test_takes_equally_many_images_with_their_labels(self, classes, each, seed):
        count = classes * 8
        labels = np.random.default_rng(seed).permutation(np.arange(count) % classes)
        images = np.arange(count)[:, None, None] * np.ones((1, 2, 2))
        chosen, of = data.stratified(images, labels, classes * each, seed)
        numbers = chosen[:, 0, 0].astype(int)
        assert len(set(numbers)) == classes * each
        np.testing.assert_array_equal(of, labels[numbers])
        np.testing.assert_array_equal(np.bincount(of), each)

    def test_depends_on_the_seed_alone(self):
        images, labels = np.arange(400.0).reshape(100, 2, 2), np.arange(100) % 4
        first, again, other = (data.stratified(images, labels, 20, seed) for seed in (1, 1, 2))
        np.testing.assert_array_equal(first[0], again[0])
        assert not np.array_equal(first[0], other[0])

    @pytest.mark.parametrize("count", [7, 44, 0, -4])
    def test_refuses_a_count_that_cannot_be_had(self, count):
        expected = f"expected count as a multiple of 4, at most 40, got {count}"
        with pytest.raises(ValueError, match=expected):
            data.stratified(np.zeros((40, 2, 2)), np.arange(40) % 4, count, seed=0)


def idx(array: np.ndarray) -> bytes:
    """An array of bytes in the IDX format."""
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    return bytes([0, 0, 8, array.ndim]) + sizes + array.tobytes()


class Server(ThreadingHTTPServer):
    """Serves packed files on loopback, and remembers what it was asked for."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = files
        self.asked: list[str] = []
        self.cut_short = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        name = self.path.removeprefix("/")
        self.server.asked.append(name)
        content = self.server.files.get(name)
        if content is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if self.server.cut_short else content)

    def log_message(self, *_: object) -> None:
        """Say nothing: the progress bar is what the tests look at."""


@pytest.fixture
def arrays() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    shapes = ((20, 28, 28), (20,), (10, 28, 28), (10,))
    return {
        name: rng.integers(0, 10, shape, dtype=np.uint8)
        for name, shape in zip(fashion.HASHES, shapes, strict=True)
    }


@pytest.fixture
def packed(arrays: dict[str, np.ndarray]) -> dict[str, bytes]:
    return {f"{name}.gz": gzip.compress(idx(array)) for name, array in arrays.items()}


@pytest.fixture
def cache(arrays: dict[str, np.ndarray], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty world: no variable, no Debian, no network, small files' hashes; its cache."""
    hashes = {name: hashlib.sha256(idx(array)).hexdigest() for name, array in arrays.items()}
    monkeypatch.setattr(fashion, "HASHES", hashes)
    monkeypatch.setattr(fashion, "DEBIAN", tmp_path / "debian")
    monkeypatch.setattr(fashion, "URL", "http://127.0.0.1:9/")  # nobody answers there
    monkeypatch.setattr("pooch.os_cache", lambda project: tmp_path / "cache" / project)
    monkeypatch.delenv(fashion.VARIABLE, raising=False)
    monkeypatch.setenv("NO_PROXY", "*")
    return tmp_path / "cache" / "cnnlib"


@pytest.fixture
def server(
    cache: Path, packed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    with Server(dict(packed)) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        monkeypatch.setattr(fashion, "URL", server.url)
        yield server
        server.shutdown()
        thread.join()


def put(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def assert_whole(found: data.Dataset, arrays: dict[str, np.ndarray]) -> None:
    for array, expected in zip(astuple(found), arrays.values(), strict=True):
        np.testing.assert_array_equal(array, expected)


IMAGES = "train-images-idx3-ubyte.gz"
LABELS = "t10k-labels-idx1-ubyte.gz"


@pytest.mark.usefixtures("cache")
class TestFolders:
    """Files are taken from the first folder that has them whole."""

    def test_a_named_folder_may_hold_packed_files(self, packed, arrays, tmp_path):
        assert_whole(data.fashion_mnist(put(tmp_path / "named", packed)), arrays)

    def test_a_named_folder_may_hold_unpacked_files(self, packed, arrays, tmp_path):
        unpacked = {n.removesuffix(".gz"): gzip.decompress(c) for n, c in packed.items()}
        assert_whole(data.fashion_mnist(put(tmp_path / "named", unpacked)), arrays)

    def test_files_packed_in_another_way_are_the_same_files(self, packed, arrays, tmp_path):
        repacked = {
            n: gzip.compress(gzip.decompress(c), compresslevel=1, mtime=1)
            for n, c in packed.items()
        }
        assert repacked != packed
        assert_whole(data.fashion_mnist(put(tmp_path / "named", repacked)), arrays)

    def test_labels_are_integers_and_everything_may_be_written_to(self, packed, tmp_path):
        found = data.fashion_mnist(put(tmp_path / "named", packed))
        assert found.train_images.dtype == found.test_images.dtype == np.uint8
        assert found.train_labels.dtype == found.test_labels.dtype == np.int64
        for array in (found.train_images, found.train_labels, found.test_images, found.test_labels):
            array[:] = 1

    def test_the_variable_names_a_folder(self, packed, arrays, tmp_path, monkeypatch):
        monkeypatch.setenv(fashion.VARIABLE, str(put(tmp_path / "mine", packed)))
        assert_whole(data.fashion_mnist(), arrays)

    def test_the_variable_may_start_at_home(self, packed, arrays, tmp_path, monkeypatch):
        put(tmp_path / "mine", packed)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv(fashion.VARIABLE, "~/mine")
        assert_whole(data.fashion_mnist(), arrays)

    def test_debians_folder_needs_no_variable(self, packed, arrays, tmp_path):
        put(tmp_path / "debian", packed)
        assert_whole(data.fashion_mnist(), arrays)

    @pytest.mark.parametrize(
        "damage", [lambda c: c[:-9], lambda c: b"<html>" + c, lambda c: gzip.compress(b"other")]
    )
    def test_a_damaged_copy_is_passed_over(self, packed, arrays, tmp_path, monkeypatch, damage):
        broken = {**packed, IMAGES: damage(packed[IMAGES])}
        monkeypatch.setenv(fashion.VARIABLE, str(put(tmp_path / "mine", broken)))
        put(tmp_path / "debian", packed)
        assert_whole(data.fashion_mnist(), arrays)

    def test_a_folder_that_is_named_is_the_only_one(self, packed, tmp_path):
        put(tmp_path / "debian", packed)
        with pytest.raises(data.DataError) as caught:
            data.fashion_mnist(tmp_path / "elsewhere")
        message = str(caught.value)
        assert str(tmp_path / "elsewhere" / IMAGES) + ": not there" in message
        assert "debian" not in message
        assert fashion.URL + IMAGES not in message


class TestDownload:
    """What is in no folder is downloaded into the cache, once."""

    def test_fills_the_cache(self, cache, server, packed, arrays):
        assert_whole(data.fashion_mnist(), arrays)
        assert sorted(file.name for file in cache.iterdir()) == sorted(packed)
        assert sorted(server.asked) == sorted(packed)

    def test_happens_once(self, cache, server, arrays):
        data.fashion_mnist()
        server.asked.clear()
        assert_whole(data.fashion_mnist(), arrays)
        assert server.asked == []

    def test_takes_only_what_is_missing(self, cache, server, packed, arrays, tmp_path):
        put(tmp_path / "debian", {n: c for n, c in packed.items() if n != LABELS})
        assert_whole(data.fashion_mnist(), arrays)
        assert server.asked == [LABELS]

    def test_says_what_it_does_and_how_far_it_is(self, cache, server, capsys, caplog, monkeypatch):
        # pooch's own handler keeps the stderr of the first test that imported it.
        monkeypatch.setattr(pooch.get_logger(), "handlers", [caplog.handler])
        data.fashion_mnist()
        from_to = f"from '{server.url}{IMAGES}' to file '{cache / IMAGES}'"
        assert f"Downloading data {from_to}" in caplog.text
        assert "known_hash" not in caplog.text
        assert "100%|" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "damage", [lambda c: c[:-9], lambda c: b"", lambda c: gzip.compress(b"other")]
    )
    def test_replaces_a_damaged_copy_in_the_cache(self, cache, server, packed, arrays, damage):
        put(cache, {**packed, LABELS: damage(packed[LABELS])})
        assert_whole(data.fashion_mnist(), arrays)
        assert server.asked == [LABELS]

    def test_that_breaks_off_leaves_nothing_behind(self, cache, server):
        server.cut_short = True
        with pytest.raises(data.DataError, match="cannot be downloaded"):
            data.fashion_mnist()
        assert list(cache.iterdir()) == []

    def test_can_be_tried_again_after_a_failure(self, cache, server, packed, arrays):
        server.files[IMAGES] = gzip.compress(b"a page that says: please log in")
        with pytest.raises(data.DataError):
            data.fashion_mnist()
        server.files[IMAGES] = packed[IMAGES]
        assert_whole(data.fashion_mnist(), arrays)


class TestFailure:
    """Every failure says all that was tried, and what to do."""

    @staticmethod
    def message() -> str:
        with pytest.raises(data.DataError, match="Fashion-MNIST: no good copy of") as caught:
            data.fashion_mnist()
        message = str(caught.value)
        assert f"Get the four .gz files from {fashion.URL}" in message
        assert f"set {fashion.VARIABLE} to it" in message
        assert "fashion_mnist_subset() needs none of this" in message
        return message

    def test_lists_every_place(self, cache, tmp_path, monkeypatch):
        monkeypatch.setenv(fashion.VARIABLE, str(tmp_path / "mine"))
        message = self.message()
        for folder in ("mine", "debian"):
            assert f"  - {tmp_path / folder / IMAGES}: not there" in message
        assert f"  - {fashion.URL}{IMAGES}: cannot be downloaded" in message

    def test_no_network(self, cache):
        assert "Connection refused" in self.message()

    def test_no_such_file_on_the_server(self, cache, server):
        del server.files[IMAGES]
        assert "404" in self.message()

    def test_the_server_sends_another_file(self, cache, server):
        server.files[IMAGES] = gzip.compress(b"other")
        found = hashlib.sha256(b"other").hexdigest()
        wanted = fashion.HASHES[IMAGES.removesuffix(".gz")]
        expected = f"expected SHA-256 {wanted[:12]}…, got {found[:12]}…; the file is damaged or ano"
        assert expected in self.message()

    def test_the_server_sends_a_page(self, cache, server):
        server.files[IMAGES] = b"<html>Please log in.</html>"
        assert "cannot be unpacked (Not a gzipped file" in self.message()

    def test_a_file_ends_too_early(self, cache, server, packed):
        server.files[IMAGES] = packed[IMAGES][:-20]
        message = self.message()
        assert f"{cache / IMAGES}: cannot be unpacked" in message

    def test_the_cache_cannot_be_written(self, cache, server):
        cache.parent.mkdir()
        cache.write_text("a file where the cache's folder should be")
        assert str(cache) in self.message()
        assert cache.read_text() == "a file where the cache's folder should be"

    def test_a_damaged_file_is_named_even_where_others_are_only_missing(
        self, cache, packed, tmp_path, monkeypatch
    ):
        mine = put(tmp_path / "mine", {IMAGES: packed[IMAGES][:-9]})
        monkeypatch.setenv(fashion.VARIABLE, str(mine))
        assert f"  - {mine / IMAGES}: cannot be unpacked" in self.message()


@pytest.fixture(scope="module")
def whole() -> data.Dataset:
    return data.fashion_mnist()


@pytest.mark.network
class TestTheRealSet:
    """The whole of Fashion-MNIST, from wherever this computer can get it."""

    def test_has_70000_images_of_ten_classes(self, whole):
        assert whole.train_images.shape == (60000, 28, 28)
        assert whole.test_images.shape == (10000, 28, 28)
        np.testing.assert_array_equal(np.bincount(whole.train_labels), 6000)
        np.testing.assert_array_equal(np.bincount(whole.test_labels), 1000)

    def test_gives_exactly_the_files_that_ship(self, whole, tmp_path, monkeypatch):
        spec = importlib.util.spec_from_file_location("make_data", TOOL)
        tool = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(tool)
        shipped = tool.FILES
        monkeypatch.setattr(tool, "FILES", tmp_path)
        tool.subset()
        for name in ("train", "test"):
            labels = f"fashion-{name}-labels.npy"
            assert (tmp_path / labels).read_bytes() == (shipped / labels).read_bytes()
            # Another Pillow may pack the same pixels otherwise.
            made, ours = (
                np.array(Image.open(folder / f"fashion-{name}.png"))
                for folder in (tmp_path, shipped)
            )
            np.testing.assert_array_equal(made, ours)
