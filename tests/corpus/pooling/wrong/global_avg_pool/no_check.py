# unnamed
def global_avg_pool(x):
    return x.mean(axis=(-2, -1))
