//! What surrounds the panes.

super::phrases! { "shell"
    VIEWS_WIDTH = "Width of the views";
    LIST_WIDTH = "Width of the list";
    DIVIDER_HINT = "Drag, or use the arrow keys. Double-click or press Enter to reset.";
    CONFIG_PROBLEM = "There is a problem with config.json.";
}
