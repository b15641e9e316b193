# The program as a folder, a Debian package and a self-extracting file.
LINUX := build/linux
SITE := $(LINUX)/venv/lib/python3.11/site-packages

# Only what the program needs when it runs: nothing else can get into the bundle.
$(LINUX)/venv/.packages: $(LINUX)/runtime.lock
	$(PYTHON) -m venv --clear $(LINUX)/venv
	$(LINUX)/venv/bin/python $(PIP) --require-hashes --no-deps --only-binary :all: -r $<
	@touch $@

$(LINUX)/venv/.made: $(LINUX)/venv/.packages $(WHEEL) packaging/build_info.py
	$(LINUX)/venv/bin/python $(PIP) --no-deps --force-reinstall $(WHEEL)
	$(PYTHON) packaging/build_info.py $(SITE)
	@touch $@

dist/annotator-$(VERSION).cdx.json: $(LINUX)/venv/.made build/tools/.made
	@mkdir -p dist
	build/tools/bin/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml \
	  --output-file $@ $(LINUX)/venv/bin/python

$(LINUX)/.bundle: $(LINUX)/.tools $(LINUX)/venv/.made build/tools/.made packaging/licences.py \
  $(wildcard packaging/linux/*.spec packaging/linux/bundle.sh packaging/linux/start.py)
	$(NICE) sh packaging/linux/bundle.sh
	@touch $@

$(LINUX)/.tools: packaging/linux/linux.mk packaging/system_packages.sh
	@sh packaging/system_packages.sh binutils librsvg2-bin desktop-file-utils appstream lintian \
	  makeself xz-utils
	@mkdir -p $(@D) && touch $@

$(LINUX)/.tree: $(LINUX)/.tools $(LINUX)/.bundle packaging/icon.svg packaging/linux/tree.py \
  packaging/linux/shell_files.py $(wildcard packaging/linux/files/*)
	$(BIN)/python packaging/linux/tree.py --version $(VERSION) --homepage $(HOMEPAGE) --app-id $(APP_ID)
	desktop-file-validate $(LINUX)/tree/share/applications/annotator.desktop
	appstreamcli validate-tree --no-net $(LINUX)/tree
	@touch $@

DEB := dist/annotator_$(VERSION)_amd64.deb
deb: $(DEB)
$(DEB): $(LINUX)/.tree packaging/linux/deb.py dist/annotator-$(VERSION).cdx.json
	$(NICE) $(BIN)/python packaging/linux/deb.py $@ --version $(VERSION) --homepage $(HOMEPAGE) \
	  --maintainer "$(MAINTAINER)" --compress "$(if $(FAST),-Zxz -z0,-Zxz -z6)"
	lintian --tag-display-limit 0 --fail-on error $@
	@$(MAKE) --no-print-directory sums
