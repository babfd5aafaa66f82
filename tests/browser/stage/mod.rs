//! A stage for components: a section on the page to mount them in, and the ways to look at them and
//! to wait for them. What is on it is found by role and name alone, as people find it.

mod helpdesk;
mod part;
mod screen;

pub use helpdesk::{Helpdesk, WriteOutcome, tickets};
pub use part::Part;
pub use screen::{Screen, TOKEN};

use std::any::Any;
use std::cell::RefCell;
use std::ops::Deref;

use deskbell::platform::clock;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, KeyboardEvent, KeyboardEventInit, Storage, Window};

/// The style sheets of the app, which decide what is in sight: those of the first paint and those that are loaded later.
const STYLES: [&[&str]; 2] =
    [&include!(concat!(env!("OUT_DIR"), "/app.rs")), &include!(concat!(env!("OUT_DIR"), "/later.rs"))];

/// How often a condition is looked at before it counts as never true, five milliseconds apart.
const TURNS: usize = 800;

thread_local! {
    /// The set that stands now. A test that panics drops nothing: the next one clears it away.
    static STANDING: RefCell<Option<(HtmlElement, Box<dyn Any>)>> = const { RefCell::new(None) };
}

/// What is mounted, until the stage is dropped.
pub struct Stage(Part);

impl Stage {
    /// Forgets what the tests before kept on the device.
    pub fn clear_device() {
        storage().clear().unwrap();
    }

    /// Mounts a view.
    pub fn set(view: impl FnOnce() -> AnyView + 'static) -> Stage {
        strike();
        let section: HtmlElement = document().create_element("section").unwrap().unchecked_into();
        section.set_attribute("style", "position: fixed; inset: 0").unwrap();
        let style = document().create_element("style").unwrap();
        style.set_text_content(Some(&STYLES.concat().concat()));
        section.append_child(&style).unwrap();
        document().body().unwrap().append_child(&section).unwrap();
        assert!(js_sys::Reflect::has(&section, &"computedRole".into()).unwrap(), "the flags of webdriver.json count");
        let mounted = mount_to(section.clone(), view);
        STANDING.with_borrow_mut(|standing| *standing = Some((section.clone(), Box::new(mounted))));
        Stage(Part::from(section))
    }
}

impl Deref for Stage {
    type Target = Part;

    fn deref(&self) -> &Part {
        &self.0
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        strike();
    }
}

/// Unmounts what stands, and goes back to the address of the page.
fn strike() {
    if let Some((section, mounted)) = STANDING.with_borrow_mut(Option::take) {
        drop(mounted);
        section.remove();
    }
    let path = window().location().pathname().unwrap();
    window().history().unwrap().replace_state_with_url(&JsValue::NULL, "", Some(&path)).unwrap();
}

/// Waits until something holds. `what` is the sentence to fail with when it never does.
pub async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..TURNS {
        leptos::task::tick().await;
        if holds() {
            return;
        }
        clock::sleep(5).await;
    }
    let text = STANDING.with_borrow(|standing| standing.as_ref().map(|(section, _)| section.inner_text()));
    panic!("it never held that {what}; on the stage:\n{}", text.unwrap_or_default());
}

/// Lets the page do whatever it is about to do: a few turns of the event loop, each with a frame.
pub async fn settle() {
    for _ in 0..3 {
        clock::sleep(0).await;
        frame().await;
    }
}

/// Waits for the next frame.
pub async fn frame() {
    let frame = js_sys::Promise::new(&mut |resolve, _| {
        window().request_animation_frame(&resolve).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(frame).await.unwrap();
}

/// Presses a key where the focus is. Returns whether the browser may then do what it does with it.
pub fn press(key: &str) -> bool {
    press_key(key, false)
}

/// Presses a key together with Alt.
pub fn press_with_alt(key: &str) -> bool {
    press_key(key, true)
}

fn press_key(key: &str, has_alt: bool) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_alt_key(has_alt);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    document().active_element().unwrap().dispatch_event(&event).unwrap()
}

/// The part that has the focus.
pub fn focused() -> Part {
    Part::from(document().active_element().unwrap().unchecked_into::<HtmlElement>())
}

/// Everything that is kept on the device, as one text.
pub fn kept() -> String {
    js_sys::JSON::stringify(&storage()).unwrap().into()
}

fn storage() -> Storage {
    window().local_storage().unwrap().unwrap()
}

fn window() -> Window {
    web_sys::window().unwrap()
}

/// The page.
pub fn document() -> Document {
    window().document().unwrap()
}
