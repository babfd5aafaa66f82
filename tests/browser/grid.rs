//! The grid: which rows are mounted, which one is current, and when the next page is requested.

use deskbell::sandbox::Sandbox;
use deskbell::sandbox::groove::Groove;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{CallOutcome, Element, Helpdesk, Screen, document, focused, press, settle, tickets, until};

/// The height of a row in pixels.
const ROW_HEIGHT: usize = 76;

/// Starts the app and loads every ticket.
async fn all_loaded(groove: Groove) -> Screen {
    let count = groove.tickets().len();
    let screen = Screen::new(groove).await;
    screen.app.list.load_all();
    let all = (count + 1).to_string();
    until("everything is loaded", || {
        screen.helpdesk.pages().len() == count.div_ceil(50) && grid(&screen).attribute("aria-busy") == "false"
    })
    .await;
    assert_eq!(grid(&screen).attribute("aria-rowcount"), all);
    screen
}

fn grid(screen: &Screen) -> Element {
    screen.element("grid", "Tickets")
}

/// Returns the scrolling part of the grid.
fn scroller(screen: &Screen) -> Element {
    grid(screen).all("rowgroup").pop().unwrap()
}

/// Returns the index of a row as screen readers announce it: the header is row 1.
fn index(row: &Element) -> usize {
    row.attribute("aria-rowindex").parse().unwrap()
}

fn indices(screen: &Screen) -> Vec<usize> {
    screen.rows().iter().map(index).collect()
}

/// Returns whether a row is completely visible.
fn is_visible(screen: &Screen, row: &Element) -> bool {
    let (window, row) = (scroller(screen).get_bounding_client_rect(), row.get_bounding_client_rect());
    row.top() >= window.top() - 0.5 && row.bottom() <= window.bottom() + 0.5
}

async fn scroll(screen: &Screen, row: usize) {
    scroller(screen).set_scroll_top((row * ROW_HEIGHT) as i32);
    settle().await;
}

/// Thousands of tickets must cost no more than a screenful. Each mounted row must show the right ticket at the right
/// offset.
#[wasm_bindgen_test]
async fn only_visible_rows_are_mounted() {
    let screen = all_loaded(tickets(2000)).await;
    let visible_count = scroller(&screen).client_height() as usize / ROW_HEIGHT;
    assert!(visible_count > 3, "the page has room for a list");
    for first in [0, 1000, 1900, 3] {
        scroll(&screen, first).await;
        until("the visible rows are mounted", || {
            let mounted = indices(&screen);
            (first..first + visible_count).all(|position| mounted.contains(&(position + 2)))
        })
        .await;
        assert!(screen.rows().len() < visible_count + 16, "{:?}", indices(&screen));
        let top = scroller(&screen).get_bounding_client_rect().top();
        for row in screen.rows() {
            let position = index(&row) - 2;
            let name = format!("Ticket {} ", 2000 - position);
            assert!(row.name().contains(&name), "row {position} is {}", row.name());
            let offset = row.get_bounding_client_rect().top() - top;
            assert!(
                (offset - (position as f64 - first as f64) * ROW_HEIGHT as f64).abs() < 1.0,
                "row {position} at {offset}"
            );
        }
    }
}

/// Screen readers announce the total number of rows, including rows that are not loaded, or that it is unknown.
#[wasm_bindgen_test]
async fn the_grid_exposes_its_total_row_count() {
    let screen = Screen::new(tickets(120)).await;
    let count = || grid(&screen).attribute("aria-rowcount");
    assert_eq!(count(), "121");
    let mounted = indices(&screen);
    assert_eq!(mounted, (2..2 + mounted.len()).collect::<Vec<_>>());
    screen.element("searchbox", "Search tickets").enter("Ticket 11");
    until("the search narrows the rows", || screen.rows().len() == 10).await;
    assert_eq!(count(), "-1", "tickets that are not loaded may match, too");
    assert_eq!(indices(&screen), (2..12).collect::<Vec<_>>());
    screen.element("button", "Load all tickets").click();
    until("all tickets are searched", || count() == "12").await;
    assert_eq!(screen.rows().len(), 11);
}

