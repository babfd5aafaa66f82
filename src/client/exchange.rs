//! A call to an API as a plain value: a request, and a function that decodes the response or returns the
//! next request.
//!
//! An exchange performs no I/O. The browser drives it with fetch, the tests drive it against a sandbox, and
//! neither knows which endpoint it calls.

use super::error::Error;
use super::request::Request;
use super::response::Response;

/// A request, and what to do with its response.
#[must_use = "an exchange does nothing until it is driven"]
pub struct Exchange<T> {
    /// What to send next.
    pub request: Request,
    next: Box<dyn FnOnce(Response) -> Step<T>>,
}

/// What follows a response.
pub enum Step<T> {
    /// The exchange is finished.
    Done(Result<T, Error>),
    /// Another request is needed.
    More(Exchange<T>),
}

/// A request without a decoder for its response yet; see [`Send::then`].
pub struct Send(Request);

impl Exchange<()> {
    /// Starts an exchange with a request; [`Send::then`] completes it.
    pub fn send(request: Request) -> Send {
        Send(request)
    }
}

impl Send {
    /// Decodes the response with this function.
    pub fn then<T: 'static>(self, decode: impl FnOnce(Response) -> Result<T, Error> + 'static) -> Exchange<T> {
        Exchange { request: self.0, next: Box::new(|response| Step::Done(decode(response))) }
    }
}

impl<T: 'static> Exchange<T> {
    /// Continues with the response to [`Exchange::request`].
    pub fn resume(self, response: Response) -> Step<T> {
        (self.next)(response)
    }

    /// Continues with another step if this exchange succeeds.
    pub fn and_then<U: 'static>(self, follow: impl FnOnce(T) -> Step<U> + 'static) -> Exchange<U> {
        Exchange {
            request: self.request,
            next: Box::new(|response| match (self.next)(response) {
                Step::Done(Ok(value)) => follow(value),
                Step::Done(Err(error)) => Step::Done(Err(error)),
                Step::More(exchange) => Step::More(exchange.and_then(follow)),
            }),
        }
    }

    /// Chains exchanges one after the other. Its value is the last one's.
    pub fn in_sequence(first: Exchange<T>, rest: Vec<Exchange<T>>) -> Exchange<T> {
        rest.into_iter().fold(first, |before, next| before.and_then(|_| Step::More(next)))
    }

    /// Converts the value of a successful exchange.
    pub fn map<U: 'static>(self, convert: impl FnOnce(T) -> U + 'static) -> Exchange<U> {
        self.and_then(|value| Step::Done(Ok(convert(value))))
    }

    /// Runs the exchange to its end with a function that returns the response to each request.
    ///
    /// The native tests use this loop; `Client` runs the same one with `await`.
    ///
    /// # Errors
    ///
    /// What `respond` failed with, or what a response stands for.
    pub fn run(mut self, mut respond: impl FnMut(&Request) -> Result<Response, Error>) -> Result<T, Error> {
        loop {
            let response = respond(&self.request)?;
            match self.resume(response) {
                Step::Done(result) => return result,
                Step::More(exchange) => self = exchange,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path;

    fn status_of(segment: &'static str) -> Exchange<u16> {
        Exchange::send(Request::get(path![segment])).then(|response| Ok(response.status))
    }

    #[test]
    fn one_exchange_follows_another() {
        let both = status_of("a").and_then(|first| Step::More(status_of("b").map(move |second| (first, second))));
        let mut asked = Vec::new();
        let result = both.run(|request| {
            asked.push(request.path.clone());
            Ok(Response::status(200 + asked.len() as u16))
        });
        assert_eq!(result, Ok((201, 202)));
        assert_eq!(asked, ["/a", "/b"]);
    }

    #[test]
    fn exchanges_run_in_sequence() {
        let mut asked = Vec::new();
        let all = Exchange::in_sequence(status_of("a"), vec![status_of("b"), status_of("c")]);
        let last = all.run(|request| {
            asked.push(request.path.clone());
            Ok(Response::status(200 + asked.len() as u16))
        });
        assert_eq!((last, asked.join(" ").as_str()), (Ok(203), "/a /b /c"));
    }

    #[test]
    fn an_error_ends_the_exchange() {
        let both = status_of("a").and_then(|_| Step::More(status_of("b")));
        assert_eq!(both.run(|_| Err(Error::Offline)), Err(Error::Offline));
    }
}
