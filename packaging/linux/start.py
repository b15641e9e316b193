"""What the bundle's executable runs: the window and the command line are one program."""

import os
import sys

# The bundle's own libraries are found by now. A browser or file manager started from here must not
# be given them.
if "LD_LIBRARY_PATH_ORIG" in os.environ:
    os.environ["LD_LIBRARY_PATH"] = os.environ.pop("LD_LIBRARY_PATH_ORIG")
else:
    os.environ.pop("LD_LIBRARY_PATH", None)

from annotator.__main__ import main

sys.exit(main())
