//! Which test covers which call and parameter of Zaia's API reference (alpha), Tickets.

use super::{Table, Vendor};

/// Zaia's part of the table.
pub const VENDOR: Vendor = Vendor {
    documented: include_str!("../../fixtures/zaia/endpoints.txt"),
    base: "https://api.endless.zaia.app/api/v1",
    coverage: COVERAGE,
    tests: &[
        include_str!("../zaia.rs"),
        include_str!("../zaia/create.rs"),
        include_str!("../zaia/examples.rs"),
        include_str!("../zaia/labels.rs"),
        include_str!("../zaia/listing.rs"),
    ],
};

/// The parameter that every call has, and the test that covers it.
const KEY: (&str, &str) = ("header:authorization", "every_call_sends_the_bare_key_in_the_documented_header");

const COVERAGE: Table = &[
    ("GET /tickets/{id}/details", &[("", "retrieving_a_ticket_sends_one_request"), KEY]),
    (
        "GET /tickets/details",
        &[
            ("", "listing_tickets_sends_all_ten_parameters"),
            KEY,
            ("assigneeIds", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("chatIds", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("includeRemoved", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("pageNumber", "page_and_page_size_can_be_chosen"),
            ("pageSize", "page_and_page_size_can_be_chosen"),
            ("responderIds", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("responderVersionIds", "several_ids_are_sent_as_repeated_keys"),
            ("search", "each_filter_sends_its_parameter_and_finds_its_tickets"),
            ("status", "a_query_without_a_status_is_split_by_status"),
            ("tagIds", "several_ids_are_sent_as_repeated_keys"),
        ],
    ),
    (
        "PATCH /tickets/{id}/complete",
        &[("", "completing_a_ticket_twice_is_a_conflict"), KEY, ("userId", "completing_a_ticket_sends_the_agents_id")],
    ),
    (
        "POST /tickets",
        &[
            ("", "responses_to_the_four_writes_decode"),
            KEY,
            ("chatId", "creating_a_ticket_sends_all_four_parameters"),
            ("ticketingTeamId", "no_team_is_sent_as_null"),
            ("assigneeId", "creating_a_ticket_sends_all_four_parameters"),
            ("status", "creating_a_ticket_sends_all_four_parameters"),
        ],
    ),
    (
        "POST /tickets/{ticketId}/tags",
        &[("", "responses_to_tag_calls_decode"), KEY, ("tagId", "adding_tags_posts_each_new_one")],
    ),
    ("DELETE /tickets/{ticketId}/tags/{tagId}", &[("", "removing_a_tag_names_it_in_the_path"), KEY]),
    (
        "PATCH /tickets/{id}/takeover",
        &[("", "taking_over_a_ticket_makes_it_ongoing"), KEY, ("assigneeId", "taking_over_a_ticket_makes_it_ongoing")],
    ),
    (
        "PATCH /tickets/{id}/assignee",
        &[
            ("", "updating_the_assignee_sends_the_user_id"),
            KEY,
            ("assigneeId", "updating_the_assignee_sends_the_user_id"),
        ],
    ),
];
