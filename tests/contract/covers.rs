//! Which test covers which documented call and parameter. `cargo test --test contract covers --
//! --nocapture` prints the table.

mod groove;
mod supportbee;
mod zaia;

use std::collections::BTreeMap;

/// The vendors, each with its documentation and its part of the table.
const VENDORS: [Vendor; 3] = [groove::VENDOR, supportbee::VENDOR, zaia::VENDOR];

/// What a vendor documents, and what covers it.
pub struct Vendor {
    /// Our own list of the documented calls and their parameters.
    documented: &'static str,
    /// What every address in it begins with.
    base: &'static str,
    covers: Table,
    /// The files of the tests that the table may name.
    tests: &'static [&'static str],
}

/// Every documented call with its parameters, and the tests that hold it to the documentation.
type Table = &'static [(&'static str, &'static [(&'static str, &'static str)])];

/// The documented calls and their parameters, from our own list of them. An empty name stands for
/// the call itself.
fn documented(vendor: &Vendor) -> BTreeMap<String, Vec<String>> {
    let mut calls = BTreeMap::new();
    let mut current = String::new();
    for line in vendor.documented.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        match line.strip_prefix("    ") {
            None => {
                current = line.replace(vendor.base, "");
                calls.insert(current.clone(), vec![String::new()]);
            }
            Some(names) => {
                calls.get_mut(&current).unwrap().extend(names.split(' ').map(str::to_owned));
            }
        }
    }
    calls
}

#[test]
fn covers_every_documented_call_and_parameter() {
    let counts = VENDORS.each_ref().map(|vendor| documented(vendor).len());
    assert_eq!(counts, [11, 4, 8]);
    for vendor in &VENDORS {
        let documented = documented(vendor);
        let covered: BTreeMap<_, _> = vendor.covers.iter().copied().collect();
        for (call, names) in &documented {
            let rows = covered.get(call.as_str()).copied().unwrap_or_default();
            for name in names {
                let test = rows.iter().find(|(parameter, _)| parameter == name).map(|(_, test)| *test);
                eprintln!("{call:<60} {name:<30} {}", test.unwrap_or("NOTHING"));
                assert!(test.is_some(), "nothing covers {name:?} of {call}");
            }
            assert_eq!(rows.len(), names.len(), "the table names a parameter of {call} that is not documented");
        }
        assert_eq!(covered.len(), documented.len(), "the table names a call that is not documented");
    }
}

#[test]
fn covers_by_tests_that_exist() {
    for vendor in &VENDORS {
        for (call, rows) in vendor.covers {
            for (name, test) in *rows {
                let head = format!("#[test]\nfn {test}() {{");
                assert!(vendor.tests.iter().any(|file| file.contains(&head)), "{call} {name}: there is no test {test}");
            }
        }
    }
}
