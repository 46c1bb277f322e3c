# unnamed
def relu(x):
    return np.clip(x, 0, 100)
