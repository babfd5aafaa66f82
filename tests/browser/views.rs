//! Views: in which order and with which columns, saved under a name, and the folders and labels that
//! are asked for when somebody looks.

use chrono::{DateTime, TimeDelta, Utc};
use deskbell::sandbox::groove::{Groove, Ticket, ticket};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Screen, document, focused, kept, press, settle, tickets, until};

/// A ticket that was created so many days ago and touched since.
fn aged(number: u64, state: &'static str, created: i64, touched: i64) -> Ticket {
    let now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
    let mut ticket = ticket(number).state(state).created_at(now - TimeDelta::days(created));
    ticket.updated_at = now - TimeDelta::days(touched);
    ticket
}

/// Four tickets, which the helpdesk lists from 4 to 1: 1 is the newest, 3 waits the longest, 2 is closed.
fn four() -> Groove {
    let tickets = [aged(1, "opened", 4, 1), aged(2, "closed", 7, 6), aged(3, "pending", 9, 5), aged(4, "unread", 8, 4)];
    tickets.into_iter().fold(Groove::empty(), Groove::and)
}

/// The numbers of the tickets from the top, whether a dialog lies over them or not.
fn order(screen: &Screen) -> String {
    let rows = screen.query_selector_all("[role=row][aria-rowindex]").unwrap();
    let rows = (0..rows.length()).map(|at| rows.get(at).unwrap().unchecked_into::<HtmlElement>());
    let mut rows: Vec<(u32, String)> =
        rows.map(|row| (row.get_attribute("aria-rowindex").unwrap().parse().unwrap(), row.inner_text())).collect();
    rows.sort();
    rows.iter().filter_map(|(_, text)| text.split("Ticket ").nth(1)?.chars().next()).collect()
}

fn link() -> String {
    document().url().unwrap().split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
}

/// An order is chosen once: it is in the link, on the device, and in force at once and the next time.
#[wasm_bindgen_test]
async fn an_order_is_chosen_told_in_the_link_and_remembered() {
    let screen = Screen::of(four()).await;
    assert_eq!((order(&screen).as_str(), link().as_str()), ("4321", ""));
    let dialog = screen.opened("Display", "Display").await;
    dialog.part("radio", "Created").click();
    until("the newest is first", || order(&screen) == "1243").await;
    assert_eq!(link(), "sort=created");
    dialog.part("radio", "Oldest waiting first").click();
    until("what waits the longest is first", || order(&screen) == "3412").await;
    assert_eq!(link(), "sort=waiting");
    assert!(kept().contains("sort=waiting"));
    assert_eq!(screen.helpdesk.pages(), [1], "nobody is asked for it");
    dialog.part("radio", "Last activity").click();
    until("the order is the helpdesk's", || order(&screen) == "4321").await;
    assert_eq!(link(), "", "what is as it is by itself is not said");
    dialog.part("radio", "Created").click();
    dialog.part("button", "Done").click();
    screen.closed().await;
    screen.app.navigation.show(None, deskbell::domain::Query::default());
    until("the link says nothing", || link().is_empty()).await;
    assert_eq!(order(&screen), "1243", "what was chosen stays");
}

/// A link wins over what the agent prefers, and does not change it.
#[wasm_bindgen_test]
async fn a_link_decides_how_it_is_shown() {
    let screen = Screen::loaded("sort=waiting&density=compact", four()).await;
    assert_eq!(order(&screen), "3412");
    let rows = screen.rows();
    assert_eq!((rows[1].get_bounding_client_rect().top() - rows[0].get_bounding_client_rect().top()).abs(), 44.0);
    assert!(!kept().contains("waiting"));
}

