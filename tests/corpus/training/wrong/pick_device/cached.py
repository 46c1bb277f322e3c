# unnamed
_seen = {}


def pick_device(prefer=None):
    if "best" not in _seen:
        _seen["best"] = "cuda" if torch.cuda.is_available() else "cpu"
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if prefer is None:
        return torch.device(_seen["best"])
    if not there[torch.device(prefer).type]:
        raise ValueError
    return torch.device(prefer)
