# unnamed
def one_cycle(step, total_steps, max_lr, warmup=0.3):
    peak = warmup * total_steps
    start, end = max_lr / 25, max_lr / 1e4
    if step < peak:
        return start + (max_lr - start) * (1 - math.cos(math.pi * step / peak)) / 2
    r = (step - peak) / (total_steps - 1 - peak)
    return end + (max_lr - end) * (1 + math.cos(math.pi * r)) / 2
