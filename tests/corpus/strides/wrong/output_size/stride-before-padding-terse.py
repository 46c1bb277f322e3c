# stride-before-padding
import numpy as np





def output_size(size,kernel_size,stride=1,padding=0,dilation=1):
    if min(size,kernel_size,stride,dilation)<1 or padding<0: raise ValueError
    ext=dilation*(kernel_size-1)+1
    if ext>size+2*padding: raise ValueError
    return (size//stride)+2*padding-ext+1
