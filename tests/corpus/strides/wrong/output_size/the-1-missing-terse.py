# the-1-missing
import numpy as np





def output_size(size,kernel_size,stride=1,padding=0,dilation=1):
    if min(size,kernel_size,stride,dilation)<1 or padding<0: raise ValueError
    out=(size+2*padding-dilation*(kernel_size-1)-1)//stride
    if out<1: raise ValueError
    return out
