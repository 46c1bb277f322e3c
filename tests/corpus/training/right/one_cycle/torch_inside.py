def one_cycle(step, total_steps, max_lr, warmup=0.3):
    peak = torch.tensor(warmup * total_steps, dtype=torch.float64)
    if step < peak:
        return (max_lr / 25 + (max_lr - max_lr / 25) * step / peak).item()
    r = (step - peak) / (total_steps - 1 - peak)
    return (max_lr / 1e4 + (max_lr - max_lr / 1e4) * (1 + torch.cos(torch.pi * r)) / 2).item()
