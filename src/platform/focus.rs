//! The keyboard focus: where it is and where it goes.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, EventTarget, HtmlDocument, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::clock;

/// Returns the element that has the focus.
pub fn focused() -> Option<Element> {
    document()?.active_element()
}

/// Focuses the element with this id. Returns whether there is one.
pub fn focus_id(id: &str) -> bool {
    document().and_then(|document| document.get_element_by_id(id)).is_some_and(|element| focus(&element))
}

/// Focuses the first text field inside an element, if there is one.
pub fn focus_first_field(container: &Element) {
    let fields = "input:not([type=checkbox]):not([type=radio]):not([type=file]), textarea";
    if let Ok(Some(field)) = container.query_selector(fields) {
        focus(&field);
    }
}

/// Focuses the element with this id as soon as it is drawn. Returns false if it does not appear.
pub async fn focus_when_drawn(id: &str) -> bool {
    for _ in 0..5 {
        clock::sleep(0).await;
        if focus_id(id) {
            return true;
        }
    }
    false
}

/// Clicks the element with this id.
pub fn click_id(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.as_ref().and_then(|element| element.dyn_ref::<HtmlElement>()) {
        element.click();
    }
}

/// Brings back the caret in the focused field. In Chromium, a dialog that closes restores only the focus, and what is typed
/// then goes nowhere.
pub fn refresh_caret() {
    let field = focused().filter(|_| is_typing());
    if let Some(element) = field.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
        let _ = element.focus();
    }
}

/// Inserts a text into the focused field as if it was typed.
pub fn insert_text(text: &str) {
    // Only this command replaces the selection, can be undone, and fires the field's input event.
    if let Some(document) = document().and_then(|document| document.dyn_into::<HtmlDocument>().ok()) {
        let _ = document.exec_command_with_show_ui_and_value("insertText", false, text);
    }
}

/// Whether an event happened at an element itself and not inside it.
pub fn is_target(event: &Event, element: &Element) -> bool {
    let element: &EventTarget = element;
    event.target().is_some_and(|target| target == *element)
}

/// Focuses an element without scrolling to it.
pub fn focus(element: &Element) -> bool {
    element.dyn_ref::<HtmlElement>().is_some_and(|element| {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        element.focus_with_options(&options).is_ok()
    })
}

/// Sets whether the element with this id is inert, and so ignores pointer and keyboard.
pub fn set_inert(id: &str, is_inert: bool) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        let _ = element.toggle_attribute_with_force("inert", is_inert);
    }
}

/// Scrolls as little as needed to bring an element into view.
pub fn scroll_to(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls as little as needed to bring the element with this id into view.
pub fn scroll_to_id(id: &str) {
    document().and_then(|document| document.get_element_by_id(id)).inspect(scroll_to);
}

/// Moves the focus from the element matching `selector` that contains it to the next or previous sibling.
///
/// If the focus is in none of them, it moves to the last one in `container`. Returns whether it moved.
pub fn move_to_sibling(selector: &str, container: &str, is_next: bool) -> bool {
    let target = || {
        let focused = focused()?.closest(selector).ok()?;
        let next = match focused {
            Some(element) if is_next => element.next_element_sibling(),
            Some(element) => element.previous_element_sibling(),
            None => document()?.query_selector(&format!("{container} > {selector}:last-child")).ok()?,
        };
        next?.dyn_into::<HtmlElement>().ok()
    };
    target().is_some_and(|element| element.focus().is_ok())
}

/// Returns the address of the ticket whose row an event happened in; `None` outside of rows.
pub fn link_in_row(event: &Event) -> Option<String> {
    let row = event.target()?.dyn_into::<Element>().ok()?.closest("[role=row]").ok()??;
    row.query_selector("a.subject").ok()??.get_attribute("href")
}

/// Whether the caret of a field follows a slash that begins a line.
pub fn is_after_opening_slash(field: &HtmlTextAreaElement) -> bool {
    let caret = field.selection_start().ok().flatten().unwrap_or_default() as usize;
    // The caret's position is in UTF-16 code units.
    let before: Vec<u16> = field.value().encode_utf16().take(caret).collect();
    match before.as_slice() {
        [.., line_break, slash] => *slash == u16::from(b'/') && *line_break == u16::from(b'\n'),
        before => before == [u16::from(b'/')],
    }
}

/// Selects the slash that begins a line before the caret of the focused field, so that what is inserted replaces it.
/// Returns whether there is one.
pub fn select_opening_slash() -> bool {
    let field = focused().and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(field) = field.filter(is_after_opening_slash) else { return false };
    let caret = field.selection_start().ok().flatten().unwrap_or_default();
    field.set_selection_range(caret - 1, caret).is_ok()
}

/// Whether a field has the focus and all of its text is selected.
pub fn is_all_selected(field: &HtmlInputElement) -> bool {
    let length = field.value().encode_utf16().count() as u32;
    let is_selected = field.selection_start() == Ok(Some(0)) && field.selection_end() == Ok(Some(length));
    length > 0 && is_selected && focused().is_some_and(|focused| field.is_same_node(Some(&focused)))
}

/// Whether the focus is on or inside an element that matches a selector.
pub fn is_within(selector: &str) -> bool {
    focused().is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Whether a pointer is pressed on an element.
pub fn is_pressed(element: &Element) -> bool {
    element.matches(":active").unwrap_or(false)
}

/// Whether no element has the focus.
pub fn is_nowhere() -> bool {
    focused().is_none_or(|element| element.tag_name() == "BODY")
}

/// Whether typed characters go into a field, so that keyboard shortcuts must not act.
pub fn is_typing() -> bool {
    focused().is_some_and(|element| {
        let tag = element.tag_name();
        let is_box = element.get_attribute("type").is_some_and(|kind| kind == "checkbox");
        tag == "TEXTAREA" || tag == "SELECT" || (tag == "INPUT" && !is_box) || element.has_attribute("contenteditable")
    })
}

/// Whether a dialog is open.
pub fn is_in_dialog() -> bool {
    document().is_some_and(|document| document.query_selector("dialog[open]").is_ok_and(|found| found.is_some()))
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

thread_local! {
    /// The element that had the focus before a keyboard shortcut moved it to a field.
    static REMEMBERED: std::cell::RefCell<Option<HtmlElement>> = const { std::cell::RefCell::new(None) };
}

/// Remembers which element has the focus, before a keyboard shortcut moves it.
pub fn remember() {
    let element = focused().and_then(|element| element.dyn_into().ok());
    REMEMBERED.with(|remembered| *remembered.borrow_mut() = element);
}

/// Returns the focus to the remembered element, once.
pub fn restore() {
    let Some(element) = REMEMBERED.with(|remembered| remembered.borrow_mut().take()) else { return };
    let _ = element.focus();
    // The body cannot take the focus, so the field only loses it.
    if element.tag_name() == "BODY"
        && let Some(field) = focused().and_then(|element| element.dyn_into::<HtmlElement>().ok())
    {
        let _ = field.blur();
    }
}
