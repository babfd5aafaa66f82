#!/bin/sh
# Installs the missing tools of a Makefile target, with a line of output for each; quick and silent if none are missing.
# Each argument names a tool: node, rust, lint, wasm, crates, trunk, bindgen, split, browser, nginx, caddy, proxies, lighthouse, zip.
set -eu

tools=${DESKBELL_TOOLS:-$HOME/.cache/deskbell}
PATH=$tools/bin:$PATH

say() { echo "$*" >&2; }
die() { say "$*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
pinned() { sed -n "s/^$1 = \"=*\([0-9.]*\)\"\$/\1/p" Cargo.toml; }
at_least() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# debian WHAT PACKAGE...
debian() {
    what=$1
    shift
    has apt-get || die "$what is missing, and there is no apt-get here: please install it."
    sudo=
    if [ "$(id -u)" != 0 ]; then
        has sudo || die "$what is missing: please run 'apt-get install $*' as root."
        sudo=sudo
    fi
    say "Installing $what with apt-get (once)…"
    $sudo apt-get update -qq >&2 || die "The list of Debian's packages could not be fetched."
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        die "$what could not be installed: apt-get install $* failed."
}

# Installs a server without starting it, because the tests run it themselves.
debian_program() {
    has apt-get || die "$1 is missing, and there is no apt-get here: please install it."
    barrier=/usr/sbin/policy-rc.d
    if [ -e $barrier ]; then
        debian "$@"
        return
    fi
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    printf '#!/bin/sh\nexit 101\n' | $as_root tee $barrier >/dev/null
    $as_root chmod 755 $barrier
    trap '$as_root rm -f $barrier' EXIT
    debian "$@"
    $as_root rm -f $barrier
    trap - EXIT
}

# npm_tool NAME VERSION: installs a program from npm that is not in package-lock.json, because neither the app nor its
# build depends on it.
npm_tool() {
    grep -qs "\"version\": \"$2\"" "$tools/$1/node_modules/$1/package.json" && return
    say "Installing $1 $2 (once)…"
    npm install --prefix "$tools/$1" --no-audit --no-fund --ignore-scripts --loglevel error "$1@$2" >&2 ||
        die "$1 $2 could not be installed."
}

# Compiles without most optimisations: these tools run once per build, so a fast compilation matters more.
cargo_install() {
    has cc || debian "A C compiler" gcc libc6-dev
    CARGO_NET_OFFLINE=false CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL="$opt" \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 cargo install --quiet --force --root "$tools" "$@"
}

need_node() {
    has node || die "Node is missing: please install Node 20 or newer, with npm."
    at_least v20 "$(node --version)" || die "Node 20 or newer is needed, but this is $(node --version)."
    has npm || die "npm is missing: please install it beside Node."
}

need_rust() {
    has cargo || die "Rust is missing: please install it with rustup."
    found=$(rustc --version 2>/dev/null | cut -d ' ' -f 2)
    [ -n "$found" ] || die "Rust has no toolchain: please run 'rustup default stable'."
    at_least "$(pinned rust-version)" "$found" ||
        die "Rust $(pinned rust-version) or newer is needed, but this is $found: please run 'rustup update stable'."
    has cc || debian "A C compiler" gcc libc6-dev
}

# rustup_add WHAT rustup-arguments...
rustup_add() {
    what=$1
    shift
    has rustup || die "$what is missing, and there is no rustup here to install it."
    say "Installing $what (once)…"
    rustup --quiet "$@" || die "$what could not be installed: rustup $* failed."
}

need_wasm() {
    target=wasm32-unknown-unknown
    [ -d "$(rustc --print target-libdir --target $target)" ] || rustup_add "Rust's wasm32 target" target add $target
}

need_lint() {
    cargo fmt --version >/dev/null 2>&1 || rustup_add rustfmt component add rustfmt
    cargo clippy --version >/dev/null 2>&1 || rustup_add clippy component add clippy
}

need_crates() {
    cargo fetch --quiet --offline ${CI:+--locked} 2>/dev/null && return
    say "Fetching the crates of Cargo.lock (once)…"
    CARGO_NET_OFFLINE=false cargo fetch --quiet ${CI:+--locked} || die "The crates could not be fetched."
}

need_trunk() {
    version=0.21.14
    [ "$(trunk --version 2>/dev/null)" = "trunk $version" ] && return
    say "Installing trunk $version (about 3 minutes, once)…"
    opt=0
    cargo_install --locked trunk --version $version || die "trunk $version could not be installed."
}

need_bindgen() {
    version=$(pinned wasm-bindgen)
    [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ] && return
    say "Installing wasm-bindgen-cli $version (about 3 minutes, once)…"
    # The lock file may name crates that a mirror does not have; then other compatible versions are used.
    opt=1
    cargo_install --locked wasm-bindgen-cli --version "$version" 2>/dev/null ||
        cargo_install wasm-bindgen-cli --version "$version" || die "wasm-bindgen-cli $version could not be installed."
}

need_split() {
    version=0.2.4
    cargo install --list --root "$tools" | grep -q "^wasm_split_cli_support v$version:" && return
    say "Installing wasm-split-cli $version (about 1 minute, once)…"
    opt=1
    cargo_install --locked wasm_split_cli_support --version $version --features build-binary ||
        die "wasm-split-cli $version could not be installed."
}

# Without these, screenshots show boxes where Japanese, Chinese or an emoji stands.
need_fonts() {
    has fc-list && fc-list | grep -q 'Noto Sans CJK' && fc-list | grep -q 'Noto Color Emoji' && return
    debian "Fonts for every script" fontconfig fonts-noto-cjk fonts-noto-color-emoji
}

need_browser() {
    [ -n "${CHROMIUM:-}" ] || has chromium || debian Chromium chromium
    has chromedriver || debian "Chromium's driver" chromium-driver
}

need_nginx() {
    # /usr/sbin is often not in the PATH of ordinary users.
    PATH=$PATH:/usr/sbin
    has nginx && [ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] ||
        debian_program nginx nginx libnginx-mod-http-brotli-static ca-certificates
}

need_caddy() {
    has caddy || debian_program Caddy caddy
}

# The proxies for the tests that are not in package.json.
need_proxies() {
    npm_tool local-cors-proxy 1.1.0
}

need_zip() {
    has zip || debian zip zip
}

need_lighthouse() {
    npm_tool lighthouse 12.8.2
}

for thing in "$@"; do
    "need_$thing"
done
