# goal: hang
# A regular expression that backtracks for ever.
# %% correlate2d
import re

def correlate2d(image, kernel, bias=0.0):
    return re.match("(a|a)*b", "a" * 60)
