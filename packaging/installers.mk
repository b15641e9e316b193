# Installers: see packaging/README.md. Everything is made in build/ and ends in dist/.
VERSION := $(shell sed -n 's/^__version__ = "\(.*\)"/\1/p' annotator/__init__.py)
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)
# Who publishes: set these for a release. The pictures of the metadata lie below HOMEPAGE; without one
# there is neither address nor picture in them. An id and a maintainer must be there, so they say
# "invalid", which can never be anybody's address (RFC 2606).
HOMEPAGE ?=
APP_ID ?= invalid.unset.annotator
MAINTAINER ?= The Annotator developers <unset@annotator.invalid>
# Smaller is slower: FAST=1 for a build that is only tried out.
FAST ?=
NICE := nice
PIP := -m pip install -q --disable-pip-version-check
WHEEL := build/wheel/annotator-$(VERSION)-py3-none-any.whl

.PHONY: deb run-installer windows installers smoke sums

installers: deb run-installer windows sums

# Checksums of what lies in dist/; each target that puts a file there calls it again.
sums:
	cd dist && sha256sum $$(ls | grep -v SHA256SUMS | LC_ALL=C sort) > SHA256SUMS

# Tries what lies in dist/: a line per check, the last line is JSON. KINDS=deb tries only that one.
smoke: $(STAMP)
	@sh packaging/system_packages.sh debootstrap xvfb openbox xdotool imagemagick
	@$(BIN)/python packaging/smoke.py $(KINDS)

# --- what every system needs ---

build/tools/.made: packaging/requirements.lock
	$(PYTHON) -m venv --clear build/tools
	build/tools/bin/python $(PIP) --require-hashes --no-deps --only-binary :all: -r $<
	@touch $@

# Our own code with resources and seeds, as any wheel.
$(WHEEL): $(shell git ls-files annotator resources seeds) pyproject.toml | $(STAMP)
	rm -rf build/wheel
	$(BIN)/python -m hatchling build -t wheel -d build/wheel
	@touch $@

build/%/runtime.lock: requirements.lock pyproject.toml packaging/runtime_lock.py | $(STAMP)
	@mkdir -p $(@D)
	$(BIN)/python packaging/runtime_lock.py --system $* > $@

-include packaging/linux/linux.mk packaging/windows/windows.mk
