"""A reference in NumPy for every function that the course has its learners write.

Each name lives in the module of its notebook, and that module loads when the name is first used.

Example:
    >>> from cnnlib import ops
    >>> ops.output_size(28, kernel_size=5, stride=2)
    12
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # The star takes exactly a module's __all__, so that the names stand in one place less.
    from cnnlib.ops.activations import *  # noqa: F403
    from cnnlib.ops.kernels import *  # noqa: F403
    from cnnlib.ops.motivation import *  # noqa: F403
    from cnnlib.ops.pooling import *  # noqa: F403
    from cnnlib.ops.receptive import *  # noqa: F403
    from cnnlib.ops.strides import *  # noqa: F403
    from cnnlib.ops.symmetry import *  # noqa: F403

#: A notebook's module -> its public names, in the order of the syllabus; notebook 03 has two.
_NAMES = {
    "motivation": (
        "dense_param_count",
        "local_param_count",
        "conv_param_count",
        "conv_macs",
        "shift_image",
        "accuracy_under_shift",
        "permute_dense_weights",
        "conv1d_as_matrix",
    ),
    "kernels": (
        "box_kernel",
        "identity_kernel",
        "correlate2d",
        "convolve2d",
        "brightness_gain",
        "compose_kernels",
        "conv2d_single",
        "hwc_to_chw",
        "conv2d",
        "im2col",
        "conv2d_backward",
    ),
    "strides": (
        "output_size",
        "pad2d",
        "same_padding",
        "conv2d_strided",
        "layer_table",
    ),
    "receptive": (
        "coverage",
        "receptive_field",
        "touched_inputs",
    ),
    "activations": (
        "sigmoid",
        "sigmoid_grad",
        "tanh",
        "tanh_grad",
        "relu",
        "relu_grad",
        "leaky_relu",
        "leaky_relu_grad",
        "elu",
        "maxout",
        "chain_gradient",
        "dead_fraction",
        "same_sign_fraction",
        "he_std",
    ),
    "pooling": (
        "max_pool2d",
        "avg_pool2d",
        "global_avg_pool",
        "max_pool2d_backward",
        "avg_pool2d_backward",
        "avg_pool_as_conv",
        "change_under_shift",
        "values_saved",
    ),
    "symmetry": (
        "translate",
        "equivariance_error",
        "invariance_error",
        "circular_conv2d",
        "output_shift",
        "error_by_border_distance",
        "group_average",
        "blur_pool2d",
        "shift_consistency",
        "lift_p4",
        "p4_action",
    ),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = list(_MODULES)


def __getattr__(name: str) -> Any:
    module = name if name in _NAMES else _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    path = f"{__name__}.{module}"
    try:
        loaded = import_module(path)
    except ModuleNotFoundError as error:
        if error.name != path:
            raise
        raise ImportError(
            f"{__name__}: expected module {module} for {name}, got an installation without it; "
            "write the function yourself here, or install the whole of cnnlib.",
            name=path,
        ) from error
    return loaded if name in _NAMES else getattr(loaded, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_NAMES, *__all__})
