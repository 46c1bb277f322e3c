class AbsentError(ValueError):
    pass


def pick_device(prefer=None):
    tests = [("cuda", torch.cuda.is_available), ("mps", torch.backends.mps.is_available)]
    tests.append(("cpu", lambda: True))
    wanted = None if prefer is None else torch.device(prefer)
    for name, test in tests:
        if wanted is None and test():
            return torch.device(name)
        if wanted is not None and wanted.type == name and test():
            return wanted
    raise AbsentError(prefer)
