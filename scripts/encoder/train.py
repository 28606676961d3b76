"""Lessons -> token tables in assets/models. Run: python3 scripts/encoder/train.py [--steps 1500] [--out .cache/encoder]

1. The space: the directions in which sentences about appliances differ (PCA of what MiniLM makes of the bank, without its mean). A table of 128
   dimensions has the first 128 of them, so one training serves both.
2. The student sees what was said or heard; the teacher saw what was meant, and everything it is compared with was embedded by the teacher:
       loss = 1 - cosine(student(spelling), teacher(text)) + KL(teacher's likeness to the texts of the batch and of the bank || student's)
   once in all dimensions and once in the first 128.
3. The table that ships lies half-way between where it began and what was learned: what it knew of all other words stays (on 238 questions of
   five manuals top-1 / top-3 in 128 dimensions: begun .685 / .853, learned .672 / .887, half-way .681 / .882).
4. Its rows become codes (table.py).
"""
import argparse
import math
import time

import numpy as np
import torch
from torch.nn import functional as F

import table as tables
from lessons import Lessons, unit

TEMPERATURE = 0.05
SMALL = 128
PACKS = [("static-full", 256, 64), ("static-small", SMALL, 16)]  # name, dimensions, parts


def main():
    options = arguments()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    start = tables.Pack(options.start)
    lessons = Lessons(options.folder)
    lessons.pieces = start.row_of_token()[lessons.pieces]
    space = space_of(lessons)
    rows = start.table() @ start.projection.T @ space
    table = torch.nn.Parameter(torch.tensor(evenly(rows), dtype=torch.float32))
    lessons.aim(space)
    student = lambda pieces: F.embedding_bag(pieces, table, mode="sum", sparse=True)
    judge(student, lessons, "start")
    learn(student, torch.optim.SparseAdam([table], lr=options.rate), lessons, options)
    learned = table.detach().numpy()
    half_way = (evenly(rows) + evenly(learned)) / 2
    often = often_said(lessons, len(rows) - 1)
    for name, dim, parts in PACKS:
        scale, codes, book = tables.quantised(half_way[1:, :dim], parts, often)
        tables.write(f"{options.out}/{name}", options.start, scale, codes, book, space[:, :dim])
        rounded = tables.Pack(f"{options.out}/{name}").table()
        judge(lambda pieces: torch.tensor(rounded[pieces.numpy()].sum(1)), lessons, name)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", default=".cache/encoder")
    parser.add_argument("--start", default="assets/models/static-full")
    parser.add_argument("--out", default="assets/models")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=384)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--likeness", type=float, default=1.0)
    return parser.parse_args()


def space_of(lessons):
    """(384, 256), orthonormal columns, the directions that differ most first."""
    bank = lessons.teacher[np.isin(lessons.group, ["bank", "bank-printed"]) & lessons.is_taught]
    apart = bank - bank.mean(0)
    _, _, directions = np.linalg.svd(apart.T @ apart / len(bank))
    return np.ascontiguousarray(directions[:256].T).astype(np.float32)


def evenly(rows):
    """Rows of length 1 on average: only the direction of their sum counts."""
    return rows / np.linalg.norm(rows[1:], axis=1).mean()


def often_said(lessons, count):
    """How often each row is in the lessons; rows that never are count a little, as people say any word."""
    said = np.bincount(lessons.pieces[lessons.pieces > 0].ravel(), minlength=count + 1)[1:]
    return np.sqrt(said) + 0.3


def learn(student, adam, lessons, options):
    chance = np.random.default_rng(1)
    chosen = lessons.learned()
    alike = torch.tensor(np.flatnonzero((lessons.group == "bank-printed") & lessons.is_taught))
    teacher, target = torch.tensor(lessons.teacher), torch.tensor(lessons.target)
    step, started, sums = 0, time.time(), np.zeros(2)
    while step < options.steps:
        for some in lessons.batches(chosen, options.batch, chance):
            falling = 0.5 * (1 + math.cos(math.pi * step / options.steps))
            adam.param_groups[0]["lr"] = options.rate * min(1, (step + 1) / 50) * falling + 1e-6
            row = torch.tensor(lessons.row[some].astype(np.int64))
            pieces = torch.tensor(lessons.pieces[some].astype(np.int64))
            made = student(pieces[:, : int((pieces > 0).sum(1).max())])
            against = torch.cat([row.unique(), alike])
            wanted = F.softmax(teacher[row] @ teacher[against].T / TEMPERATURE, dim=1)
            loss = 0
            for dim in (target.shape[1], SMALL):
                vector, aims = F.normalize(made[:, :dim], dim=1), F.normalize(target[:, :dim][against], dim=1)
                apart = (1 - F.cosine_similarity(vector, target[row, :dim])).mean()
                unlike = F.kl_div(F.log_softmax(vector @ aims.T / TEMPERATURE, dim=1), wanted, reduction="batchmean")
                loss = loss + apart + options.likeness * unlike
                sums += [apart.item(), unlike.item()]
            adam.zero_grad()
            loss.backward()
            adam.step()
            step += 1
            if step % 100 == 0:
                print(f"{step} {time.time() - started:.0f}s apart {sums[0] / 100:.3f} unlike {sums[1] / 100:.3f}", flush=True)
                sums[:] = 0
            if step % 500 == 0:
                judge(student, lessons, str(step))
            if step == options.steps:
                return


def judge(student, lessons, label):
    """Of the bank's entries kept for development: how often the nearest printed wording is of the right entry."""
    printed = np.flatnonzero(np.isin(lessons.group, ["dev-printed", "bank-printed"]) & lessons.is_taught)
    asked = np.flatnonzero(lessons.group[lessons.row] == "dev")
    with torch.no_grad():
        made = student(torch.tensor(lessons.pieces[asked].astype(np.int64))).numpy()
    row, heard = lessons.row[asked], lessons.is_heard[asked]
    for dim in {SMALL, made.shape[1]}:
        vectors, aims = unit(made[:, :dim]), unit(lessons.target[:, :dim])
        right = lambda by: lessons.entry[printed][(by @ aims[printed].T).argmax(1)] == lessons.entry[row]
        mine, theirs = right(vectors), right(aims[row])
        print(
            f"   {label}, {dim}: development {mine[~heard].mean():.3f}, misheard {mine[heard].mean():.3f};"
            f" teacher {theirs[~heard].mean():.3f}; cosine {(vectors * aims[row]).sum(1).mean():.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