/// The list is one tab stop, the current row, and does not take the focus by itself.
#[wasm_bindgen_test]
async fn one_row_is_current_and_in_the_tab_order() {
    let screen = Screen::new(tickets(20)).await;
    let only_current = || {
        let (rows, current) = (screen.rows(), screen.current());
        let in_order: Vec<_> = rows.into_iter().filter(|row| row.attribute("tabindex") == "0").collect();
        assert_eq!(in_order, current);
        assert_eq!(current.len(), 1);
        index(&current[0])
    };
    assert_eq!(only_current(), 2);
    assert_eq!(focused().tag_name(), "BODY", "nothing has the focus at first");
    for (key, position) in [("j", 3), ("ArrowDown", 4), ("k", 3)] {
        press(key);
        until("the current row has the focus", || screen.current().iter().all(|row| *row == focused())).await;
        assert_eq!(only_current(), position, "after {key}");
    }
    assert!(screen.find("region", "Ticket").is_none(), "nothing opens by itself");
}

/// Screen readers move between rows with their own keys, so the row that gets the focus becomes current. It does not
/// open.
#[wasm_bindgen_test]
async fn a_focused_row_becomes_current() {
    let screen = Screen::new(tickets(5)).await;
    let third = screen.row("Ticket 3 ");
    third.focus().unwrap();
    until("the row is current", || screen.current() == [third.clone()]).await;
    assert!(third.has_focus() && screen.find("region", "Ticket").is_none());
    press("x");
    settle().await;
    assert_eq!(third.attribute("aria-selected"), "true");
}

/// Movement works on the list, not on mounted rows: any row can be reached, and is scrolled into view.
#[wasm_bindgen_test]
async fn an_unmounted_row_can_be_reached_and_scrolls_into_view() {
    let screen = all_loaded(tickets(300)).await;
    press("j");
    until("the row has the focus", || focused().attribute("aria-rowindex") == "3").await;
    for (key, position) in [("End", 301), ("k", 300), ("Home", 2)] {
        press(key);
        until("the target row has the focus", || focused().attribute("aria-rowindex") == position.to_string()).await;
        until("the row is visible", || is_visible(&screen, &focused())).await;
    }
    let page = scroller(&screen).client_height() as usize / ROW_HEIGHT - 1;
    press("PageDown");
    until("the row one page further has the focus", || index(&focused()) == 2 + page).await;
    screen.app.list.move_by(150);
    until("the row in the middle is current", || screen.current().iter().any(|row| index(row) == 152 + page)).await;
    until("the row is visible", || screen.current().iter().all(|row| is_visible(&screen, row))).await;
}

/// Scrolling must not unmount the focused row, or the keyboard focus would be lost.
#[wasm_bindgen_test]
async fn the_focused_row_stays_mounted_when_scrolled_out_of_view() {
    let screen = all_loaded(tickets(300)).await;
    press("j");
    until("the second row has the focus", || focused().attribute("aria-rowindex") == "3").await;
    let row = focused();
    scroll(&screen, 280).await;
    until("the end of the list is mounted", || indices(&screen).contains(&285)).await;
    assert!(row.is_connected(), "the row is still mounted");
    assert_eq!(focused(), row, "and still has the focus");
    assert!(!is_visible(&screen, &row), "it is out of view");
    press("j");
    until("the third row has the focus", || focused().attribute("aria-rowindex") == "4").await;
    until("the row is visible again", || is_visible(&screen, &focused())).await;
}

