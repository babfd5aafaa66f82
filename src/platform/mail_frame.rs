//! A customer's HTML mail in a frame of its own. The app's scripts in `public/mail/` sanitise and show it; they are
//! loaded when the first such mail is opened.

use js_sys::{Array, Error, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    type Mail;

    #[wasm_bindgen(catch, js_name = deskbellMail)]
    fn load() -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, method)]
    fn show(this: &Mail, place: &HtmlElement, html: &str, options: &JsValue) -> Result<Promise, JsValue>;
}

/// How to show a mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether images are loaded from other hosts.
    pub remote: bool,
    /// Whether all of a very long mail is shown.
    pub all: bool,
}

/// What was found in a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The number of images on other hosts.
    pub images: u32,
    /// The names of those hosts.
    pub hosts: Vec<String>,
    /// The number of tracking pixels among them.
    pub trackers: u32,
    /// Whether a part was left out because the mail is very long.
    pub is_cut: bool,
}

/// Listeners for the links in a mail. They must live as long as the mail is shown.
pub struct Listeners {
    on_suspicious_link: Closure<dyn Fn(String, String, String)>,
    on_hover: Closure<dyn Fn(String)>,
}

impl Listeners {
    /// Creates the listeners.
    ///
    /// `on_suspicious_link` is called when a link is activated whose text names another host than its address: with
    /// the address, its host, and the host in the text. `on_hover` is called with the address of the link under the
    /// pointer, or an empty text.
    pub fn new(
        on_suspicious_link: impl Fn(String, String, String) + 'static,
        on_hover: impl Fn(String) + 'static,
    ) -> Self {
        Listeners { on_suspicious_link: Closure::new(on_suspicious_link), on_hover: Closure::new(on_hover) }
    }
}

/// Shows a mail in place of the content of `place`. Fails with a reason in words. `None` if another mail was shown
/// there before this one was drawn.
pub async fn show(
    place: &HtmlElement,
    html: &str,
    options: Options,
    listeners: &Listeners,
) -> Option<Result<Report, String>> {
    match draw(place, html, options, listeners).await {
        Err(thrown) if error_name(&thrown) == "AbortError" => None,
        outcome => Some(outcome.map_err(reason)),
    }
}

async fn draw(place: &HtmlElement, html: &str, options: Options, listeners: &Listeners) -> Result<Report, JsValue> {
    let object = Object::new();
    for (name, value) in [
        ("remote", &JsValue::from(options.remote)),
        ("all", &JsValue::from(options.all)),
        ("onSuspiciousLink", listeners.on_suspicious_link.as_ref()),
        ("onHover", listeners.on_hover.as_ref()),
    ] {
        Reflect::set(&object, &name.into(), value)?;
    }
    let mail: Mail = JsFuture::from(load()?).await?.unchecked_into();
    let shown = mail.show(place, html, &object)?;
    let report = JsFuture::from(shown).await?;
    let field = |name: &str| Reflect::get(&report, &name.into()).unwrap_or_default();
    let count = |name: &str| field(name).as_f64().unwrap_or_default() as u32;
    let hosts = Array::from(&field("hosts"));
    Ok(Report {
        images: count("images"),
        hosts: hosts.iter().filter_map(|host| host.as_string()).collect(),
        trackers: count("trackers"),
        is_cut: field("isCut").is_truthy(),
    })
}

fn error_name(thrown: &JsValue) -> String {
    Reflect::get(thrown, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}

fn reason(thrown: JsValue) -> String {
    thrown.dyn_into::<Error>().map(|error| error.message().into()).unwrap_or_default()
}
