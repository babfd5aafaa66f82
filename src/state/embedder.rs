//! The page around the app: what it may request, and which events it gets.
//!
//! `public/framed.js` has checked who that page is, and refuses whatever isn't a request. This file carries the requests
//! out. A token is kept in memory only, and is never part of an event.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use chrono::TimeDelta;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value, json};

use super::AppState;
use super::accounts::alerts::Alert;
use super::navigation::Step;
use crate::client::account::Via;
use crate::client::account::{Account, Auth};
use crate::client::config::{self, ProblemKind};
use crate::client::error::Error;
use crate::client::secret::Secret;
use crate::domain::{Accent, AccountId, Instant, TicketKey};
use crate::platform::{clock, embedder, page};
use crate::routes::{Route, Theme};
use crate::text::{self, embedding};

/// The longest query string that `navigate` accepts.
const LONGEST_QUERY: usize = 8_000;

/// The fields of `configure` that mean the same as in `config.json`.
const CONFIGURED: [&str; 4] = ["accounts", "theme", "language", "lockSettings"];

/// Why a request is refused: a code for programs and a sentence for people.
struct Refusal(&'static str, String);

/// Serves the page around the app from now on: answers its requests and sends it events. Does nothing without one.
pub fn serve(app: AppState) {
    if embedder::listen(move |request| answer(app, &request)) {
        report_state(app);
        report_missing_credentials(app);
        report_errors(app);
    }
}

/// Reports a change that an agent made here and that the helpdesk has accepted.
pub fn ticket_changed(key: &TicketKey, changes: &Map<String, Value>) {
    let (account, ticket) = (key.account.as_str(), key.id.as_str());
    send(&json!({ "type": "ticket-changed", "account": account, "ticket": ticket, "changes": changes }));
}

fn send(event: &Value) {
    embedder::post(&event.to_string());
}

fn answer(app: AppState, request: &str) -> String {
    let outcome = match serde_json::from_str::<Value>(request) {
        Ok(request) => carry_out(app, &request),
        Err(_) => Err(Refusal("bad-request", embedding::UNREADABLE.into())),
    };
    match outcome {
        Ok(result) => json!({ "ok": true, "result": result }),
        Err(Refusal(code, message)) => json!({ "ok": false, "error": { "code": code, "message": message } }),
    }
    .to_string()
}

fn carry_out(app: AppState, request: &Value) -> Result<Value, Refusal> {
    match request["type"].as_str() {
        Some("configure") => configure(app, request).map(|()| Value::Null),
        Some("credential") => credential(app, request).map(|()| Value::Null),
        Some("navigate") => navigate(app, request),
        Some("get-state") => Ok(state(&app.navigation.now())),
        _ => Err(Refusal("unknown-type", embedding::UNKNOWN_TYPE.into())),
    }
}

/// Applies all of a configuration, or nothing if part of it is invalid.
fn configure(app: AppState, request: &Value) -> Result<(), Refusal> {
    let said = |name: &str| request.get(name).filter(|value| !value.is_null());
    let fields: Map<String, Value> =
        CONFIGURED.iter().filter_map(|name| Some((String::from(*name), said(name)?.clone()))).collect();
    let parsed = config::parse(&Value::Object(fields).to_string());
    let problems: Vec<String> =
        parsed.problems.iter().filter(|it| it.kind != ProblemKind::Unknown).map(text::problem).collect();
    if !problems.is_empty() {
        return Err(Refusal("bad-config", problems.join(" ")));
    }
    let accent = match said("accent") {
        None => None,
        Some(accent) => Some(
            accent.as_str().and_then(Accent::parse).ok_or_else(|| Refusal("bad-config", embedding::ACCENT.into()))?,
        ),
    };
    if said("accounts").is_some() {
        if app.navigation.now().demo.is_some() {
            return Err(Refusal("demo", embedding::DEMO.into()));
        }
        app.accounts.bring(parsed.config.accounts);
    }
    if let Some(accent) = accent {
        page::accent(&accent.to_string());
    }
    if let Some(theme) = parsed.config.theme.as_deref().and_then(Theme::parse) {
        app.configured_theme.set(Some(theme));
    }
    app.config.update_value(|config| {
        config.language = parsed.config.language.or(config.language.take());
        if said("lockSettings").is_some() {
            config.lock_settings = parsed.config.lock_settings;
        }
    });
    Ok(())
}

fn credential(app: AppState, request: &Value) -> Result<(), Refusal> {
    let text = |name: &str| request[name].as_str().ok_or_else(|| Refusal("bad-request", embedding::must_be_text(name)));
    let (id, token) = (AccountId::from(text("account")?), text("token")?);
    let account = app.accounts.list_now().into_iter().find(|account| account.id == id);
    match account.as_ref().map(|account| account.auth) {
        None => return Err(Refusal("unknown-account", embedding::UNKNOWN_ACCOUNT.into())),
        Some(Auth::Embedder) => {}
        Some(_) => {
            return Err(Refusal("not-expected", embedding::NOT_EXPECTED.into()));
        }
    }
    let Some(secret) = Secret::new(token).filter(Secret::is_sendable) else {
        return Err(Refusal("bad-token", embedding::BAD_TOKEN.into()));
    };
    // Trying the same token again and again could get the account blocked.
    if untrack(|| app.accounts.is_token_refused(&id)) && app.accounts.holds(&id, &secret) {
        return Err(Refusal("refused-token", embedding::REFUSED_TOKEN.into()));
    }
    app.accounts.use_token(&id, secret, false);
    Ok(())
}

/// Goes where the portal wants. The history belongs to the portal, so the step replaces the current entry.
fn navigate(app: AppState, request: &Value) -> Result<Value, Refusal> {
    let query = request["query"].as_str().filter(|query| query.len() <= LONGEST_QUERY);
    let query = query.ok_or_else(|| Refusal("bad-request", embedding::bad_query(LONGEST_QUERY)))?;
    let wanted = Route::parse(query);
    app.navigation.go(Step::Replace, |route| *route = wanted.with_frame_of(route));
    Ok(state(&app.navigation.now()))
}

/// Describes where the agent is, without the parameters that belong to the frame.
fn state(route: &Route) -> Value {
    json!({ "query": query_of(route), "ticket": route.ticket.as_ref().map(ToString::to_string) })
}

fn query_of(route: &Route) -> String {
    route.clone().with_frame_of(&Route::default()).print()
}

fn report_state(app: AppState) {
    let query = Memo::new(move |_| query_of(&app.navigation.route()));
    Effect::watch(move || query.get(), |query, _, _| send(&json!({ "type": "state-changed", "query": query })), false);
    let ticket = Memo::new(move |_| app.navigation.route().ticket);
    Effect::new(move |_| {
        if let Some(key) = ticket.get() {
            let (account, ticket) = (key.account.as_str(), key.id.as_str());
            send(&json!({ "type": "ticket-opened", "account": account, "ticket": ticket }));
        }
    });
}

/// The shortest and the longest wait between two requests for the same token, in milliseconds.
const PAUSES: RangeInclusive<u32> = 1_000..=60_000;

/// Requests the tokens that the portal provides: once, and again after a helpdesk has refused one. The waits grow while a
/// portal keeps providing wrong tokens, because the helpdesk could block the account.
fn report_missing_credentials(app: AppState) {
    let is_needed = move |account: &Account| {
        let is_without = app.accounts.lacks_token(&account.id) || app.accounts.is_token_refused(&account.id);
        account.auth == Auth::Embedder && is_without
    };
    let asked = StoredValue::new(HashMap::<AccountId, Asked>::new());
    Effect::new(move |before: Option<HashSet<AccountId>>| {
        let before = before.unwrap_or_default();
        let needed = app.accounts.list().into_iter().filter(is_needed).map(|account| account.id);
        let needed: HashSet<AccountId> = needed.collect();
        for account in needed.difference(&before) {
            let account = account.clone();
            let next = Asked::after(asked.with_value(|asked| asked.get(&account).copied()), clock::now());
            asked.update_value(|asked| _ = asked.insert(account.clone(), next));
            spawn_local(async move {
                clock::sleep(next.wait).await;
                if untrack(|| app.accounts.find(&account).is_some_and(|account| is_needed(&account))) {
                    send(&json!({ "type": "credential-needed", "account": account.as_str() }));
                }
            });
        }
        needed
    });
}

/// A request for a token.
#[derive(Clone, Copy)]
struct Asked {
    at: Instant,
    /// How long it was delayed, in milliseconds.
    wait: u32,
}

impl Asked {
    /// Returns the request that follows another one.
    fn after(last: Option<Asked>, now: Instant) -> Asked {
        // A token that worked for a while has expired, which is not a mistake of the portal.
        let last = last.filter(|last| (now - last.at).num_milliseconds() < i64::from(*PAUSES.end()));
        let wait = last.map_or(0, |last| (last.wait * 2).clamp(*PAUSES.start(), *PAUSES.end()));
        Asked { at: now + TimeDelta::milliseconds(wait.into()), wait }
    }
}

/// Reports what is wrong with the accounts, in the words that the agent reads.
fn report_errors(app: AppState) {
    let describe = move |alert: &Alert| {
        let account = alert.account.as_ref();
        let via = account.map_or(Via::Direct, |id| app.accounts.via(id));
        let code = match alert.error {
            Error::Offline => "offline",
            Error::Unauthorized | Error::CredentialRefused => "unauthorized",
            Error::RateLimited => "rate-limited",
            _ => "helpdesk",
        };
        (code, account.map(ToString::to_string), text::explain(&alert.error, via).sentence)
    };
    Effect::new(move |before: Option<Vec<(&'static str, Option<String>, String)>>| {
        let before = before.unwrap_or_default();
        let now: Vec<_> = app.alerts().iter().map(describe).collect();
        for alert in now.iter().filter(|alert| !before.contains(alert)) {
            let (code, account, message) = alert;
            send(&json!({ "type": "error", "code": code, "account": account, "message": message }));
        }
        now
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_while_tokens_are_wrong() {
        let mut now = Instant::UNIX_EPOCH;
        let mut last = None;
        let mut waits = Vec::new();
        for _ in 0..9 {
            let asked = Asked::after(last, now);
            waits.push(asked.wait / 1000);
            // The next wrong token is refused immediately.
            (last, now) = (Some(asked), asked.at);
        }
        assert_eq!(waits, [0, 1, 2, 4, 8, 16, 32, 60, 60]);
        let later = Asked::after(last, now + TimeDelta::minutes(5));
        assert_eq!(later.wait, 0, "a token that worked for a while is requested again without a wait");
    }
}
