"""What honest people also write into the cells that they hand in; it may cost nobody a point."""

from __future__ import annotations

#: Lines around an answer to `tanh`, each as somebody may write them; `x` and `y` are also local
#: names of the answers.
AROUND_TANH = {
    "a magic that times": "%timeit -n 1 -r 1 tanh(np.zeros(3))",
    "magics and commands": "%matplotlib inline\nfiles = !echo a\n!echo b",
    "timeit of a function": "import timeit\n"
    "print(timeit.timeit(lambda: tanh(np.ones(10)), number=2))",
    "timeit of a text": "import timeit\n"
    "seconds = timeit.timeit('tanh(np.ones(3))', globals=globals(), number=2)",
    "a profile": "import cProfile\ncProfile.run('tanh(np.ones(3))')",
    "vars": "class Point:\n    def __init__(self):\n        self.a = 1\nprint(vars(Point()))",
    "a __dict__": "print(sorted(type(np.zeros(3)).__dict__)[:3])",
    "getattr in a loop": "for name in ('exp', 'tanh', 'sinh'):\n    print(getattr(np, name)(0.5))",
    "a table of functions": "table = {n: getattr(np, n) for n in dir(np) if n.startswith('ta')}",
    "pickle": "import pickle\nagain = pickle.loads(pickle.dumps({'x': [1.0]}))",
    "inspect": "import inspect\nprint(inspect.signature(tanh), inspect.getsource(abs.__class__))"
    " if False else print(inspect.signature(tanh))",
    "a comparison": "assert np.allclose(tanh(np.linspace(-3, 3)), np.tanh(np.linspace(-3, 3)))",
    "a comparison by names": "x = np.linspace(-3, 3)\ny = np.tanh(x)\n"
    "error = np.abs(tanh(x) - y).max()",
    "an import under a local name": "from math import tanh as y\nprint(y(0.5))",
    "a function under a local name": "e = np.tanh\nprint(e(0.5))",
    "versions": "import sys, os, platform\n"
    "print(sys.version, platform.platform(), os.environ.get('HOME'))",
    "a path": "import sys\nsys.path.append('.')",
    "globals": "print([name for name in globals() if not name.startswith('_')][:3])",
    "eval and exec": "print(eval('1 + 1'))\nexec('z = 3')",
    "importlib": "import importlib.util\nhas_scipy = importlib.util.find_spec('scipy') is not None",
    "a dataclass": "import dataclasses\n\n@dataclasses.dataclass\nclass Setting:\n"
    "    low: float = -3.0\n\nprint(Setting())",
    "a picture": "from matplotlib import pyplot as plt\nfig, ax = plt.subplots()\n"
    "ax.plot([0, 1], tanh(np.ones(2)))\nax.plot([0, 1], np.tanh(np.ones(2)))\nplt.close(fig)",
    "settings of NumPy": "np.set_printoptions(precision=3)\nnp.random.seed(0)",
    "a traceback": "import traceback\ntry:\n    tanh(None)\nexcept Exception:\n"
    "    traceback.format_exc()",
    "logging": "import logging\nlogging.getLogger(__name__).info('done')",
    "processes": "import multiprocessing, subprocess\nprint(multiprocessing.cpu_count())\n"
    "subprocess.run(['true'], check=True)",
    "files": "import tempfile, pathlib\nwith tempfile.TemporaryDirectory() as folder:\n"
    "    pathlib.Path(folder, 'a.txt').write_text('a')",
    "code": "print(tanh.__code__.co_varnames)",
    "attributes of a function": "setattr(tanh, 'author', 'Ada')\ntanh.calls = 0",
    "a package that may be missing": "try:\n    from scipy.special import expit\n"
    "except ImportError:\n    expit = None",
    "a test case": "import unittest\n\nclass TestTanh(unittest.TestCase):\n"
    "    def test_zero(self):\n        self.assertEqual(tanh(np.zeros(1))[0], 0)\n"
    "unittest.TextTestRunner().run(unittest.TestLoader().loadTestsFromTestCase(TestTanh))",
    "what IPython shows": "from IPython.display import Markdown, display\ndisplay(Markdown('ok'))",
    "garbage": "import gc\nprint(len(gc.get_objects()) > 0)",
    "sizes of C": "import ctypes\nprint(ctypes.sizeof(ctypes.c_double))",
    "hints": "import typing\nprint(typing.get_type_hints(tanh))",
    "a module that is changed": "import warnings\n"
    "old, warnings.showwarning = warnings.showwarning, print\nwarnings.showwarning = old",
    "a main part": "if __name__ == '__main__':\n    print(vars(tanh))",
}

TANH = "def tanh(x):\n    y = np.exp(-2.0 * np.abs(x))\n    return np.sign(x) * (1 - y) / (1 + y)\n"

