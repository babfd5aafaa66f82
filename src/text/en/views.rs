//! The pane of views, saved views, and how the list is displayed.

super::phrases! { "views"
    VIEWS = "Views";
    HIDE = "Hide views";
    SHOW = "Show views";
    DEMO = "This is a demo. Nothing leaves this page.";
    PREFERENCES = "Preferences";
    TOGGLE_DARK_MODE = "Toggle dark mode";
    ALL_ACCOUNTS = "All accounts";
    ALL_TICKETS = "All tickets";
    UNASSIGNED = "Unassigned";
    MINE = "Mine";
    STARRED = "Starred";
    NONE_YET = "None yet";
    more_in_filters(count: usize) = "{count} more in the filters";
    quoted(words: &str) = "“{words}”";
    title(view: &str, product: &str) = "{view} · {product}";
    title_with_new(count: usize, view: &str, product: &str) = "({count}) {view} · {product}";
    SAVED_VIEWS = "Saved views";
    SAVE = "Save view";
    EDIT_SAVED = "Edit saved views";
    NAME = "Name";
    name_of(view: &str) = "Name of {view}";
    SAVE_HINT = "Saves the filters, the search and the order in this browser";
    NONE_SAVED = "No saved views yet. Set filters, a search or an order, then choose “Save view”.";
    ACCOUNT_MISSING = "Not in the list of views, because its account isn't set up here.";
    NAME_MISSING = "Give the view a name.";
    name_taken(name: &str) = "“{name}” is already the name of a view. Choose another name.";
    saved(name: &str) = "Saved view “{name}”.";
    DISPLAY = "Display";
    SORT_BY = "Sort by";
    SORT_NOTE = "Helpdesks list tickets by last activity. Any other order covers the loaded tickets only.";
    LAST_ACTIVITY = "Last activity";
    CREATED = "Created";
    LONGEST_WAIT = "Longest wait";
    DENSITY = "Density";
    COMFORTABLE = "Comfortable";
    COMPACT = "Compact";
    COMPACT_NOTE = "Compact rows have no room for the preview and labels.";
    COLUMNS = "Columns";
}
