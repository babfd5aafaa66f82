//! Prepares a release of the app for being split: see `src/ui/later.rs` and `tools/split.mjs`.

use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=public/lang");
    println!("cargo::rustc-env=DESKBELL_LANGUAGES={}", languages().join(","));
    println!("cargo::rustc-check-cfg=cfg(split)");
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if is_release && env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-cfg=split");
        // Splitting needs to know where in the module the linker wrote which address.
        println!("cargo::rustc-link-arg-bin=deskbell=--emit-relocs");
    }
}

/// The tags of the translations: each is a file `public/lang/TAG.json`.
fn languages() -> Vec<String> {
    let files = fs::read_dir("public/lang").into_iter().flatten().flatten();
    let tag =
        |file: fs::DirEntry| file.file_name().to_str().and_then(|name| name.strip_suffix(".json")).map(str::to_owned);
    let mut tags: Vec<String> = files.filter_map(tag).collect();
    tags.sort();
    tags
}
