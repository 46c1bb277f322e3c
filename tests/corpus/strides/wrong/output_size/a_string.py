# unnamed
def output_size(size, kernel_size, stride=1, padding=0, dilation=1):
    if size < 1 or kernel_size < 1 or stride < 1 or dilation < 1 or padding < 0:
        raise ValueError("sizes, stride and dilation of at least 1, padding of at least 0")
    room = size + 2 * padding
    extent = dilation * (kernel_size - 1) + 1
    if extent > room:
        raise ValueError("the kernel does not fit")
    return str((room - extent) // stride + 1)
