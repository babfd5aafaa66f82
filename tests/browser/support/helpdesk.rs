//! A Groove sandbox that a test controls: it can hold back or refuse responses, and records requests and which of them
//! were cancelled.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use deskbell::client::error::Error;
use deskbell::client::request::Request;
use deskbell::client::response::Response;
use deskbell::client::{Outgoing, Transport};
use deskbell::platform::clock;
use deskbell::sandbox::Sandbox;
use deskbell::sandbox::groove::{Groove, Ticket, ticket};
use futures::channel::oneshot;
use futures::future::{LocalBoxFuture, pending};

/// Makes an account with the tickets 1 to `count`, called "Ticket 1" and so on; the highest is listed first.
pub fn tickets(count: u64) -> Groove {
    (1..=count).fold(Groove::empty(), |groove, number| groove.and(ticket(number)))
}

/// The helpdesk. It handles each request at once; only the response can be held back.
#[derive(Clone)]
pub struct Helpdesk(Rc<RefCell<State>>);

struct State {
    groove: Groove,
    rules: Vec<(String, Rule)>,
    calls: Vec<Call>,
}

/// A response that a test gives instead of the sandbox.
type Answer = dyn Fn(&Request, &mut Groove) -> Result<Response, Error>;

/// What happens to the requests whose line contains a certain text.
enum Rule {
    /// The response is held back.
    Hold,
    /// The test responds instead of the sandbox.
    Answer(Box<Answer>),
}

struct Call {
    line: String,
    body: String,
    outcome: CallOutcome,
    held: Option<oneshot::Sender<()>>,
}

/// The outcome of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallOutcome {
    /// The response has not arrived yet.
    Waiting,
    /// The response arrived.
    Answered,
    /// The request was cancelled.
    Dropped,
}

impl From<Groove> for Helpdesk {
    fn from(groove: Groove) -> Self {
        Helpdesk(Rc::new(RefCell::new(State { groove, rules: Vec::new(), calls: Vec::new() })))
    }
}

impl Helpdesk {
    /// Holds back the responses to all further requests whose line (`GET /tickets?page=1…`) contains this text.
    pub fn hold(&self, part: &str) {
        self.rule(part, Rule::Hold);
    }

