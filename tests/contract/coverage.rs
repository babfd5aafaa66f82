//! Which test covers which documented call and parameter. `cargo test --test contract coverage -- --nocapture` prints
//! the table.

mod groove;
mod supportbee;
mod zaia;

use std::collections::BTreeMap;

/// The vendors, each with its documentation and its part of the table.
const VENDORS: [Vendor; 3] = [groove::VENDOR, supportbee::VENDOR, zaia::VENDOR];

/// The documented calls of a vendor, and the tests that cover them.
pub struct Vendor {
    /// Our own list of the documented calls and their parameters.
    documented: &'static str,
    /// The prefix of every address in that list.
    base: &'static str,
    coverage: Table,
    /// The test files that the table may refer to.
    tests: &'static [&'static str],
}

/// Every documented call with its parameters and the tests that cover them.
type Table = &'static [(&'static str, &'static [(&'static str, &'static str)])];

/// Parses our own list of the documented calls and their parameters. An empty name stands for the call itself.
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
fn every_documented_call_and_parameter_is_covered() {
    let counts = VENDORS.each_ref().map(|vendor| documented(vendor).len());
    assert_eq!(counts, [11, 4, 8]);
    for vendor in &VENDORS {
        let documented = documented(vendor);
        let covered: BTreeMap<_, _> = vendor.coverage.iter().copied().collect();
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
fn the_table_names_existing_tests() {
    for vendor in &VENDORS {
        for (call, rows) in vendor.coverage {
            for (name, test) in *rows {
                let head = format!("#[test]\nfn {test}() {{");
                assert!(vendor.tests.iter().any(|file| file.contains(&head)), "{call} {name}: there is no test {test}");
            }
        }
    }
}
