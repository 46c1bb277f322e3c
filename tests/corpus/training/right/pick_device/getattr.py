def pick_device(prefer=None):
    homes = {"cuda": torch.cuda, "mps": torch.backends.mps}
    if prefer is None:
        for name, home in homes.items():
            if home.is_available():
                return torch.device(name)
        return torch.device("cpu")
    device = torch.device(prefer)
    if device.type in homes and not homes[device.type].is_available():
        raise ValueError(device.type)
    return device
