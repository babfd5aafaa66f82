//! The document itself: its root, title, theme and style sheets, and the files that `public/boot.js` loads for it.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BeforeUnloadEvent, Element, HtmlElement};

/// Creates an element for the app that is not part of the page yet; see [`replace_shell`].
pub fn create_root() -> Option<HtmlElement> {
    let root = web_sys::window()?.document()?.create_element("div").ok()?.dyn_into::<HtmlElement>().ok()?;
    root.set_id("app");
    Some(root)
}

/// Replaces the static page with the app's element.
pub fn replace_shell(root: &HtmlElement) {
    let shell = web_sys::window().and_then(|window| window.document()?.get_element_by_id("app"));
    let _ = shell.map(|shell| shell.replace_with_with_node_1(root));
}

/// Returns the text of `config.json`, which `public/boot.js` has already requested; `None` if there is none.
pub async fn configuration() -> Option<String> {
    let text = config_text().ok()?;
    JsFuture::from(text).await.ok()?.as_string()
}

/// Returns the text of a language's file; `None` if there is none or it cannot be loaded.
pub async fn language_file(tag: &str) -> Option<String> {
    JsFuture::from(language_text(tag).ok()?).await.ok()?.as_string()
}

/// Sets the language of the page and its text direction.
pub fn set_language(tag: &str) {
    let runs_left = ["ar", "fa", "he", "ur"].contains(&tag.split('-').next().unwrap_or_default());
    attribute("lang", Some(tag));
    attribute("dir", runs_left.then_some("rtl"));
}

/// Opens an address in a new tab that has no access to this one.
pub fn open_in_new_tab(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.open_with_url_and_target_and_features(address, "_blank", "noopener,noreferrer");
    }
}

/// Returns the address of the app's script as it is written in the page; `None` in tests, which have another page.
pub fn script_address() -> Option<String> {
    let boot = web_sys::window()?.document()?.query_selector("meta[name=boot]").ok()??;
    boot.get_attribute("data-js")
}

/// Reloads the page.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Sets the tab's title.
pub fn title(text: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(text);
    }
}

/// Sets the theme to `light` or `dark`; `None` follows the system.
pub fn theme(slug: Option<&str>) {
    attribute("data-theme", slug);
}

/// Sets the density of the list to `compact`; `None` is comfortable.
pub fn density(slug: Option<&str>) {
    attribute("data-density", slug);
}

/// Sets the columns of the list; `None` shows the default ones.
pub fn columns(slugs: Option<&str>) {
    attribute("data-columns", slugs);
}

/// Sets the accent colour, in both themes.
pub fn accent(colour: &str) {
    if let Some(root) = root().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let _ = root.style().set_property("--accent", colour);
    }
}

fn attribute(name: &str, value: Option<&str>) {
    if let Some(root) = root() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// Sets whether the browser asks for confirmation before the page is left.
pub fn confirm_before_leaving(is_enabled: bool) {
    thread_local! {
        static LISTENER: JsValue = Closure::<dyn Fn(BeforeUnloadEvent)>::new(|event: BeforeUnloadEvent| {
            event.prevent_default();
            // Older browsers need a text here, but never show it.
            event.set_return_value("…");
        })
        .into_js_value();
    }
    if let Some(window) = web_sys::window() {
        // Pages with this listener are not cached for Back and Forward, so it is only set while needed.
        LISTENER.with(|listener| window.set_onbeforeunload(is_enabled.then(|| listener.unchecked_ref())));
    }
}

#[wasm_bindgen]
extern "C" {
    /// A style sheet made by script. The page's policy forbids inline styles, but not these.
    #[wasm_bindgen(js_name = CSSStyleSheet)]
    type Sheet;
    #[wasm_bindgen(constructor, js_class = CSSStyleSheet, catch)]
    fn new() -> Result<Sheet, JsValue>;
    #[wasm_bindgen(method, js_name = replaceSync, catch)]
    fn replace(this: &Sheet, text: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = deskbellConfig, js_namespace = window, catch)]
    fn config_text() -> Result<Promise, JsValue>;

    /// Returns the text of a language's file, which `public/boot.js` may already have requested.
    #[wasm_bindgen(js_name = deskbellLanguage, js_namespace = window, catch)]
    fn language_text(tag: &str) -> Result<Promise, JsValue>;

    /// Keeps a report for the page that `public/boot.js` shows after a crash.
    #[wasm_bindgen(js_name = deskbellReport, js_namespace = window, catch)]
    fn note_report(report: &str) -> Result<(), JsValue>;
}

/// Adds style sheets to the page. Only the first call has an effect.
pub fn adopt_styles(sheets: &[&str]) {
    let sheet = || {
        let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
        let adopted: Array = Reflect::get(&document, &"adoptedStyleSheets".into())?.unchecked_into();
        if adopted.length() == 0 {
            let sheet = Sheet::new()?;
            sheet.replace(&sheets.concat())?;
            adopted.push(&sheet);
        }
        Ok::<(), JsValue>(())
    };
    // An old browser shows these parts without styles.
    let _ = sheet();
}

/// Keeps the report on a crash for the page that `public/boot.js` then shows.
pub fn report(report: &str) {
    // The call throws in tests, which run without that script.
    let _ = note_report(report);
}
