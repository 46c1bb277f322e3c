# goal: harm
# SystemExit and os._exit while loading, in a call, in a descriptor, and at exit.
# %% correlate2d
import atexit
import os
import sys

atexit.register(os._exit, 3)

class Answer:
    def __call__(self, *args, **kwargs):
        sys.exit(0)
    @property
    def __code__(self):
        os._exit(0)
    def __getattr__(self, name):
        os._exit(0)

correlate2d = Answer()
sys.exit(0)
