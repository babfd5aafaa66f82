//! Support for component tests: mounts components on the page, finds elements by role and name as people do, and waits
//! for conditions.

mod element;
mod helpdesk;
mod screen;

pub use element::Element;
pub use helpdesk::{CallOutcome, Helpdesk, tickets};
pub use screen::{Screen, TOKEN};

use std::any::Any;
use std::cell::RefCell;
use std::ops::Deref;

use deskbell::platform::clock;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, KeyboardEvent, KeyboardEventInit, Storage, Window};

/// The style sheets of the app, which decide what is visible: those of the first paint and those loaded later.
const STYLES: [&[&str]; 2] =
    [&include!(concat!(env!("OUT_DIR"), "/app.rs")), &include!(concat!(env!("OUT_DIR"), "/later.rs"))];

/// How often a condition is checked before a test fails, five milliseconds apart.
const ATTEMPTS: usize = 800;

thread_local! {
    /// What is mounted now. A test that panics does not unmount it, so the next test does.
    static MOUNTED: RefCell<Option<(HtmlElement, Box<dyn Any>)>> = const { RefCell::new(None) };
}

/// A mounted view, until this is dropped.
pub struct Mount(Element);

impl Mount {
    /// Clears what earlier tests stored on the device.
    pub fn clear_storage() {
        storage().clear().unwrap();
    }

    /// Mounts a view.
    pub fn new(view: impl FnOnce() -> AnyView + 'static) -> Mount {
        unmount();
        let section: HtmlElement = document().create_element("section").unwrap().unchecked_into();
        section.set_attribute("style", "position: fixed; inset: 0").unwrap();
        let style = document().create_element("style").unwrap();
        style.set_text_content(Some(&STYLES.concat().concat()));
        section.append_child(&style).unwrap();
        document().body().unwrap().append_child(&section).unwrap();
        assert!(
            js_sys::Reflect::has(&section, &"computedRole".into()).unwrap(),
            "the flags of webdriver.json are in effect"
        );
        let mounted = mount_to(section.clone(), view);
        MOUNTED.with_borrow_mut(|slot| *slot = Some((section.clone(), Box::new(mounted))));
        Mount(Element::from(section))
    }
}

impl Deref for Mount {
    type Target = Element;

    fn deref(&self) -> &Element {
        &self.0
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        unmount();
    }
}

/// Unmounts the current view and restores the address of the page.
fn unmount() {
    if let Some((section, mounted)) = MOUNTED.with_borrow_mut(Option::take) {
        drop(mounted);
        section.remove();
    }
    let path = window().location().pathname().unwrap();
    window().history().unwrap().replace_state_with_url(&JsValue::NULL, "", Some(&path)).unwrap();
}

/// Waits until a condition is true. `what` completes the failure message "timed out waiting until …".
pub async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..ATTEMPTS {
        leptos::task::tick().await;
        if holds() {
            return;
        }
        clock::sleep(5).await;
    }
    let text = MOUNTED.with_borrow(|slot| slot.as_ref().map(|(section, _)| section.inner_text()));
    panic!("timed out waiting until {what}; the page shows:\n{}", text.unwrap_or_default());
}

/// Waits a few turns of the event loop, each with a frame, so that pending updates are done.
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

/// Presses a key on the focused element. Returns whether the browser's default action may follow.
pub fn press(key: &str) -> bool {
    press_key(key, false)
}

/// Presses a key with Alt.
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

/// Returns the focused element.
pub fn focused() -> Element {
    Element::from(document().active_element().unwrap().unchecked_into::<HtmlElement>())
}

/// Returns everything stored on the device as one string.
pub fn stored() -> String {
    js_sys::JSON::stringify(&storage()).unwrap().into()
}

fn storage() -> Storage {
    window().local_storage().unwrap().unwrap()
}

fn window() -> Window {
    web_sys::window().unwrap()
}

/// Returns the document.
pub fn document() -> Document {
    window().document().unwrap()
}
