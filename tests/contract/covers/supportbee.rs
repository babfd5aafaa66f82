//! Which test covers which call and parameter of SupportBee, Tickets API.

use super::{Table, Vendor};

/// SupportBee's part of the table.
pub const VENDOR: Vendor = Vendor {
    documented: include_str!("../../fixtures/supportbee/endpoints.txt"),
    // Every company has an address of its own, so the list has none.
    base: "",
    covers: COVERS,
    tests: &[
        include_str!("../supportbee.rs"),
        include_str!("../supportbee/create.rs"),
        include_str!("../supportbee/examples.rs"),
        include_str!("../supportbee/listing.rs"),
    ],
};

const COVERS: Table = &[
    (
        "GET /tickets.json",
        &[
            ("", "the_example_of_retrieving_tickets"),
            ("per_page", "any_page_of_any_size_can_be_asked_for"),
            ("page", "any_page_of_any_size_can_be_asked_for"),
            ("spam=true", "each_filter_is_sent_alone_and_finds_its_own"),
            ("spam=false", "each_filter_is_sent_alone_and_finds_its_own"),
            ("replies=true", "each_filter_is_sent_alone_and_finds_its_own"),
            ("replies=false", "each_filter_is_sent_alone_and_finds_its_own"),
            ("max_replies", "each_filter_is_sent_alone_and_finds_its_own"),
            ("assigned_user=me", "each_filter_is_sent_alone_and_finds_its_own"),
            ("assigned_user=agent_id", "each_filter_is_sent_alone_and_finds_its_own"),
            ("assigned_user=none", "each_filter_is_sent_alone_and_finds_its_own"),
            ("assigned_group=mine", "each_filter_is_sent_alone_and_finds_its_own"),
            ("assigned_group=group_id", "each_filter_is_sent_alone_and_finds_its_own"),
            ("starred=true", "each_filter_is_sent_alone_and_finds_its_own"),
            ("starred=false", "each_filter_is_sent_alone_and_finds_its_own"),
            ("label", "each_filter_is_sent_alone_and_finds_its_own"),
        ],
    ),
    (
        "GET /tickets/search.json",
        &[
            ("", "the_example_of_searching_tickets"),
            ("query", "a_search_takes_all_four_parameters"),
            ("per_page", "a_search_takes_all_four_parameters"),
            ("page", "a_search_takes_all_four_parameters"),
            ("spam=true", "a_search_takes_all_four_parameters"),
            ("spam=false", "a_search_goes_to_its_own_call_with_what_that_takes"),
        ],
    ),
    (
        "POST /tickets.json",
        &[
            ("", "the_example_of_creating_tickets"),
            ("subject", "creating_a_ticket_sends_every_field_of_the_form"),
            ("requester_name", "creating_a_ticket_sends_every_field_of_the_form"),
            ("requester_email", "creating_a_ticket_sends_every_field_of_the_form"),
            ("content:body", "creating_a_ticket_sends_every_field_of_the_form"),
            ("content:body_html", "the_example_of_creating_tickets"),
            ("content:attachment_ids", "creating_a_ticket_sends_every_field_of_the_form"),
        ],
    ),
    ("GET /tickets/:id.json", &[("", "the_example_of_showing_a_ticket")]),
];
