"""Where the program starts, from source, from a wheel and from a bundle."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status (0 done, 1 something failed, 2 wrong use)."""
    from annotator import cli

    return cli.run(list(sys.argv[1:] if arguments is None else arguments))


if __name__ == "__main__":
    sys.exit(main())
