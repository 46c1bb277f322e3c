def circular_conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"circular_conv2d: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError(f"circular_conv2d: expected odd kernels, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"circular_conv2d: expected bias of shape {(f,)}, got {np.shape(bias)}")
    results = []
    for image in x:
        maps = []
        for k in range(f):
            total = np.zeros(image.shape[1:])
            for plane, kernel in zip(image, weight[k]):
                for u in range(kh):
                    for v in range(kw):
                        total = total + kernel[u, v] * np.roll(
                            plane, (kh // 2 - u, kw // 2 - v), (0, 1)
                        )
            maps.append(total + (bias[k] if bias is not None else 0.0))
        results.append(np.stack(maps))
    return np.stack(results)
