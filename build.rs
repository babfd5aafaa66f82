//! Prepares a release of the app for being split (see `src/app/parts.rs` and `tools/split.mjs`), and lists the style
//! sheets and the languages.

use std::path::Path;
use std::{env, error, fs};

fn main() -> Result<(), Box<dyn error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=public/lang");
    println!("cargo::rustc-env=DESKBELL_LANGUAGES={}", languages().join(","));
    println!("cargo::rustc-check-cfg=cfg(split)");
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if is_release && env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-cfg=split");
        // Splitting needs the linker's relocations to find all references between functions and data.
        println!("cargo::rustc-link-arg-bin=deskbell=--emit-relocs");
    }
    let out = env::var("OUT_DIR")?;
    for list in ["app", "later"] {
        let path = format!("style/{list}.css");
        println!("cargo::rerun-if-changed={path}");
        fs::write(Path::new(&out).join(format!("{list}.rs")), sheets(&fs::read_to_string(path)?))?;
    }
    Ok(())
}

/// Returns an expression in Rust: an array with the texts of the style sheets that `list` imports.
fn sheets(list: &str) -> String {
    let files = list.lines().filter_map(|line| line.strip_prefix("@import \"")?.strip_suffix("\";"));
    let texts = files.map(|file| format!(r#"include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/style/{file}"))"#));
    format!("[{}]", texts.collect::<Vec<_>>().join(", "))
}

/// Returns the tags of the translations. Each is a file `public/lang/TAG.json`.
fn languages() -> Vec<String> {
    let files = fs::read_dir("public/lang").into_iter().flatten().flatten();
    let tag =
        |file: fs::DirEntry| file.file_name().to_str().and_then(|name| name.strip_suffix(".json")).map(str::to_owned);
    let mut tags: Vec<String> = files.filter_map(tag).collect();
    tags.sort();
    tags
}
