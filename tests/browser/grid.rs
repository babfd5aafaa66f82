//! The grid: which rows are mounted, which one is current, and when the next page is asked for.

use deskbell::sandbox::Sandbox;
use deskbell::sandbox::groove::Groove;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Helpdesk, Part, Screen, WriteOutcome, document, focused, press, settle, tickets, until};

/// How high a row is, in pixels.
const ROW: usize = 76;

/// The app with every ticket loaded.
async fn all_loaded(groove: Groove) -> Screen {
    let count = groove.tickets().len();
    let screen = Screen::of(groove).await;
    screen.app.list.load_all();
    let all = (count + 1).to_string();
    until("everything is loaded", || {
        screen.helpdesk.pages().len() == count.div_ceil(50) && grid(&screen).attribute("aria-busy") == "false"
    })
    .await;
    assert_eq!(grid(&screen).attribute("aria-rowcount"), all);
    screen
}

fn grid(screen: &Screen) -> Part {
    screen.part("grid", "Tickets")
}

/// The part of the grid that scrolls.
fn scroller(screen: &Screen) -> Part {
    grid(screen).all("rowgroup").pop().unwrap()
}

/// The number of a row as it is told to people: the head is the first.
fn index(row: &Part) -> usize {
    row.attribute("aria-rowindex").parse().unwrap()
}

fn indices(screen: &Screen) -> Vec<usize> {
    screen.rows().iter().map(index).collect()
}

/// Whether a row is wholly in sight.
fn is_in_sight(screen: &Screen, row: &Part) -> bool {
    let (window, row) = (scroller(screen).get_bounding_client_rect(), row.get_bounding_client_rect());
    row.top() >= window.top() - 0.5 && row.bottom() <= window.bottom() + 0.5
}

async fn scroll(screen: &Screen, row: usize) {
    scroller(screen).set_scroll_top((row * ROW) as i32);
    settle().await;
}

/// Thousands of tickets must cost no more than a screenful, and what is mounted must be what the
/// place in the list says, at the right height.
#[wasm_bindgen_test]
async fn only_the_rows_in_sight_of_two_thousand_are_mounted() {
    let screen = all_loaded(tickets(2000)).await;
    let in_sight = scroller(&screen).client_height() as usize / ROW;
    assert!(in_sight > 3, "the stage has room for a list");
    for first in [0, 1000, 1900, 3] {
        scroll(&screen, first).await;
        until("the rows in sight are mounted", || {
            let mounted = indices(&screen);
            (first..first + in_sight).all(|place| mounted.contains(&(place + 2)))
        })
        .await;
        assert!(screen.rows().len() < in_sight + 16, "{:?}", indices(&screen));
        let top = scroller(&screen).get_bounding_client_rect().top();
        for row in screen.rows() {
            let place = index(&row) - 2;
            let name = format!("Ticket {} ", 2000 - place);
            assert!(row.name().contains(&name), "row {place} is {}", row.name());
            let offset = row.get_bounding_client_rect().top() - top;
            assert!((offset - (place as f64 - first as f64) * ROW as f64).abs() < 1.0, "row {place} at {offset}");
        }
    }
}

/// A screen reader must hear how many rows there are in all, also those that were never loaded, and
/// that nobody knows where the API does not tell.
#[wasm_bindgen_test]
async fn the_grid_tells_how_many_rows_there_are_in_all() {
    let screen = Screen::of(tickets(120)).await;
    let count = || grid(&screen).attribute("aria-rowcount");
    assert_eq!(count(), "121");
    let mounted = indices(&screen);
    assert_eq!(mounted, (2..2 + mounted.len()).collect::<Vec<_>>());
    screen.part("searchbox", "Search tickets").enter("Ticket 11");
    until("the search narrows the rows", || screen.rows().len() == 10).await;
    assert_eq!(count(), "-1", "what was not loaded may match too");
    assert_eq!(indices(&screen), (2..12).collect::<Vec<_>>());
    screen.part("button", "Load all tickets").click();
    until("the search has looked at everything", || count() == "12").await;
    assert_eq!(screen.rows().len(), 11);
}

