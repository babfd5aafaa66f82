//! The table of errors: what each one means to a person, and what to do next.

use crate::client::error::Error;

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

/// What an error means. `proxied` says whether the account goes through a CORS proxy.
pub fn explain(error: &Error, proxied: bool) -> Explanation {
    use NextStep::{Nothing, Retry, Settings, Token};
    let who = if proxied { "The CORS proxy" } else { "The helpdesk" };
    let (sentence, next) = match error {
        Error::NotSent(reason) => return explain(reason, proxied),
        Error::Offline => (super::OFFLINE.to_owned(), Retry),
        Error::Unreachable => {
            (format!("{who} cannot be reached. Either it is down, or its address in Settings is wrong."), Settings)
        }
        Error::Blocked if proxied => (
            "The browser blocked this call: the CORS proxy is there, but does not allow this page. Allow it in the \
             proxy, or set another one in Settings."
                .to_owned(),
            Settings,
        ),
        Error::Blocked => (
            "The browser blocked this call: the helpdesk does not allow pages of other sites to call it (CORS). A \
             CORS proxy is needed; set one in Settings."
                .to_owned(),
            Settings,
        ),
        Error::MixedContent => (
            format!("{who} has an http address, and browsers call none from an https page. Use https in Settings."),
            Settings,
        ),
        Error::LocalNetwork => (
            format!(
                "{who} is on this device or its network, and the browser did not get through. Allow this page to reach \
                 the local network, and see that it runs."
            ),
            Retry,
        ),
        Error::Interrupted => ("The answer broke off in the middle.".to_owned(), Retry),
        Error::TimedOut { seconds } => (format!("No complete answer came within {seconds} seconds."), Retry),
        Error::NotTheApi { excerpt, .. } => {
            let who = if proxied { "The proxy" } else { "Another web page" };
            let said = if excerpt.is_empty() { String::new() } else { format!(" It said: “{excerpt}”") };
            (
                format!("{who} answered instead of the helpdesk. Check the address and the proxy in Settings.{said}"),
                Settings,
            )
        }
        Error::Unauthorized => ("The helpdesk refused this token. Enter another one.".to_owned(), Token),
        Error::CredentialRefused => {
            ("The credential that the proxy adds was refused. Whoever runs the proxy must renew it.".to_owned(), Retry)
        }
        Error::TokenMissing => ("This account needs its API token.".to_owned(), Token),
        Error::Forbidden { detail } => (with_detail("The helpdesk does not allow this with your token", detail), Retry),
        Error::NotFound => ("The helpdesk does not have this. It may have been deleted or moved.".to_owned(), Retry),
        Error::Conflict { detail } => (with_detail("Something stands against this change", detail), Retry),
        Error::Rejected { detail } => (with_detail("The helpdesk did not accept this", detail), Retry),
        Error::RateLimited => ("Too many requests: the helpdesk needs a pause.".to_owned(), Retry),
        Error::Server { status: status @ (502 | 504) } if proxied => {
            (format!("The CORS proxy got no good answer from the helpdesk ({status})."), Retry)
        }
        Error::Server { status } => (format!("The helpdesk has a problem of its own ({status})."), Retry),
        Error::Unexpected { status } => {
            (format!("The helpdesk answered in a way nobody documented ({status})."), Retry)
        }
        Error::Undecodable { place, problem } => {
            (format!("The answer could not be read. At {place}: {problem}."), Retry)
        }
        Error::TooLarge => ("The answer is larger than 20 MB and was not read.".to_owned(), Nothing),
        Error::FileTooLarge => ("The file is larger than 20 MB and was not sent.".to_owned(), Nothing),
        Error::NotOffered { what: "me" } => {
            ("Deskbell does not know who you are in this helpdesk. Fill in “I am” in Settings.".to_owned(), Settings)
        }
        Error::NotOffered { .. } => ("This helpdesk's API does not offer that.".to_owned(), Nothing),
        Error::Address(problem) => (problem.clone(), Settings),
        Error::Demo { reason } => (format!("The demo cannot answer. {reason}"), Retry),
    };
    Explanation { sentence, next }
}

fn with_detail(sentence: &str, detail: &str) -> String {
    if detail.is_empty() { format!("{sentence}.") } else { format!("{sentence}: {detail}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blocked_call_without_a_proxy_says_that_one_is_needed() {
        let direct = explain(&Error::Blocked, false);
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
            Error::NotOffered { what: "me" },
            Error::NotOffered { what: "change" },
            Error::Demo { reason: detail },
        ];
        for proxied in [true, false] {
            let sentences: Vec<String> = all.iter().map(|error| explain(error, proxied).sentence).collect();
            for (place, sentence) in sentences.iter().enumerate() {
                assert!(sentence.ends_with(['.', ' ']), "{sentence}");
                assert!(!sentences[..place].contains(sentence), "twice: {sentence}");
            }
            for error in &all {
                assert_eq!(explain(&Error::NotSent(Box::new(error.clone())), proxied), explain(error, proxied));
            }
        }
    }
}
