"""Where random tests begin: at the same place each time, elsewhere where somebody hunts.

A change must not fail for what another change brought in, so `make test` and `make soak` draw the
same every time. `make hunt` draws anew: ``ANNOTATOR_SEED`` names the place, and repeats it.
"""

from __future__ import annotations

import os

_NAMED = os.environ.get("ANNOTATOR_SEED", "")

IS_HUNT = bool(_NAMED)
SEED = int(_NAMED or 1)
