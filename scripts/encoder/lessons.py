"""Files of corpus.ts and teach.ts -> arrays. Example: Lessons('.cache/encoder').batches(chosen, 512, chance)

texts     -> group, entry of the bank, teacher's vector; after aim(space) also its target in the table's space, of length 1
spellings -> row of its text, word pieces (width 24, 0 behind the last; MiniLM's ids)
Trap: a stopped teach.ts leaves the last texts of `order` untaught; those and their spellings are left out.
"""
import numpy as np

TEACHER_DIM = 384
WIDTH = 24


class Lessons:
    def __init__(self, folder):
        lines = [line.rstrip("\n").split("\t") for line in open(f"{folder}/corpus.tsv", encoding="utf8")]
        self.group = np.array([line[0] for line in lines])
        self.entry = np.array([int(line[1]) for line in lines])
        order = np.fromfile(f"{folder}/order.i32", dtype=np.int32)
        taught = np.fromfile(f"{folder}/teacher.f32", dtype=np.float32)
        taught = taught[: len(taught) // TEACHER_DIM * TEACHER_DIM].reshape(-1, TEACHER_DIM)
        order = order[: len(taught)]
        self.teacher = np.zeros((len(lines), TEACHER_DIM), dtype=np.float32)
        self.teacher[order] = taught[: len(order)]
        is_taught = np.zeros(len(lines), dtype=bool)
        is_taught[order] = True
        spellings = np.fromfile(f"{folder}/pieces.bin", dtype=np.int32).reshape(-1, WIDTH + 1)
        spellings = spellings[is_taught[spellings[:, 0]] & (spellings[:, 1] > 0)]
        self.row, self.pieces = spellings[:, 0], spellings[:, 1:]
        self.is_heard = np.concatenate([[False], self.row[1:] == self.row[:-1]])
        self.is_taught = is_taught

    def aim(self, space):
        self.target = unit(self.teacher @ space)

    def learned(self):
        """Spellings to learn from; the bank's entries for development are not among them."""
        return np.flatnonzero(~np.char.startswith(self.group[self.row], "dev"))

    def batches(self, chosen, size, chance):
        """Spellings in random batches of nearly one length, so that little is padding."""
        mixed = chance.permutation(chosen)
        for start in range(0, len(mixed), size * 40):
            some = mixed[start : start + size * 40]
            length = (self.pieces[some] > 0).sum(1)
            some = some[np.argsort(length + chance.random(len(some)))]
            cut = [some[at : at + size] for at in range(0, len(some), size)]
            for at in chance.permutation(len(cut)):
                yield cut[at]


def unit(vectors):
    return (vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)).astype(np.float32)
