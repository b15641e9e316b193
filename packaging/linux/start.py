"""What the bundle's executable runs: the window and the command line are one program."""

import sys

from annotator.__main__ import main

sys.exit(main())
