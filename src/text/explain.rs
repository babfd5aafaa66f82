//! The table of errors: what each one means to a person, and what to do next.

use super::errors;
use crate::client::account::Via;
use crate::client::error::Error;
use crate::domain::Phrase;

/// What an error means, and the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened, as one or two sentences.
    pub sentence: String,
    /// What to do about it.
    pub next: NextStep,
}

/// What to do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Try the same again.
    Retry,
    /// Change the account in Settings.
    Settings,
    /// Enter another token.
    Token,
    /// Nothing can be done here.
    Nothing,
}

/// Explains an error of an account whose requests go this way.
pub fn explain(error: &Error, via: Via) -> Explanation {
    use NextStep::{Nothing, Retry, Settings, Token};
    let server = match via {
        Via::Proxy => errors::CORS_PROXY,
        Via::Direct => errors::HELPDESK,
    };
    let plain = |phrase: Phrase| phrase.text().to_owned();
    let (sentence, next) = match error {
        Error::NotSent(reason) => return explain(reason, via),
        Error::Offline => (plain(errors::OFFLINE), Retry),
        Error::Unreachable => (errors::unreachable(server), Settings),
        Error::Blocked if via == Via::Proxy => (plain(errors::PROXY_BLOCKED), Settings),
        Error::Blocked => (plain(errors::HELPDESK_BLOCKED), Settings),
        Error::MixedContent => (errors::mixed_content(server), Settings),
        Error::LocalNetwork => (errors::local_network(server), Retry),
        Error::Interrupted => (plain(errors::INTERRUPTED), Retry),
        Error::TimedOut { seconds } => (errors::timed_out(*seconds), Retry),
        Error::NotTheApi { excerpt, .. } => {
            let sentence = if via == Via::Proxy { errors::PROXY_PAGE } else { errors::OTHER_PAGE };
            let is_bare = excerpt.is_empty();
            (if is_bare { plain(sentence) } else { errors::with_excerpt(sentence, excerpt) }, Settings)
        }
        Error::Unauthorized => (plain(errors::TOKEN_REFUSED), Token),
        Error::CredentialRefused => (plain(errors::PROXY_CREDENTIAL_REFUSED), Retry),
        Error::TokenMissing => (plain(errors::TOKEN_MISSING), Token),
        Error::Forbidden { detail } => (with_detail(errors::FORBIDDEN, detail), Retry),
        Error::NotFound => (plain(errors::NOT_FOUND), Retry),
        Error::Conflict { detail } => (with_detail(errors::CONFLICT, detail), Retry),
        Error::Rejected { detail } => (with_detail(errors::REJECTED, detail), Retry),
        Error::RateLimited => (plain(errors::RATE_LIMITED), Retry),
        Error::Server { status: status @ (502 | 504) } if via == Via::Proxy => (errors::proxy_gateway(*status), Retry),
        Error::Server { status } => (errors::server(*status), Retry),
        Error::Unexpected { status } => (errors::unexpected(*status), Retry),
        Error::Undecodable { place, problem } => (errors::undecodable(place, problem), Retry),
        Error::TooLarge => (plain(errors::TOO_LARGE), Nothing),
        Error::FileTooLarge => (plain(errors::FILE_TOO_LARGE), Nothing),
        Error::AgentUnknown => (plain(errors::AGENT_UNKNOWN), Settings),
        Error::NotOffered => (plain(errors::NOT_OFFERED), Nothing),
        Error::Address(problem) => (problem.clone(), Settings),
        Error::Demo { reason } if reason.is_empty() => (plain(errors::DEMO), Retry),
        Error::Demo { reason } => (errors::demo_because(reason), Retry),
    };
    Explanation { sentence, next }
}

fn with_detail(sentence: Phrase, detail: &str) -> String {
    if detail.is_empty() { errors::without_detail(sentence) } else { errors::with_detail(sentence, detail) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blocked_call_without_a_proxy_says_that_one_is_needed() {
        let direct = explain(&Error::Blocked, Via::Direct);
        assert!(direct.sentence.contains("CORS proxy is needed") && direct.next == NextStep::Settings);
    }

    #[test]
    fn every_error_has_a_sentence_of_its_own_and_one_that_was_not_sent_has_its_reasons() {
        let detail = String::new();
        let all = [
            Error::Offline,
            Error::Unreachable,
            Error::Blocked,
            Error::MixedContent,
            Error::LocalNetwork,
            Error::Interrupted,
            Error::TimedOut { seconds: 10 },
            Error::NotTheApi { status: 200, excerpt: detail.clone() },
            Error::Unauthorized,
            Error::CredentialRefused,
            Error::TokenMissing,
            Error::Forbidden { detail: detail.clone() },
            Error::NotFound,
            Error::Conflict { detail: detail.clone() },
            Error::Rejected { detail: detail.clone() },
            Error::RateLimited,
            Error::Server { status: 500 },
            Error::Server { status: 502 },
            Error::Unexpected { status: 302 },
            Error::Undecodable { place: "tickets[3]".into(), problem: "is missing".into() },
            Error::TooLarge,
            Error::FileTooLarge,
            Error::AgentUnknown,
            Error::NotOffered,
            Error::Demo { reason: detail },
        ];
        for via in [Via::Proxy, Via::Direct] {
            let sentences: Vec<String> = all.iter().map(|error| explain(error, via).sentence).collect();
            for (place, sentence) in sentences.iter().enumerate() {
                assert!(sentence.ends_with(['.', ' ']), "{sentence}");
                assert!(!sentences[..place].contains(sentence), "twice: {sentence}");
            }
            for error in &all {
                assert_eq!(explain(&Error::NotSent(Box::new(error.clone())), via), explain(error, via));
            }
        }
    }
}
