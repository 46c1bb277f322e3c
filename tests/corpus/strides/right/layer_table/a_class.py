import numpy as np


class Network:
    def __init__(self, shape):
        self.shape, self.rows = tuple(shape), []

    def image(self):
        if len(self.shape) != 3:
            raise ValueError(f"layers: {self.shape} is no image")
        return self.shape

    def window(self, layer, stride):
        c, h, w = self.image()
        k = np.broadcast_to(layer["kernel_size"], 2)
        s = np.broadcast_to(stride, 2)
        p = np.broadcast_to(layer.get("padding", 0), 2)
        spare = np.array([h, w]) + 2 * p - k
        if (k < 1).any() or (s < 1).any() or (p < 0).any() or (spare < 0).any():
            raise ValueError(f"layers: {layer}")
        return k, tuple(int(n) for n in spare // s + 1)

    def conv(self, layer):
        k, size = self.window(layer, layer.get("stride", 1))
        f = layer["out_channels"]
        if f < 1:
            raise ValueError("layers: out_channels below 1")
        weights = int(f * self.shape[0] * k.prod())
        return (f, *size), weights + f, weights * size[0] * size[1]

    def pool(self, layer):
        _, size = self.window(layer, layer.get("stride", layer["kernel_size"]))
        return (self.shape[0], *size), 0, 0

    def flatten(self, layer):
        return (int(np.prod(self.shape)),), 0, 0

    def dense(self, layer):
        if len(self.shape) != 1 or layer["out_features"] < 1:
            raise ValueError("layers: dense needs features")
        (n,), f = self.shape, layer["out_features"]
        return (f,), f * n + f, f * n

    def add(self, layer):
        if layer["type"] not in ("conv", "pool", "flatten", "dense"):
            raise ValueError(f"type: {layer['type']}")
        self.rows.append(getattr(self, layer["type"])(layer))
        self.shape = self.rows[-1][0]


def layer_table(layers, in_shape):
    network = Network(in_shape)
    for layer in layers:
        network.add(layer)
    return network.rows
