"""Wrong answers to the exercises on kernels, each as a learner might compute it.

Most are written once, for `conv2d` on (N, C, H, W); `on_plane`, `on_single` and `on_mirrored` of
`base` let such an answer stand for one to `correlate2d`, `conv2d_single` or `convolve2d`. `values`
spoils what is multiplied and summed, `places` where windows lie and how large the output is.

A way answers in as many shapes as it can: a slip that crashes one learner's loop goes unnoticed in
another's slice, and where a learner's function raises, diagnosis compares nothing. The functions
need NumPy alone, so that some of them make a complete wrong answer for the sample class.
"""
