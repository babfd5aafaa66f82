//! Parses `config.json` and the same format in storage, with one error per unusable field.
//!
//! Whatever is valid is used: one broken account does not disable the others.

mod fields;

use serde_json::{Map, Value};

use self::fields::{Fields, text_of};

use super::account::{Account, Auth};
use super::providers;
use super::proxy::{Proxy, ProxyError};
use super::secret::TokenStyle;
use crate::domain::{AccountId, Choice, Person, Phrase};
use crate::text::en::config as phrases;

/// The deployer's settings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The name in the tab's title; `None` shows the product's name.
    pub title: Option<String>,
    /// The accounts, in the order of the file.
    pub accounts: Vec<Account>,
    /// The origins that may embed the app.
    pub allowed_origins: Vec<String>,
    /// Whether the demo is offered; `None` shows it only if there are no accounts.
    pub demo: Option<bool>,
    /// Whether Settings is read-only.
    pub lock_settings: bool,
    /// `light`, `dark` or `system`; `None` leaves it to the agent.
    pub theme: Option<String>,
    /// The language of the app as a BCP 47 tag; `None` leaves it to the agent.
    pub language: Option<String>,
}

/// A part of a configuration that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field, for example `accounts[0].proxy`; or the line and column of broken JSON.
    pub place: String,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// What can be wrong with a field in a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file is not JSON.
    NotJson,
    /// The field is required.
    Missing,
    /// The field has another type than this.
    Expected(Phrase),
    /// The value is not one of these.
    NotOneOf(String),
    /// The file is public, so tokens in it are rejected.
    TokenRefused,
    /// The ID is used twice, is the reserved word `all`, or contains a colon.
    BadId,
    /// The address is neither an absolute URL nor a path on the app's own host.
    BadAddress,
    /// The proxy template is invalid.
    BadProxy(ProxyError),
    /// There is a proxy, but `baseUrl` is only a path.
    ProxyNeedsAbsoluteBase,
    /// The field is unknown and was ignored. A warning, not an error.
    Unknown,
}

/// A configuration and its problems.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The valid part.
    pub config: Config,
    /// Everything that could not be used.
    pub problems: Vec<Problem>,
}

/// Parses the text of a `config.json`.
pub fn parse(text: &str) -> Parsed {
    let document: Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => {
            let place = format!("line {}, column {}", error.line(), error.column());
            return Parsed { problems: vec![Problem { place, kind: ProblemKind::NotJson }], ..Parsed::default() };
        }
    };
    let mut problems = Vec::new();
    let Value::Object(fields) = &document else {
        problems.push(Problem { place: phrases::FILE.into(), kind: ProblemKind::Expected(phrases::OBJECT) });
        return Parsed { problems, ..Parsed::default() };
    };
    let mut top = Fields { fields, prefix: String::new(), problems: &mut problems };
    top.warn_unknown(&["version", "title", "accounts", "embed", "demo", "lockSettings", "theme", "language"]);
    if fields.get("version").is_some_and(|version| *version != 1) {
        top.problem("version", ProblemKind::Expected(phrases::VERSION_1));
    }
    let mut config = Config {
        title: top.text("title"),
        accounts: Vec::new(),
        allowed_origins: Vec::new(),
        demo: top.switch("demo"),
        lock_settings: top.switch("lockSettings").unwrap_or(false),
        theme: top.one_of("theme", &["light", "dark", "system"]),
        language: top.text("language"),
    };
    if let Some(accounts) = top.list("accounts") {
        config.accounts = parse_accounts(accounts, "accounts", &mut problems);
    }
    if let Some(embed) = fields.get("embed") {
        match embed {
            Value::Object(fields) => {
                let mut embed = Fields { fields, prefix: "embed.".into(), problems: &mut problems };
                embed.warn_unknown(&["allowedOrigins"]);
                config.allowed_origins = embed.texts("allowedOrigins");
            }
            _ => problems.push(Problem { place: "embed".into(), kind: ProblemKind::Expected(phrases::OBJECT) }),
        }
    }
    Parsed { config, problems }
}

/// Parses a list of accounts and returns the valid ones. `path` is the list's place in the document.
pub fn parse_accounts(list: &[Value], path: &str, problems: &mut Vec<Problem>) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let place = format!("{path}[{index}]");
        let Value::Object(fields) = value else {
            problems.push(Problem { place, kind: ProblemKind::Expected(phrases::OBJECT) });
            continue;
        };
        let mut fields = Fields { fields, prefix: format!("{place}."), problems };
        if let Some(account) = parse_account(&mut fields) {
            if accounts.iter().any(|other| other.id == account.id) {
                fields.problem("id", ProblemKind::BadId);
            } else {
                accounts.push(account);
            }
        }
    }
    accounts
}

