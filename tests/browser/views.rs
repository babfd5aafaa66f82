//! Views: sorting, columns, saved views, and folders and labels that load on demand.

use chrono::{DateTime, TimeDelta, Utc};
use deskbell::sandbox::groove::{Groove, Ticket, ticket};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::support::{Screen, document, focused, press, settle, stored, tickets, until};

/// Makes a ticket that was created and last changed this many days ago.
fn ticket_with_age(number: u64, state: &'static str, created: i64, updated: i64) -> Ticket {
    let now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
    let mut ticket = ticket(number).state(state).created_at(now - TimeDelta::days(created));
    ticket.updated_at = now - TimeDelta::days(updated);
    ticket
}

/// Makes four tickets, which the helpdesk lists from 4 to 1. Ticket 1 is the newest, 3 waits the longest, 2 is closed.
fn four_tickets() -> Groove {
    let tickets = [
        ticket_with_age(1, "opened", 4, 1),
        ticket_with_age(2, "closed", 7, 6),
        ticket_with_age(3, "pending", 9, 5),
        ticket_with_age(4, "unread", 8, 4),
    ];
    tickets.into_iter().fold(Groove::empty(), Groove::and)
}

/// Returns the ticket numbers from the top, even behind a dialog.
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

/// A sort order applies at once, is in the link, and is stored on the device.
#[wasm_bindgen_test]
async fn a_sort_order_is_in_the_link_and_remembered() {
    let screen = Screen::new(four_tickets()).await;
    assert_eq!((order(&screen).as_str(), link().as_str()), ("4321", ""));
    let dialog = screen.open_dialog("Display", "Display").await;
    dialog.element("radio", "Created").click();
    until("the newest is first", || order(&screen) == "1243").await;
    assert_eq!(link(), "sort=created");
    dialog.element("radio", "Longest wait").click();
    until("the longest waiting is first", || order(&screen) == "3412").await;
    assert_eq!(link(), "sort=waiting");
    assert!(stored().contains("sort=waiting"));
    assert_eq!(screen.helpdesk.pages(), [1], "sorting needs no request");
    dialog.element("radio", "Last activity").click();
    until("the order is the default", || order(&screen) == "4321").await;
    assert_eq!(link(), "", "the default is not in the link");
    dialog.element("radio", "Created").click();
    dialog.element("button", "Done").click();
    screen.dialog_closed().await;
    screen.app.navigation.show(None, deskbell::domain::Query::default());
    until("the link is empty", || link().is_empty()).await;
    assert_eq!(order(&screen), "1243", "the chosen order stays");
}

/// A link overrides the agent's preferences without changing them.
#[wasm_bindgen_test]
async fn a_link_overrides_display_preferences() {
    let screen = Screen::loaded("sort=waiting&density=compact", four_tickets()).await;
    assert_eq!(order(&screen), "3412");
    let rows = screen.rows();
    assert_eq!((rows[1].get_bounding_client_rect().top() - rows[0].get_bounding_client_rect().top()).abs(), 44.0);
    assert!(!stored().contains("waiting"));
}

/// Sorting must keep the agent's place: the current ticket stays current, and selected ones stay selected. At the top
/// of the list, the cursor stays at the top.
#[wasm_bindgen_test]
async fn the_cursor_and_the_selection_follow_their_tickets() {
    let screen = Screen::new(four_tickets()).await;
    let dialog = screen.open_dialog("Display", "Display").await;
    dialog.element("radio", "Created").click();
    dialog.element("button", "Done").click();
    screen.dialog_closed().await;
    until("the first row of the new order is current", || screen.current_name().contains("Ticket 1 ")).await;
    for key in ["j", "j", "x"] {
        press(key);
    }
    until("the ticket is selected", || screen.current().iter().any(|it| it.attribute("aria-selected") == "true")).await;
    assert!(screen.current_name().contains("Ticket 4 "));
    let dialog = screen.open_dialog("Display", "Display").await;
    dialog.element("radio", "Longest wait").click();
    until("the order is another", || order(&screen) == "3412").await;
    dialog.escape();
    screen.dialog_closed().await;
    assert!(screen.current_name().contains("Ticket 4 "));
    assert_eq!(screen.current()[0].attribute("aria-rowindex"), "3");
    assert_eq!(screen.current()[0].attribute("aria-selected"), "true");
}

/// Only loaded tickets can be sorted. The app says so, and does not load the rest by itself.
#[wasm_bindgen_test]
async fn sorting_partly_loaded_tickets_is_labelled() {
    let screen = Screen::loaded("sort=created", tickets(120)).await;
    until("the note is shown", || screen.text().contains("Sorted among 50 loaded tickets of 120.")).await;
    let scroller = screen.element("grid", "Tickets").all("rowgroup").pop().unwrap();
    scroller.set_scroll_top(100_000);
    settle().await;
    settle().await;
    assert_eq!(screen.helpdesk.pages(), [1]);
    screen.element("button", "Load all tickets").click();
    until("everything is loaded", || screen.helpdesk.pages() == [1, 2, 3] && !screen.text().contains("Sorted among"))
        .await;
}

/// Only chosen columns are shown, and a reset restores the default ones.
#[wasm_bindgen_test]
async fn columns_can_be_added_and_reset() {
    let groove = Groove::empty().and(ticket(1).state("pending").group("Billing").labels(["vip"]));
    let screen = Screen::new(groove).await;
    let before = screen.rows()[0].name();
    assert!(before.contains("Pending") && !before.contains("Billing") && !before.contains("Created"), "{before}");
    let dialog = screen.open_dialog("Display", "Display").await;
    dialog.element("checkbox", "Group").click();
    dialog.element("checkbox", "Created").click();
    until("the columns are shown", || screen.text().contains("Billing") && screen.text().contains("Created Jul")).await;
    assert_eq!(link(), "columns=state,preview,labels,assignee,group,created");
    dialog.element("button", "Reset to defaults").click();
    dialog.element("button", "Done").click();
    screen.dialog_closed().await;
    until("the columns are reset", || screen.rows()[0].name() == before).await;
    assert_eq!(link(), "");
}