/// The list is one stop of the tab order, at the current row, and takes the focus only when asked.
#[wasm_bindgen_test]
async fn one_row_is_current_and_in_the_tab_order() {
    let screen = Screen::of(tickets(20)).await;
    let only_current = || {
        let (rows, current) = (screen.rows(), screen.current());
        let in_order: Vec<_> = rows.into_iter().filter(|row| row.attribute("tabindex") == "0").collect();
        assert_eq!(in_order, current);
        assert_eq!(current.len(), 1);
        index(&current[0])
    };
    assert_eq!(only_current(), 2);
    assert_eq!(focused().tag_name(), "BODY", "nothing takes the focus by itself");
    for (key, place) in [("j", 3), ("ArrowDown", 4), ("k", 3)] {
        press(key);
        until("the current row has the focus", || screen.current().iter().all(|row| *row == focused())).await;
        assert_eq!(only_current(), place, "after {key}");
    }
    assert!(screen.find("region", "Ticket").is_none(), "nothing opens by itself");
}

/// A screen reader goes from row to row by keys of its own: the row it has come to is the current one, whatever is
/// pressed next. Nothing opens by that.
#[wasm_bindgen_test]
async fn a_row_that_is_given_the_focus_becomes_the_current_one() {
    let screen = Screen::of(tickets(5)).await;
    let third = screen.row("Ticket 3 ");
    third.focus().unwrap();
    until("it is current", || screen.current() == [third.clone()]).await;
    assert!(third.has_focus() && screen.find("region", "Ticket").is_none());
    press("x");
    settle().await;
    assert_eq!(third.attribute("aria-selected"), "true");
}

/// Movement works on the list, not on what is mounted: any row can be reached, and comes into sight.
#[wasm_bindgen_test]
async fn a_row_that_was_not_mounted_is_reached_and_comes_into_sight() {
    let screen = all_loaded(tickets(300)).await;
    press("j");
    until("the row has the focus", || focused().attribute("aria-rowindex") == "3").await;
    for (key, place) in [("End", 301), ("k", 300), ("Home", 2)] {
        press(key);
        until("the row moved to has the focus", || focused().attribute("aria-rowindex") == place.to_string()).await;
        until("it is in sight", || is_in_sight(&screen, &focused())).await;
    }
    let page = scroller(&screen).client_height() as usize / ROW - 1;
    press("PageDown");
    until("a page further has the focus", || index(&focused()) == 2 + page).await;
    screen.app.list.move_by(150);
    until("the row in the middle is current", || screen.current().iter().any(|row| index(row) == 152 + page)).await;
    until("it is in sight", || screen.current().iter().all(|row| is_in_sight(&screen, row))).await;
}

/// Scrolling must not take the row with the focus away, or the keyboard would fall out of the list.
#[wasm_bindgen_test]
async fn the_focused_row_stays_mounted_when_it_is_scrolled_away() {
    let screen = all_loaded(tickets(300)).await;
    press("j");
    until("the second row has the focus", || focused().attribute("aria-rowindex") == "3").await;
    let row = focused();
    scroll(&screen, 280).await;
    until("the end of the list is mounted", || indices(&screen).contains(&285)).await;
    assert!(row.is_connected(), "the row is still there");
    assert_eq!(focused(), row, "and has the focus");
    assert!(!is_in_sight(&screen, &row), "out of sight");
    press("j");
    until("the third row has the focus", || focused().attribute("aria-rowindex") == "4").await;
    until("it is back in sight", || is_in_sight(&screen, &focused())).await;
}

