//! How large things are on the screen, and when that changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, PointerEvent, ResizeObserver};

/// How wide the first element is that the selector finds, in pixels.
pub fn width_of(selector: &str) -> i32 {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.query_selector(selector).ok().flatten());
    element.map_or(0, |element| element.get_bounding_client_rect().width() as i32)
}

/// Lets an element hear of the pointer that is down on it wherever that goes, until it is let go.
pub fn hold(event: &PointerEvent) {
    let target = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let _ = target.map(|target| target.set_pointer_capture(event.pointer_id()));
}

/// Tells when an element changes its size, until it is dropped.
pub struct SizeWatch {
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn FnMut()>,
}

impl SizeWatch {
    /// Calls `changed` now and whenever the element's size is another.
    pub fn new(element: &Element, changed: impl FnMut() + 'static) -> Self {
        let callback = Closure::new(changed);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        SizeWatch { observer, _callback: callback }
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Whether the element with that id takes any room.
pub fn is_drawn(id: &str) -> bool {
    let element = web_sys::window().and_then(|window| window.document()).and_then(|it| it.get_element_by_id(id));
    element.is_some_and(|element| element.client_width() > 0)
}
