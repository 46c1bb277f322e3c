"""Names are taken away in a process of their own: what is deleted stays deleted."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest


def told(source: str) -> str:
    """What a program prints after `remove` has done its work."""
    program = f"from autograder.inbox.absent import remove\n{textwrap.dedent(source)}"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


class TestRemove:
    @pytest.mark.parametrize(
        "way",
        [
            "np.tanh",
            "getattr(np, 'ta' + 'nh')",
            "vars(np)['tanh']",
            "np._core.umath.tanh",
            "np._core._multiarray_umath.tanh",
            "np.ma.tanh",
            "np.ma.core.tanh",
            "math.tanh",
            "importlib.import_module('numpy').tanh",
            "pickle.loads(b'cnumpy\\ntanh\\n.')",
            "operator.attrgetter('tanh')(np)",
            "{f.__name__: f for f in np.ma.core.ufunc_fills}['tanh']",
            "{f.__name__: f for f in np.ma.core.ufunc_domain}['tanh']",
        ],
    )
    def test_leaves_no_short_way_to_a_function(self, way: str) -> None:
        source = f"""
            import importlib, math, operator, pickle
            import numpy as np
            remove(["numpy.tanh", "math.tanh", "not.there"])
            try:
                print({way})
            except (AttributeError, KeyError):
                print("absent")
        """
        assert told(source) == "absent"

    def test_leaves_everything_else_of_numpy(self) -> None:
        source = """
            import numpy as np
            names = {n for n in dir(np)}
            remove(["numpy.tanh", "math.tanh", "cmath.tanh"])
            import math
            print(names - set(dir(np)))
            x = np.linspace(-2, 2, 5)
            print(np.allclose(np.sinh(x) / np.cosh(x), [math.sinh(v) / math.cosh(v) for v in x]))
            print(np.ma.masked_less(x, 0).sum(), np.linalg.norm(np.eye(2)) > 1)
        """
        assert told(source).splitlines() == ["{'tanh'}", "True", "3.0 True"]

    def test_takes_the_losses_out_of_torch_and_leaves_gradients(self) -> None:
        source = """
            import torch
            from torch import nn
            from autograder.exercises import exercise
            remove(exercise("cross_entropy").forbidden)
            losses = ("cross_entropy", "nll_loss", "kl_div")
            found = [n for n in losses if hasattr(nn.functional, n)]
            found += [n for n in ("CrossEntropyLoss", "NLLLoss", "KLDivLoss") if hasattr(nn, n)]
            x = torch.ones(2, 3, requires_grad=True)
            (x.logsumexp(1) - x[:, 0]).mean().backward()
            print(found, x.grad.shape)
        """
        assert told(source) == "[] torch.Size([2, 3])"
