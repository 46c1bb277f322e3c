def one_cycle(step, total_steps, max_lr, warmup=0.3):
    peak = warmup * total_steps
    if step <= peak:
        return max_lr - (max_lr - max_lr / 25) * (peak - step) / peak
    r = (step - peak) / (total_steps - 1 - peak)
    low = max_lr / 1e4
    return max_lr - (max_lr - low) * math.sin(math.pi * r / 2) ** 2
