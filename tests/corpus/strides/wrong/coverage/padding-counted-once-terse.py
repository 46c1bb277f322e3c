# padding-counted-once
import numpy as np


def two(v): return (v,v) if isinstance(v,(int,np.integer)) else tuple(v)

def cov(H,W,kh,kw,sh,sw,ph,pw,size=None,idx=None,crop=None):
    if min(H,W,kh,kw,sh,sw)<1 or min(ph,pw)<0: raise ValueError
    m=np.zeros((H+2*ph,W+2*pw),int)
    oh,ow=((H+2*ph-kh)//sh+1,(W+2*pw-kw)//sw+1) if size is None else size
    if H+2*ph<kh or W+2*pw<kw: raise ValueError
    ih,iw=idx or (sh,sw)
    for i in range(oh):
        for j in range(ow): m[i*ih:i*ih+kh,j*iw:j*iw+kw]+=1
    return m[ph:ph+H,pw:pw+W].copy() if crop is None else crop(m)

def unp(i,k,s,p): return (*two(i),*two(k),*two(s),*two(p))


def coverage(in_size,kernel_size,stride=1,padding=0):
    H,W,kh,kw,sh,sw,ph,pw=unp(in_size,kernel_size,stride,padding)
    return cov(H,W,kh,kw,sh,sw,ph,pw,size=((H+ph-kh)//sh+1,(W+pw-kw)//sw+1))
