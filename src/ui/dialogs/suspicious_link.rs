//! Asks before a link is followed whose words name another host than it leads to.

use leptos::prelude::*;

use crate::platform::page;
use crate::state::AppState;
use crate::state::ticket::conversations::SuspiciousLink;
use crate::text;
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
    let sentence = format!(
        "The link says “{}”, but it leads to “{}”. That is how people are led astray.",
        text::isolated(&named),
        text::isolated(&host)
    );
    let go = move |_| {
        leaving.set(None);
        page::visit(&address);
    };
    view! {
        <Dialog title="Follow this link?" on_close=Callback::new(move |()| leaving.set(None))>
            <div class="dialog-body">
                <p>{sentence}</p>
                <p class="address" dir="ltr">{shown}</p>
            </div>
            <footer class="dialog-foot">
                <TextButton label="Cancel" on_press=move |_| leaving.set(None)/>
                <TextButton label="Follow it all the same" kind="danger" on_press=go/>
            </footer>
        </Dialog>
    }
}