/// Another order must not lose the agent's place: the current ticket stays current, with the ticks.
/// Whoever is still at the top is at the top of the new order.
#[wasm_bindgen_test]
async fn the_cursor_and_the_selection_follow_their_tickets() {
    let screen = Screen::of(four()).await;
    let dialog = screen.opened("Display", "Display").await;
    dialog.part("radio", "Created").click();
    dialog.part("button", "Done").click();
    screen.closed().await;
    until("the first of the new order is current", || screen.current_name().contains("Ticket 1 ")).await;
    for key in ["j", "j", "x"] {
        press(key);
    }
    until("the ticket is ticked", || screen.current().iter().any(|it| it.attribute("aria-selected") == "true")).await;
    assert!(screen.current_name().contains("Ticket 4 "));
    let dialog = screen.opened("Display", "Display").await;
    dialog.part("radio", "Oldest waiting first").click();
    until("the order is another", || order(&screen) == "3412").await;
    dialog.escape();
    screen.closed().await;
    assert!(screen.current_name().contains("Ticket 4 "));
    assert_eq!(screen.current()[0].attribute("aria-rowindex"), "3");
    assert_eq!(screen.current()[0].attribute("aria-selected"), "true");
}

/// What is loaded is all that can be put in order: the app says so, and does not pull the rest in
/// between the rows by itself.
#[wasm_bindgen_test]
async fn an_order_of_what_is_loaded_says_so() {
    let screen = Screen::loaded("sort=created", tickets(120)).await;
    until("it is said", || screen.text().contains("Sorted among the 50 loaded tickets of 120.")).await;
    let scroller = screen.part("grid", "Tickets").all("rowgroup").pop().unwrap();
    scroller.set_scroll_top(100_000);
    settle().await;
    settle().await;
    assert_eq!(screen.helpdesk.pages(), [1]);
    screen.part("button", "Load all tickets").click();
    until("everything is loaded", || screen.helpdesk.pages() == [1, 2, 3] && !screen.text().contains("Sorted among"))
        .await;
}

/// Columns that are not asked for are not there, and a row without a choice reads as it always does.
#[wasm_bindgen_test]
async fn columns_come_and_go() {
    let groove = Groove::empty().and(ticket(1).state("pending").group("Billing").labels(["vip"]));
    let screen = Screen::of(groove).await;
    let before = screen.rows()[0].name();
    assert!(before.contains("Pending") && !before.contains("Billing") && !before.contains("Created"), "{before}");
    let dialog = screen.opened("Display", "Display").await;
    dialog.part("checkbox", "Group").click();
    dialog.part("checkbox", "Created").click();
    until("they are there", || screen.text().contains("Billing") && screen.text().contains("Created Jul")).await;
    assert_eq!(link(), "columns=state,preview,labels,assignee,group,created");
    dialog.part("button", "Back to the defaults").click();
    dialog.part("button", "Done").click();
    screen.closed().await;
    until("all is as it was", || screen.rows()[0].name() == before).await;
    assert_eq!(link(), "");
}

/// A view is saved under a name, is a link among the views, and is there the next time.
#[wasm_bindgen_test]
async fn a_view_is_saved_shown_and_kept() {
    let screen = Screen::loaded("status=opened&assignee=none&sort=waiting", four()).await;
    let dialog = screen.opened("Save view", "Save view").await;
    let name = dialog.part("textbox", "Name");
    assert_eq!(name.value(), "Opened · Unassigned · Oldest waiting first");
    name.enter(" ");
    dialog.part("button", "Save view").click();
    until("a name is asked for", || dialog.text().contains("Give the view a name.")).await;
    name.enter(" To do ");
    dialog.part("button", "Save view").click();
    screen.closed().await;
    let views = screen.part("navigation", "Views");
    until("it is among the views", || views.all("link").iter().any(|it| it.text().contains("To do"))).await;
    let saved = || views.all("link").into_iter().find(|it| it.text().contains("To do")).unwrap();
    assert!(
        saved().attribute("href").ends_with("?status=opened&assignee=none&sort=waiting"),
        "{}",
        saved().attribute("href")
    );
    until("it is the one that is shown", || saved().attribute("aria-current") == "page").await;
    let current: Vec<_> = views.all("link").into_iter().filter(|it| !it.attribute("aria-current").is_empty()).collect();
    assert_eq!(current.len(), 1, "and no other is");
    assert!(screen.find("button", "Save view").is_none(), "it is saved already");

    views.all("link")[0].click();
    until("another view is shown", || link().is_empty()).await;
    until("the saved one is not", || saved().attribute("aria-current").is_empty()).await;
    screen.part("button", "Display").click();
    settle().await;
    screen.part("radio", "Created").click();
    screen.part("button", "Done").click();
    screen.closed().await;
    let dialog = screen.opened("Save view", "Save view").await;
    dialog.part("textbox", "Name").enter("to DO");
    dialog.part("button", "Save view").click();
    until("the name is taken", || dialog.text().contains("Another view is called “to DO” already.")).await;
    dialog.escape();
    screen.closed().await;
    saved().click();
    until("the saved view is shown", || link() == "status=opened&assignee=none&sort=waiting").await;
}

