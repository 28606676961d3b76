"""Lessons -> a trained student (.cache/encoder/NAME.pt). Run: python3 train.py NAME [--model sum] [--hidden 128] [--steps 3000]

The student sees what was said or heard; the teacher saw what was meant, and everything that it is compared with was embedded by the teacher:
    loss = 1 - cosine(student(spelling), teacher(text)) + weight * KL(teacher's likeness to the texts of the batch || student's likeness to them)
The second part is what a device does: find the nearest among texts that MiniLM embedded.
"""
import argparse
import math
import sys
import time

import numpy as np
import torch
from torch.nn import functional as F

from lessons import Lessons, unit
from network import Network

TEMPERATURE = 0.05


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    pack = Pack(options.pack)
    lessons = Lessons(options.folder, pack.projection)
    lessons.pieces = pack.row_of_piece[lessons.pieces]
    student = Network(pack.rows, pack.codebook, options.hidden)
    judge(student, lessons, "start", options)
    learn(student, lessons, options)
    torch.save(student.state_dict(), f"{options.folder}/{options.name}.pt")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("--folder", default=".cache/encoder")
    parser.add_argument("--pack", default="assets/models/static-small")
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--likeness", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


class Pack:
    """A token table of assets/models, and which of its rows (from 1) each of MiniLM's pieces is; 0 where it has none."""

    def __init__(self, folder):
        pieces = open(f"{folder}/pieces.txt", encoding="utf8").read().rstrip("\n").split("\n")
        self.rows = np.fromfile(f"{folder}/rows.bin", dtype=np.uint8).reshape(len(pieces), -1)
        self.codebook = np.fromfile(f"{folder}/codebook.bin", dtype=np.int8)
        self.projection = np.fromfile(f"{folder}/projection.f32", dtype=np.float32).reshape(384, -1)
        place = {piece: at + 1 for at, piece in enumerate(pieces)}
        vocabulary = open("out/models/minilm/vocabulary.txt", encoding="utf8").read().rstrip("\n").split("\n")
        self.row_of_piece = np.array([place.get(piece, 0) for piece in vocabulary])


def learn(student, lessons, options):
    chance = np.random.default_rng(options.seed)
    chosen = lessons.learned()
    alike = torch.tensor(np.flatnonzero((lessons.group == "bank-printed") & lessons.is_taught))
    teacher, target = torch.tensor(lessons.teacher), torch.tensor(lessons.target)
    adam = torch.optim.Adam(student.parameters(), lr=options.rate, betas=(0.9, 0.99))
    started, step, sums = time.time(), 0, np.zeros(2)
    while step < options.steps:
        for some in lessons.batches(chosen, options.batch, chance):
            warm = min(1, (step + 1) / 100)
            adam.param_groups[0]["lr"] = options.rate * warm * (0.5 * (1 + math.cos(math.pi * step / options.steps))) + 1e-6
            row = torch.tensor(lessons.row[some].astype(np.int64))
            pieces = torch.tensor(lessons.pieces[some].astype(np.int64))
            pieces = pieces[:, : int((pieces > 0).sum(1).max())]
            vector = F.normalize(student(pieces), dim=1)
            apart = (1 - (vector * target[row]).sum(1)).mean()
            against = torch.cat([row.unique(), alike])
            wanted = F.softmax(teacher[row] @ teacher[against].T / TEMPERATURE, dim=1)
            given = F.log_softmax(vector @ target[against].T / TEMPERATURE, dim=1)
            unlike = F.kl_div(given, wanted, reduction="batchmean")
            loss = apart + options.likeness * unlike
            adam.zero_grad()
            loss.backward()
            adam.step()
            sums += [apart.item(), unlike.item()]
            step += 1
            if step % 200 == 0:
                print(f"{step} {time.time() - started:.0f}s apart {sums[0] / 200:.4f} unlike {sums[1] / 200:.4f}", flush=True)
                sums[:] = 0
                judge(student, lessons, str(step), options)
            if step == options.steps:
                return


def judge(student, lessons, label, options):
    """Of the entries kept for development: how often the nearest printed wording is of the right entry."""
    printed = np.flatnonzero(np.isin(lessons.group, ["dev-printed", "bank-printed"]) & lessons.is_taught)
    asked = np.flatnonzero(lessons.group[lessons.row] == "dev")
    with torch.no_grad():
        vectors = unit(student(torch.tensor(lessons.pieces[asked].astype(np.int64))).numpy())
    teachers = lessons.target[lessons.row[asked]]
    right = lambda made: (lessons.entry[printed][(made @ lessons.target[printed].T).argmax(1)] == lessons.entry[lessons.row[asked]])
    heard = lessons.is_heard[asked]
    mine, theirs = right(vectors), right(teachers)
    print(f"   {label}: development {mine[~heard].mean():.3f}, misheard {mine[heard].mean():.3f}; teacher {theirs[~heard].mean():.3f}; cosine {(vectors * teachers).sum(1).mean():.3f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
