//! Which test covers which call and parameter of Zaia's API reference (alpha), Tickets.

use super::{Table, Vendor};

/// Zaia's part of the table.
pub const VENDOR: Vendor = Vendor {
    documented: include_str!("../../fixtures/zaia/endpoints.txt"),
    base: "https://api.endless.zaia.app/api/v1",
    covers: COVERS,
    tests: &[
        include_str!("../zaia.rs"),
        include_str!("../zaia/create.rs"),
        include_str!("../zaia/documents.rs"),
        include_str!("../zaia/labels.rs"),
        include_str!("../zaia/listing.rs"),
    ],
};

/// The parameter of every call, and the test that holds them all to it.
const KEY: (&str, &str) = ("header:authorization", "the_key_travels_alone_in_the_documented_header_of_every_call");

const COVERS: Table = &[
    ("GET /tickets/{id}/details", &[("", "retrieving_a_ticket_with_details"), KEY]),
    (
        "GET /tickets/details",
        &[
            ("", "listing_tickets_sends_all_ten_parameters"),
            KEY,
            ("assigneeIds", "each_filter_is_sent_alone_and_finds_its_own"),
            ("chatIds", "each_filter_is_sent_alone_and_finds_its_own"),
            ("includeRemoved", "each_filter_is_sent_alone_and_finds_its_own"),
            ("pageNumber", "any_page_of_any_size_can_be_asked_for"),
            ("pageSize", "any_page_of_any_size_can_be_asked_for"),
            ("responderIds", "each_filter_is_sent_alone_and_finds_its_own"),
            ("responderVersionIds", "several_ids_are_sent_as_keys_that_repeat"),
            ("search", "each_filter_is_sent_alone_and_finds_its_own"),
            ("status", "a_query_without_a_status_is_one_for_each"),
            ("tagIds", "several_ids_are_sent_as_keys_that_repeat"),
        ],
    ),
    (
        "PATCH /tickets/{id}/complete",
        &[
            ("", "a_ticket_is_completed_once_and_the_refusal_says_why"),
            KEY,
            ("userId", "completing_a_ticket_names_who_does_it"),
        ],
    ),
    (
        "POST /tickets",
        &[
            ("", "the_answers_of_the_four_calls_that_write_a_ticket"),
            KEY,
            ("chatId", "creating_a_ticket_sends_all_four_parameters"),
            ("ticketingTeamId", "no_team_is_sent_as_null"),
            ("assigneeId", "creating_a_ticket_sends_all_four_parameters"),
            ("status", "creating_a_ticket_sends_all_four_parameters"),
        ],
    ),
    (
        "POST /tickets/{ticketId}/tags",
        &[
            ("", "the_answers_of_the_two_calls_about_tags"),
            KEY,
            ("tagId", "creating_tags_for_a_ticket_posts_each_new_one"),
        ],
    ),
    ("DELETE /tickets/{ticketId}/tags/{tagId}", &[("", "removing_a_tag_from_a_ticket_names_it_in_the_path"), KEY]),
    (
        "PATCH /tickets/{id}/takeover",
        &[("", "taking_over_a_ticket_makes_it_ongoing"), KEY, ("assigneeId", "taking_over_a_ticket_makes_it_ongoing")],
    ),
    (
        "PATCH /tickets/{id}/assignee",
        &[("", "updating_the_assignee_of_a_ticket"), KEY, ("assigneeId", "updating_the_assignee_of_a_ticket")],
    ),
];
