# goal: hang
# The clocks of the worker stand still, so that no time limit of its own is ever reached.
# %% correlate2d
import select
import socket
import time

time.monotonic = time.perf_counter = time.time = lambda: 0.0
socket.socket.settimeout = lambda self, seconds: None
right_sleep = time.sleep

def correlate2d(image, kernel, bias=0.0):
    right_sleep(10_000)
