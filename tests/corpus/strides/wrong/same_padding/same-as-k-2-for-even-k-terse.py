# same-as-k-2-for-even-k
import numpy as np





def same_padding(size,kernel_size,stride=1,dilation=1):
    if min(size,kernel_size,stride,dilation)<1: raise ValueError
    k=dilation*(kernel_size-1)+1
    return (k//2,k//2)
