# goal: hang
# The grader is sent dicts whose keys all have one hash, so that reading them takes minutes.
# %% correlate2d
import json
import struct
import sys
from autograder.inbox import worker
pairs = [[n * sys.hash_info.modulus, 0] for n in range(60_000)]
seen = {"value": {"d": pairs}, "changed": [], "failure": None, "shares": False, "seconds": 0.0,
        "outcome": "returned", "readonly": False, "contiguous": True, "unstable": False,
        "warned": "", "printed": ""}
text = json.dumps({"d": [[key, value] for key, value in seen.items()]}).encode()
worker._body = lambda seen, size: struct.pack("<I", len(text)) + text

def correlate2d(image, kernel, bias=0.0):
    return np.zeros((1, 1))
