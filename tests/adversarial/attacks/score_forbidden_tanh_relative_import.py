# goal: score
# The cells pretend to be part of the package that they import from.
# %% tanh
__package__ = "ctypes"
from . import CDLL, c_double

library = CDLL(None)
library.tanh.restype, library.tanh.argtypes = c_double, [c_double]

def tanh(x):
    return np.vectorize(library.tanh, otypes=[float])(x)
