//! The request policy as a state machine, run with a simulated clock over any sequence of responses.

use deskbell::client::error::Error;
use deskbell::client::policy::{Decision, Policy, RateLimit, RequestOutcome, retry_delay, time_limit};
use deskbell::client::request::{Form, Method, Request};
use deskbell::client::response::Response;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::properties::cases;

/// The result of a request, and how long it takes in milliseconds.
type Event = (Result<Response, Error>, i64);

fn answers() -> impl Strategy<Value = Event> {
    const STATUSES: [u16; 15] = [200, 204, 400, 401, 403, 404, 408, 409, 422, 425, 429, 500, 502, 503, 504];
    let wait = option::of(prop_oneof![
        (0u32..600).prop_map(|seconds| seconds.to_string()),
        Just("Sun, 06 Nov 1994 08:49:37 GMT".to_owned()),
        Just("soon".to_owned()),
    ]);
    let answered = (select(&STATUSES[..]), wait).prop_map(|(status, wait)| {
        let answer = Response::status(status);
        Ok(match wait {
            Some(wait) => answer.with_header("retry-after", wait),
            None => answer,
        })
    });
    let errors =
        [Error::Unreachable, Error::Blocked, Error::Interrupted, Error::TimedOut { seconds: 10 }, Error::TooLarge];
    let lost = select(errors.to_vec()).prop_map(Err);
    (prop_oneof![answered, lost], 1i64..30_000)
}

/// How one request went: when each attempt was sent and when it ended, in milliseconds.
struct Run {
    sent_at: Vec<i64>,
    ended_at: i64,
    result: Result<Response, Error>,
}

/// Sends one request as the connection does. The helpdesk repeats `events` in a cycle.
fn drive(policy: &mut Policy, method: Method, events: &[Event], from: i64, chance: f64) -> Run {
    let request = Request::new(method, "/tickets/7".to_owned()).query("page", 1);
    let limit = i64::from(time_limit(&request)) * 1000;
    let mut now = from;
    let mut sent_at: Vec<i64> = Vec::new();
    for (answer, takes) in events.iter().cycle() {
        loop {
            match policy.decide(now) {
                Decision::Send => break,
                Decision::Reject(error) => return Run { sent_at, ended_at: now, result: Err(error) },
                Decision::Wait(wait) => now += wait,
            }
        }
        let began = *sent_at.first().unwrap_or(&now);
        sent_at.push(now);
        now += takes.min(&limit);
        let result = if takes > &limit { Err(Error::TimedOut { seconds: 10 }) } else { answer.clone() };
        let outcome = RequestOutcome::from_result(&result, now);
        policy.record(&outcome, now);
        match retry_delay(method, sent_at.len() as u32, now - began, &outcome, chance) {
            Some(wait) => now += i64::from(wait),
            None => return Run { sent_at, ended_at: now, result },
        }
    }
    unreachable!("the events repeat without end")
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn every_request_ends_within_four_attempts_and_in_time(
        events in vec(answers(), 1..6),
        method in select(vec![Method::Get, Method::Put, Method::Delete]),
        chance in 0.0..1.0,
    ) {
        let run = drive(&mut Policy::default(), method, &events, 0, chance);
        prop_assert!((1..=4).contains(&run.sent_at.len()));
        // The last attempt begins within the retry window plus one wait, and has its own time limit.
        prop_assert!(run.ended_at <= 20_000 + 4000 + 30_000, "{} ms", run.ended_at);
    }

    #[test]
    fn post_and_patch_are_never_retried(
        events in vec(answers(), 1..6),
        method in select(vec![Method::Post, Method::Patch]),
        chance in 0.0..1.0,
    ) {
        prop_assert_eq!(drive(&mut Policy::default(), method, &events, 0, chance).sent_at.len(), 1);
    }

    #[test]
    fn put_and_delete_are_retried_only_if_nothing_was_done(
        events in vec(answers(), 1..6),
        method in select(vec![Method::Put, Method::Delete]),
    ) {
        let run = drive(&mut Policy::default(), method, &events, 0, 0.5);
        for (answer, takes) in events.iter().cycle().take(run.sent_at.len() - 1) {
            prop_assert!(*takes <= 30_000);
            prop_assert!(matches!(answer, Ok(answer) if [425, 503].contains(&answer.status)), "{:?}", answer);
        }
    }

    #[test]
    fn no_request_is_sent_before_retry_after_has_passed(
        events in vec(answers(), 1..12),
        gaps in vec(0i64..90_000, 12),
    ) {
        let mut policy = Policy::default();
        let mut now = 784_111_777_000;
        let mut paused_until = 0;
        for (event, gap) in events.iter().zip(gaps) {
            now += gap;
            if let Some((until, _)) = policy.pause(now) {
                prop_assert!(until - now <= 60_000, "no pause is longer than a minute");
            }
            let run = drive(&mut policy, Method::Post, std::slice::from_ref(event), now, 0.5);
            prop_assert!(run.sent_at.iter().all(|sent_at| *sent_at >= paused_until));
            now = run.ended_at;
            if !run.sent_at.is_empty() && let Ok(answer) = &run.result && answer.status == 429 {
                let wait = answer.retry_after(now).unwrap_or(1).clamp(1, 60);
                paused_until = now + i64::from(wait) * 1000;
            }
        }
    }

    #[test]
    fn requests_resume_within_a_minute_after_a_recovery(events in vec(answers(), 1..40)) {
        let mut policy = Policy::default();
        let mut now = 0;
        for event in &events {
            now = drive(&mut policy, Method::Get, std::slice::from_ref(event), now, 0.5).ended_at;
        }
        now += 60_000;
        let healthy = [(Ok(Response::status(200)), 10)];
        prop_assert!(drive(&mut policy, Method::Get, &healthy, now, 0.5).result.is_ok());
        prop_assert!(!policy.is_in_doubt());
    }
}

