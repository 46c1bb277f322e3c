# unnamed
def dead_fraction(activations):
    if activations.ndim != 2:
        raise ValueError(
            f"dead_fraction: expected activations (N, units), got {activations.shape}; "
            "put the samples on the first axis"
        )
    return float(np.mean(np.all(np.abs(activations) < 1e-3, axis=0)))
