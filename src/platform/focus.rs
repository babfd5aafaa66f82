//! Where the keyboard is.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, HtmlDocument, HtmlElement, HtmlInputElement, HtmlTextAreaElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use super::clock;

/// The element that has the focus.
pub fn focused() -> Option<Element> {
    document()?.active_element()
}

/// Focuses the element with that id. Returns whether there is one.
pub fn focus_id(id: &str) -> bool {
    document().and_then(|document| document.get_element_by_id(id)).is_some_and(|element| focus(&element))
}

/// Focuses the first field to type into inside an element, if there is one.
pub fn focus_first_field(container: &Element) {
    let fields = "input:not([type=checkbox]):not([type=radio]):not([type=file]), textarea";
    if let Ok(Some(field)) = container.query_selector(fields) {
        focus(&field);
    }
}

/// Focuses the element with that id as soon as it is drawn, for what appears only after this.
pub async fn focus_drawn(id: &str) -> bool {
    for _ in 0..5 {
        clock::sleep(0).await;
        if focus_id(id) {
            return true;
        }
    }
    false
}

/// Clicks the element with that id, as a person would.
pub fn click_id(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.as_ref().and_then(|element| element.dyn_ref::<HtmlElement>()) {
        element.click();
    }
}

/// Brings the caret back into the element that has the focus: a dialog that closes gives back the focus alone.
pub fn renew() {
    if let Some(element) = focused().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
        let _ = element.focus();
    }
}

/// Types a text into the field that has the focus, as if it came from the keyboard.
pub fn type_in(text: &str) {
    // The only way that selections, undo and the field's own listeners all take for typing.
    if let Some(document) = document().and_then(|document| document.dyn_into::<HtmlDocument>().ok()) {
        let _ = document.exec_command_with_show_ui_and_value("insertText", false, text);
    }
}

/// Focuses an element without scrolling to it.
pub fn focus(element: &Element) -> bool {
    element.dyn_ref::<HtmlElement>().is_some_and(|element| {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        element.focus_with_options(&options).is_ok()
    })
}

/// Takes the element with that id out of reach, for the pointer as for the keyboard, or gives it back.
pub fn set_inert(id: &str, is_inert: bool) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        let _ = element.toggle_attribute_with_force("inert", is_inert);
    }
}

/// Scrolls as little as needed to bring an element into view.
pub fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls as little as needed to bring the element with that id into view.
pub fn reveal_id(id: &str) {
    document().and_then(|document| document.get_element_by_id(id)).inspect(reveal);
}

/// Moves the focus from the element it is in to the next or previous one that the selector finds inside a
/// container, or to the last one if it is in none. Returns whether there is one.
pub fn step_among(selector: &str, container: &str, is_next: bool) -> bool {
    let found = || {
        let focused = focused()?.closest(selector).ok()?;
        let next = match focused {
            Some(element) if is_next => element.next_element_sibling(),
            Some(element) => element.previous_element_sibling(),
            None => document()?.query_selector(&format!("{container} > {selector}:last-child")).ok()?,
        };
        next?.dyn_into::<HtmlElement>().ok()
    };
    found().is_some_and(|element| element.focus().is_ok())
}

/// Where the subject of the list's row leads that an event happens in.
pub fn link_in_row(event: &Event) -> Option<String> {
    let row = event.target()?.dyn_into::<Element>().ok()?.closest("[role=row]").ok()??;
    row.query_selector("a.subject").ok()??.get_attribute("href")
}

/// Whether nothing stands before the caret on its line.
pub fn is_at_line_start(field: &HtmlTextAreaElement) -> bool {
    let before = field.selection_start().ok().flatten().unwrap_or_default();
    // The caret counts as script does, in UTF-16.
    let last = before.checked_sub(1).and_then(|at| field.value().encode_utf16().nth(at as usize));
    last.is_none_or(|last| last == u16::from(b'\n'))
}

/// Whether a field has the focus and all of its text is selected, to be typed over.
pub fn is_all_selected(field: &HtmlInputElement) -> bool {
    let length = field.value().encode_utf16().count() as u32;
    let is_code_loaded = field.selection_start() == Ok(Some(0)) && field.selection_end() == Ok(Some(length));
    length > 0 && is_code_loaded && focused().is_some_and(|focused| field.is_same_node(Some(&focused)))
}

/// Whether the focus is on or inside an element that the selector finds.
pub fn is_within(selector: &str) -> bool {
    focused().is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Whether a pointer is down on an element.
pub fn is_pressed(element: &Element) -> bool {
    element.matches(":active").unwrap_or(false)
}

/// Whether nothing in particular has the focus.
pub fn is_nowhere() -> bool {
    focused().is_none_or(|element| element.tag_name() == "BODY")
}

/// Whether what is typed goes into a field, so that no key may mean anything else.
pub fn is_typing() -> bool {
    focused().is_some_and(|element| {
        let tag = element.tag_name();
        let is_tick = element.get_attribute("type").is_some_and(|kind| kind == "checkbox");
        tag == "TEXTAREA" || tag == "SELECT" || (tag == "INPUT" && !is_tick) || element.has_attribute("contenteditable")
    })
}

/// Whether a modal dialog is open, which owns the keyboard.
pub fn is_in_dialog() -> bool {
    document().is_some_and(|document| document.query_selector("dialog[open]").is_ok_and(|found| found.is_some()))
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

thread_local! {
    /// Where the focus was before a key took it to a field.
    static BACK: std::cell::RefCell<Option<HtmlElement>> = const { std::cell::RefCell::new(None) };
}

/// Remembers where the focus is, because a key is about to take it away.
pub fn set_out() {
    let from = focused().and_then(|element| element.dyn_into().ok());
    BACK.with(|back| *back.borrow_mut() = from);
}

/// Gives the focus back to where it was before a key took it, once.
pub fn go_back() {
    let Some(from) = BACK.with(|back| back.borrow_mut().take()) else { return };
    let _ = from.focus();
    // The page itself takes no focus: then the field only lets go of it.
    if from.tag_name() == "BODY"
        && let Some(field) = focused().and_then(|element| element.dyn_into::<HtmlElement>().ok())
    {
        let _ = field.blur();
    }
}
