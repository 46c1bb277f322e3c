def one_cycle(step, total_steps, max_lr, warmup=0.3):
    s, last = warmup * total_steps, total_steps - 1
    if step < s:
        return max_lr * (0.04 + 0.96 * step / s)
    return max_lr * (1e-4 + (1 - 1e-4) * 0.5 * (1.0 + math.cos(math.pi * (step - s) / (last - s))))
