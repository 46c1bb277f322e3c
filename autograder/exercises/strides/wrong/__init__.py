"""Wrong answers to the exercises on stride and padding, each as a learner might compute it.

Most mistakes of this notebook misplace windows, and are made in four of its functions alike. So
they are written once, in `places`, as plans: which pixels the windows of both axes see. `layer`
lets a plan answer for conv2d_strided, `seeing` for coverage, `lines` for output_size, `table` for
the sizes in layer_table. `pads` is about pad2d alone.
"""
