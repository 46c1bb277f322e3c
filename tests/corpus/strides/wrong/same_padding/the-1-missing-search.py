# the-1-missing
def same_padding(size, kernel_size, stride=1, dilation=1):
    if min(size, kernel_size, stride, dilation) < 1:
        raise ValueError("expected numbers of at least 1")
    places = (size + stride - 1) // stride
    for total in range(dilation * kernel_size + stride):
        room = size + total - dilation * (kernel_size - 1)
        if room >= 0 and room // stride + 1 >= places:
            return total // 2, (total + 1) // 2
