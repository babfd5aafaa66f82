//! The command palette, and the titles and sections of the commands in it.

super::phrases! { "palette"
    TITLE = "Commands";
    COMMAND = "Command";
    PLACEHOLDER = "Search or run a command";
    commands(count: usize) = "{count, plural, one {# command} other {# commands}}";
    OVERVIEW_DETAIL = "Charts of the loaded tickets";
    EXPORT_CSV = "Export the list as CSV";
    EXPORT_JSON = "Export the list as JSON";
    EXPORT_DETAIL = "All tickets in the list";
    exported(count: usize, file: &str) = "Exported {count, plural, one {# ticket} other {# tickets}} to {file}.";
    NOT_EXPORTED = "The browser didn't allow saving the file.";
    COLOURS_LIGHT = "Colours: Light";
    COLOURS_DARK = "Colours: Dark";
    COLOURS_SYSTEM = "Colours: Match system";
    SORT_BY_ACTIVITY = "Sort by last activity";
    SORT_BY_CREATION = "Sort by creation date";
    SORT_BY_WAITING = "Sort by longest wait";
    COMFORTABLE_LIST = "Comfortable list";
    COMPACT_LIST = "Compact list";
    DISPLAY_DETAIL = "Order, density and columns";
    SAVED_VIEW = "Saved view";
    go_to(view: &str) = "Go to {view}";
    assign_to(person: &str) = "Assign to {person}";
    add_label(label: &str) = "Add label {label}";
    open_ticket(number: &str) = "Open ticket {number}";
}
