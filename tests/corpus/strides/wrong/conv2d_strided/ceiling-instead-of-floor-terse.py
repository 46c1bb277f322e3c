# ceiling-instead-of-floor
import numpy as np


def two(v): return (v,v) if isinstance(v,(int,np.integer)) else tuple(v)

def chk(x,w,b,s,p,d):
    (sh,sw),(ph,pw),(dh,dw)=two(s),two(p),two(d)
    if x.ndim!=4 or w.ndim!=4 or x.shape[1]!=w.shape[1] or (b is not None and b.shape!=(len(w),)) or min(sh,sw,dh,dw)<1 or min(ph,pw)<0: raise ValueError
    return sh,sw,ph,pw,dh,dw

def conv(x,w,b,sh,sw,ph,pw,dh,dw,pad=None,oh=None,ow=None,ih=None,iw=None,tap=None):
    n,c,h,wd=x.shape; f,_,kh,kw=w.shape
    xp=np.pad(x,((0,0),(0,0),(ph,ph),(pw,pw))) if pad is None else pad
    H,W=xp.shape[2:]
    oh=(H-dh*(kh-1)-1)//sh+1 if oh is None else oh
    ow=(W-dw*(kw-1)-1)//sw+1 if ow is None else ow
    if oh<1 or ow<1: raise ValueError
    out=np.zeros((xp.shape[0],f,oh,ow))
    for i in range(oh):
        for j in range(ow):
            a,e=i*(sh if ih is None else ih),j*(sw if iw is None else iw)
            win=xp[:,:,a:a+dh*(kh-1)+1:dh,e:e+dw*(kw-1)+1:dw]
            out[:,:,i,j]=np.einsum('ncij,fcij->nf',win,w)
    return out if b is None else out+b[:,None,None]


def conv2d_strided(x,weight,bias=None,stride=1,padding=0,dilation=1):
    sh,sw,ph,pw,dh,dw=chk(x,weight,bias,stride,padding,dilation)
    oh=-(-(x.shape[2]+2*ph-dh*(weight.shape[2]-1)-1)//sh)+1; ow=-(-(x.shape[3]+2*pw-dw*(weight.shape[3]-1)-1)//sw)+1
    return conv(x,weight,bias,sh,sw,ph,pw,dh,dw,oh=oh,ow=ow)
