//! The command palette: everything that can be done and every place to go, found by typing.
//!
//! It is fed by the registry of commands, by the views of each account and by what can be chosen in it.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::commands::{Action, COMMANDS, Context, shown};
use super::controls::{Choosable, Dialog, OptionLine, matching, option_id};
use super::reactive;
use super::views::display::{choose_density, choose_sort};
use super::views::saved::{at_hand, can_save};
use super::views::views_of;
use crate::client::account::Account;
use crate::domain::{Density, Person, Query, Sort, Ticket, TicketField, TicketKey};
use crate::platform::{files, focus};
use crate::routes::{Page, Route, Scope, Theme};
use crate::state::list::export;
use crate::state::{AppState, Overlay};
use crate::text;

/// The id of the list.
const LIST: &str = "palette-list";

/// Something that the palette does.
#[derive(Clone)]
enum Deed {
    /// What a command does.
    Act(Action),
    /// Turns to a page.
    Turn(Page),
    /// Shows a view.
    Show(Option<Scope>, Query),
    /// Opens a ticket.
    Open(TicketKey),
    /// Gives what a command works on to somebody.
    Assign(Person),
    /// Labels what a command works on.
    Label(String),
    /// Colours the app.
    Colour(Theme),
    /// Puts the rows in an order.
    Sort(Sort),
    /// Rows of one line, or of three.
    Density(Density),
    /// Shows a saved view.
    Visit(Route),
    /// Saves the rows in sight as a file of that name.
    Export(&'static str, fn(&[Ticket]) -> String),
    /// Opens a dialog.
    Over(Overlay),
}

/// One line of the palette: how it is found, and what it does.
type Entry = (Choosable, Deed);

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
                // What was done last comes first, the rest as it is.
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
        let named = tickets(app, typed.get_untracked().trim());
        let deed = entries.with_value(|entries| entries.iter().chain(&named).find(|(it, _)| it.id == id).cloned());
        if !named.iter().any(|(it, _)| it.id == id) {
            app.preferences.note_recent(id);
        }
        close();
        // The dialog gives the focus back first: what is done may put it elsewhere.
        spawn_local(async move {
            tick().await;
            deed.inspect(|(_, deed)| perform(context, deed));
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
        <Dialog title="Commands" class="palette" on_close=Callback::new(move |()| close())>
            <input
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-label="Command"
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls=LIST
                aria-activedescendant=reactive::maybe(move || {
                    (active.get() < lines.with(Vec::len)).then(|| option_id(LIST, active.get()))
                })
                placeholder="What shall be done? A command, a view, a person, a label, a ticket’s number"
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
                aria-label="Commands"
                // The field keeps the focus.
                on:mousedown=reactive::on(|event: MouseEvent| event.prevent_default())
            >
                {reactive::view(move || {
                    let line = |(at, line)| view! { <OptionLine line at list active choose/> }.into_any();
                    lines.get().into_iter().enumerate().map(line).collect_view()
                })}
                {reactive::when(
                    move || lines.with(Vec::is_empty),
                    || view! { <li class="no-option" role="presentation">"Nothing matches"</li> },
                )}
            </ul>
            <p class="hidden" role="status">
                {reactive::text(move || text::count(lines.with(Vec::len), "command", "commands"))}
            </p>
        </Dialog>
    }
}

/// Everything that can be done now and every place to go.
fn entries(context: Context) -> Vec<Entry> {
    let app = context.app();
    let mut entries: Vec<Entry> = Vec::new();
    let mut add = |id: String, name: String, detail: String, deed: Deed| {
        entries.push((Choosable { detail, ..Choosable::new(id, name) }, deed));
    };
    let keymap = app.preferences.keys.get_untracked().then(|| app.preferences.keymap.get_untracked());
    for command in COMMANDS.iter().filter(|command| context.applies(command.action)) {
        let key = keymap.as_ref().and_then(|keymap| command.keys(keymap).next()).map(shown).unwrap_or_default();
        add(command.id.to_owned(), command.title.to_owned(), key, Deed::Act(command.action));
    }
    add("settings".into(), "Settings".into(), String::new(), Deed::Over(Overlay::Settings));
    add("requests".into(), "Request log".into(), String::new(), Deed::Over(Overlay::Requests));
    add("overview".into(), "Overview".into(), "charts of the loaded tickets".into(), Deed::Turn(Page::Overview));
    for (name, file, write) in [
        ("Export the list as CSV", "tickets.csv", export::csv as fn(&[Ticket]) -> String),
        ("Export the list as JSON", "tickets.json", export::json),
    ] {
        add(file.into(), name.into(), "the rows in sight".into(), Deed::Export(file, write));
    }
    for (theme, name) in [(Theme::Light, "Light"), (Theme::Dark, "Dark"), (Theme::System, "As the system")] {
        add(format!("theme-{}", theme.slug()), format!("Colours: {name}"), String::new(), Deed::Colour(theme));
    }
    let display = untrack(|| app.appearance.display());
    for sort in Sort::ALL.into_iter().filter(|sort| *sort != display.sort()) {
        let id = format!("sort-{}", sort.slug());
        add(id, text::sort_by(sort), String::new(), Deed::Sort(sort));
    }
    for density in Density::ALL.into_iter().filter(|it| (*it == Density::Compact) != display.is_compact()) {
        let name = format!("{} list", text::density(density));
        add(format!("density-{}", density.slug()), name, String::new(), Deed::Density(density));
    }
    add("display".into(), "Display".into(), "order, density, columns".into(), Deed::Over(Overlay::Display));
    if untrack(|| can_save(app)) {
        add("save-view".into(), "Save this view".into(), String::new(), Deed::Over(Overlay::SaveView));
    }
    app.saved.reload();
    for saved in untrack(|| at_hand(app)) {
        let id = format!("saved-{}", saved.name);
        add(id, format!("Go to {}", saved.name), "Saved view".into(), Deed::Visit(saved.view));
    }
    if !untrack(|| app.saved.list()).is_empty() {
        add("saved-views".into(), "Edit the saved views".into(), String::new(), Deed::Over(Overlay::SavedViews));
    }
    let accounts = app.accounts.list_now();
    if accounts.len() > 1 {
        add(
            "view-all".into(),
            "Go to All tickets".into(),
            "All accounts".into(),
            Deed::Show(Some(Scope::All), Query::default()),
        );
    }
    for account in &accounts {
        let scope = (accounts.len() > 1).then(|| Scope::One(account.id.clone()));
        for (_, name, query) in views_of(&app.accounts.capabilities(&account.id)) {
            let id = format!("view-{}-{name}", account.id);
            add(id, format!("Go to {name}"), account.name.clone(), Deed::Show(scope.clone(), query));
        }
    }
    let target = context.targets().into_iter().next().map(|key| key.account);
    if let Some(account) = target {
        let capabilities = app.accounts.capabilities(&account);
        let known = app.accounts.directory(&account).get_untracked();
        if capabilities.can_change(TicketField::Assignee) {
            for person in known.people {
                let id = format!("assign-{}", person.id);
                add(
                    id,
                    format!("Assign to {}", text::isolated(person.display())),
                    person.email.clone(),
                    Deed::Assign(person),
                );
            }
        }
        if capabilities.can_change(TicketField::Labels) {
            for label in known.labels {
                add(
                    format!("label-{}", label.id),
                    format!("Label {}", text::isolated(&label.name)),
                    String::new(),
                    Deed::Label(label.id),
                );
            }
        }
    }
    entries
}

/// The tickets that a number or an id may name, one for each account.
fn tickets(app: AppState, typed: &str) -> Vec<Entry> {
    let id = typed.trim_start_matches('#');
    if id.is_empty() || !id.bytes().any(|byte| byte.is_ascii_digit()) || id.contains(char::is_whitespace) {
        return Vec::new();
    }
    let open = |account: Account| {
        let key = TicketKey { account: account.id, id: id.into() };
        let option =
            Choosable { detail: account.name, ..Choosable::new(format!("open-{key}"), format!("Open ticket {typed}")) };
        (option, Deed::Open(key))
    };
    app.accounts.list_now().into_iter().map(open).collect()
}

fn perform(context: Context, deed: &Deed) {
    let app = context.app();
    match deed.clone() {
        Deed::Act(action) => context.act(action),
        Deed::Turn(page) => app.navigation.turn_to(page),
        Deed::Show(scope, query) => app.navigation.show(scope, query),
        Deed::Open(key) => app.navigation.open(key),
        Deed::Assign(person) => context.change(TicketField::Assignee, &person.id),
        Deed::Label(id) => context.change(TicketField::Labels, &id),
        Deed::Colour(theme) => app.preferences.theme.set(Some(theme)),
        Deed::Sort(sort) => choose_sort(app, sort),
        Deed::Density(density) => choose_density(app, density),
        Deed::Visit(view) => app.navigation.visit(view),
        Deed::Export(name, write) => {
            let tickets = app.shown_tickets();
            let count = text::count(tickets.len(), "ticket", "tickets");
            app.notices.done(format!("{name} holds the {count} in sight."), None);
            spawn_local(async move {
                if !files::save(name, &write(&tickets)).await {
                    app.notices.failed("The browser did not let the file be saved.".to_owned(), None);
                }
            });
        }
        Deed::Over(overlay) => app.overlay.set(Some(overlay)),
    }
}
