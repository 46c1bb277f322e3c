# batch-or-channel-axis-padded-too
import numpy as np


def two(v): return (v,v) if isinstance(v,(int,np.integer)) else tuple(v)

def P(padding):
    p=two(padding) if isinstance(padding,(int,np.integer)) or len(padding)==2 else tuple(padding)
    if len(p)==2: p=(p[0],p[0],p[1],p[1])
    if len(p)!=4 or min(p)<0: raise ValueError
    return p

def C(x,padding,mode):
    t_,b,l,r=P(padding)
    if x.ndim<2 or mode not in NM: raise ValueError
    h,w=x.shape[-2:]
    if mode=="reflect" and (max(t_,b)>=h or max(l,r)>=w): raise ValueError
    if mode=="circular" and (max(t_,b)>h or max(l,r)>w): raise ValueError
    return t_,b,l,r

NM=dict(zeros="constant",constant="constant",reflect="reflect",replicate="edge",circular="wrap")


def pad2d(x,padding,mode="zeros",value=0.0):
    t_,b,l,r=C(x,padding,mode)
    wd=[(t_,b)]*(x.ndim-1)+[(l,r)]
    if mode in("zeros","constant"): return np.pad(x,wd,constant_values=0 if mode=="zeros" else value)
    return np.pad(x,wd,NM[mode])
