//! Which test covers which call and parameter of Groove REST API v1, Tickets.

use super::{Table, Vendor};

/// Groove's part of the table.
pub const VENDOR: Vendor = Vendor {
    documented: include_str!("../../fixtures/groove/endpoints.txt"),
    base: "https://api.groovehq.com/v1",
    covers: COVERS,
    tests: &[
        include_str!("../groove.rs"),
        include_str!("../groove/create.rs"),
        include_str!("../groove/listing.rs"),
        include_str!("../fixtures.rs"),
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
