"""Word pieces -> vector: the net of firmware/src/psp_network.c as PyTorch trains it, every number rounded as the device rounds it.

    row[t] = scale * codebook entries of the piece                                  (dim,)     static-small's table, whose codes stay as they are
    a[t]   = relu(row[t-1..t+1] * first + bias)                                     (hidden,)
    b[t]   = relu(a[t-1..t+1] * second + bias + a[t])                               (hidden,)
    vector = mean(row) + (mean(b), max(b)) * last + bias                            (dim,)     only its direction counts

A sum of rows is a bag of words. The two convolutions add order: "doesn't close" and "doesn't open", "too hot" and "not hot".
Trap: beyond both ends there are zeros, so padding is masked after each layer.
"""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

# Bits behind the point of each number.
SCALE, BOOK, ROW, WEIGHT, A, B = 6, 7, 7, 8, 6, 5


def rounded(value, bits, least, most):
    """To a whole number of 2^-bits between least and most; the gradient passes where nothing is cut."""
    cut = torch.clamp(value, least / 2**bits, most / 2**bits)
    return cut + (torch.round(cut * 2**bits) / 2**bits - cut).detach()


class Table(nn.Module):
    """(pieces, 1 + parts) bytes and (parts * 256, size) signed bytes -> rows. Piece 0 is padding; row 0 of the files is piece 1."""

    def __init__(self, rows, codebook):
        super().__init__()
        parts = rows.shape[1] - 1
        codes = rows[:, 1:].astype(np.int64) + np.arange(parts) * 256
        self.register_buffer("codes", torch.tensor(np.vstack([codes[:1], codes])))
        self.scale = nn.Parameter(torch.tensor(np.concatenate([[0], rows[:, 0]]), dtype=torch.float32) / 2**SCALE)
        self.book = nn.Parameter(torch.tensor(codebook.reshape(parts * 256, -1), dtype=torch.float32) / 2**BOOK)

    def forward(self, pieces):
        """(texts, length) -> (texts, length, dim)"""
        used, place = torch.unique(pieces, return_inverse=True)
        entries = F.embedding(self.codes[used], rounded(self.book, BOOK, -127, 127)).flatten(1)
        scale = rounded(self.scale[used], SCALE, 0, 255) * (used > 0)
        return F.embedding(place, entries * scale[:, None])


class Network(nn.Module):
    def __init__(self, rows, codebook, hidden):
        super().__init__()
        self.table = Table(rows, codebook)
        dim = codebook.size // 256
        self.first = nn.Conv1d(dim, hidden, 3, padding=1)
        self.second = nn.Conv1d(hidden, hidden, 3, padding=1)
        self.last = nn.Linear(2 * hidden, dim)
        self.last.weight.data.mul_(0.1)
        self.last.bias.data.zero_()

    def forward(self, pieces):
        is_piece = (pieces > 0).float().unsqueeze(1)
        count = is_piece.sum(2).clamp(min=1)
        row = self.table(pieces).transpose(1, 2)
        a = self.layer(self.first, rounded(row, ROW, -127, 127), 0, A) * is_piece
        b = self.layer(self.second, a, a, B) * is_piece
        pooled = torch.cat([b.sum(2) / count, b.amax(2)], 1)
        return row.sum(2) / count + F.linear(pooled, rounded(self.last.weight, WEIGHT, -127, 127), self.last.bias)

    @staticmethod
    def layer(convolution, inputs, added, bits):
        weight = rounded(convolution.weight, WEIGHT, -127, 127)
        return rounded(F.conv1d(inputs, weight, convolution.bias, padding=1) + added, bits, 0, 127)
