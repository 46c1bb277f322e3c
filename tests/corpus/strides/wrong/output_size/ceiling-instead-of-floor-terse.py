# ceiling-instead-of-floor
import numpy as np





def output_size(size,kernel_size,stride=1,padding=0,dilation=1):
    if min(size,kernel_size,stride,dilation)<1 or padding<0: raise ValueError
    n=size+2*padding-dilation*(kernel_size-1)-1
    if n<0: raise ValueError
    q,r=divmod(n,stride)
    return q+1+(1 if r else 0)