/// A saved view has a unique name and is a link among the views.
#[wasm_bindgen_test]
async fn a_view_is_saved_under_a_unique_name() {
    let screen = Screen::loaded("status=opened&assignee=none&sort=waiting", four_tickets()).await;
    let dialog = screen.open_dialog("Save view", "Save view").await;
    let name = dialog.element("textbox", "Name");
    assert_eq!(name.value(), "Opened · Unassigned · Longest wait");
    name.enter(" ");
    dialog.element("button", "Save view").click();
    until("a name is required", || dialog.text().contains("Give the view a name.")).await;
    name.enter(" To do ");
    dialog.element("button", "Save view").click();
    screen.dialog_closed().await;
    let views = screen.element("navigation", "Views");
    until("the view is listed", || views.all("link").iter().any(|it| it.text().contains("To do"))).await;
    let saved = || views.all("link").into_iter().find(|it| it.text().contains("To do")).unwrap();
    assert!(
        saved().attribute("href").ends_with("?status=opened&assignee=none&sort=waiting"),
        "{}",
        saved().attribute("href")
    );
    until("the saved view is current", || saved().attribute("aria-current") == "page").await;
    let current: Vec<_> = views.all("link").into_iter().filter(|it| !it.attribute("aria-current").is_empty()).collect();
    assert_eq!(current.len(), 1, "no other view is current");
    assert!(screen.find("button", "Save view").is_none(), "the view is already saved");

    views.all("link")[0].click();
    until("another view is shown", || link().is_empty()).await;
    until("the saved view is not current", || saved().attribute("aria-current").is_empty()).await;
    screen.element("button", "Display").click();
    settle().await;
    screen.element("radio", "Created").click();
    screen.element("button", "Done").click();
    screen.dialog_closed().await;
    let dialog = screen.open_dialog("Save view", "Save view").await;
    dialog.element("textbox", "Name").enter("to DO");
    dialog.element("button", "Save view").click();
    until("the name is taken", || dialog.text().contains("“to DO” is already the name of a view.")).await;
    dialog.escape();
    screen.dialog_closed().await;
    saved().click();
    until("the saved view is shown", || link() == "status=opened&assignee=none&sort=waiting").await;
}

/// Saved views can be renamed, reordered and deleted. Undo restores a deleted one to its place.
#[wasm_bindgen_test]
async fn saved_views_can_be_reordered_renamed_and_deleted() {
    let screen = Screen::new(four_tickets()).await;
    for (name, link) in [("One", "q=one"), ("Two", "q=two"), ("Three", "q=three")] {
        screen.app.saved.save(name, deskbell::routes::Route::parse(link)).unwrap();
    }
    let names = || {
        let links = screen.element("navigation", "Views").all("link");
        let saved = links.into_iter().filter(|it| it.attribute("href").contains("q="));
        saved.map(|it| it.text().trim().to_owned()).collect::<Vec<_>>().join(" ")
    };
    until("the views are listed", || names() == "One Two Three").await;
    let dialog = screen.open_dialog("Edit saved views", "Saved views").await;
    dialog.element("button", "Move Three up").click();
    until("the order is another", || names() == "One Three Two").await;
    dialog.element("button", "Delete Three").click();
    until("the view is deleted", || names() == "One Two").await;
    assert!(dialog.text().contains("Deleted “Three”."));
    dialog.element("button", "Undo").click();
    until("the view is restored to its place", || names() == "One Three Two").await;
    let rename = |from: &str, to: &str| {
        let field = dialog.element("textbox", &format!("Name of {from}"));
        field.enter(to);
        field.dispatch_event(&web_sys::Event::new("change").unwrap()).unwrap();
    };
    rename("One", "Two");
    until("the name is taken", || dialog.text().contains("“Two” is already the name of a view.")).await;
    assert_eq!(dialog.element("textbox", "Name of One").value(), "One");
    rename("One", "First");
    until("the view is renamed", || names() == "First Three Two").await;
    assert!(stored().contains("First"));
}

/// Folders and labels are loaded when their section is first opened.
#[wasm_bindgen_test]
async fn folders_and_labels_are_loaded_when_opened() {
    let screen = Screen::new(Groove::empty().and(ticket(1).labels(["vip"])).and(ticket(2))).await;
    let views = screen.element("navigation", "Views");
    until("the sections are shown", || views.find("button", "Labels").is_some()).await;
    let labels = views.element("button", "Labels");
    assert_eq!(labels.attribute("aria-expanded"), "false");
    assert!(screen.helpdesk.requests("/folders").is_empty());
    labels.click();
    until("the label is listed", || views.find("link", "vip").is_some()).await;
    assert_eq!(labels.attribute("aria-expanded"), "true");
    until("the lists are requested", || screen.helpdesk.requests("/folders").len() == 1).await;
    views.element("link", "vip").click();
    until("its tickets are shown", || screen.rows().len() == 1 && link() == "label=vip").await;
    assert!(stored().contains("acme Labels"), "the open section is stored on the device");
    labels.click();
    until("the section is closed again", || views.find("link", "vip").is_none()).await;
    assert_eq!(focused(), labels);
}
