//! The parts of the screen whose code is loaded later. This file alone names them; `ui` sees only a handle.
//!
//! A release is split by reachability (`tools/split.mjs`): a function is in the first load unless [`chunk`] alone leads
//! to it. The handle therefore points to functions that call [`chunk`], and never to what they draw. Other builds are
//! in one piece, and there is nothing to load.

use futures::FutureExt;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_split_helpers::SplitLoaderError;

use super::background::BackgroundTasks;
use crate::state::{AppState, Overlay};
use crate::ui::alerts::{AccountAlerts, Arrivals};
use crate::ui::commands::Context;
use crate::ui::compose::NewTicketDialog;
use crate::ui::deferred::{Deferred, Loading, Part};
use crate::ui::dialogs::canned_responses::CannedDialog;
use crate::ui::dialogs::confirm::{ConfirmDialog, WhoAmIDialog};
use crate::ui::dialogs::help::HelpDialog;
use crate::ui::dialogs::reply_drafts::DraftsDialog;
use crate::ui::dialogs::request_log::RequestsDialog;
use crate::ui::dialogs::token::{TokenDialog, TokenForm};
use crate::ui::dialogs::undo_history::HistoryDialog;
use crate::ui::dividers::Dividers;
use crate::ui::list::batches::{Batches, ResultsDialog};
use crate::ui::list::bulk::{BulkBar, SelectionDialog, UnlabelDialog};
use crate::ui::list::extra_cells::MoreCells;
use crate::ui::list::filters::{Chips, FilterPanel};
use crate::ui::list::hints::{Foot, Hints, NoAccount, Nothing};
use crate::ui::overview::Overview;
use crate::ui::palette::PaletteDialog;
use crate::ui::settings::SettingsDialog;
use crate::ui::shell::ConfigProblems;
use crate::ui::styles;
use crate::ui::ticket::{MailboxDialog, OpenTicket};
use crate::ui::views::display::DisplayDialog;
use crate::ui::views::drawer::Drawer;
use crate::ui::views::lists::{Heading, Lists};
use crate::ui::views::saved::{SaveViewDialog, SavedSection, SavedViewsDialog};

/// The handle through which `ui` draws these parts.
pub const DEFERRED: Deferred = Deferred { load, draw };

fn load() -> Loading {
    Box::pin(chunk::load())
}

fn draw(part: Part) -> Option<AnyView> {
    // Where the code is loaded, the first poll returns the view.
    chunk::draw(part).now_or_never()?.ok()
}

/// Does what a key means, once the code for it is loaded.
pub fn press(event: KeyboardEvent, context: Context) -> Loading {
    Box::pin(chunk::press(event, context))
}

/// Draws a part. Only [`chunk`] may call it.
fn drawn(part: Part) -> AnyView {
    styles::put_on();
    match part {
        Part::BackgroundTasks => view! { <BackgroundTasks/> <Dividers/> }.into_any(),
        Part::Problems(problems) => view! { <ConfigProblems problems/> }.into_any(),
        Part::Filters(query) => view! { <FilterPanel query/> }.into_any(),
        Part::Chips(query) => view! { <Chips query/> }.into_any(),
        Part::Saved => view! { <SavedSection/> }.into_any(),
        Part::Lists(account) => view! { <Lists account/> }.into_any(),
        Part::Cells(key) => view! { <MoreCells key/> }.into_any(),
        Part::Heading(account, name) => {
            view! { <Heading id=account.to_string() name is_account=true is_top=true/> }.into_any()
        }
        Part::Drawer => view! { <Drawer/> }.into_any(),
        Part::Token(account, is_refused) => view! { <TokenForm account is_refused/> }.into_any(),
        Part::Arrivals => view! { <Arrivals/> }.into_any(),
        Part::AccountAlerts => view! { <AccountAlerts/> }.into_any(),
        Part::Hints => view! { <Hints/> }.into_any(),
        Part::Nothing => view! { <Nothing/> }.into_any(),
        Part::NoAccount => view! { <NoAccount/> }.into_any(),
        Part::Foot => view! { <Foot/> }.into_any(),
        Part::Bulk => view! { <BulkBar/> }.into_any(),
        Part::Ticket => view! { <OpenTicket/> }.into_any(),
        Part::Overview => view! { <Overview/> }.into_any(),
        Part::Over(Overlay::NewTicket) => view! { <NewTicketDialog/> }.into_any(),
        Part::Over(Overlay::Settings) => view! { <SettingsDialog/> }.into_any(),
        Part::Over(Overlay::Palette) => view! { <PaletteDialog/> }.into_any(),
        Part::Over(Overlay::Help) => view! { <HelpDialog/> }.into_any(),
        Part::Over(Overlay::Display) => view! { <DisplayDialog/> }.into_any(),
        Part::Over(Overlay::SaveView) => view! { <SaveViewDialog/> }.into_any(),
        Part::Over(Overlay::SavedViews) => view! { <SavedViewsDialog/> }.into_any(),
        Part::Over(Overlay::Mailbox) => view! { <MailboxDialog/> }.into_any(),
        Part::Over(Overlay::Selection(field)) => view! { <SelectionDialog field/> }.into_any(),
        Part::Over(Overlay::Confirm(changes)) => view! { <ConfirmDialog changes/> }.into_any(),
        Part::Over(Overlay::Token(account)) => {
            let app = AppState::here();
            view! { <TokenDialog account on_done=Callback::new(move |_| app.overlay.set(None))/> }.into_any()
        }
        Part::Over(Overlay::Unlabel(keys)) => view! { <UnlabelDialog keys/> }.into_any(),
        Part::Over(Overlay::History) => view! { <HistoryDialog/> }.into_any(),
        Part::Over(Overlay::Results(job)) => view! { <ResultsDialog job/> }.into_any(),
        Part::Batches => view! { <Batches/> }.into_any(),
        Part::Over(Overlay::Requests) => view! { <RequestsDialog/> }.into_any(),
        Part::Over(Overlay::ReplyDrafts) => view! { <DraftsDialog/> }.into_any(),
        Part::Over(Overlay::CannedResponses) => view! { <CannedDialog/> }.into_any(),
        Part::Over(Overlay::WhoAmI(account, intent, keys)) => view! { <WhoAmIDialog account intent keys/> }.into_any(),
    }
}

#[cfg(split)]
mod chunk {
    use super::*;

    // The macro makes of these what loads the other file and calls into it.

    #[wasm_split_helpers::wasm_split(later, fallible, preload(load))]
    pub fn draw(part: Part) -> Result<AnyView, SplitLoaderError> {
        Ok(drawn(part))
    }

    #[wasm_split_helpers::wasm_split(later, fallible)]
    pub fn press(event: KeyboardEvent, context: Context) -> Result<(), SplitLoaderError> {
        context.keys.press(&event, context);
        Ok(())
    }
}

#[cfg(not(split))]
mod chunk {
    use super::*;

    pub async fn load() -> Result<(), SplitLoaderError> {
        Ok(())
    }

    pub async fn draw(part: Part) -> Result<AnyView, SplitLoaderError> {
        Ok(drawn(part))
    }

    pub async fn press(event: KeyboardEvent, context: Context) -> Result<(), SplitLoaderError> {
        context.keys.press(&event, context);
        Ok(())
    }
}
