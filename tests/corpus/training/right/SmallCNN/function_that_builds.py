def SmallCNN(num_classes=10, width=32):
    layers = []
    for i, o in ((1, width), (width, 2 * width), (2 * width, 4 * width)):
        layers.extend((nn.Conv2d(i, o, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten(1), nn.Linear(4 * width, num_classes))
