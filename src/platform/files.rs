//! Files that the agent chooses or downloads, and the clipboard.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DataTransfer, Event, File, HtmlElement, HtmlInputElement, Url};

use super::clock;
use crate::domain::Upload;

/// How long a download's address stays valid, in milliseconds: browsers may start the download late.
const ADDRESS_LIFETIME: u32 = 10_000;

/// Returns the text of the file that was just chosen in a file field, and clears the field. `None` if it cannot be
/// read.
pub async fn chosen_text(event: &Event) -> Option<String> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    let text = JsFuture::from(file.text()).await.ok()?;
    // Otherwise choosing the same file again would not cause a change event.
    field.set_value("");
    text.as_string()
}

/// Returns the files that were just chosen in a file field, without those that cannot be read, and clears the field.
pub async fn uploads(event: &Event) -> Vec<Upload> {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some((field, files)) = field.and_then(|field| Some((field.clone(), field.files()?))) else { return Vec::new() };
    let uploads = read((0..files.length()).filter_map(|index| files.get(index)).collect()).await;
    field.set_value("");
    uploads
}

/// Returns the files that an event of dragging or pasting carries. None if it carries text as well, which is what people
/// mean when they paste from a spreadsheet or a document.
pub fn transferred(event: &Event) -> Vec<File> {
    let part = |name: &str| js_sys::Reflect::get(event, &name.into()).ok().filter(|part| part.is_object());
    let files = || {
        let data = part("dataTransfer").or_else(|| part("clipboardData"))?.dyn_into::<DataTransfer>().ok()?;
        let has_text = data.get_data("text/plain").is_ok_and(|text| !text.is_empty());
        let files = data.files().filter(|_| !has_text)?;
        Some((0..files.length()).filter_map(|index| files.get(index)).collect())
    };
    files().unwrap_or_default()
}

/// Reads files, without those that cannot be read.
pub async fn read(files: Vec<File>) -> Vec<Upload> {
    let mut uploads = Vec::new();
    for file in files {
        if let Ok(bytes) = JsFuture::from(file.array_buffer()).await {
            let bytes = Uint8Array::new(&bytes).to_vec();
            uploads.push(Upload { name: file.name(), kind: file.type_(), bytes });
        }
    }
    uploads
}

/// Copies a text to the clipboard. Returns whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Browsers have no clipboard API on a page that was loaded over plain http.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).unwrap_or_default();
    match clipboard.dyn_into::<web_sys::Clipboard>() {
        Ok(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        Err(_) => false,
    }
}

/// Returns a `data:` URL with a file's content, for a small picture. `None` if the browser cannot encode it.
pub fn data_url(kind: &str, bytes: &[u8]) -> Option<String> {
    let characters: String = bytes.iter().copied().map(char::from).collect();
    let encoded = web_sys::window()?.btoa(&characters).ok()?;
    Some(format!("data:{kind};base64,{encoded}"))
}

/// Downloads a text as a file with this name. Returns whether the download was started.
pub async fn save(name: &str, text: &str) -> bool {
    download(name, &JsValue::from_str(text)).await
}

/// Downloads bytes as a file with this name. Returns whether the download was started.
pub async fn save_bytes(name: &str, bytes: &[u8]) -> bool {
    download(name, &Uint8Array::from(bytes)).await
}

async fn download(name: &str, content: &JsValue) -> bool {
    let start = || {
        let parts = js_sys::Array::of1(content);
        // Without a MIME type, browsers save the file and never display it.
        let address = Url::create_object_url_with_blob(&Blob::new_with_buffer_source_sequence(&parts)?)?;
        let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
        let link: HtmlElement = document.create_element("a")?.unchecked_into();
        link.set_attribute("href", &address)?;
        link.set_attribute("download", name)?;
        link.click();
        Ok::<String, JsValue>(address)
    };
    let Ok(address) = start() else { return false };
    clock::sleep(ADDRESS_LIFETIME).await;
    let _ = Url::revoke_object_url(&address);
    true
}
