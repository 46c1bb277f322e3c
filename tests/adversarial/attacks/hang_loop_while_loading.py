# goal: hang
# The cell never comes to an end.
# %% correlate2d
while True:
    pass
