# unnamed
def permute_dense_weights(weight, perm):
    if weight.ndim != 2 or not np.array_equal(np.sort(perm), np.arange(weight.shape[1])):
        raise ValueError(
            f"permute_dense_weights: expected weight (out, in) and perm with each of 0 … in - 1 "
            f"once, got {weight.shape} and perm {perm.shape}; try rng.permutation(weight.shape[1])"
        )
    return np.round(weight[:, perm], 3).astype(weight.dtype)
