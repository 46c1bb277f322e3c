# unnamed
def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError(
            f"dead_fraction: expected activations (N, units), got {activations.shape}; "
            "put the samples on the first axis"
        )
    return float(np.mean(activations.sum(axis=0) == 0))
