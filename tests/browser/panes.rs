//! The dividers between the panes, and their stored positions.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Element, Screen, press, settle, tickets, until};

async fn divider(screen: &Screen, name: &str) -> Element {
    screen.code_loaded().await;
    // Only wide screens have dividers; the test page is as wide as the window.
    until("the divider is shown", || screen.all("separator").iter().any(|part| part.name() == name)).await;
    screen.element("separator", name)
}

fn width(screen: &Screen, selector: &str) -> i32 {
    screen.query_selector(selector).unwrap().unwrap().get_bounding_client_rect().width() as i32
}

fn now(divider: &Element) -> i32 {
    divider.attribute("aria-valuenow").parse().unwrap()
}

/// Keys move a divider, which exposes its position and remembers it.
#[wasm_bindgen_test]
async fn pane_widths_can_be_changed_and_are_remembered() {
    let screen = Screen::new(tickets(3)).await;
    let divider = divider(&screen, "Width of the list").await;
    let default_width = width(&screen, ".list");
    assert_eq!(now(&divider), default_width);
    divider.focus().unwrap();
    for (key, by) in [("ArrowRight", 16), ("ArrowRight", 32), ("ArrowLeft", 16)] {
        press(key);
        settle().await;
        assert_eq!((width(&screen, ".list"), now(&divider)), (default_width + by, default_width + by), "{key}");
    }
    press("Home");
    settle().await;
    assert_eq!((width(&screen, ".list"), now(&divider)), (280, 280));
    assert_eq!((divider.attribute("aria-valuemin"), divider.attribute("aria-valuemax")), ("280".into(), "800".into()));
    assert!(screen.current_name().contains("Ticket 3 "), "keys on a divider do not move the list");
    let screen = screen.reload();
    until("the app is shown again", || screen.query_selector(".list").unwrap().is_some()).await;
    assert_eq!(width(&screen, ".list"), 280, "the width applies before the divider is mounted");
    let divider = self::divider(&screen, "Width of the list").await;
    divider.focus().unwrap();
    press("Enter");
    settle().await;
    assert_eq!(width(&screen, ".list"), default_width);
}
