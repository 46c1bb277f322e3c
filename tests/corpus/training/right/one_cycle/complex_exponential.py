def one_cycle(step, total_steps, max_lr, warmup=0.3):
    peak = warmup * total_steps
    if step / total_steps < warmup:
        return max_lr / 25 * (1 + 24 * step / (warmup * total_steps))
    turn = (step - peak) / (total_steps - 1 - peak)
    wave = complex(0, math.pi * turn)
    low = max_lr * 0.0001
    return low + (max_lr - low) * (1 + (np.exp(wave)).real) / 2
