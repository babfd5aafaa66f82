//! The position of a field's drop-down list: fixed to the window, so that no pane or dialog cuts it off.

use wasm_bindgen::JsValue;
use web_sys::Element;

/// The position of a list in the window, as CSS values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Anchor {
    /// The distance from the left edge.
    pub left: String,
    /// The distance from the top edge, or `auto`.
    pub top: String,
    /// The distance from the bottom edge, or `auto`.
    pub bottom: String,
    /// The width.
    pub width: String,
}

/// The room below a field that a list needs to open downwards, in pixels.
const MIN_ROOM: f64 = 260.0;

/// The minimum width of a list, in pixels.
const MIN_WIDTH: f64 = 220.0;

impl Anchor {
    /// Returns the position below a field, or above it if there is more room.
    pub fn below(field: &Element) -> Anchor {
        let bounds = field.get_bounding_client_rect();
        let size = |value: Result<JsValue, JsValue>| value.ok().and_then(|it| it.as_f64()).unwrap_or(0.0);
        let window = web_sys::window();
        let height = window.as_ref().map_or(0.0, |window| size(window.inner_height()));
        let width = window.as_ref().map_or(0.0, |window| size(window.inner_width()));
        let list_width = bounds.width().max(MIN_WIDTH).min(width - 16.0);
        let left = bounds.left().min(width - list_width - 8.0).max(8.0);
        let room_below = height - bounds.bottom();
        let is_above = room_below < MIN_ROOM && bounds.top() > room_below;
        // Whole pixels, because formatting floats would add much code to the download.
        let pixels = |value: f64| format!("{}px", value as i32);
        let auto = || "auto".to_owned();
        Anchor {
            left: pixels(left),
            top: if is_above { auto() } else { pixels(bounds.bottom() + 4.0) },
            bottom: if is_above { pixels(room_below + bounds.height() + 4.0) } else { auto() },
            width: pixels(list_width),
        }
    }
}