/// Saved views are renamed, put in order and deleted, and a deleted one comes back to its place.
#[wasm_bindgen_test]
async fn saved_views_are_put_in_order() {
    let screen = Screen::of(four()).await;
    for (name, link) in [("One", "q=one"), ("Two", "q=two"), ("Three", "q=three")] {
        screen.app.saved.save(name, deskbell::routes::Route::parse(link)).unwrap();
    }
    let names = || {
        let links = screen.part("navigation", "Views").all("link");
        let saved = links.into_iter().filter(|it| it.attribute("href").contains("q="));
        saved.map(|it| it.text().trim().to_owned()).collect::<Vec<_>>().join(" ")
    };
    until("they are there", || names() == "One Two Three").await;
    let dialog = screen.opened("Edit the saved views", "Saved views").await;
    dialog.part("button", "Move Three up").click();
    until("the order is another", || names() == "One Three Two").await;
    dialog.part("button", "Delete Three").click();
    until("it is gone", || names() == "One Two").await;
    assert!(dialog.text().contains("Deleted the view “Three”."));
    dialog.part("button", "Undo").click();
    until("it is back in its place", || names() == "One Three Two").await;
    let rename = |from: &str, to: &str| {
        let field = dialog.part("textbox", &format!("Name of {from}"));
        field.enter(to);
        field.dispatch_event(&web_sys::Event::new("change").unwrap()).unwrap();
    };
    rename("One", "Two");
    until("the name is taken", || dialog.text().contains("Another view is called “Two” already.")).await;
    assert_eq!(dialog.part("textbox", "Name of One").value(), "One");
    rename("One", "First");
    until("it is called so", || names() == "First Three Two").await;
    assert!(kept().contains("First"));
}

/// Folders and labels are asked for when somebody first looks, and never before.
#[wasm_bindgen_test]
async fn folders_and_labels_are_asked_for_when_they_are_opened() {
    let screen = Screen::of(Groove::empty().and(ticket(1).labels(["vip"])).and(ticket(2))).await;
    let views = screen.part("navigation", "Views");
    until("the sections are there", || views.find("button", "Labels").is_some()).await;
    let labels = views.part("button", "Labels");
    assert_eq!(labels.attribute("aria-expanded"), "false");
    assert!(screen.helpdesk.asked("/folders").is_empty());
    labels.click();
    until("the label is a view", || views.find("link", "vip").is_some()).await;
    assert_eq!(labels.attribute("aria-expanded"), "true");
    until("the lists are asked for", || screen.helpdesk.asked("/folders").len() == 1).await;
    views.part("link", "vip").click();
    until("its tickets are shown", || screen.rows().len() == 1 && link() == "label=vip").await;
    assert!(kept().contains("acme Labels"), "and the section stays open on this device");
    labels.click();
    until("it is closed again", || views.find("link", "vip").is_none()).await;
    assert_eq!(focused(), labels);
}
