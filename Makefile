# Each recipe line can also be typed in a shell, once tools/need.sh has installed the required tools.

DESKBELL_TOOLS ?= $(HOME)/.cache/deskbell
export DESKBELL_TOOLS
export PATH := $(DESKBELL_TOOLS)/bin:$(CURDIR)/node_modules/.bin:$(PATH):$(HOME)/.cargo/bin:/usr/sbin
# Only tools/need.sh and npm use the network.
export CARGO_NET_OFFLINE := true

PORT ?= 8080
SANDBOX_PORT ?= 9911
TICKETS ?= 240

wasm := --target wasm32-unknown-unknown
crates := $(or $(CARGO_HOME),$(HOME)/.cargo)/registry/src
sources := $(shell find src style public index.html Trunk.toml Cargo.toml build.rs tools/styles.mjs tools/scripts.mjs tools/page.mjs tools/release.mjs tools/mail.mjs tools/split.mjs tools/wasm.mjs tools/compress.mjs -type f) $(wildcard Cargo.lock)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help serve dev dist sandbox pseudo portal test lint licences test-native test-browser test-tools test-e2e test-servers headers lighthouse fuzz size screens screenshots release clean

help: ## List these targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

serve: dist/index.html ## Build the app if necessary and serve it with its demo on http://127.0.0.1:8080
	node tools/serve.mjs dist --port $(PORT) --config '{ "version": 1, "demo": true }'

dev: node_modules/.package-lock.json ## Serve the app with debug information and rebuild it after every change
	@tools/need.sh rust wasm crates trunk bindgen
	trunk serve --offline --port $(PORT) --dist target/dev

dist: dist/index.html ## Build the deployable folder dist/, with .br and .gz files

# Panic messages contain paths of crates. Without the folder of the registry, builds are the same on every machine.
dist/index.html: $(sources) | node_modules/.package-lock.json
	@tools/need.sh rust wasm crates trunk bindgen split
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$$(printf -- '--remap-path-prefix=%s= ' $(crates)/*)" trunk build --release --offline

sandbox: ## Serve simulated helpdesk APIs on http://127.0.0.1:9911, without CORS headers
	@tools/need.sh rust crates
	cargo run --example sandbox -- --port $(SANDBOX_PORT) --tickets $(TICKETS)

pseudo: ## Print the pseudo-language en-XA, which reveals untranslated and truncated text
	@tools/need.sh rust crates
	@cargo run --quiet --example catalogue -- --pseudo

portal: dist/index.html node_modules/.package-lock.json ## Serve an example portal with Deskbell in it on http://localhost:8090
	@tools/need.sh rust crates
	cargo build --example sandbox --example catalogue
	node examples/portal/serve.mjs

test: lint licences test-native test-browser test-tools size test-e2e ## Run all checks

lint: ## Check the formatting, and run clippy for both targets
	@tools/need.sh rust wasm lint crates
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	cargo clippy $(wasm) --lib --bins --tests -- -D warnings
	cargo clippy $(wasm) --release --features split --bin deskbell -- -D warnings

test-native: ## Run the tests that need no browser
	@tools/need.sh rust crates
	cargo test
	@echo "Every documented call and parameter, and the test that covers it:"
	cargo test --quiet --test contract every_documented_call -- --nocapture

fuzz: ## Pass a million random documents, and responses of 20 MB, to every decoder
	@tools/need.sh rust crates
	PROPTEST_CASES=1000000 cargo test --profile fuzz --test contract properties::no_decoder_panics_on_any_json -- --nocapture
	DESKBELL_INPUT_LENGTH=20000000 cargo test --profile fuzz --test contract properties::large_inputs

test-browser: ## Run the component tests in headless Chromium
	@tools/need.sh rust wasm crates bindgen browser
	cargo test $(wasm) --test browser

test-tools: node_modules/.package-lock.json ## Run the tests of tools/, deploy/ and the types for portals
	@tools/need.sh node
	node --test tests/tools/

test-e2e: dist/index.html node_modules/.package-lock.json ## Test the built app in Chromium, on real servers and through real proxies
	@tools/need.sh rust crates browser trunk nginx caddy proxies
	cargo build --example sandbox --example catalogue
	playwright test --config tests/e2e

# The fault matrix does not depend on the server.
on-server = DESKBELL_BASE=/deep/sub/path/ playwright test --config tests/e2e --grep-invert "each fault is shown or recovered from" $(JOURNEYS)

test-servers: dist/index.html node_modules/.package-lock.json ## Run the end-to-end tests on nginx and on Caddy below a path, or those of JOURNEYS="working-day keyboard"
	@tools/need.sh rust crates browser trunk nginx caddy proxies
	cargo build --example sandbox --example catalogue
	DESKBELL_SERVER=nginx $(on-server)
	DESKBELL_SERVER=caddy $(on-server)

headers: ## Print the recipes of deploy/ with the policy for a configuration: make headers CONFIG=config.json
	@tools/need.sh node
	node tools/headers.mjs $(CONFIG)

lighthouse: dist/index.html node_modules/.package-lock.json ## Measure the app behind nginx with Lighthouse, simulating a phone
	@tools/need.sh rust crates browser nginx lighthouse
	cargo build --example sandbox --example catalogue
	node tools/lighthouse.mjs

licences: ## Check the licences of all dependencies
	@tools/need.sh rust crates node
	node tools/licences.mjs

release: dist/index.html ## Package dist/ as a zip in target/package/, with licences, checksums and an SBOM
	@tools/need.sh rust crates zip
	node tools/package.mjs

size: dist/index.html ## Measure the size of the first load
	node tools/size.mjs dist

screens: dist/index.html node_modules/.package-lock.json ## Take screenshots into tests/e2e/results/screens
	@tools/need.sh browser fonts
	node tests/e2e/screens.mjs

screenshots: dist/index.html node_modules/.package-lock.json ## Take the screenshots in docs/screenshots
	@tools/need.sh browser fonts
	node tests/e2e/screens.mjs --docs

clean: ## Remove build output, but not the installed tools
	rm -rf dist target tests/e2e/results

node_modules/.package-lock.json: package.json package-lock.json
	@tools/need.sh node
	@echo "Installing the npm packages of package-lock.json (once)…"
	PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --loglevel error
	@touch $@
