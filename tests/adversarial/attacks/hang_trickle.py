# goal: hang
# The worker is taken over and sends the bytes of its answer one by one.
# %% correlate2d
import os
import time

while True:
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"\x40")
        except OSError:
            pass
    time.sleep(0.2)
