# goal: hang
# Orphans keep every descriptor open after their parents have gone.
# %% correlate2d
import os
import time

def leave():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(10_000)
        os._exit(0)
leave()

def correlate2d(image, kernel, bias=0.0):
    leave()
    os._exit(0)
