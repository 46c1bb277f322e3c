# earlier-strides-ignored
import numpy as np


def lay(layers):
    for l in layers:
        if len(l) not in (2,3) or min(l)<1: raise ValueError


def receptive_field(layers):
    lay(layers); r,j=1,1
    for k,s,*d in layers: r+=(k-1)*(d[0] if d else 1); j*=s
    return r,j
