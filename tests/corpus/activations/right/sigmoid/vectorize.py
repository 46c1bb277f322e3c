import numpy as np


import math

sigmoid = np.vectorize(lambda v: 1 / (1 + math.exp(-v)) if v > -700 else 0.0, otypes=[float])
