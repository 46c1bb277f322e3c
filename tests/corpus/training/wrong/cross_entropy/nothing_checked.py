# unnamed
def cross_entropy(logits, labels, label_smoothing=0.0):
    log_p = logits.log_softmax(dim=1)
    nll = -log_p.gather(1, labels[:, None]).squeeze(1)
    return ((1 - label_smoothing) * nll - label_smoothing * log_p.mean(dim=1)).mean()
