//! Where a list that belongs to a field stands: fixed to the window, so that no pane or dialog
//! cuts it off.

use wasm_bindgen::JsValue;
use web_sys::Element;

/// The place of a list, as values for a style.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Anchor {
    /// From the left of the window.
    pub left: String,
    /// From its top, or `auto`.
    pub top: String,
    /// From its bottom, or `auto`.
    pub bottom: String,
    /// How wide it is.
    pub width: String,
}

/// The least height that is worth opening downwards for, in pixels.
const ROOM: f64 = 260.0;

/// The least width a list needs, in pixels.
const LEAST_WIDTH: f64 = 220.0;

impl Anchor {
    /// Below a field, or above it where there is more room.
    pub fn below(field: &Element) -> Anchor {
        let bounds = field.get_bounding_client_rect();
        let size = |value: Result<JsValue, JsValue>| value.ok().and_then(|it| it.as_f64()).unwrap_or(0.0);
        let window = web_sys::window();
        let height = window.as_ref().map_or(0.0, |window| size(window.inner_height()));
        let width = window.as_ref().map_or(0.0, |window| size(window.inner_width()));
        let wide = bounds.width().max(LEAST_WIDTH).min(width - 16.0);
        let left = bounds.left().min(width - wide - 8.0).max(8.0);
        let under = height - bounds.bottom();
        let is_above = under < ROOM && bounds.top() > under;
        // Whole pixels: printing fractions costs more code than it is worth.
        let pixels = |value: f64| format!("{}px", value as i32);
        let auto = || "auto".to_owned();
        Anchor {
            left: pixels(left),
            top: if is_above { auto() } else { pixels(bounds.bottom() + 4.0) },
            bottom: if is_above { pixels(under + bounds.height() + 4.0) } else { auto() },
            width: pixels(wide),
        }
    }
}
