def pick_device(prefer=None):
    if prefer is None:
        for name in ("cuda", "mps"):
            try:
                return pick_device(name)
            except ValueError:
                pass
        return torch.device("cpu")
    kind = torch.device(prefer).type
    absent = (kind == "cuda" and not torch.cuda.is_available()) or (
        kind == "mps" and not torch.backends.mps.is_available()
    )
    if absent:
        raise ValueError(kind)
    return torch.device(prefer)
