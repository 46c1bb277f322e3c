def one_cycle(step, total_steps, max_lr, warmup=0.3):
    peak = warmup * total_steps
    if step <= peak:
        return np.float64(np.interp(step, [0, peak], [max_lr / 25, max_lr]))
    r = (step - peak) / (total_steps - 1 - peak)
    return max_lr / 1e4 + (max_lr - max_lr / 1e4) * np.cos(np.pi * r / 2) ** 2
