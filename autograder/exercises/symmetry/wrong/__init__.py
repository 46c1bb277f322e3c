"""Wrong answers to the exercises on symmetry, each as a learner might compute it.

The mistakes that a plain convolution can have stand in `kernels/wrong`; `on_wrapped` of `circular`
and `on_lifted` of `turns` let such an answer stand for one to `circular_conv2d` or `lift_p4`, and
`on_moved` of `moves` lets a wrong `translate` stand for a wrong `shift_consistency`. The functions
need NumPy alone, so that some of them make a complete wrong answer for the sample class.
"""
