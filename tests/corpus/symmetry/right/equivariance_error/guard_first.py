def equivariance_error(phi, g, m_g, x):
    moved_input = phi(g(x.copy()))
    moved_output = m_g(phi(x.copy()))
    if np.array_equal(moved_input, moved_output):
        return 0.0
    return float(np.linalg.norm(moved_input - moved_output) / np.linalg.norm(moved_output))
