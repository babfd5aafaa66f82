//! The document itself: its title, its theme, what the system prefers.

use web_sys::Element;

/// Names the tab.
pub fn title(text: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(text);
    }
}

/// Shows the app in `light` or `dark`; `None` follows the system.
pub fn theme(word: Option<&str>) {
    attribute("data-theme", word);
}

/// Shows the list `compact`; `None` is comfortable.
pub fn density(word: Option<&str>) {
    attribute("data-density", word);
}

/// Whether the window is so narrow that one pane is shown at a time.
pub fn is_narrow() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(max-width: 43.74rem)").ok()?);
    query.is_some_and(|query| query.matches())
}

fn attribute(name: &str, value: Option<&str>) {
    if let Some(root) = root() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
