//! The document itself: its title, its theme, what the system prefers.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BeforeUnloadEvent, Element, HtmlElement};

/// An element to draw the app in, aside from the page.
pub fn aside() -> Option<HtmlElement> {
    let root = web_sys::window()?.document()?.create_element("div").ok()?.dyn_into::<HtmlElement>().ok()?;
    root.set_id("app");
    Some(root)
}

/// Puts what was drawn aside in the place of the static shell.
pub fn replace_shell(root: &HtmlElement) {
    let shell = web_sys::window().and_then(|window| window.document()?.get_element_by_id("app"));
    let _ = shell.map(|shell| shell.replace_with_with_node_1(root));
}

/// What the deployer decided, as the text of `config.json`. `public/boot.js` has asked for it already.
pub async fn configuration() -> Option<String> {
    let text = config_text().ok()?;
    JsFuture::from(text).await.ok()?.as_string()
}

/// Returns the file of a language; `None` where there is none, or it can't be loaded.
pub async fn language_file(tag: &str) -> Option<String> {
    JsFuture::from(language_text(tag).ok()?).await.ok()?.as_string()
}

/// Tells the browser which language the page is in, and so in which direction it runs.
pub fn set_language(tag: &str) {
    let runs_left = ["ar", "fa", "he", "ur"].contains(&tag.split('-').next().unwrap_or_default());
    attribute("lang", Some(tag));
    attribute("dir", runs_left.then_some("rtl"));
}

/// Opens an address outside, in a tab that knows nothing of this one.
pub fn visit(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.open_with_url_and_target_and_features(address, "_blank", "noopener,noreferrer");
    }
}

/// The address of the script that is the app, as the page names it; `None` where a test stands for the page.
pub fn script() -> Option<String> {
    let boot = web_sys::window()?.document()?.query_selector("meta[name=boot]").ok()??;
    boot.get_attribute("data-js")
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Names the tab.
pub fn title(text: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(text);
    }
}

/// Shows the app in `light` or `dark`; `None` follows the system.
pub fn theme(word: Option<&str>) {
    attribute("data-theme", word);
}

/// Shows the list `compact`; `None` is comfortable.
pub fn density(word: Option<&str>) {
    attribute("data-density", word);
}

/// Shows these columns; `None` shows those that rows have without a choice.
pub fn columns(words: Option<&str>) {
    attribute("data-columns", words);
}

/// Gives the app another accent, in both themes.
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

/// Asks whoever leaves the page whether they mean it, or lets them go.
pub fn ask_before_leaving(asks: bool) {
    thread_local! {
        static ASK: JsValue = Closure::<dyn Fn(BeforeUnloadEvent)>::new(|event: BeforeUnloadEvent| {
            event.prevent_default();
            // Older browsers go by this; the words are never shown.
            event.set_return_value("…");
        })
        .into_js_value();
    }
    if let Some(window) = web_sys::window() {
        // Without a listener the browser may keep the page for when the agent comes back.
        ASK.with(|ask| window.set_onbeforeunload(asks.then(|| ask.unchecked_ref())));
    }
}

#[wasm_bindgen]
extern "C" {
    /// A style sheet of the browser's own making: the page's policy allows no others but files.
    #[wasm_bindgen(js_name = CSSStyleSheet)]
    type Sheet;
    #[wasm_bindgen(constructor, js_class = CSSStyleSheet, catch)]
    fn new() -> Result<Sheet, JsValue>;
    #[wasm_bindgen(method, js_name = replaceSync, catch)]
    fn replace(this: &Sheet, text: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = deskbellConfig, js_namespace = window, catch)]
    fn config_text() -> Result<Promise, JsValue>;

    /// The file of a language, which `public/boot.js` may have asked for already.
    #[wasm_bindgen(js_name = deskbellLanguage, js_namespace = window, catch)]
    fn language_text(tag: &str) -> Result<Promise, JsValue>;

    /// Where `public/boot.js` finds what to say about a failure of the app itself.
    #[wasm_bindgen(js_name = deskbellReport, js_namespace = window, catch)]
    fn note_report(report: &str) -> Result<(), JsValue>;
}

/// Puts style sheets on the page, once: what comes later adds nothing.
pub fn dress(sheets: &[&str]) {
    let sheet = || {
        let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
        let worn: Array = Reflect::get(&document, &"adoptedStyleSheets".into())?.unchecked_into();
        if worn.length() == 0 {
            let sheet = Sheet::new()?;
            sheet.replace(&sheets.concat())?;
            worn.push(&sheet);
        }
        Ok::<(), JsValue>(())
    };
    // An old browser shows it plain.
    let _ = sheet();
}

/// Hands over the report on a failure of the app itself, for the page that `public/boot.js` then shows.
pub fn report(report: &str) {
    // Without that script nobody is there to show it.
    let _ = note_report(report);
}
