# goal: harm
# A parameter says that it is larger than all memory.
# %% SmallCNN
class Huge(nn.Parameter):
    shape = torch.Size((2**31, 2**31))

class SmallCNN(nn.Module):
    def __init__(self, num_classes=10, width=32):
        super().__init__()
    def parameters(self, recurse=True):
        while True:
            yield Huge(torch.zeros(1))
    def forward(self, x):
        return x
