# dilated-kernel-taken-as-d-k
import numpy as np





def same_padding(size,kernel_size,stride=1,dilation=1):
    if min(size,kernel_size,stride,dilation)<1: raise ValueError
    k=dilation*kernel_size
    out=(size+stride-1)//stride
    need=max(0,(out-1)*stride+k-size)
    return need//2,need-need//2