#: Right answers to `tanh`, in many styles.
TANH_ANSWERS = {
    "a function": TANH,
    "lambda": "tanh = lambda x: 2 / (1 + np.exp(-2 * np.asarray(x))) - 1",
    "an object": "class Tanh:\n    factor = -2.0\n\n    def __call__(self, x):\n"
    "        y = np.exp(self.factor * np.abs(x))\n"
    "        return np.sign(x) * (1 - y) / (1 + y)\n\ntanh = Tanh()",
    "a decorator that times": "import functools, time\n\ndef timed(f):\n    @functools.wraps(f)\n"
    "    def inner(*args, **kwargs):\n        start = time.perf_counter()\n"
    "        y = f(*args, **kwargs)\n        inner.seconds = time.perf_counter() - start\n"
    "        return y\n    return inner\n\n@timed\n" + TANH,
    "a partial": "from functools import partial\n\ndef squash(x, factor):\n"
    "    y = np.exp(-factor * np.abs(x))\n    return np.sign(x) * (1 - y) / (1 + y)\n\n"
    "tanh = partial(squash, factor=2.0)",
    "number by number": "import math\n\ndef one(x):\n    y = math.exp(-2 * abs(x))\n"
    "    return math.copysign((1 - y) / (1 + y), x)\n\n"
    "def tanh(x):\n    return np.vectorize(one, otypes=[float])(x)",
    "hyperbolas": "def tanh(x):\n    x = np.clip(x, -300, 300)\n    return np.sinh(x) / np.cosh(x)",
    "another name for numpy": "import numpy\nxp = numpy\n\ndef tanh(x):\n"
    "    y = xp.exp(-2 * xp.abs(x))\n    return xp.sign(x) * (1 - y) / (1 + y)",
    "a logger and a limit": "import logging, sys\n\nlog = logging.getLogger(__name__)\n\n"
    "def tanh(x):\n    log.debug('tanh of %s', np.shape(x))\n"
    "    y = np.exp(-2 * np.minimum(np.abs(x), sys.float_info.max))\n"
    "    return np.sign(x) * (1 - y) / (1 + y)",
    "warnings silenced": "import warnings\n\ndef tanh(x):\n    with warnings.catch_warnings():\n"
    "        warnings.simplefilter('ignore')\n        y = np.exp(-2.0 * np.abs(x))\n"
    "    return np.sign(x) * (1 - y) / (1 + y)",
    "tools of the library": "import bisect, heapq, io, operator, struct\n"
    "from collections import OrderedDict, deque\nfrom functools import reduce\n\n"
    "def tanh(x):\n    y = np.exp(-2.0 * np.abs(x))\n"
    "    parts = deque([np.sign(x), 1 - y, reduce(operator.truediv, [1.0, 1 + y])])\n"
    "    heapq.heapify(list(OrderedDict(a=1))), bisect.bisect([1], 0), struct.pack('d', 1.0)\n"
    "    print('made', file=io.StringIO())\n    return reduce(operator.mul, parts)",
    "after a star": "from math import *\nfrom numpy import *\n\n" + TANH,
}

#: Answers to other exercises, by ways that an answer to `tanh` may not go.
OTHER_ANSWERS = {
    "sigmoid": "def sigmoid(x):\n    return 0.5 * (1 + np.tanh(0.5 * x))\n",
    "relu": "def relu(x):\n    return vars(np)['where'](np.asarray(x) < 0, 0.0, x)\n",
    "elu": "def elu(x, alpha=1.0):\n    name = 'exp' + 'm1'\n"
    "    return np.where(x > 0, x, alpha * getattr(np, name)(np.minimum(x, 0)))\n",
    "leaky_relu": "import pickle\nslopes = pickle.loads(pickle.dumps([1.0]))\n\n"
    "def leaky_relu(x, negative_slope=0.01):\n"
    "    return np.where(np.asarray(x) > 0, slopes[0] * x, negative_slope * x)\n",
}

CROSS_ENTROPY = """\
import torch.nn.functional as F

def cross_entropy(logits, labels, label_smoothing=0.0):
    if not 0 <= label_smoothing < 1 or len(logits) != len(labels) or len(logits) == 0:
        raise ValueError("labels or label_smoothing do not fit")
    loss = F.log_softmax(logits, dim=1)
    right = loss.gather(1, labels[:, None]).mean()
    return -(1 - label_smoothing) * right - label_smoothing * loss.mean()
"""

#: Lines around an answer to `cross_entropy`.
AROUND_CROSS_ENTROPY = {
    "settings of torch": "torch.manual_seed(0)\ntorch.backends.cudnn.benchmark = True",
    "a loader": "from torch.utils.data import DataLoader, TensorDataset\n"
    "data = DataLoader(TensorDataset(torch.zeros(2, 3)), batch_size=1)\nprint(len(list(data)))",
    "a comparison": "logits, labels = torch.zeros(2, 3), torch.tensor([0, 1])\n"
    "loss = nn.functional.cross_entropy(logits, labels)\n"
    "assert torch.isclose(cross_entropy(logits, labels), loss)",
    "what a layer holds": "print(vars(nn.Linear(2, 3)).keys())",
    "an optimiser by name": "optimiser = getattr(torch.optim, 'S' + 'GD')",
    "a model that is saved": "import io\n"
    "torch.save(nn.Linear(2, 3).state_dict(), io.BytesIO())\nprint(torch.load)",
}
