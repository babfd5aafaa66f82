//! The size of elements, and the pointer that drags them.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, PointerEvent, ResizeObserver};

/// Returns the width of the first element that matches a selector, in pixels; 0 if there is none.
pub fn width_of(selector: &str) -> i32 {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.query_selector(selector).ok().flatten());
    element.map_or(0, |element| element.get_bounding_client_rect().width() as i32)
}

/// Sends all events of a pressed pointer to the event's element until the pointer is released.
pub fn capture_pointer(event: &PointerEvent) {
    let target = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let _ = target.map(|target| target.set_pointer_capture(event.pointer_id()));
}

/// Reports changes of an element's size until it is dropped.
pub struct SizeObserver {
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn FnMut()>,
}

impl SizeObserver {
    /// Calls `changed` now and whenever the element's size changes.
    pub fn new(element: &Element, changed: impl FnMut() + 'static) -> Self {
        let callback = Closure::new(changed);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        SizeObserver { observer, _callback: callback }
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Whether the element with this id has a width.
pub fn is_drawn(id: &str) -> bool {
    let element = web_sys::window().and_then(|window| window.document()).and_then(|it| it.get_element_by_id(id));
    element.is_some_and(|element| element.client_width() > 0)
}
