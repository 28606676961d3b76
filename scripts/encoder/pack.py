"""A trained student -> assets/models/network: the files of a pack, with every number as the device has it.
Run: python3 scripts/encoder/pack.py NAME      reads .cache/encoder/NAME.pt; scripts/models/static.ts makes a model pack of the folder.
network.bin is the section NETWORK of shared/format/FORMAT.md. The codes of the table and its projection stay as they were.
"""
import os
import shutil
import sys

import numpy as np
import torch

from network import A, B, BOOK, ROW, SCALE, WEIGHT

POOL = 4  # bits that mean and maximum get behind those of B
START, OUT = "assets/models/static-small", "assets/models/network"


def main(name):
    state = {key: value.numpy() for key, value in torch.load(f".cache/encoder/{name}.pt").items()}
    os.makedirs(OUT, exist_ok=True)
    for file in ["pieces.txt", "projection.f32", "LICENCE"]:
        shutil.copyfile(f"{START}/{file}", f"{OUT}/{file}")
    scale = whole(state["table.scale"][1:], SCALE, 0, 255)
    rows = np.fromfile(f"{START}/rows.bin", dtype=np.uint8).reshape(len(scale), -1)
    rows[:, 0] = scale
    rows.tofile(f"{OUT}/rows.bin")
    whole(state["table.book"], BOOK, -127, 127).astype(np.int8).tofile(f"{OUT}/codebook.bin")
    with open(f"{OUT}/network.bin", "wb") as file:
        file.write(record(hidden=len(state["first.bias"])))
        for layer, bits in [("first", ROW + WEIGHT), ("second", A + WEIGHT), ("last", B + POOL + WEIGHT)]:
            file.write(whole(state[f"{layer}.bias"], bits, -(2**28), 2**28).astype("<i4").tobytes())
            weight = state[f"{layer}.weight"]
            by_row = weight.transpose(0, 2, 1) if weight.ndim == 3 else weight  # (outputs, 3, inputs): the earliest row first
            file.write(whole(by_row, WEIGHT, -127, 127).astype(np.int8).tobytes())
    print({file: os.path.getsize(f"{OUT}/{file}") for file in sorted(os.listdir(OUT))})


def record(hidden):
    """The struct NETWORK of shared/format/layout.ts."""
    first, added, second = ROW + WEIGHT - A, WEIGHT, A + WEIGHT - B
    shifts = [SCALE + BOOK - ROW, first, added, second, POOL, B + POOL + WEIGHT - SCALE - BOOK]
    return np.array([hidden], dtype="<u2").tobytes() + bytes(shifts) + bytes(8)


def whole(value, bits, least, most):
    return np.clip(np.round(value * 2.0**bits), least, most).astype(np.int64)


if __name__ == "__main__":
    main(sys.argv[1])