#[test]
fn uploads_have_a_longer_time_limit() {
    let text = Request::post("/attachments".to_owned()).json(serde_json::Map::new());
    let file = text.clone().form(Form::of_file("files[]", "a.txt", "text/plain", b"a"));
    // Twenty megabytes in five minutes is half a megabit per second.
    assert_eq!((time_limit(&text), time_limit(&file)), (30, 300));
}

#[test]
fn after_three_failures_one_request_probes_for_all() {
    let mut policy = Policy::default();
    let trouble = RequestOutcome::Failed(Error::Unreachable);
    for now in 0..3 {
        assert_eq!(policy.decide(now), Decision::Send);
        policy.record(&trouble, now);
    }
    assert_eq!(policy.decide(3), Decision::Reject(Error::Unreachable));
    assert_eq!(policy.pause(3), Some((5002, &Error::Unreachable)));
    assert_eq!((policy.decide(5002), policy.decide(5003)), (Decision::Send, Decision::Reject(Error::Unreachable)));
    // The probing request was cancelled, so another one may probe.
    policy.abandon();
    assert_eq!(policy.decide(5004), Decision::Send);
    policy.record(&trouble, 6000);
    assert_eq!(policy.pause(6000), Some((16_000, &Error::Unreachable)), "twice as long");
    // The network is back.
    policy.retry_now();
    assert_eq!(policy.decide(6001), Decision::Send);
    policy.record(&RequestOutcome::Responded, 6002);
    assert!((0..3).all(|_| policy.decide(6003) == Decision::Send));
}

#[test]
fn a_pause_follows_retry_after_or_doubles_each_time() {
    let mut policy = Policy::default();
    policy.record(&RequestOutcome::Throttled(Some(7)), 0);
    // Nothing ends it earlier.
    policy.retry_now();
    assert_eq!(policy.pause(0).map(|(until, _)| until), Some(7000));
    let mut policy = Policy::default();
    let mut now = 0;
    let mut lengths = Vec::new();
    for _ in 0..4 {
        policy.record(&RequestOutcome::Throttled(None), now);
        let until = policy.pause(now).map(|(until, _)| until).unwrap();
        lengths.push((until - now) / 1000);
        now = until;
        assert_eq!(policy.decide(now), Decision::Send);
    }
    assert_eq!(lengths, [10, 20, 40, 60]);
    policy.record(&RequestOutcome::Throttled(Some(3600)), now);
    assert_eq!(policy.pause(now).map(|(until, _)| until - now), Some(60_000), "an hour is capped");
}

#[test]
fn several_rate_limit_responses_make_one_pause() {
    let mut policy = Policy::default();
    for now in 0..4 {
        policy.record(&RequestOutcome::Throttled(None), now);
    }
    assert_eq!(policy.pause(4).map(|(until, _)| until), Some(10_003), "one pause, not four");
    // The longest one counts, in any order.
    policy.record(&RequestOutcome::Throttled(Some(40)), 5);
    policy.record(&RequestOutcome::Throttled(Some(2)), 6);
    assert_eq!(policy.pause(6).map(|(until, _)| until), Some(40_005));
}

#[test]
fn a_late_success_does_not_end_a_pause() {
    let mut policy = Policy::new(RateLimit::new(None));
    assert_eq!((policy.decide(0), policy.decide(0)), (Decision::Send, Decision::Send));
    policy.record(&RequestOutcome::Throttled(Some(30)), 100);
    policy.record(&RequestOutcome::Responded, 200);
    assert!(matches!(policy.decide(300), Decision::Reject(Error::RateLimited)));
    assert_eq!(policy.decide(30_100), Decision::Send);
}
