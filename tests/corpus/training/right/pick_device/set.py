def pick_device(prefer=None):
    available = {"cpu"}
    if torch.cuda.is_available():
        available.add("cuda")
    if torch.backends.mps.is_available():
        available.add("mps")
    if prefer is None:
        best = [name for name in ("cuda", "mps", "cpu") if name in available][0]
        return torch.device(best)
    prefer = torch.device(prefer)
    if prefer.type not in available:
        raise ValueError("absent")
    return prefer
