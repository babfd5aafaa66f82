//! An element as assistive technology sees it: the browser computes its role and name (see the flag in
//! `webdriver.json`).

use std::ops::Deref;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventInit, HtmlElement, MouseEvent, MouseEventInit};

use super::document;

/// An element with its accessible role and name.
#[derive(Clone, Debug, PartialEq)]
pub struct Element(HtmlElement);

impl From<HtmlElement> for Element {
    fn from(element: HtmlElement) -> Self {
        Element(element)
    }
}

impl Deref for Element {
    type Target = HtmlElement;

    fn deref(&self) -> &HtmlElement {
        &self.0
    }
}

impl Element {
    /// Returns all visible elements inside with this role.
    pub fn all(&self, role: &str) -> Vec<Element> {
        let found = self.0.query_selector_all("*").unwrap();
        let elements = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok()).map(Element);
        elements.filter(|element| element.text_of("computedRole") == role && element.is_shown()).collect()
    }

    /// Finds the visible element inside with this role and name.
    pub fn find(&self, role: &str, name: &str) -> Option<Element> {
        self.all(role).into_iter().find(|element| element.name() == name)
    }

    /// Returns the visible element inside with this role and name, and fails if there is none.
    #[track_caller]
    pub fn element(&self, role: &str, name: &str) -> Element {
        let Some(element) = self.find(role, name) else {
            panic!("no {role} “{name}” among {:?}", self.names(role));
        };
        element
    }

    /// Returns the names of all visible elements inside with this role.
    pub fn names(&self, role: &str) -> Vec<String> {
        self.all(role).iter().map(Element::name).collect()
    }

    /// Returns the accessible name.
    pub fn name(&self) -> String {
        self.text_of("computedName")
    }

    /// Returns the visible text.
    pub fn text(&self) -> String {
        self.0.inner_text()
    }

    /// Returns an attribute; empty when it is missing.
    pub fn attribute(&self, name: &str) -> String {
        self.0.get_attribute(name).unwrap_or_default()
    }

    /// Returns the value of a field.
    pub fn value(&self) -> String {
        self.text_of("value")
    }

    /// Returns whether it is disabled.
    pub fn is_disabled(&self) -> bool {
        self.0.matches(":disabled").unwrap()
    }

    /// Returns whether it takes up space on the page.
    pub fn is_shown(&self) -> bool {
        let bounds = self.0.get_bounding_client_rect();
        bounds.width() > 0.0 && bounds.height() > 0.0
    }

    /// Returns whether it, or an element inside, has the focus.
    pub fn has_focus(&self) -> bool {
        self.0.contains(document().active_element().as_deref())
    }

    /// Returns whether it is a modal dialog.
    pub fn is_modal(&self) -> bool {
        self.0.matches(":modal").unwrap()
    }

    /// Focuses and clicks it, as a real click does.
    pub fn click(&self) {
        self.0.focus().unwrap();
        self.0.click();
    }

    /// Sends a mouse down event. Returns whether the browser may then move the focus.
    pub fn mouse_down(&self) -> bool {
        let init = MouseEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = MouseEvent::new_with_mouse_event_init_dict("mousedown", &init).unwrap();
        self.0.dispatch_event(&event).unwrap()
    }

    /// Replaces the value of a field.
    pub fn enter(&self, text: &str) {
        self.0.focus().unwrap();
        Reflect::set(&self.0, &"value".into(), &text.into()).unwrap();
        let init = EventInit::new();
        init.set_bubbles(true);
        self.0.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
    }

    /// Requests a dialog to close, as the Escape key does. Synthetic key events do not close dialogs.
    pub fn escape(&self) {
        let request = Reflect::get(&self.0, &"requestClose".into()).unwrap();
        request.unchecked_into::<js_sys::Function>().call0(&self.0).unwrap();
    }

    fn text_of(&self, property: &str) -> String {
        Reflect::get(&self.0, &JsValue::from_str(property)).unwrap().as_string().unwrap_or_default()
    }
}
