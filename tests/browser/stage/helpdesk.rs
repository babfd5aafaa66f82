//! A Groove account played in memory, in the hands of the test: it holds answers back, refuses, and
//! remembers what it was asked and which requests were given up.

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

/// An account with the tickets 1 to `count`, called "Ticket 1" and so on; the highest is listed first.
pub fn tickets(count: u64) -> Groove {
    (1..=count).fold(Groove::empty(), |groove, number| groove.and(ticket(number)))
}

/// The helpdesk. It answers each request when it comes; what is held back is the answer.
#[derive(Clone)]
pub struct Helpdesk(Rc<RefCell<Play>>);

struct Play {
    groove: Groove,
    rules: Vec<(String, Rule)>,
    calls: Vec<Call>,
}

/// An answer that a test gives in the helpdesk's place.
type Answer = dyn Fn(&Request, &mut Groove) -> Result<Response, Error>;

/// What happens to the requests whose line holds a certain text.
enum Rule {
    /// Their answers wait.
    Hold,
    /// They are answered otherwise.
    Answer(Box<Answer>),
}

struct Call {
    line: String,
    body: String,
    outcome: WriteOutcome,
    held: Option<oneshot::Sender<()>>,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    /// Its answer is on the way.
    Waiting,
    /// Its answer arrived.
    Answered,
    /// It was given up before.
    Dropped,
}

impl From<Groove> for Helpdesk {
    fn from(groove: Groove) -> Self {
        Helpdesk(Rc::new(RefCell::new(Play { groove, rules: Vec::new(), calls: Vec::new() })))
    }
}

impl Helpdesk {
    /// Holds back the answers to the requests from now on whose line (`GET /tickets?page=1…`) holds
    /// this text.
    pub fn hold(&self, part: &str) {
        self.rule(part, Rule::Hold);
    }

    /// Answers those requests with this status and reason, and does not do what they ask.
    pub fn refuse(&self, part: &str, status: u16, reason: &str) {
        let body = format!(r#"{{"errors":{{"helpdesk":["{reason}"]}}}}"#);
        self.play(part, move |_, _| Ok(Response { status, headers: Vec::new(), body: body.clone() }));
    }

    /// Answers those requests in another way.
    pub fn play(&self, part: &str, answer: impl Fn(&Request, &mut Groove) -> Result<Response, Error> + 'static) {
        self.rule(part, Rule::Answer(Box::new(answer)));
    }

    /// Lets the oldest answer go that is held back for such a request.
    #[track_caller]
    pub fn release(&self, part: &str) {
        let mut play = self.0.borrow_mut();
        let mut waiting =
            play.calls.iter_mut().filter(|call| call.outcome == WriteOutcome::Waiting && call.line.contains(part));
        let Some(held) = waiting.find_map(|call| call.held.take()) else { panic!("no answer waits for {part}") };
        held.send(()).unwrap();
    }

    /// From now on everything goes as it should. What was held back stays so until it is released.
    pub fn behave(&self) {
        self.0.borrow_mut().rules.clear();
    }

    /// The lines of the requests so far that hold this text.
    pub fn asked(&self, part: &str) -> Vec<String> {
        self.calls(part, |call| call.line.clone())
    }

    /// The documents that those requests carried.
    pub fn bodies(&self, part: &str) -> Vec<String> {
        self.calls(part, |call| call.body.clone())
    }

    /// What became of those requests.
    pub fn fates(&self, part: &str) -> Vec<WriteOutcome> {
        self.calls(part, |call| call.outcome)
    }

    /// Whether no answer is on its way.
    pub fn is_quiet(&self) -> bool {
        !self.fates("").contains(&WriteOutcome::Waiting)
    }

    /// The pages of the list that were asked for, in order.
    pub fn pages(&self) -> Vec<u32> {
        let page = |line: String| line.strip_prefix("GET /tickets?page=")?.split('&').next()?.parse().ok();
        self.asked("GET /tickets?").into_iter().filter_map(page).collect()
    }

    /// A ticket as the helpdesk has it.
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

    /// Takes a request in: its number, its answer, and what to wait for if that is held back.
    fn take(&self, outgoing: Outgoing) -> (usize, Result<Response, Error>, Option<oneshot::Receiver<()>>) {
        let request = Request { headers: outgoing.headers, ..outgoing.request };
        let line = format!("{} {}", request.method.name(), request.path_and_query());
        let Play { groove, rules, calls } = &mut *self.0.borrow_mut();
        let mut fitting = rules.iter().rev().filter(|(part, _)| line.contains(part.as_str())).map(|(_, rule)| rule);
        let is_held = fitting.clone().any(|rule| matches!(rule, Rule::Hold));
        let answer = fitting.find_map(|rule| match rule {
            Rule::Answer(answer) => Some(answer(&request, groove)),
            Rule::Hold => None,
        });
        let answer = answer.unwrap_or_else(|| Ok(groove.answer(&request, clock::now())));
        let (held, released) = is_held.then(oneshot::channel).unzip();
        calls.push(Call {
            line,
            body: request.body.map(|body| body.logged().to_owned()).unwrap_or_default(),
            outcome: WriteOutcome::Waiting,
            held,
        });
        (calls.len() - 1, answer, released)
    }
}

/// The line between an app and a helpdesk, until the app is unmounted: then no answer arrives any
/// more, because there is no state left to take it in.
#[derive(Clone)]
pub struct Line {
    helpdesk: Helpdesk,
    is_cut: Rc<Cell<bool>>,
}

impl From<Helpdesk> for Line {
    fn from(helpdesk: Helpdesk) -> Self {
        Line { helpdesk, is_cut: Rc::new(Cell::new(false)) }
    }
}

impl Line {
    /// Lets no answer through from now on.
    pub fn cut(&self) {
        self.is_cut.set(true);
    }
}

impl Transport for Line {
    fn send(&self, outgoing: Outgoing) -> LocalBoxFuture<'static, Result<Response, Error>> {
        let Line { helpdesk, is_cut } = self.clone();
        Box::pin(async move {
            let (call, answer, released) = helpdesk.take(outgoing);
            let mut under_way = UnderWay { helpdesk, call, outcome: WriteOutcome::Dropped };
            clock::sleep(0).await;
            if let Some(released) = released {
                released.await.unwrap();
            }
            if is_cut.get() {
                return pending().await;
            }
            under_way.outcome = WriteOutcome::Answered;
            answer
        })
    }
}

/// Writes down what became of a request when it is over, one way or the other.
struct UnderWay {
    helpdesk: Helpdesk,
    call: usize,
    outcome: WriteOutcome,
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.helpdesk.0.borrow_mut().calls[self.call].outcome = self.outcome;
    }
}
