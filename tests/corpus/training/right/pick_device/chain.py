def pick_device(prefer=None):
    if prefer is not None:
        device = torch.device(prefer)
        if device.type == "cuda" and not torch.cuda.is_available():
            raise ValueError("no CUDA here")
        if device.type == "mps" and not torch.backends.mps.is_available():
            raise ValueError("no MPS here")
        return device
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")
