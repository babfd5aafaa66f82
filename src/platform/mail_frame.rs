//! A customer's HTML in a frame of its own: what sanitises and shows it is a script of the app's own
//! (`public/mail/`), which is loaded when the first such mail is opened.

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

/// How a mail is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// Whether images may be fetched from other hosts.
    pub remote: bool,
    /// Whether all of a very long mail is shown.
    pub all: bool,
}

/// What there is to say about a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many images are on other hosts.
    pub images: u32,
    /// The names of those hosts.
    pub hosts: Vec<String>,
    /// How many of the images look as if they were there to tell that somebody reads the mail.
    pub trackers: u32,
    /// Whether something was left out because the mail is very long.
    pub is_cut: bool,
}

/// What happens in a mail, for as long as it is shown.
pub struct Listeners {
    follow: Closure<dyn Fn(String, String, String)>,
    point: Closure<dyn Fn(String)>,
}

impl Listeners {
    /// `follow`: a link was activated whose words name another host than it leads to: the address, the
    /// host, and the one that is named. `point`: the address of the link that is pointed at, or nothing.
    pub fn new(follow: impl Fn(String, String, String) + 'static, point: impl Fn(String) + 'static) -> Self {
        Listeners { follow: Closure::new(follow), point: Closure::new(point) }
    }
}

/// Shows a mail in a place of the page, where it takes the place of what was there. Fails with the
/// reason in words; `None` when another one took its place before it was drawn.
pub async fn show(place: &HtmlElement, html: &str, how: How, listeners: &Listeners) -> Option<Result<Report, String>> {
    match draw(place, html, how, listeners).await {
        Err(thrown) if name(&thrown) == "AbortError" => None,
        outcome => Some(outcome.map_err(reason)),
    }
}

async fn draw(place: &HtmlElement, html: &str, how: How, listeners: &Listeners) -> Result<Report, JsValue> {
    let options = Object::new();
    for (name, value) in [
        ("remote", &JsValue::from(how.remote)),
        ("all", &JsValue::from(how.all)),
        ("onFollow", listeners.follow.as_ref()),
        ("onPoint", listeners.point.as_ref()),
    ] {
        Reflect::set(&options, &name.into(), value)?;
    }
    let mail: Mail = JsFuture::from(load()?).await?.unchecked_into();
    let shown = mail.show(place, html, &options)?;
    let told = JsFuture::from(shown).await?;
    let field = |name: &str| Reflect::get(&told, &name.into()).unwrap_or_default();
    let count = |name: &str| field(name).as_f64().unwrap_or_default() as u32;
    let hosts = Array::from(&field("hosts"));
    Ok(Report {
        images: count("images"),
        hosts: hosts.iter().filter_map(|host| host.as_string()).collect(),
        trackers: count("trackers"),
        is_cut: field("isCut").is_truthy(),
    })
}

fn name(thrown: &JsValue) -> String {
    Reflect::get(thrown, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}

fn reason(thrown: JsValue) -> String {
    thrown.dyn_into::<Error>().map(|error| error.message().into()).unwrap_or_default()
}
