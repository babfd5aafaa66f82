//! A part of the page as people perceive it: the browser itself tells its role and its name (see
//! the flag in `webdriver.json`).

use std::ops::Deref;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventInit, HtmlElement, MouseEvent, MouseEventInit};

use super::document;

/// An element with what assistive technology is told about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Part(HtmlElement);

impl From<HtmlElement> for Part {
    fn from(element: HtmlElement) -> Self {
        Part(element)
    }
}

impl Deref for Part {
    type Target = HtmlElement;

    fn deref(&self) -> &HtmlElement {
        &self.0
    }
}

impl Part {
    /// Every part in here of that role that is shown.
    pub fn all(&self, role: &str) -> Vec<Part> {
        let found = self.0.query_selector_all("*").unwrap();
        let parts = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok()).map(Part);
        parts.filter(|part| part.text_of("computedRole") == role && part.is_shown()).collect()
    }

    /// The part in here of that role and name, if it is shown.
    pub fn find(&self, role: &str, name: &str) -> Option<Part> {
        self.all(role).into_iter().find(|part| part.name() == name)
    }

    /// The part in here of that role and name, which must be there.
    #[track_caller]
    pub fn part(&self, role: &str, name: &str) -> Part {
        let Some(part) = self.find(role, name) else {
            panic!("no {role} “{name}” among {:?}", self.names(role));
        };
        part
    }

    /// The names of every part in here of that role.
    pub fn names(&self, role: &str) -> Vec<String> {
        self.all(role).iter().map(Part::name).collect()
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.text_of("computedName")
    }

    /// The text in sight in it.
    pub fn text(&self) -> String {
        self.0.inner_text()
    }

    /// An attribute; empty when it is not there.
    pub fn attribute(&self, name: &str) -> String {
        self.0.get_attribute(name).unwrap_or_default()
    }

    /// What is draft in a field.
    pub fn value(&self) -> String {
        self.text_of("value")
    }

    /// Whether it cannot be used now.
    pub fn is_disabled(&self) -> bool {
        self.0.matches(":disabled").unwrap()
    }

    /// Whether it takes any room on the screen.
    pub fn is_shown(&self) -> bool {
        let bounds = self.0.get_bounding_client_rect();
        bounds.width() > 0.0 && bounds.height() > 0.0
    }

    /// Whether it has the focus, or something in it has.
    pub fn has_focus(&self) -> bool {
        self.0.contains(document().active_element().as_deref())
    }

    /// Whether it is a dialog that keeps everything else from being used.
    pub fn is_modal(&self) -> bool {
        self.0.matches(":modal").unwrap()
    }

    /// Clicks it, which gives it the focus first, as a real click does.
    pub fn click(&self) {
        self.0.focus().unwrap();
        self.0.click();
    }

    /// Puts the button of a mouse down on it. Returns whether the browser may then move the focus.
    pub fn mouse_down(&self) -> bool {
        let init = MouseEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = MouseEvent::new_with_mouse_event_init_dict("mousedown", &init).unwrap();
        self.0.dispatch_event(&event).unwrap()
    }

    /// Writes a text into a field, in the place of what is there.
    pub fn enter(&self, text: &str) {
        self.0.focus().unwrap();
        Reflect::set(&self.0, &"value".into(), &text.into()).unwrap();
        let init = EventInit::new();
        init.set_bubbles(true);
        self.0.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
    }

    /// Asks a dialog to close as the Escape key does: only a person's own key reaches the browser.
    pub fn escape(&self) {
        let request = Reflect::get(&self.0, &"requestClose".into()).unwrap();
        request.unchecked_into::<js_sys::Function>().call0(&self.0).unwrap();
    }

    fn text_of(&self, property: &str) -> String {
        Reflect::get(&self.0, &JsValue::from_str(property)).unwrap().as_string().unwrap_or_default()
    }
}
