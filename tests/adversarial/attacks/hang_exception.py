# goal: hang
# The text of an exception never ends being made.
# %% correlate2d
class Wrong(Exception):
    def __str__(self):
        while True:
            pass

def correlate2d(image, kernel, bias=0.0):
    raise Wrong
