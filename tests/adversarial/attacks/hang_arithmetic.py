# goal: hang
# One operation in C takes years, and looks at no signal on the way.
# %% correlate2d
def correlate2d(image, kernel, bias=0.0):
    return 9 ** 9 ** 9
