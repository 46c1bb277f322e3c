# goal: hang
# Every call sleeps, deaf to all signals.
# %% correlate2d
import signal
import time

def correlate2d(image, kernel, bias=0.0):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    time.sleep(10_000)
