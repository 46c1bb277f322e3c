def one_cycle(step, total_steps, max_lr, warmup=0.3):
    peak = warmup * total_steps
    table = []
    for t in range(total_steps):
        if t < peak:
            table.append(max_lr / 25 + t * (max_lr - max_lr / 25) / peak)
        else:
            r = (t - peak) / (total_steps - 1 - peak)
            table.append(max_lr / 1e4 + (max_lr - max_lr / 1e4) * (1 + math.cos(math.pi * r)) / 2)
    return table[step]
