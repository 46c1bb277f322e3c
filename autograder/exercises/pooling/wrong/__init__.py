"""Wrong answers to the exercises on pooling, each as a learner might compute it.

A pooling is a *kind*, which makes one value of every window (the largest, the mean), and a
*place*, which says where the windows lie. Most mistakes spoil one of the two, so they are written
once, in `kinds` and in `places`; `on_max`, `as_max` and their like put them together with what is
right of the other. `gradient` does the same for the two gradients, with the shares that a window
hands out for its kind. `whole` and `measure` spoil the exercises of the modules of these names.

The functions need NumPy alone, so that some of them make a complete wrong answer for the sample
class.
"""