/// Each page costs the helpdesk one request, however much is scrolled meanwhile, and after the last
/// there are none.
#[wasm_bindgen_test]
async fn each_page_is_asked_for_once_until_the_end() {
    let screen = Screen::of(tickets(120)).await;
    settle().await;
    assert_eq!(screen.helpdesk.pages(), [1], "the end is not in sight");
    screen.helpdesk.hold("page=2");
    for row in [45, 10, 49, 20, 48] {
        scroll(&screen, row).await;
    }
    assert_eq!(screen.helpdesk.pages(), [1, 2]);
    assert_eq!(grid(&screen).attribute("aria-busy"), "true");
    screen.helpdesk.release("page=2");
    until("the second page is there", || grid(&screen).attribute("aria-busy") == "false").await;
    for row in [95, 99, 90] {
        scroll(&screen, row).await;
        until("the helpdesk is quiet", || screen.helpdesk.is_quiet()).await;
    }
    for row in [119, 0, 119] {
        scroll(&screen, row).await;
    }
    assert_eq!(screen.helpdesk.pages(), [1, 2, 3]);
    assert_eq!(screen.helpdesk.fates("GET /tickets?"), [WriteOutcome::Answered; 3]);
    assert!(indices(&screen).contains(&121));
}

/// A helpdesk, or a cache before it, that answers every page with the first must not be asked for ever.
#[wasm_bindgen_test]
async fn a_helpdesk_that_repeats_a_page_is_not_asked_for_ever() {
    let helpdesk = Helpdesk::from(tickets(120));
    helpdesk.play("GET /tickets?", |request, groove| {
        let mut first = request.clone();
        let asked = request.query.iter().find(|(name, _)| name == "page").unwrap().1.clone();
        first.query.iter_mut().filter(|(name, _)| name == "page").for_each(|(_, page)| *page = "1".to_owned());
        let mut response = groove.answer(&first, deskbell::platform::clock::now());
        let mut document: Value = serde_json::from_str(&response.body).unwrap();
        // It claims to move on, and never to end.
        let pagination = &mut document["meta"]["pagination"];
        assert!(pagination["next_page"].is_string());
        pagination["current_page"] = asked.parse::<u64>().unwrap().into();
        pagination["total_pages"] = Value::Null;
        response.body = document.to_string();
        Ok(response)
    });
    let screen = Screen::loaded("", helpdesk).await;
    for row in [49, 0, 49] {
        scroll(&screen, row).await;
        until("the helpdesk is quiet", || screen.helpdesk.is_quiet()).await;
    }
    assert_eq!(screen.helpdesk.pages(), [1, 2]);
    screen.app.list.load_all();
    settle().await;
    assert_eq!(screen.helpdesk.pages(), [1, 2]);
}

/// A search that leaves a few rows brings the end into sight; loading the whole helpdesk for it is
/// the agent's choice alone.
#[wasm_bindgen_test]
async fn a_search_that_leaves_few_rows_loads_nothing_more() {
    let screen = Screen::of(tickets(120)).await;
    screen.part("searchbox", "Search tickets").enter("119 ticket");
    until("one row is left", || screen.rows().len() == 1).await;
    assert!(screen.current_name().contains("Ticket 119"));
    until("the words are part of the link", || document().url().unwrap().contains("q=119%20ticket")).await;
    settle().await;
    assert_eq!(screen.helpdesk.pages(), [1]);
    assert!(screen.find("button", "Load all tickets").is_some());
}

/// New rows must not throw the agent back to the top, nor the keyboard out of the list.
#[wasm_bindgen_test]
async fn a_refresh_keeps_the_place_and_the_focus() {
    let screen = Screen::of(tickets(50)).await;
    for _ in 0..5 {
        press("PageDown");
        press("j");
        settle().await;
    }
    let (row, top) = (focused(), scroller(&screen).scroll_top());
    assert!(screen.current() == [row.clone()] && top > 0);
    let mounted = indices(&screen);
    screen.app.list.refresh();
    until("the list is there again", || screen.helpdesk.pages().len() == 2 && screen.helpdesk.is_quiet()).await;
    settle().await;
    assert_eq!(scroller(&screen).scroll_top(), top);
    assert_eq!(indices(&screen), mounted);
    assert_eq!(focused(), row);
}
