# unnamed
def dense_param_count(in_shape, out_features, bias=True):
    if out_features < 1 or any(size < 1 for size in in_shape):
        raise ValueError(
            f"dense_param_count: expected sizes of at least 1, got in_shape {in_shape} and "
            f"out_features {out_features}; pass 1 or more"
        )
    n = np.int32(1)
    for s in in_shape:
        n = np.multiply(n, s, dtype=np.int32)
    n = np.multiply(n, out_features, dtype=np.int32)
    return int(n) + (out_features if bias else 0)