fn parse_account(fields: &mut Fields) -> Option<Account> {
    fields.warn_unknown(&[
        "id",
        "name",
        "provider",
        "baseUrl",
        "proxy",
        "proxyHeaders",
        "auth",
        "tokenStyle",
        "me",
        "people",
        "groups",
        "statuses",
        "requestsPerMinute",
        "pictures",
        "token",
    ]);
    if fields.fields.contains_key("token") {
        fields.problem("token", ProblemKind::TokenRefused);
    }
    let id = fields.required("id");
    let provider = fields.required("provider");
    let (id, provider) = (id?, provider?);
    if id.is_empty() || id == "all" || id.contains(':') {
        fields.problem("id", ProblemKind::BadId);
        return None;
    }
    let Some(vendor) = providers::vendor(&provider) else {
        fields.problem("provider", ProblemKind::NotOneOf(providers::slugs().join(", ")));
        return None;
    };
    let base_url = match fields.text("baseUrl") {
        Some(url) => url,
        None => match vendor.base_url {
            Some(url) => url.to_owned(),
            None => {
                fields.problem("baseUrl", ProblemKind::Missing);
                return None;
            }
        },
    };
    let Some(base_url) = parse_base_url(&base_url) else {
        fields.problem("baseUrl", ProblemKind::BadAddress);
        return None;
    };
    let proxy = match fields.text("proxy").filter(|text| !text.trim().is_empty()).map(|text| Proxy::parse(&text)) {
        None => None,
        Some(Ok(_)) if base_url.starts_with('/') => {
            fields.problem("proxy", ProblemKind::ProxyNeedsAbsoluteBase);
            return None;
        }
        Some(Ok(proxy)) => Some(proxy),
        // Without the proxy, the token would go to a host that the deployer did not choose.
        Some(Err(error)) => {
            fields.problem("proxy", ProblemKind::BadProxy(error));
            return None;
        }
    };
    let styles = TokenStyle::ALL.map(|(slug, _)| slug);
    let auths = Auth::ALL.map(|(slug, _)| slug);
    Some(Account {
        name: fields.text("name").unwrap_or_else(|| id.clone()),
        id: AccountId::from(id.as_str()),
        vendor,
        base_url,
        proxy,
        proxy_headers: fields.headers("proxyHeaders"),
        auth: fields.one_of("auth", &auths).and_then(|slug| Auth::parse(&slug)).unwrap_or(Auth::Token),
        token_style: fields
            .one_of("tokenStyle", &styles)
            .and_then(|slug| TokenStyle::parse(&slug))
            .unwrap_or(vendor.token_style),
        me: fields.text_or_number("me"),
        people: fields.objects("people").into_iter().filter_map(parse_person).collect(),
        groups: fields.objects("groups").into_iter().filter_map(parse_choice).collect(),
        statuses: fields.three_words("statuses"),
        requests_per_minute: match fields.count("requestsPerMinute") {
            None => vendor.requests_per_minute,
            Some(0) => None,
            limit => limit,
        },
        pictures: fields.switch("pictures").unwrap_or(false),
    })
}

/// Returns the base URL of an API without its trailing slash. `None` unless it is a path on the app's own
/// host or an absolute `http(s)` URL without credentials, query or fragment.
pub fn parse_base_url(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/');
    let is_path = text.starts_with('/') && !text.starts_with("//");
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_absolute = rest.is_some_and(|rest| {
        let authority = rest.split('/').next().unwrap_or_default();
        !authority.is_empty() && !authority.contains('@')
    });
    // Browsers drop tabs and line breaks, which would make it another address.
    let is_clean = !text.contains(['?', '#', '\\', ' ', '{', '}']) && !text.contains(char::is_control);
    (is_clean && (is_path || is_absolute)).then(|| text.to_owned())
}

fn parse_person(fields: &Map<String, Value>) -> Option<Person> {
    let email = text_of(fields.get("email")).unwrap_or_default();
    let id = text_of(fields.get("id")).or_else(|| Some(email.clone()).filter(|email| !email.is_empty()))?;
    Some(Person { id, name: text_of(fields.get("name")).unwrap_or_default(), email, picture: None })
}

