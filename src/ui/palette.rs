//! The command palette: a search over every command, view, person and label.
//!
//! Its entries come from the registry of commands, and from the views, people and labels of the accounts.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::commands::{Action, COMMANDS, Context, key_label};
use super::controls::{Choosable, Dialog, OptionLine, matching, option_id};
use super::reactive;
use super::views::display::{choose_density, choose_sort};
use super::views::views_of;
use crate::client::account::Account;
use crate::domain::{Density, Person, Query, Sort, Ticket, TicketField, TicketKey};
use crate::platform::{files, focus};
use crate::routes::{Page, Route, Scope, Theme};
use crate::state::list::export;
use crate::state::{AppState, Overlay};
use crate::text::{self, controls, dialogs, overview, palette, settings, views};

/// The id of the list.
const LIST: &str = "palette-list";

/// What an entry of the palette does.
#[derive(Clone)]
enum EntryAction {
    /// Runs a command.
    Command(Action),
    /// Goes to a page.
    Page(Page),
    /// Shows a view.
    Show(Option<Scope>, Query),
    /// Opens a ticket.
    Open(TicketKey),
    /// Assigns the targets of commands to a person.
    Assign(Person),
    /// Adds the label with an id to the targets of commands.
    Label(String),
    /// Changes the colours.
    Theme(Theme),
    /// Sorts the list.
    Sort(Sort),
    /// Changes the height of rows.
    Density(Density),
    /// Shows a saved view.
    Visit(Route),
    /// Saves the tickets in the list as a file with a name.
    Export(&'static str, fn(&[Ticket]) -> String),
    /// Opens a dialog.
    Dialog(Overlay),
}

/// An entry of the palette: the option that is searched and shown, and what it does.
type Entry = (Choosable, EntryAction);

/// The dialog "Commands".
#[component]
pub fn PaletteDialog() -> impl IntoView {
    let context = Context::here();
    let app = context.app();
    let typed = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let entries = StoredValue::new(untrack(|| entries(context)));
    let lines = Memo::new(move |_| {
        let typed = typed.get();
        let typed = typed.trim();
        entries.with_value(|entries| {
            let mut options: Vec<Choosable> = entries.iter().map(|(option, _)| option.clone()).collect();
            if typed.is_empty() {
                // Recent choices come first; the rest keeps its order.
                let recent = app.preferences.recent.get_untracked();
                let place = |id: &String| recent.iter().position(|it| it == id).unwrap_or(recent.len());
                options.sort_by_key(|option| place(&option.id));
            }
            options.extend(untrack(|| tickets(app, typed)).into_iter().map(|(option, _)| option));
            matching(&options, typed, false)
        })
    });
    let close = move || app.overlay.set(None);
    let choose = Callback::new(move |at: usize| {
        let Some(id) = lines.with_untracked(|lines| lines.get(at).map(OptionLine::id)) else { return };
        let tickets = tickets(app, typed.get_untracked().trim());
        let entry = entries.with_value(|entries| entries.iter().chain(&tickets).find(|(it, _)| it.id == id).cloned());
        if !tickets.iter().any(|(it, _)| it.id == id) {
            app.preferences.note_recent(id);
        }
        close();
        // The dialog must return the focus first, because the action may move it.
        spawn_local(async move {
            tick().await;
            entry.inspect(|(_, action)| run(context, action));
        });
    });
    let on_keydown = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let count = lines.with_untracked(Vec::len);
        let to = |by: isize| {
            let at = (active.get_untracked() as isize + by).rem_euclid(count.max(1) as isize) as usize;
            active.set(at);
            focus::scroll_to_id(&option_id(LIST, at));
        };
        match event.key().as_str() {
            "ArrowDown" => to(1),
            "ArrowUp" => to(-1),
            "Enter" => choose.run(active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let list = StoredValue::new(LIST.to_owned());
    view! {
        <Dialog title=palette::TITLE class="palette" on_close=Callback::new(move |()| close())>
            <input
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-label=palette::COMMAND.text()
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls=LIST
                aria-activedescendant=reactive::maybe(move || {
                    (active.get() < lines.with(Vec::len)).then(|| option_id(LIST, active.get()))
                })
                placeholder=palette::PLACEHOLDER.text()
                dir="auto"
                prop:value=typed
                on:input=reactive::on(move |event| {
                    typed.set(event_target_value(&event));
                    active.set(0);
                })
                on:keydown=reactive::on(on_keydown)
            />
            <ul
                id=LIST
                class="options"
                role="listbox"
                aria-label=palette::TITLE.text()
                // The field must keep the focus.
                on:mousedown=reactive::on(|event: MouseEvent| event.prevent_default())
            >
                {reactive::view(move || {
                    let line = |(at, line)| view! { <OptionLine line at list active choose/> }.into_any();
                    lines.get().into_iter().enumerate().map(line).collect_view()
                })}
                {reactive::when(
                    move || lines.with(Vec::is_empty),
                    || view! { <li class="no-option" role="presentation">{controls::NO_MATCHES.text()}</li> },
                )}
            </ul>
            <p class="hidden" role="status">
                {reactive::text(move || palette::commands(lines.with(Vec::len)))}
            </p>
        </Dialog>
    }
}

/// Returns all entries that apply now.
fn entries(context: Context) -> Vec<Entry> {
    let app = context.app();
    let mut entries: Vec<Entry> = Vec::new();
    let mut add = |id: String, name: String, detail: String, action: EntryAction| {
        entries.push((Choosable { detail, ..Choosable::new(id, name) }, action));
    };
    let none = String::new;
    let keymap = app.preferences.keys.get_untracked().then(|| app.preferences.keymap.get_untracked());
    for command in COMMANDS.iter().filter(|command| context.applies(command.action)) {
        let key = keymap.as_ref().and_then(|keymap| command.keys(keymap).next()).map(key_label).unwrap_or_default();
        add(command.id.to_owned(), command.title.into(), key, EntryAction::Command(command.action));
    }
    for (id, name, overlay) in
        [("settings", settings::TITLE, Overlay::Settings), ("requests", dialogs::REQUEST_LOG, Overlay::Requests)]
    {
        add(id.into(), name.into(), none(), EntryAction::Dialog(overlay));
    }
    let detail = palette::OVERVIEW_DETAIL.into();
    add("overview".into(), overview::TITLE.into(), detail, EntryAction::Page(Page::Overview));
    for (name, file, write) in [
        (palette::EXPORT_CSV, "tickets.csv", export::csv as fn(&[Ticket]) -> String),
        (palette::EXPORT_JSON, "tickets.json", export::json),
    ] {
        add(file.into(), name.into(), palette::EXPORT_DETAIL.into(), EntryAction::Export(file, write));
    }
    for (theme, name) in [
        (Theme::Light, palette::COLOURS_LIGHT),
        (Theme::Dark, palette::COLOURS_DARK),
        (Theme::System, palette::COLOURS_SYSTEM),
    ] {
        add(format!("theme-{}", theme.slug()), name.into(), none(), EntryAction::Theme(theme));
    }
    let display = untrack(|| app.appearance.display());
    for sort in Sort::ALL.into_iter().filter(|sort| *sort != display.sort()) {
        add(format!("sort-{}", sort.slug()), text::sort_by(sort).into(), none(), EntryAction::Sort(sort));
    }
    for density in Density::ALL.into_iter().filter(|it| (*it == Density::Compact) != display.is_compact()) {
        let name = text::density_of_list(density).into();
        add(format!("density-{}", density.slug()), name, none(), EntryAction::Density(density));
    }
    let detail = palette::DISPLAY_DETAIL.into();
    add("display".into(), views::DISPLAY.into(), detail, EntryAction::Dialog(Overlay::Display));
    if untrack(|| app.can_save_view()) {
        add("save-view".into(), views::SAVE.into(), none(), EntryAction::Dialog(Overlay::SaveView));
    }
    app.saved.reload();
    for saved in untrack(|| app.saved_views()) {
        let (id, name) = (format!("saved-{}", saved.name), palette::go_to(&saved.name));
        add(id, name, palette::SAVED_VIEW.into(), EntryAction::Visit(saved.view));
    }
    if !untrack(|| app.saved.list()).is_empty() {
        add("saved-views".into(), views::EDIT_SAVED.into(), none(), EntryAction::Dialog(Overlay::SavedViews));
    }
    let accounts = app.accounts.list_now();
    if accounts.len() > 1 {
        let name = palette::go_to(views::ALL_TICKETS.text());
        let action = EntryAction::Show(Some(Scope::All), Query::default());
        add("view-all".into(), name, views::ALL_ACCOUNTS.into(), action);
    }
    for account in &accounts {
        let scope = (accounts.len() > 1).then(|| Scope::One(account.id.clone()));
        for (_, name, query) in views_of(&app.accounts.capabilities(&account.id)) {
            let id = format!("view-{}-{name}", account.id);
            add(id, palette::go_to(&name), account.name.clone(), EntryAction::Show(scope.clone(), query));
        }
    }
    let target = context.targets().into_iter().next().map(|key| key.account);
    if let Some(account) = target {
        let capabilities = app.accounts.capabilities(&account);
        let known = app.accounts.directory(&account).get_untracked();
        if capabilities.can_change(TicketField::Assignee) {
            for person in known.people {
                let (id, name) = (format!("assign-{}", person.id), palette::assign_to(person.display()));
                add(id, name, person.email.clone(), EntryAction::Assign(person));
            }
        }
        if capabilities.can_change(TicketField::Labels) {
            for label in known.labels {
                let (id, name) = (format!("label-{}", label.id), palette::add_label(&label.name));
                add(id, name, none(), EntryAction::Label(label.id));
            }
        }
    }
    entries
}

/// Returns entries for the tickets with the typed number or id, one for each account.
fn tickets(app: AppState, typed: &str) -> Vec<Entry> {
    let id = typed.trim_start_matches('#');
    if id.is_empty() || !id.bytes().any(|byte| byte.is_ascii_digit()) || id.contains(char::is_whitespace) {
        return Vec::new();
    }
    let open = |account: Account| {
        let key = TicketKey { account: account.id, id: id.into() };
        let option = Choosable::new(format!("open-{key}"), palette::open_ticket(typed));
        (Choosable { detail: account.name, ..option }, EntryAction::Open(key))
    };
    app.accounts.list_now().into_iter().map(open).collect()
}

fn run(context: Context, action: &EntryAction) {
    let app = context.app();
    match action.clone() {
        EntryAction::Command(action) => context.act(action),
        EntryAction::Page(page) => app.navigation.turn_to(page),
        EntryAction::Show(scope, query) => app.navigation.show(scope, query),
        EntryAction::Open(key) => app.navigation.open(key),
        EntryAction::Assign(person) => context.change(TicketField::Assignee, &person.id),
        EntryAction::Label(id) => context.change(TicketField::Labels, &id),
        EntryAction::Theme(theme) => app.preferences.theme.set(Some(theme)),
        EntryAction::Sort(sort) => choose_sort(app, sort),
        EntryAction::Density(density) => choose_density(app, density),
        EntryAction::Visit(view) => app.navigation.visit(view),
        EntryAction::Export(name, write) => {
            let tickets = app.listed_tickets();
            app.notices.done(palette::exported(tickets.len(), name), None);
            spawn_local(async move {
                if !files::save(name, &write(&tickets)).await {
                    app.notices.failed(palette::NOT_EXPORTED.into(), None);
                }
            });
        }
        EntryAction::Dialog(overlay) => app.overlay.set(Some(overlay)),
    }
}
