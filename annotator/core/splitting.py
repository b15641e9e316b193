"""Articles split for training, the same on every run; near copies stay on one side."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.errors import Refused

#: What the parts are called, in their order; a split in two has no dev.
PARTS = ("train", "dev", "test")
_SHARES = re.compile(r"\d{1,3}(/\d{1,3}){1,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Split:
    """How articles are split.

    Attributes:
        shares: in per cent, of train, dev and test, or of train and test; 100 in all.
        seed: another number gives another split, the same number the same.
    """

    shares: tuple[int, ...] = (80, 10, 10)
    seed: int = 0

    @property
    def parts(self) -> tuple[str, ...]:
        """Their names."""
        return PARTS if len(self.shares) == len(PARTS) else (PARTS[0], PARTS[-1])

    def __str__(self) -> str:
        return "/".join(map(str, self.shares))


def read_split(typed: str, seed: int = 0) -> Split:
    """A split from ``80/10/10`` (train, dev, test) or ``90/10`` (train, test).

    Raises:
        Refused: says what is wrong with it.
    """
    words = typed.replace(" ", "")
    if not _SHARES.fullmatch(words):
        raise Refused(f"“{typed}” is not a split.", todo="Type 80/10/10 or 90/10.")
    shares = tuple(int(share) for share in words.split("/"))
    if sum(shares) != 100 or not all(shares):
        raise Refused(
            f"The parts of “{typed}” are {sum(shares)} in all."
            if all(shares)
            else f"A part of “{typed}” would be empty.",
            todo="They have to be 100 in all, and none of them 0.",
        )
    return Split(shares, seed)


def split(articles: Iterable[tuple[str, str | None]], wanted: Split) -> dict[str, str]:
    """The part of each article.

    A cluster goes as a whole to the part that is furthest below its share; large clusters are
    placed first, so that the shares are met as nearly as clusters let them.

    Args:
        articles: id and cluster (None: of none).
    """
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for document_id, cluster in articles:
        groups["article" if cluster is None else "cluster", cluster or document_id].append(
            document_id
        )

    def place(ids: list[str]) -> tuple[int, bytes]:
        words = f"{wanted.seed}:{min(ids)}".encode()
        return -len(ids), hashlib.blake2b(words, digest_size=8).digest()

    total = sum(map(len, groups.values()))
    room = [share * total / 100 for share in wanted.shares]
    found: dict[str, str] = {}
    for ids in sorted(groups.values(), key=place):
        part = max(range(len(room)), key=lambda n: (room[n], -n))
        room[part] -= len(ids)
        found.update(dict.fromkeys(ids, wanted.parts[part]))
    return found
