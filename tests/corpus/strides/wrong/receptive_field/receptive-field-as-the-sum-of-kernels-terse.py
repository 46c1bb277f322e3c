# receptive-field-as-the-sum-of-kernels
import numpy as np


def lay(layers):
    for l in layers:
        if len(l) not in (2,3) or min(l)<1: raise ValueError


def receptive_field(layers):
    lay(layers); j=1
    for k,s,*d in layers: j*=s
    return sum((l[0]-1)*(l[2] if len(l)>2 else 1)+1 for l in layers) or 1,j
