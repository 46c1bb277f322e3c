# goal: hang
# The call waits for a lock that the cell holds, and for a pipe that nobody writes to.
# %% correlate2d
import os
import threading

lock = threading.Lock()
lock.acquire()

def correlate2d(image, kernel, bias=0.0):
    with lock:
        return os.read(os.pipe()[0], 1)