    /// Refuses such requests with this status and reason, without any effect on the sandbox.
    pub fn refuse(&self, part: &str, status: u16, reason: &str) {
        let body = format!(r#"{{"errors":{{"helpdesk":["{reason}"]}}}}"#);
        self.respond_with(part, move |_, _| Ok(Response { status, headers: Vec::new(), body: body.clone().into() }));
    }

    /// Responds to such requests with a function of the test.
    pub fn respond_with(
        &self,
        part: &str,
        answer: impl Fn(&Request, &mut Groove) -> Result<Response, Error> + 'static,
    ) {
        self.rule(part, Rule::Answer(Box::new(answer)));
    }

    /// Releases the oldest response that is held back for such a request.
    #[track_caller]
    pub fn release(&self, part: &str) {
        let mut state = self.0.borrow_mut();
        let mut waiting =
            state.calls.iter_mut().filter(|call| call.outcome == CallOutcome::Waiting && call.line.contains(part));
        let Some(held) = waiting.find_map(|call| call.held.take()) else {
            panic!("no response to {part} is held back")
        };
        held.send(()).unwrap();
    }

    /// Removes all rules. Responses that are held back stay so until released.
    pub fn reset_rules(&self) {
        self.0.borrow_mut().rules.clear();
    }

    /// Returns the lines of the requests so far that contain this text.
    pub fn requests(&self, part: &str) -> Vec<String> {
        self.calls(part, |call| call.line.clone())
    }

    /// Returns the bodies of such requests.
    pub fn bodies(&self, part: &str) -> Vec<String> {
        self.calls(part, |call| call.body.clone())
    }

    /// Returns the outcomes of such requests.
    pub fn outcomes(&self, part: &str) -> Vec<CallOutcome> {
        self.calls(part, |call| call.outcome)
    }

    /// Returns whether no response is pending.
    pub fn is_idle(&self) -> bool {
        !self.outcomes("").contains(&CallOutcome::Waiting)
    }

    /// Returns the pages of the list that were requested, in order.
    pub fn pages(&self) -> Vec<u32> {
        let page = |line: String| line.strip_prefix("GET /tickets?page=")?.split('&').next()?.parse().ok();
        self.requests("GET /tickets?").into_iter().filter_map(page).collect()
    }

    /// Returns a ticket of the sandbox.
    #[track_caller]
    pub fn ticket(&self, number: u64) -> Ticket {
        self.0.borrow().groove.ticket(number).clone()
    }

    fn rule(&self, part: &str, rule: Rule) {
        self.0.borrow_mut().rules.push((part.to_owned(), rule));
    }

    fn calls<T>(&self, part: &str, read: impl Fn(&Call) -> T) -> Vec<T> {
        self.0.borrow().calls.iter().filter(|call| call.line.contains(part)).map(read).collect()
    }

    /// Handles a request. Returns its index, its response, and a receiver to wait for if the response is held back.
    fn receive(&self, outgoing: Outgoing) -> (usize, Result<Response, Error>, Option<oneshot::Receiver<()>>) {
        let request = Request { headers: outgoing.headers, ..outgoing.request };
        let line = format!("{} {}", request.method.name(), request.path_and_query());
        let State { groove, rules, calls } = &mut *self.0.borrow_mut();
        let mut matching = rules.iter().rev().filter(|(part, _)| line.contains(part.as_str())).map(|(_, rule)| rule);
        let is_held = matching.clone().any(|rule| matches!(rule, Rule::Hold));
        let answer = matching.find_map(|rule| match rule {
            Rule::Answer(answer) => Some(answer(&request, groove)),
            Rule::Hold => None,
        });
        let answer = answer.unwrap_or_else(|| Ok(groove.answer(&request, clock::now())));
        let (held, released) = is_held.then(oneshot::channel).unzip();
        calls.push(Call {
            line,
            body: request.body.map(|body| body.logged().to_owned()).unwrap_or_default(),
            outcome: CallOutcome::Waiting,
            held,
        });
        (calls.len() - 1, answer, released)
    }
}

/// The transport between the app and the helpdesk. After the app is unmounted it delivers no responses, because their
/// signals no longer exist.
#[derive(Clone)]
pub struct TestTransport {
    helpdesk: Helpdesk,
    is_disconnected: Rc<Cell<bool>>,
}

impl From<Helpdesk> for TestTransport {
    fn from(helpdesk: Helpdesk) -> Self {
        TestTransport { helpdesk, is_disconnected: Rc::new(Cell::new(false)) }
    }
}

impl TestTransport {
    /// Stops delivering responses.
    pub fn disconnect(&self) {
        self.is_disconnected.set(true);
    }
}

impl Transport for TestTransport {
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        let TestTransport { helpdesk, is_disconnected } = self.clone();
        Box::pin(async move {
            let (call, answer, released) = helpdesk.receive(outgoing);
            let mut pending_call = PendingCall { helpdesk, call, outcome: CallOutcome::Dropped };
            clock::sleep(0).await;
            if let Some(released) = released {
                released.await.unwrap();
            }
            if is_disconnected.get() {
                return pending().await;
            }
            pending_call.outcome = CallOutcome::Answered;
            answer
        })
    }
}

/// Records the outcome of a request when its future is dropped.
struct PendingCall {
    helpdesk: Helpdesk,
    call: usize,
    outcome: CallOutcome,
}

impl Drop for PendingCall {
    fn drop(&mut self) {
        self.helpdesk.0.borrow_mut().calls[self.call].outcome = self.outcome;
    }
}
