//! Asks before opening a link whose text names another host than it opens.

use leptos::prelude::*;

use crate::platform::page;
use crate::state::AppState;
use crate::state::ticket::conversations::SuspiciousLink;
use crate::text::{actions, dialogs};
use crate::ui::controls::{Dialog, TextButton};

/// The question.
#[component]
pub fn LeaveDialog(
    /// The link.
    link: SuspiciousLink,
) -> impl IntoView {
    let leaving = AppState::here().conversations().suspicious_link;
    let SuspiciousLink { address, host, named } = link;
    let shown = address.clone();
    let sentence = dialogs::misleading_link(&named, &host);
    let go = move |_| {
        leaving.set(None);
        page::open_in_new_tab(&address);
    };
    view! {
        <Dialog title=dialogs::FOLLOW_LINK on_close=Callback::new(move |()| leaving.set(None))>
            <div class="dialog-body">
                <p>{sentence}</p>
                <p class="address" dir="ltr">{shown}</p>
            </div>
            <footer class="dialog-foot">
                <TextButton label=actions::CANCEL on_press=move |_| leaving.set(None)/>
                <TextButton label=dialogs::OPEN_ANYWAY kind="danger" on_press=go/>
            </footer>
        </Dialog>
    }
}
