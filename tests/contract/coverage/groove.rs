//! Which test covers which call and parameter of Groove REST API v1, Tickets.

use super::{Table, Vendor};

/// Groove's part of the table.
pub const VENDOR: Vendor = Vendor {
    documented: include_str!("../../fixtures/groove/endpoints.txt"),
    base: "https://api.groovehq.com/v1",
    coverage: COVERAGE,
    tests: &[
        include_str!("../groove.rs"),
        include_str!("../groove/create.rs"),
        include_str!("../groove/examples.rs"),
        include_str!("../groove/listing.rs"),
    ],
};

const COVERAGE: Table = &[
    (
        "POST /tickets",
        &[
            ("", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("body", "creating_a_ticket_sends_all_fourteen_parameters"),
            ("from", "empty_fields_are_not_sent"),
            ("to", "empty_fields_are_not_sent"),
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
            ("customer:email", "details_of_a_customer_who_writes_are_sent_in_from"),
            ("customer:name", "details_of_a_customer_who_writes_are_sent_in_from"),
            ("customer:about", "details_of_a_customer_who_writes_are_sent_in_from"),
            ("customer:twitter_username", "details_of_a_customer_who_writes_are_sent_in_from"),
            ("customer:title", "details_of_a_customer_who_writes_are_sent_in_from"),
            ("customer:company_name", "details_of_a_customer_who_is_written_to_are_sent_in_to"),
            ("customer:phone_number", "details_of_a_customer_who_is_written_to_are_sent_in_to"),
            ("customer:location", "details_of_a_customer_who_is_written_to_are_sent_in_to"),
            ("customer:linkedin_username", "details_of_a_customer_who_is_written_to_are_sent_in_to"),
        ],
    ),
    (
        "GET /tickets",
        &[
            ("", "the_example_of_listing_tickets_decodes"),
            ("assignee", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("customer", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("page", "page_and_page_size_can_be_chosen"),
            ("per_page", "page_and_page_size_can_be_chosen"),
            ("state", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("folder", "each_filter_sends_its_parameter_and_finds_its_tickets"),
        ],
    ),
    ("GET /tickets/:ticket_number", &[("", "finding_one_ticket_sends_one_request")]),
    ("GET /tickets/:ticket_number/state", &[("", "finding_a_tickets_state_sends_one_request")]),
    (
        "PUT /tickets/:ticket_number/state",
        &[
            ("", "a_ticket_can_be_set_to_each_of_the_five_states"),
            ("state", "a_ticket_can_be_set_to_each_of_the_five_states"),
        ],
    ),
    ("GET /tickets/:ticket_number/assignee", &[("", "finding_a_tickets_assignee_sends_one_request")]),
    (
        "PUT /tickets/:ticket_number/assignee",
        &[
            ("", "updating_the_assignee_can_skip_notifications"),
            ("assignee", "updating_the_assignee_can_skip_notifications"),
            ("skip_notifications", "updating_the_assignee_can_skip_notifications"),
        ],
    ),
    (
        "PUT /tickets/:ticket_number/assigned_group",
        &[
            ("", "the_assigned_group_can_be_updated_by_id_or_name"),
            ("group", "the_assigned_group_can_be_updated_by_id_or_name"),
            ("skip_notifications", "the_assigned_group_can_be_updated_by_id_or_name"),
        ],
    ),
    (
        "POST /tickets/:ticket_number/tags",
        &[("", "the_response_to_added_labels_has_all_labels"), ("tags", "adding_labels_posts_only_the_new_ones")],
    ),
    (
        "PUT /tickets/:ticket_number/tags",
        &[
            ("", "removing_a_label_replaces_all_labels_but_keeps_those_of_others"),
            ("tags", "removing_the_last_label_sends_an_empty_list"),
        ],
    ),
    ("POST /tickets/:ticket_id/change_mailbox/:mailbox_id", &[("", "changing_the_mailbox_names_it_in_the_path")]),
];
