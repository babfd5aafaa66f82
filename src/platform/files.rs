//! What the agent takes in and out: chosen files, and the clipboard.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Event, HtmlElement, HtmlInputElement, Url};

use super::clock;
use crate::domain::Upload;

/// How long a browser may take to begin with a file before its address is gone, in milliseconds.
const BEGIN: u32 = 10_000;

/// The text of the file that was just chosen in a file field, which is empty again afterwards.
pub async fn chosen(event: &Event) -> Option<String> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    let text = JsFuture::from(file.text()).await.ok()?;
    // Choosing the same file again must be a change again.
    field.set_value("");
    text.as_string()
}

/// The files that were just chosen in a file field, which is empty again afterwards. What cannot be read is
/// left out.
pub async fn uploads(event: &Event) -> Vec<Upload> {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some((field, files)) = field.and_then(|field| Some((field.clone(), field.files()?))) else { return Vec::new() };
    let mut uploads = Vec::new();
    for file in (0..files.length()).filter_map(|place| files.get(place)) {
        if let Ok(bytes) = JsFuture::from(file.array_buffer()).await {
            let bytes = Uint8Array::new(&bytes).to_vec();
            uploads.push(Upload { name: file.name(), kind: file.type_(), bytes });
        }
    }
    field.set_value("");
    uploads
}

/// Puts a text on the clipboard. Returns whether the browser did.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Not there on a page that came by a readable connection.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).unwrap_or_default();
    match clipboard.dyn_into::<web_sys::Clipboard>() {
        Ok(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        Err(_) => false,
    }
}

/// A file as an address that holds it whole, for a picture that is small.
pub fn as_address(kind: &str, bytes: &[u8]) -> Option<String> {
    let characters: String = bytes.iter().copied().map(char::from).collect();
    let encoded = web_sys::window()?.btoa(&characters).ok()?;
    Some(format!("data:{kind};base64,{encoded}"))
}

/// Lets the browser save a text as a file of that name. Returns whether it was offered to it.
pub async fn save(name: &str, text: &str) -> bool {
    offer(name, &JsValue::from_str(text)).await
}

/// The same with bytes.
pub async fn save_bytes(name: &str, bytes: &[u8]) -> bool {
    offer(name, &Uint8Array::from(bytes)).await
}

async fn offer(name: &str, content: &JsValue) -> bool {
    let offer = || {
        let parts = js_sys::Array::of1(content);
        // Without a kind of its own it is saved and never shown.
        let address = Url::create_object_url_with_blob(&Blob::new_with_buffer_source_sequence(&parts)?)?;
        let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
        let link: HtmlElement = document.create_element("a")?.unchecked_into();
        link.set_attribute("href", &address)?;
        link.set_attribute("download", name)?;
        link.click();
        Ok::<String, JsValue>(address)
    };
    let Ok(address) = offer() else { return false };
    clock::sleep(BEGIN).await;
    let _ = Url::revoke_object_url(&address);
    true
}
