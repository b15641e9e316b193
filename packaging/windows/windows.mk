# The Windows installer. Its packages lie in a venv's folder, so that the tools that list licences
# and components find them; nothing of them is ever run here.
WINDOWS := build/windows
WINDOWS_SITE := $(WINDOWS)/venv/lib/python3.11/site-packages
WINDOWS_SETUP := dist/annotator-$(VERSION)-setup.exe
WINDOWS_SBOM := dist/annotator-$(VERSION)-windows.cdx.json
WINDOWS_SOURCES := $(wildcard packaging/windows/*.py packaging/windows/launcher/*) \
  packaging/licences.py LICENSE
FOR_WINDOWS := --platform win_amd64 --python-version 3.11 --implementation cp \
  --abi cp311 --abi abi3 --abi none --target $(WINDOWS_SITE) --no-compile

.PHONY: smoke-windows
windows: $(WINDOWS_SETUP) $(WINDOWS_SBOM)
	@$(MAKE) -s sums

$(WINDOWS)/.tools: packaging/windows/windows.mk packaging/system_packages.sh
	@sh packaging/system_packages.sh nsis gcc-mingw-w64-x86-64 binutils-mingw-w64-x86-64 \
	  osslsigncode librsvg2-bin icoutils imagemagick ca-certificates
	@mkdir -p $(@D)
	@touch $@

$(WINDOWS)/annotator.ico: packaging/icon.svg $(WINDOWS)/.tools
	for size in 16 24 32 48 96 256; do \
	  rsvg-convert -w $$size -h $$size $< -o $(WINDOWS)/icon-$$size.png; done
	cd $(WINDOWS) && icotool -c -o $(@F) icon-16.png icon-24.png icon-32.png icon-48.png \
	  --raw=icon-256.png
	cd $(WINDOWS) && convert -size 164x314 xc:'#e6edf8' icon-96.png -gravity center -composite \
	  BMP3:side.bmp # what stands beside the first and the last page of the wizard

$(WINDOWS)/venv/.packages: $(WINDOWS)/runtime.lock | $(STAMP)
	$(PYTHON) -m venv --clear --without-pip $(WINDOWS)/venv
	$(BIN)/python $(PIP) --require-hashes --no-deps --only-binary :all: $(FOR_WINDOWS) -r $<
	@touch $@

$(WINDOWS)/venv/.made: $(WINDOWS)/venv/.packages $(WHEEL) packaging/build_info.py
	rm -rf $(WINDOWS_SITE)/annotator $(WINDOWS_SITE)/annotator-*.dist-info
	$(BIN)/python $(PIP) --no-deps --upgrade $(FOR_WINDOWS) $(WHEEL)
	$(PYTHON) packaging/build_info.py $(WINDOWS_SITE)
	@touch $@

$(WINDOWS)/tree/.made: $(WINDOWS)/venv/.made $(WINDOWS)/annotator.ico $(WINDOWS_SOURCES)
	$(NICE) $(BIN)/python packaging/windows/tree.py --site $(WINDOWS_SITE) \
	  --icon $(WINDOWS)/annotator.ico --version $(VERSION) $(WINDOWS)/tree/program
	@touch $@

$(WINDOWS_SETUP): $(WINDOWS)/tree/.made packaging/windows/installer.nsi
	$(NICE) $(BIN)/python packaging/windows/installer.py --tree $(WINDOWS)/tree/program \
	  --icon $(WINDOWS)/annotator.ico --version $(VERSION) $(if $(FAST),--fast) $@

smoke-windows: $(WINDOWS_SETUP)
	@sh packaging/system_packages.sh debootstrap xvfb openbox xdotool imagemagick openssl
	@$(NICE) $(BIN)/python packaging/windows/smoke.py $<

$(WINDOWS_SBOM): $(WINDOWS)/venv/.made build/tools/.made
	@mkdir -p dist
	build/tools/bin/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml \
	  --output-file $@ $(WINDOWS)/venv/bin/python
