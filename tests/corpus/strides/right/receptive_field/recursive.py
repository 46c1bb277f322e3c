def receptive_field(layers):
    if len(layers) == 0:
        return 1, 1
    *earlier, last = layers
    if not 2 <= len(last) <= 3 or any(number < 1 for number in last):
        raise ValueError("a layer is (kernel_size, stride) or (kernel_size, stride, dilation)")
    size, jump = receptive_field(earlier)
    dilation = last[2] if len(last) == 3 else 1
    return size + (last[0] - 1) * dilation * jump, jump * last[1]