/// Each page is requested once, however much the agent scrolls, and no request follows the last page.
#[wasm_bindgen_test]
async fn each_page_is_requested_once() {
    let screen = Screen::new(tickets(120)).await;
    settle().await;
    assert_eq!(screen.helpdesk.pages(), [1], "the end of the list is not visible");
    screen.helpdesk.hold("page=2");
    for row in [45, 10, 49, 20, 48] {
        scroll(&screen, row).await;
    }
    assert_eq!(screen.helpdesk.pages(), [1, 2]);
    assert_eq!(grid(&screen).attribute("aria-busy"), "true");
    screen.helpdesk.release("page=2");
    until("the second page is loaded", || grid(&screen).attribute("aria-busy") == "false").await;
    for row in [95, 99, 90] {
        scroll(&screen, row).await;
        until("the helpdesk is idle", || screen.helpdesk.is_idle()).await;
    }
    for row in [119, 0, 119] {
        scroll(&screen, row).await;
    }
    assert_eq!(screen.helpdesk.pages(), [1, 2, 3]);
    assert_eq!(screen.helpdesk.outcomes("GET /tickets?"), [CallOutcome::Answered; 3]);
    assert!(indices(&screen).contains(&121));
}

/// A helpdesk, or a cache in front of it, that answers every page with the first one must not be requested forever.
#[wasm_bindgen_test]
async fn loading_stops_when_the_helpdesk_repeats_a_page() {
    let helpdesk = Helpdesk::from(tickets(120));
    helpdesk.respond_with("GET /tickets?", |request, groove| {
        let mut first = request.clone();
        let requested_page = request.query.iter().find(|(name, _)| name == "page").unwrap().1.clone();
        first.query.iter_mut().filter(|(name, _)| name == "page").for_each(|(_, page)| *page = "1".to_owned());
        let mut response = groove.answer(&first, deskbell::platform::clock::now());
        let mut document: Value = serde_json::from_slice(&response.body).unwrap();
        // The response claims to be the requested page, and that there are more.
        let pagination = &mut document["meta"]["pagination"];
        assert!(pagination["next_page"].is_string());
        pagination["current_page"] = requested_page.parse::<u64>().unwrap().into();
        pagination["total_pages"] = Value::Null;
        response.body = document.to_string().into_bytes();
        Ok(response)
    });
    let screen = Screen::loaded("", helpdesk).await;
    for row in [49, 0, 49] {
        scroll(&screen, row).await;
        until("the helpdesk is idle", || screen.helpdesk.is_idle()).await;
    }
    assert_eq!(screen.helpdesk.pages(), [1, 2]);
    screen.app.list.load_all();
    settle().await;
    assert_eq!(screen.helpdesk.pages(), [1, 2]);
}

/// A search with few results makes the end of the list visible, but must not load all tickets without being asked to.
#[wasm_bindgen_test]
async fn a_search_with_few_results_loads_no_more_pages() {
    let screen = Screen::new(tickets(120)).await;
    screen.element("searchbox", "Search tickets").enter("119 ticket");
    until("one row is left", || screen.rows().len() == 1).await;
    assert!(screen.current_name().contains("Ticket 119"));
    until("the search is in the link", || document().url().unwrap().contains("q=119%20ticket")).await;
    settle().await;
    assert_eq!(screen.helpdesk.pages(), [1]);
    assert!(screen.find("button", "Load all tickets").is_some());
}

/// New rows must neither scroll the list to the top nor take the focus from it.
#[wasm_bindgen_test]
async fn a_refresh_keeps_the_scroll_position_and_the_focus() {
    let screen = Screen::new(tickets(50)).await;
    for _ in 0..5 {
        press("PageDown");
        press("j");
        settle().await;
    }
    let (row, top) = (focused(), scroller(&screen).scroll_top());
    assert!(screen.current() == [row.clone()] && top > 0);
    let mounted = indices(&screen);
    screen.app.list.refresh();
    until("the list is loaded again", || screen.helpdesk.pages().len() == 2 && screen.helpdesk.is_idle()).await;
    settle().await;
    assert_eq!(scroller(&screen).scroll_top(), top);
    assert_eq!(indices(&screen), mounted);
    assert_eq!(focused(), row);
}
