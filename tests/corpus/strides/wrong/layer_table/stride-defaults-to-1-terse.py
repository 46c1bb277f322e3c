# stride-defaults-to-1
import numpy as np


def two(v): return (v,v) if isinstance(v,(int,np.integer)) else tuple(v)

def tab(layers,in_shape,size,cp=lambda f,c,k:f*c*k[0]*k[1]+f,dp=lambda i,o:i*o+o,ps=None,ch=None,cm=None):
    s=tuple(in_shape); out=[]
    for l in layers:
        t_=l["type"]
        if t_ in("conv","pool"):
            if len(s)!=3: raise ValueError("layers")
            k=two(l["kernel_size"]); st=two(l.get("stride",1 if t_=="conv" else (k if ps is None else ps))); p=two(l.get("padding",0))
            if min(k)<1 or min(st)<1 or min(p)<0: raise ValueError
            h,w=size(s[1],k[0],st[0],p[0]),size(s[2],k[1],st[1],p[1])
            if t_=="conv":
                f=l["out_channels"]
                if f<1: raise ValueError
                out.append(((f,h,w),cp(f,s[0],k),f*s[0]*k[0]*k[1]*h*w if cm is None else cm(f,s[0],k,h,w)))
            else: out.append(((s[0],h,w),0,0))
        elif t_=="flatten": out.append(((int(np.prod(s)),),0,0))
        elif t_=="dense":
            if len(s)!=1 or l["out_features"]<1: raise ValueError
            out.append(((l["out_features"],),dp(s[0],l["out_features"]),s[0]*l["out_features"]))
        else: raise ValueError
        s=out[-1][0]
    return out

def sz(n,k,s,p):
    if n+2*p<k: raise ValueError
    return (n+2*p-k)//s+1


def layer_table(layers,in_shape): return tab(layers,in_shape,sz,ps=1)
