# input-changed-in-place
def equivariance_error(phi, g, m_g, x):
    a = phi(g(x))
    b = m_g(phi(x))
    ref = float(np.linalg.norm(b.ravel()))
    a -= b
    e = float(np.linalg.norm(a.ravel()))
    return e / ref if e else 0.0