fn parse_choice(fields: &Map<String, Value>) -> Option<Choice> {
    let name = text_of(fields.get("name"));
    let id = text_of(fields.get("id")).or_else(|| name.clone())?;
    Some(Choice { name: name.unwrap_or_else(|| id.clone()), id })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(fields: &str) -> Parsed {
        parse(&format!(r#"{{"accounts":[{{"id":"acme","provider":"groove"{fields}}}]}}"#))
    }

    fn problem(parsed: &Parsed) -> (&str, &ProblemKind) {
        assert_eq!(parsed.problems.len(), 1, "{:?}", parsed.problems);
        (&parsed.problems[0].place, &parsed.problems[0].kind)
    }

    #[test]
    fn a_full_configuration_round_trips() {
        let text = r#"{
            "version": 1, "title": "Acme support", "demo": true, "lockSettings": false, "theme": "dark",
            "language": "en", "embed": { "allowedOrigins": ["https://portal.acme.example"] },
            "accounts": [{
                "id": "acme", "name": "Acme on Groove", "provider": "groove",
                "baseUrl": "https://api.groovehq.com/v1/", "proxy": "https://cors.acme.example/{url}",
                "proxyHeaders": { "X-Requested-With": "deskbell" }, "auth": "token", "tokenStyle": "query",
                "me": "agent@acme.example", "pictures": true, "statuses": ["new", "open", "done"], "requestsPerMinute": 90,
                "people": [{ "id": "a@x", "name": "Ana", "email": "a@x" }], "groups": [{ "id": 7, "name": "Billing" }]
            }]
        }"#;
        let parsed = parse(text);
        assert_eq!(parsed.problems, []);
        let account = &parsed.config.accounts[0];
        assert_eq!(account.base_url, "https://api.groovehq.com/v1");
        assert_eq!(account.proxy_headers, [("X-Requested-With".to_owned(), "deskbell".to_owned())]);
        assert_eq!(account.groups[0].id, "7");
        assert_eq!(parsed.config.allowed_origins, ["https://portal.acme.example"]);
        let mut problems = Vec::new();
        assert_eq!(parse_accounts(&[account.to_json()], "stored", &mut problems), std::slice::from_ref(account));
        assert_eq!(problems, []);
    }

    #[test]
    fn broken_json_is_reported_with_its_line() {
        let parsed = parse("{\n  \"title\": \"Acme\",\n  \"demo\": yes\n}");
        assert_eq!(parsed.problems[0].kind, ProblemKind::NotJson);
        assert!(parsed.problems[0].place.starts_with("line 3"), "{}", parsed.problems[0].place);
    }

    #[test]
    fn a_token_is_rejected_but_the_account_still_works() {
        let parsed = account(r#","token":"abc""#);
        assert_eq!(problem(&parsed), ("accounts[0].token", &ProblemKind::TokenRefused));
        assert_eq!(parsed.config.accounts.len(), 1);
    }

    #[test]
    fn every_invalid_field_is_named() {
        let cases = [
            (r#","proxy":"proxy.example""#, "accounts[0].proxy", ProblemKind::BadProxy(ProxyError::NotAnAddress)),
            (r#","baseUrl":"ftp://x""#, "accounts[0].baseUrl", ProblemKind::BadAddress),
            (r#","baseUrl":"/v1","proxy":"https://p/""#, "accounts[0].proxy", ProblemKind::ProxyNeedsAbsoluteBase),
            (r#","auth":"magic""#, "accounts[0].auth", ProblemKind::NotOneOf("token, proxy, host".into())),
            (r#","name":7"#, "accounts[0].name", ProblemKind::Expected(phrases::TEXT)),
            (r#","statuses":["open"]"#, "accounts[0].statuses", ProblemKind::Expected(phrases::THREE_WORDS)),
            (r#","requestsPerMinute":-1"#, "accounts[0].requestsPerMinute", ProblemKind::Expected(phrases::COUNT)),
            (r#","colour":"red""#, "accounts[0].colour", ProblemKind::Unknown),
        ];
        for (fields, place, kind) in cases {
            assert_eq!(problem(&account(fields)), (place, &kind));
        }
    }

    #[test]
    fn one_broken_account_does_not_disable_the_others() {
        let parsed = parse(
            r#"{"accounts":[{"provider":"groove"},{"id":"a","provider":"groove"},{"id":"a","provider":"groove"},
            {"id":"b","provider":"zendesk"},5]}"#,
        );
        let places: Vec<_> = parsed.problems.iter().map(|problem| problem.place.as_str()).collect();
        assert_eq!(places, ["accounts[0].id", "accounts[2].id", "accounts[3].provider", "accounts[4]"]);
        assert_eq!(parsed.config.accounts.len(), 1);
    }

    #[test]
    fn plain_http_is_insecure_except_on_this_machine() {
        let insecure = |url: &str| account(&format!(r#","baseUrl":"{url}""#)).config.accounts[0].is_insecure();
        assert!(insecure("http://helpdesk.example/v1"));
        assert!(insecure("http://127.evil.example/v1"));
        for url in ["https://x/v1", "http://localhost:9911/v1", "http://127.0.0.1:9911", "http://[::1]:80/v1", "/v1"] {
            assert!(!insecure(url), "{url}");
        }
    }
}
