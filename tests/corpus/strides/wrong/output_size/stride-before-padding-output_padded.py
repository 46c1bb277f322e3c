# stride-before-padding
def output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    if size < 1 or kernel_size < 1 or stride < 1 or dilation < 1 or padding < 0:
        raise ValueError("sizes, stride and dilation of at least 1, padding of at least 0")
    steps, spare = divmod(size - dilation * (kernel_size - 1) - 1, stride)
    if steps + 1 + 2 * padding < 1:
        raise ValueError("no output")
    return steps + 1 + 2 * padding
