//! Which test covers which documented call and parameter. `cargo test --test contract covers --
//! --nocapture` prints the table.

mod zaia;

use std::collections::BTreeMap;

/// The vendors, each with its documentation and its part of the table.
const VENDORS: [Vendor; 2] = [GROOVE, zaia::VENDOR];

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

const GROOVE: Vendor = Vendor {
    documented: include_str!("../fixtures/groove/endpoints.txt"),
    base: "https://api.groovehq.com/v1",
    covers: COVERS,
    tests: &[
        include_str!("groove.rs"),
        include_str!("groove/create.rs"),
        include_str!("groove/listing.rs"),
        include_str!("fixtures.rs"),
    ],
};

const COVERS: Table = &[
    (
        "POST /tickets",
        &[
            ("", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("body", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("from", "what_is_not_entered_is_not_sent"),
            ("to", "what_is_not_entered_is_not_sent"),
            ("mailbox", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("assigned_group", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("assignee", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("sent_at", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("note", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("send_copy_to_customer", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("state", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("subject", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("tags", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("starred", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("skip_notifications", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("customer:email", "the_details_of_a_customer_who_writes_stand_in_from"),
            ("customer:name", "the_details_of_a_customer_who_writes_stand_in_from"),
            ("customer:about", "the_details_of_a_customer_who_writes_stand_in_from"),
            ("customer:twitter_username", "the_details_of_a_customer_who_writes_stand_in_from"),
            ("customer:title", "the_details_of_a_customer_who_writes_stand_in_from"),
            ("customer:company_name", "the_details_of_a_customer_whom_an_agent_writes_to_stand_in_to"),
            ("customer:phone_number", "the_details_of_a_customer_whom_an_agent_writes_to_stand_in_to"),
            ("customer:location", "the_details_of_a_customer_whom_an_agent_writes_to_stand_in_to"),
            ("customer:linkedin_username", "the_details_of_a_customer_whom_an_agent_writes_to_stand_in_to"),
        ],
    ),
    (
        "GET /tickets",
        &[
            ("", "the_example_of_listing_tickets"),
            ("assignee", "each_filter_is_sent_alone_and_finds_its_own"),
            ("customer", "each_filter_is_sent_alone_and_finds_its_own"),
            ("page", "any_page_of_any_size_can_be_asked_for"),
            ("per_page", "any_page_of_any_size_can_be_asked_for"),
            ("state", "each_filter_is_sent_alone_and_finds_its_own"),
            ("folder", "each_filter_is_sent_alone_and_finds_its_own"),
        ],
    ),
    ("GET /tickets/:ticket_number", &[("", "finding_one_ticket")]),
    ("GET /tickets/:ticket_number/state", &[("", "finding_a_tickets_state")]),
    (
        "PUT /tickets/:ticket_number/state",
        &[
            ("", "updating_a_ticket_state_to_each_of_the_five"),
            ("state", "updating_a_ticket_state_to_each_of_the_five"),
        ],
    ),
    ("GET /tickets/:ticket_number/assignee", &[("", "finding_a_tickets_assignee")]),
    (
        "PUT /tickets/:ticket_number/assignee",
        &[
            ("", "updating_a_ticket_assignee_with_and_without_notifications"),
            ("assignee", "updating_a_ticket_assignee_with_and_without_notifications"),
            ("skip_notifications", "updating_a_ticket_assignee_with_and_without_notifications"),
        ],
    ),
    (
        "PUT /tickets/:ticket_number/assigned_group",
        &[
            ("", "updating_a_tickets_assigned_group_by_id_and_by_name"),
            ("group", "updating_a_tickets_assigned_group_by_id_and_by_name"),
            ("skip_notifications", "updating_a_tickets_assigned_group_by_id_and_by_name"),
        ],
    ),
    (
        "POST /tickets/:ticket_number/tags",
        &[("", "the_answer_to_added_labels_holds_all_of_them"), ("tags", "adding_labels_posts_the_new_ones_only")],
    ),
    (
        "PUT /tickets/:ticket_number/tags",
        &[("", "removing_a_label_replaces_all_of_them"), ("tags", "removing_the_last_label_replaces_them_with_none")],
    ),
    ("POST /tickets/:ticket_id/change_mailbox/:mailbox_id", &[("", "changing_the_mailbox")]),
];

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
    assert_eq!(counts, [11, 8]);
    for vendor in &VENDORS {
        let documented = documented(vendor);
        let covered: BTreeMap<_, _> = vendor.covers.iter().copied().collect();
        for (call, names) in &documented {
            let rows = covered.get(call.as_str()).copied().unwrap_or_default();
            for name in names {
                let test = rows.iter().find(|(parameter, _)| parameter == name).map(|(_, test)| *test);
                eprintln!("{call:<55} {name:<30} {}", test.unwrap_or("NOTHING"));
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
