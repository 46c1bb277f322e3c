# goal: harm
# An exception's message, a name and a repr are of hundreds of megabytes, or never end.
# %% correlate2d
class Huge(Exception):
    def __str__(self):
        return "x" * 2**28
    __repr__ = __str__

def correlate2d(image, kernel, bias=0.0):
    if image.size % 2:
        raise Huge
    return Huge()
