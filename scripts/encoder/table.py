"""A token table: sentences are sums of rows. A pack of assets/models <-> floats; the same table, as bytes, is firmware/src/psp_static.c's.

pieces.txt        word pieces, one a line, sorted by hash: row n is of piece n
rows.bin          (pieces, 1 + parts) uint8: a scale, and for each part of the row which entry of the codebook
codebook.bin      (parts * 256, dim / parts) int8
projection.f32    (384, dim): MiniLM's vectors of topics and phrases into the table's space
Trap: only the direction of a sum counts, so a scale that all rows share is left out.
"""
import os
import shutil

import numpy as np

CODES = 256
FILES = ["pieces.txt", "LICENCE"]


class Pack:
    def __init__(self, folder):
        self.folder = folder
        self.pieces = open(f"{folder}/pieces.txt", encoding="utf8").read().rstrip("\n").split("\n")
        self.rows = np.fromfile(f"{folder}/rows.bin", dtype=np.uint8).reshape(len(self.pieces), -1)
        self.parts = self.rows.shape[1] - 1
        self.codebook = np.fromfile(f"{folder}/codebook.bin", dtype=np.int8).reshape(self.parts, CODES, -1)
        self.projection = np.fromfile(f"{folder}/projection.f32", dtype=np.float32).reshape(384, -1)

    def table(self):
        """(1 + pieces, dim): row 0 is of what the table does not know, and nothing."""
        codes = self.rows[:, 1:].astype(np.int64)
        rows = np.concatenate([self.codebook[part][codes[:, part]] for part in range(self.parts)], axis=1)
        scaled = rows * self.rows[:, :1].astype(np.float32)
        scaled /= np.linalg.norm(scaled, axis=1).mean()
        return np.concatenate([np.zeros((1, scaled.shape[1])), scaled]).astype(np.float32)

    def row_of_token(self, vocabulary_file="out/models/minilm/vocabulary.txt"):
        """Row of `table` for each of MiniLM's ids."""
        place = {piece: at + 1 for at, piece in enumerate(self.pieces)}
        vocabulary = open(vocabulary_file, encoding="utf8").read().rstrip("\n").split("\n")
        return np.array([place.get(piece, 0) for piece in vocabulary])


def write(folder, start, scale, codes, codebook, projection):
    """`scale` (pieces), `codes` (pieces, parts), `codebook` (parts, 256, size) of any size: rounded to bytes here."""
    os.makedirs(folder, exist_ok=True)
    for file in FILES:
        if os.path.abspath(start) != os.path.abspath(folder):
            shutil.copyfile(f"{start}/{file}", f"{folder}/{file}")
    scale_bytes = np.clip(np.round(scale / scale.max() * 255), 0, 255).astype(np.uint8)
    book = np.round(codebook / np.abs(codebook).max() * 127).astype(np.int8)
    np.concatenate([scale_bytes[:, None], codes.astype(np.uint8)], axis=1).tofile(f"{folder}/rows.bin")
    book.tofile(f"{folder}/codebook.bin")
    projection.astype("<f4").tofile(f"{folder}/projection.f32")


def quantised(table, parts, often, rounds=12, seed=1):
    """Rows -> scale, codes, codebook by k-means over the parts of their directions; a row counts by `often` it is said."""
    chance = np.random.default_rng(seed)
    scale = np.maximum(np.linalg.norm(table, axis=1), 1e-9)
    directions = (table / scale[:, None]).reshape(len(table), parts, -1)
    codes = np.zeros((len(table), parts), dtype=np.int64)
    book = np.zeros((parts, CODES, directions.shape[2]), dtype=np.float32)
    share = often / often.sum()
    for part in range(parts):
        points = np.ascontiguousarray(directions[:, part])
        entries = points[chance.choice(len(points), CODES, replace=False, p=share)]
        for _ in range(rounds):
            nearest = (points @ entries.T - 0.5 * (entries**2).sum(1)).argmax(1)
            weight = np.bincount(nearest, often, CODES)
            sums = np.stack([np.bincount(nearest, often * points[:, i], CODES) for i in range(points.shape[1])], axis=1)
            is_used = weight > 0
            entries[is_used] = (sums[is_used] / weight[is_used, None]).astype(np.float32)
        codes[:, part] = (points @ entries.T - 0.5 * (entries**2).sum(1)).argmax(1)
        book[part] = entries
    return scale, codes, book
