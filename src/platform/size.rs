//! How large things are on the screen, and when that changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};

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
