//! Prepares a release of the app for being split: see `src/ui/later.rs` and `tools/split.mjs`.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(split)");
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if is_release && env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-cfg=split");
        // Splitting needs to know where in the module the linker wrote which address.
        println!("cargo::rustc-link-arg-bin=deskbell=--emit-relocs");
    }
}
