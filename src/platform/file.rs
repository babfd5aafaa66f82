//! Files that the agent chooses.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement};

/// The text of the file that was just chosen in a file field, which is empty again afterwards.
pub async fn chosen(event: &Event) -> Option<String> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    let text = JsFuture::from(file.text()).await.ok()?;
    // Choosing the same file again must be a change again.
    field.set_value("");
    text.as_string()
}
