//! Which test covers which call and parameter of SupportBee, Tickets API.

use super::{Table, Vendor};

/// SupportBee's part of the table.
pub const VENDOR: Vendor = Vendor {
    documented: include_str!("../../fixtures/supportbee/endpoints.txt"),
    // Every company has its own address, so the list has none.
    base: "",
    coverage: COVERAGE,
    tests: &[
        include_str!("../supportbee.rs"),
        include_str!("../supportbee/create.rs"),
        include_str!("../supportbee/examples.rs"),
        include_str!("../supportbee/listing.rs"),
    ],
};

const COVERAGE: Table = &[
    (
        "GET /tickets.json",
        &[
            ("", "the_example_of_retrieving_tickets_decodes"),
            ("per_page", "page_and_page_size_can_be_chosen"),
            ("page", "page_and_page_size_can_be_chosen"),
            ("spam=true", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("spam=false", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("replies=true", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("replies=false", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("max_replies", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("assigned_user=me", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("assigned_user=agent_id", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("assigned_user=none", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("assigned_group=mine", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("assigned_group=group_id", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("starred=true", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("starred=false", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("label", "each_filter_sends_its_parameter_and_finds_its_tickets"),
        ],
    ),
    (
        "GET /tickets/search.json",
        &[
            ("", "the_example_of_searching_tickets_decodes"),
            ("query", "a_search_sends_all_four_parameters"),
            ("per_page", "a_search_sends_all_four_parameters"),
            ("page", "a_search_sends_all_four_parameters"),
            ("spam=true", "a_search_sends_all_four_parameters"),
            ("spam=false", "a_search_uses_its_own_call_and_parameters"),
        ],
    ),
    (
        "POST /tickets.json",
        &[
            ("", "the_example_of_creating_tickets_decodes"),
            ("subject", "creating_a_ticket_sends_every_field_of_the_form"),
            ("requester_name", "creating_a_ticket_sends_every_field_of_the_form"),
            ("requester_email", "creating_a_ticket_sends_every_field_of_the_form"),
            ("content:body", "creating_a_ticket_sends_every_field_of_the_form"),
            ("content:body_html", "the_example_of_creating_tickets_decodes"),
            ("content:attachment_ids", "creating_a_ticket_sends_every_field_of_the_form"),
        ],
    ),
    ("GET /tickets/:id.json", &[("", "the_example_of_showing_a_ticket_decodes")]),
];
