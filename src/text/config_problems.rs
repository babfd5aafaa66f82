//! Sentences about what is wrong with a configuration or a proxy.

use super::config;
use crate::client::config::{Problem, ProblemKind};
use crate::client::proxy::ProxyError;

/// Says what is wrong with a field of a configuration.
pub fn problem(problem: &Problem) -> String {
    let place = &problem.place;
    match &problem.kind {
        ProblemKind::NotJson => config::not_json(place),
        ProblemKind::Missing => config::missing(place),
        ProblemKind::Expected(what) => config::expected(place, *what),
        ProblemKind::NotOneOf(choices) => config::not_one_of(place, choices),
        ProblemKind::TokenRefused => config::token_refused(place),
        ProblemKind::BadId => config::bad_id(place),
        ProblemKind::BadAddress => config::bad_address(place),
        ProblemKind::BadProxy(error) => config::bad_proxy(place, proxy_problem(*error)),
        ProblemKind::ProxyNeedsAbsoluteBase => config::proxy_needs_absolute_base(place),
        ProblemKind::Unknown => config::unknown(place),
    }
}

/// Says what is wrong with a proxy setting, to follow its name.
pub fn proxy_problem(error: ProxyError) -> String {
    match error {
        ProxyError::NotAnAddress => config::proxy_scheme("https://, http:// or /"),
        ProxyError::UnknownPlaceholder => config::proxy_placeholders("{url}, {encoded_url}, {host}, {path}"),
        ProxyError::PlaceholderInHost => config::PROXY_HOST.text().to_owned(),
        ProxyError::Credentials => config::PROXY_LOGIN.text().to_owned(),
        ProxyError::Fragment => config::PROXY_FRAGMENT.text().to_owned(),
    }
}
