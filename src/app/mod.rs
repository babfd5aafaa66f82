//! The composition root: starts the app, builds the state, and lays out the screen.

mod background;
mod parts;

use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::client::config::{self, Parsed};
use crate::client::fetch::Fetch;
use crate::client::request_log::LogEntry;
use crate::platform::{clock, embedder, history, intl, page};
use crate::routes::Route;
use crate::state::AppState;
use crate::state::accounts::Accounts;
use crate::state::accounts::{demo, request_log};
use crate::state::device::language;
use crate::state::navigation::Navigation;
use crate::text;
use crate::ui::commands::{self, Context};
use crate::ui::controls::provide_present;
use crate::ui::list::grid_focus::GridFocus;
use crate::ui::reactive;
use crate::ui::shell::{self, Shell};

/// How many of the last requests are in a crash report.
const REPORTED: usize = 20;

/// Mounts the app in place of the static shell, once the configuration is read.
///
/// It is built aside and swapped in at once, so that there is never an empty frame, and a failure on the
/// way leaves the shell for the boot script to explain. It is built in several turns, so that a slow
/// device responds in between; the helpdesks are asked in the first.
pub fn start() {
    // The message of a panic may contain a customer's words; its place never does.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let requests: Vec<String> = request_log::entries().iter().take(REPORTED).map(LogEntry::line).collect();
        let version = env!("CARGO_PKG_VERSION");
        page::report(&format!("{} {version} stopped at {place}\n{}", text::PRODUCT, requests.join("\n")));
    }));
    // Not Leptos's own executor: it is not set up before the first mount.
    wasm_bindgen_futures::spawn_local(async {
        let parsed = configuration().await;
        let link = Route::parse(&history::query()).lang;
        language::load(link.as_deref(), parsed.config.language.as_deref()).await;
        let Some(root) = page::create_root() else { return };
        let turn = ArcRwSignal::new(0);
        let turns = turn.clone();
        clock::yield_to_browser().await;
        mount_to(root.clone(), move || view! { <App parsed turns/> }).forget();
        for _ in 0..shell::TURNS {
            clock::yield_to_browser().await;
            turn.update(|turn| *turn += 1);
        }
        clock::yield_to_browser().await;
        page::replace_shell(&root);
        clock::yield_to_browser().await;
        intl::warm_up();
    });
}

/// Reads the deployer's configuration from `config.json` beside the app.
///
/// No file, or a host that responds to everything with its start page, means defaults.
pub async fn configuration() -> Parsed {
    // In a frame, the embedding page may change the configuration from the start. It learns later what is wrong with
    // that.
    let framed = embedder::configuration().map(|text| config::parse(&text));
    if let Some(parsed) = framed.filter(|parsed| parsed.problems.is_empty()) {
        return parsed;
    }
    match page::configuration().await {
        Some(text) if !text.trim_start().starts_with('<') => config::parse(&text),
        _ => Parsed::default(),
    }
}

/// The app.
#[component]
pub fn App(
    /// The configuration as it was read.
    parsed: Parsed,
    /// How much of the screen is built.
    turns: ArcRwSignal<usize>,
) -> impl IntoView {
    let Parsed { config, mut problems } = parsed;
    let navigation = Navigation::from_address();
    let route = navigation.now();
    // Invented tickets inside a portal would be taken for real ones.
    let wants_demo = config.demo.unwrap_or(!route.embed);
    let accounts = match route.demo {
        Some(tickets) => demo_accounts(tickets),
        None => {
            let stored = Accounts::stored(config.accounts.clone(), Rc::new(Fetch), &mut problems);
            let is_empty = stored.list_now().is_empty();
            // Without an account, the demo shows how the app works, and how to connect a helpdesk.
            if is_empty && wants_demo { demo_accounts(demo::TICKETS) } else { stored }
        }
    };
    let app = AppState::new(accounts, navigation, config);
    provide(app);
    background::start(app);
    let turns = Signal::from(turns);
    reactive::when(move || turns.get() > 0, move || view! { <Shell problems=problems.clone() turns/> })
}

/// Provides the state and the handle to the code loaded later to every component, and listens for keys.
pub fn provide(app: AppState) {
    app.provide();
    provide_present();
    provide_context(parts::DEFERRED);
    let grid_focus = GridFocus::new();
    provide_context(grid_focus);
    let context = Context::new(app, grid_focus);
    provide_context(context);
    commands::listen(context, parts::press);
}

fn demo_accounts(tickets: u32) -> Accounts {
    let (accounts, transport) = demo::accounts(tickets);
    Accounts::demo(accounts, transport, Rc::new(Fetch))
}
