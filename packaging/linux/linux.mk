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
  packaging/linux/annotator.spec packaging/linux/trim.py packaging/linux/start.py \
  packaging/linux/pyinstaller.sh packaging/linux/bundle.sh
	$(NICE) sh packaging/linux/bundle.sh
	@touch $@

# What benchmarks/startup.py compares the start with.
$(LINUX)/.bare: $(LINUX)/venv/.made build/tools/.made packaging/linux/bare.spec \
  packaging/linux/trim.py packaging/linux/bare.py packaging/linux/pyinstaller.sh
	$(NICE) sh packaging/linux/pyinstaller.sh packaging/linux/bare.spec bare
	@touch $@

$(LINUX)/.tools: packaging/linux/linux.mk packaging/system_packages.sh
	@sh packaging/system_packages.sh binutils librsvg2-bin desktop-file-utils appstream lintian \
	  makeself xz-utils
	@mkdir -p $(@D) && touch $@

$(LINUX)/.tree: $(LINUX)/.tools $(LINUX)/.bundle packaging/icon.svg packaging/linux/tree.py \
  packaging/linux/shell_files.py $(wildcard packaging/linux/files/*)
	$(BIN)/python packaging/linux/tree.py --version $(VERSION) --homepage "$(HOMEPAGE)" --app-id $(APP_ID)
	desktop-file-validate $(LINUX)/tree/share/applications/annotator.desktop
	appstreamcli validate-tree --no-net $(LINUX)/tree
	@touch $@

DEB := dist/annotator_$(VERSION)_amd64.deb
deb: $(DEB)
$(DEB): $(LINUX)/.tree packaging/linux/deb.py dist/annotator-$(VERSION).cdx.json
	$(NICE) $(BIN)/python packaging/linux/deb.py $@ --version $(VERSION) --homepage "$(HOMEPAGE)" \
	  --maintainer "$(MAINTAINER)" --compress="$(if $(FAST),-Zxz -z0,-Zxz -z6)"
	lintian --tag-display-limit 0 --fail-on error $@
	@$(MAKE) --no-print-directory sums

# makeself: a shell script with the tree behind it. Times, owners and order are fixed in the archive.
RUN := dist/annotator-$(VERSION)-linux-x86_64.run
run-installer: $(RUN)
$(RUN): $(LINUX)/.tree packaging/linux/files/install.sh dist/annotator-$(VERSION).cdx.json
	rm -rf $(LINUX)/run && mkdir -p $(LINUX)/run dist
	cp -al $(LINUX)/tree $(LINUX)/run/tree && cp packaging/linux/files/install.sh $(LINUX)/run/
	find $(LINUX)/run -exec touch -h -d @$(SOURCE_DATE_EPOCH) {} +
	$(NICE) makeself --quiet --nox11 --xz --complevel $(if $(FAST),0,6) --sha256 \
	  --packaging-date "$$(LC_ALL=C date -u -d @$(SOURCE_DATE_EPOCH))" \
	  --tar-extra "--sort=name --owner=0 --group=0 --numeric-owner --mode=a=rX,u+w --mtime=@$(SOURCE_DATE_EPOCH)" \
	  $(LINUX)/run $@ "Annotator $(VERSION)" sh ./install.sh
	@$(MAKE) --no-print-directory sums
