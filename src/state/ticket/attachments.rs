//! Downloading and uploading the files of messages. The account's token goes into the request, and never into an
//! address that the browser shows or stores.

use leptos::task::spawn_local;

use crate::client::Client;
use crate::client::error::Error;
use crate::domain::{AccountId, Attachment, FileVersion, Message, TicketKey, Upload};
use crate::platform::files;
use crate::state::AppState;
use crate::text::{self, messages};

/// Returns whether a file can only be downloaded with the account's token.
pub fn is_protected(app: AppState, account: &AccountId, file: &Attachment) -> bool {
    app.accounts.client_now(account).is_some_and(|client| client.needs_token(file))
}

/// Returns the address of a thumbnail, downloading it first where that takes the account's token. `None` if the file
/// is not a picture, if it has no thumbnail, or if the account does not load pictures from other hosts.
pub async fn thumbnail(app: AppState, account: AccountId, file: Attachment) -> Option<String> {
    let client = app.accounts.client_now(&account)?;
    let kind = file.picture()?;
    if client.needs_token(&file) && file.thumb.is_some() {
        return files::data_url(kind, &client.file(&file, FileVersion::Thumbnail).await.ok()?);
    }
    let address = file.small_picture().filter(|address| client.account().pictures && address.starts_with("https://"));
    address.map(str::to_owned)
}

/// Downloads a protected file and has the browser save it under this name. A notice says why it could not.
pub async fn save(app: AppState, account: AccountId, file: Attachment, name: String) {
    let Some(client) = app.accounts.client_now(&account) else { return };
    match client.file(&file, FileVersion::Original).await {
        // The browser may take seconds to start; the file can be asked for again meanwhile.
        Ok(bytes) => spawn_local(async move {
            if !files::save_bytes(&name, &bytes).await {
                app.notices.failed(messages::file_not_saved_by_browser(&name), None);
            }
        }),
        Err(error) => {
            app.notices.failed(messages::file_not_saved(&name, why(&client, &error)), None);
        }
    }
}

/// Loads which files came with a message, where the list of messages does not say. A notice says why it could not.
pub async fn load(app: AppState, key: TicketKey, message: Message) {
    let Some(client) = app.accounts.client_now(&key.account) else { return };
    match client.attachments(&message).await {
        Ok(files) => {
            let mut message = Message { has_more_files: false, ..message };
            message.content.attachments = files;
            app.conversations().threads.add(&key, message);
        }
        Err(error) => drop(app.notices.failed(why(&client, &error), None)),
    }
}

/// Uploads a file and attaches it to the draft of a reply. A notice says why it could not.
pub async fn attach(app: AppState, key: &TicketKey, file: &Upload) {
    let Some(client) = app.accounts.client_now(&key.account) else { return };
    match client.upload(file).await {
        Ok(file) => app.conversations().reply_drafts.write(key, |draft| draft.files.push(file)),
        Err(error) => {
            let sentence = messages::file_not_attached(&file.name, why(&client, &error));
            app.notices.failed(sentence, None);
        }
    }
}

fn why(client: &Client, error: &Error) -> String {
    text::explain(error, client.account().via()).sentence
}
