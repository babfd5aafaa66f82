//! One conversation with an API as a plain value: send this, then decode the answer or go on.
//!
//! An exchange performs nothing. The browser drives it with fetch, the tests drive it against a
//! sandbox, and neither knows which endpoint it is.

use super::error::Error;
use super::request::Request;
use super::response::Response;

/// A request, and what its answer means.
#[must_use = "an exchange does nothing until it is driven"]
pub struct Exchange<T> {
    /// What to send next.
    pub request: Request,
    next: Box<dyn FnOnce(Response) -> Step<T>>,
}

/// What follows an answer.
pub enum Step<T> {
    /// The exchange is over.
    Done(Result<T, Error>),
    /// Another request is needed.
    More(Exchange<T>),
}

/// A request on its way to becoming an exchange.
pub struct Send(Request);

impl Exchange<()> {
    /// Begins with a request; [`Send::then`] says what its answer means.
    pub fn send(request: Request) -> Send {
        Send(request)
    }
}

impl Send {
    /// Decodes the answer.
    pub fn then<T: 'static>(self, decode: impl FnOnce(Response) -> Result<T, Error> + 'static) -> Exchange<T> {
        Exchange { request: self.0, next: Box::new(|response| Step::Done(decode(response))) }
    }
}

impl<T: 'static> Exchange<T> {
    /// Takes in the answer to [`Exchange::request`].
    pub fn answer(self, response: Response) -> Step<T> {
        (self.next)(response)
    }

    /// Goes on with another exchange when this one succeeds.
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

    /// Drives one exchange after the other; the last one's value is what it brings.
    pub fn in_turn(first: Exchange<T>, rest: Vec<Exchange<T>>) -> Exchange<T> {
        rest.into_iter().fold(first, |before, next| before.and_then(|_| Step::More(next)))
    }

    /// Translates what a successful exchange brings.
    pub fn map<U: 'static>(self, translate: impl FnOnce(T) -> U + 'static) -> Exchange<U> {
        self.and_then(|value| Step::Done(Ok(translate(value))))
    }

    /// Drives the exchange to its end with a function that answers each request.
    ///
    /// This is the whole driver of the native tests; the browser's is the same loop with `await`.
    pub fn run(mut self, mut answer: impl FnMut(&Request) -> Result<Response, Error>) -> Result<T, Error> {
        loop {
            let response = answer(&self.request)?;
            match self.answer(response) {
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
    fn exchanges_go_in_turn() {
        let mut asked = Vec::new();
        let all = Exchange::in_turn(status_of("a"), vec![status_of("b"), status_of("c")]);
        let last = all.run(|request| {
            asked.push(request.path.clone());
            Ok(Response::status(200 + asked.len() as u16))
        });
        assert_eq!((last, asked.join(" ").as_str()), (Ok(203), "/a /b /c"));
    }

    #[test]
    fn an_error_ends_it() {
        let both = status_of("a").and_then(|_| Step::More(status_of("b")));
        assert_eq!(both.run(|_| Err(Error::Offline)), Err(Error::Offline));
    }
}
