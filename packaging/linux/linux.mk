# The program as a folder, a Debian package and a self-extracting file.
LINUX := build/linux
SITE := $(LINUX)/venv/lib/python3.11/site-packages

# Only what the program needs when it runs: nothing else can get into the bundle.
$(LINUX)/venv/.made: $(LINUX)/runtime.lock $(WHEEL) packaging/build_info.py
	$(PYTHON) -m venv --clear $(LINUX)/venv
	$(LINUX)/venv/bin/python $(PIP) --require-hashes --no-deps --only-binary :all: -r $<
	$(LINUX)/venv/bin/python $(PIP) --no-deps $(WHEEL)
	$(PYTHON) packaging/build_info.py $(SITE)
	@touch $@

dist/annotator-$(VERSION).cdx.json: $(LINUX)/venv/.made build/tools/.made
	@mkdir -p dist
	build/tools/bin/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml \
	  --output-file $@ $(LINUX)/venv/bin/python
