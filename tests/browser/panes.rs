//! The dividers between the panes, and how wide these are the next time.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Part, Screen, press, settle, tickets, until};

async fn divider(screen: &Screen, name: &str) -> Part {
    screen.whole().await;
    // Only a wide screen has them; the stage is as wide as the window.
    until("the dividers are there", || screen.all("separator").iter().any(|part| part.name() == name)).await;
    screen.part("separator", name)
}

fn width(screen: &Screen, selector: &str) -> i32 {
    screen.query_selector(selector).unwrap().unwrap().get_bounding_client_rect().width() as i32
}

fn now(divider: &Part) -> i32 {
    divider.attribute("aria-valuenow").parse().unwrap()
}

/// The keys of a divider move it, it says where it is, and it is there the next time.
#[wasm_bindgen_test]
async fn a_pane_is_as_wide_as_the_agent_made_it() {
    let screen = Screen::of(tickets(3)).await;
    let divider = divider(&screen, "Width of the list").await;
    let designed = width(&screen, ".list");
    assert_eq!(now(&divider), designed);
    divider.focus().unwrap();
    for (key, by) in [("ArrowRight", 16), ("ArrowRight", 32), ("ArrowLeft", 16)] {
        press(key);
        settle().await;
        assert_eq!((width(&screen, ".list"), now(&divider)), (designed + by, designed + by), "{key}");
    }
    press("Home");
    settle().await;
    assert_eq!((width(&screen, ".list"), now(&divider)), (280, 280));
    assert_eq!((divider.attribute("aria-valuemin"), divider.attribute("aria-valuemax")), ("280".into(), "800".into()));
    assert!(screen.current_name().contains("Ticket 3 "), "the keys of a divider are not those of the list");
    let screen = screen.again();
    until("the app is there again", || screen.query_selector(".list").unwrap().is_some()).await;
    assert_eq!(width(&screen, ".list"), 280, "it is so before any divider is there");
    let divider = self::divider(&screen, "Width of the list").await;
    divider.focus().unwrap();
    press("Enter");
    settle().await;
    assert_eq!(width(&screen, ".list"), designed);
}
