def one_cycle(step, total_steps, max_lr, warmup=0.3):
    peak = warmup * total_steps
    up = max_lr / 25 + (max_lr - max_lr / 25) * step / peak
    angle = np.pi * (step - peak) / (total_steps - 1 - peak)
    down = max_lr / 1e4 + 0.5 * (max_lr - max_lr / 1e4) * (1 + np.cos(angle))
    return float(np.where(step < peak, up, down))
