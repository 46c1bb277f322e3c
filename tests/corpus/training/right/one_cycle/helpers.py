def one_cycle(step, total_steps, max_lr, warmup=0.3):
    def line(a, b, t):
        return (1 - t) * a + t * b

    def cosine(a, b, t):
        return line(a, b, (1 - math.cos(math.pi * t)) / 2)

    peak = warmup * total_steps
    if step < peak:
        return line(max_lr / 25.0, max_lr, step / peak)
    return cosine(max_lr, max_lr / 10000.0, (step - peak) / (total_steps - 1.0 - peak))
