//! The overview: charts of the tickets in the list, each with a table of its numbers. Every bar links to the view of the
//! tickets that it counts.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::alerts::AccountAlerts;
use super::commands::{Action, Context, hint};
use super::controls::{Icon, TextButton, is_plain, present};
use super::list::filters::chips;
use super::list::hints::{Hints, LoadAll, NoAccount, Nothing};
use super::reactive;
use crate::domain::overview::Found;
use crate::domain::{Person, Phrase, StateCategory};
use crate::platform::{clock, focus, intl};
use crate::routes::{Page, Route};
use crate::state::AppState;
use crate::state::list::counts::{Bar, Overview as Charts};
use crate::state::remote::Remote;
use crate::text::{self, Counted, list, overview, ticket, views};

/// The id of the page, by which it is focused.
const PAGE: &str = "overview";
/// The id of its heading, which is its accessible name.
const HEADING: &str = "overview-heading";
/// How many bars a chart has at most. Its table has all.
const MOST: usize = 14;

/// The link to the charts.
#[component]
pub fn OverviewLink() -> impl IntoView {
    let app = AppState::here();
    let is_here = move || app.navigation.route().page == Page::Overview;
    let on_click = move |event: MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            app.shows_views.set(false);
            app.navigation.turn_to(Page::Overview);
        }
    };
    view! {
        <a
            class="icon-button"
            href=reactive::text(move || app.navigation.link_to_page(Page::Overview))
            aria-label=overview::TITLE.text()
            title=overview::TITLE.text()
            aria-current=reactive::maybe(move || is_here().then(|| "page".to_owned()))
            on:click=reactive::on(on_click)
        >
            <Icon name="chart"/>
        </a>
    }
}

/// The page of charts.
#[component]
pub fn Overview() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    let context = Context::here();
    let now = present();
    let today = Memo::new(move |_| clock::day_of(now.get()));
    let charts = Memo::new(move |_| app.overview(today.get()));
    // The focus goes to the beginning of the page, as after loading a page.
    spawn_local(async {
        tick().await;
        focus::focus_id(PAGE);
    });
    // Some lists contain only the email addresses of people. Their names are loaded once.
    reactive::effect(move || {
        let has_no_name = |it: &Found<Option<Person>>| {
            it.what.as_ref().is_some_and(|person| untrack(|| app.accounts.known(&it.account, person)).name.is_empty())
        };
        charts.with(|charts| {
            for found in charts.counts.assignees.iter().filter(|it| has_no_name(it)) {
                let account = found.account.clone();
                // If that fails, the email addresses stay.
                spawn_local(async move { drop(app.accounts.fill_directory(&account).await) });
            }
        });
    });
    let is_empty = reactive::memo(move || charts.with(|charts| charts.counts.tickets == 0));
    let is_narrowed = move || list.is_narrowed() || list.has_search_text();
    let counted = move || {
        text::counted(&Counted {
            tickets: charts.with(|charts| charts.counts.tickets),
            unreadable: charts.with(|charts| charts.unreadable),
            loaded: list.loaded(),
            total: list.total(),
            is_complete: list.is_complete(),
            is_narrowed: is_narrowed(),
        })
    };
    // While everything is being loaded, the progress bar says how far it is.
    let live = move || if list.loading_all.get() { "off" } else { "polite" }.to_owned();
    let has_hints = move || list.query().is_limited();
    view! {
        <section id=PAGE class="overview" role="region" aria-labelledby=HEADING tabindex="-1">
            <header class="overview-head">
                <TextButton label=ticket::BACK_TO_LIST icon="back" key=hint("back") on_press=move |_| context.act(Action::Back)/>
                <h1 id=HEADING>{overview::TITLE.text()}</h1>
                <CountedView/>
            </header>
            <div class="overview-body">
                <AccountAlerts/>
                {reactive::when(has_hints, || view! { <Hints/> })}
                <div class="counted">
                    {reactive::when(
                        move || !is_empty.get(),
                        move || view! { <p aria-live=reactive::text(live)>{reactive::text(counted)}</p> },
                    )}
                    {reactive::when(move || list.has_more() || list.loading_all.get(), || view! { <LoadAll/> })}
                </div>
                {reactive::either(move || is_empty.get(), || view! { <Empty/> }, move || view! { <Figures charts/> })}
            </div>
        </section>
    }
}

/// The view that is counted: its accounts, its search, and its filters, which can be removed.
#[component]
fn CountedView() -> impl IntoView {
    let app = AppState::here();
    let query = reactive::signal(move || app.navigation.route().query);
    let account = move || {
        let accounts = app.list.accounts();
        match accounts.as_slice() {
            [one] => app.accounts.find(one).map(|account| account.name).unwrap_or_default(),
            _ => views::ALL_ACCOUNTS.into(),
        }
    };
    let words = move || match query.with(|query| query.text.trim().to_owned()) {
        text if text.is_empty() => text,
        text => views::quoted(&text),
    };
    view! {
        <div class="counting">
            <span dir="auto">{reactive::text(account)}</span>
            <span dir="auto">{reactive::text(words)}</span>
            {chips(query)}
        </div>
    }
}

/// Why there is nothing to count, or a placeholder while tickets are loading.
#[component]
fn Empty() -> impl IntoView {
    let app = AppState::here();
    let list = app.list;
    reactive::view(move || {
        if list.accounts().is_empty() {
            return view! { <NoAccount/> }.into_any();
        }
        match list.first_pages.get() {
            Remote::Ready => view! { <Nothing/> }.into_any(),
            Remote::Failed(_) => ().into_any(),
            Remote::Idle | Remote::Loading => view! {
                <div class="ticket-skeleton" aria-hidden="true">
                    <span></span>
                    <span></span>
                    <span></span>
                </div>
            }
            .into_any(),
        }
    })
}

#[component]
fn Figures(charts: Memo<Charts>) -> impl IntoView {
    let of_people = |charts: &Charts| match charts.assignees.len().saturating_sub(MOST) {
        0 => String::new(),
        more => overview::more_in_table(more),
    };
    view! {
        <div class="charts">
            <Chart id="by-state" title=overview::BY_STATE what=overview::STATE charts bars=|it| &it.states note=|_| String::new()/>
            <Chart id="by-assignee" title=overview::BY_ASSIGNEE what=overview::ASSIGNEE charts bars=|it| &it.assignees note=of_people/>
            <Chart id="by-age" title=overview::BY_AGE what=overview::AGE charts bars=|it| &it.ages note=|it| text::of_open(it.counts.open, it.counts.undated_open())/>
            <Chart id="by-day" title=overview::BY_DAY what=overview::DAY charts bars=|it| &it.created note=|it| text::of_days(it.counts.earlier, it.counts.undated())/>
        </div>
    }
}

/// One chart with the table of its numbers.
#[component]
fn Chart(
    /// Its id, for its heading and the style sheet.
    id: &'static str,
    /// Its title.
    title: Phrase,
    /// What its bars stand for, as the heading of a column.
    what: Phrase,
    charts: Memo<Charts>,
    /// Returns its bars.
    bars: fn(&Charts) -> &Vec<Bar>,
    /// Returns its caption.
    note: fn(&Charts) -> String,
) -> impl IntoView {
    let keys = move |most: usize| {
        move || charts.with(|charts| bars(charts).iter().take(most).map(|bar| bar.key.clone()).collect())
    };
    let bar_of = move |key: String| {
        reactive::signal(move || {
            let found = charts.with(|charts| bars(charts).iter().find(|bar| bar.key == key).cloned());
            found.unwrap_or_default()
        })
    };
    let longest = move || charts.with(|charts| bars(charts).iter().map(|bar| bar.count).max().unwrap_or_default());
    view! {
        <figure id=id class="chart" aria-labelledby=format!("{id}-title")>
            <h2 id=format!("{id}-title")>{title.text()}</h2>
            <ul class="bars">
                {reactive::each(
                    keys(MOST),
                    move |key| {
                        let bar = bar_of(key);
                        let share = reactive::text(move || (bar.get().count * 1000 / longest().max(1)).to_string());
                        view! { <BarLink bar share/> }
                    },
                )}
            </ul>
            <figcaption>{reactive::text(move || charts.with(note))}</figcaption>
            <details>
                <summary aria-label=overview::show_table_of(title)>{overview::SHOW_TABLE.text()}</summary>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{what.text()}</th>
                            <th scope="col">{list::TICKETS.text()}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {reactive::each(
                            keys(usize::MAX),
                            move |key| {
                                let bar = bar_of(key);
                                view! {
                                    <tr>
                                        <th scope="row" dir="auto">{reactive::text(move || bar.get().name)}</th>
                                        <td>{reactive::text(move || intl::number(bar.get().count as u64))}</td>
                                    </tr>
                                }
                            },
                        )}
                    </tbody>
                </table>
            </details>
        </figure>
    }
}

/// One bar, which is a link to what it counts.
#[component]
fn BarLink(
    bar: Signal<Bar>,
    /// Its length in thousandths of the longest bar.
    share: Signal<String>,
) -> impl IntoView {
    let app = AppState::here();
    // The link keeps the present order of the list.
    let view = reactive::signal(move || {
        let (scope, query) = bar.get().view?;
        Some(Route { scope, query, display: app.navigation.route().display, ..Route::default() })
    });
    let href = reactive::maybe(move || view.get().map(|view| app.navigation.link_to_view(&view)));
    // Without a link, the text is the name: a label is allowed only on a link.
    let label = reactive::maybe(move || {
        let bar = bar.get();
        bar.view.is_some().then(|| overview::bar(&bar.name, bar.count))
    });
    let on_click = move |event: MouseEvent| {
        if let Some(view) = view.get_untracked().filter(|_| is_plain(&event)) {
            event.prevent_default();
            app.navigation.visit(view);
        }
    };
    let category = untrack(|| bar.get().category).map(StateCategory::name);
    view! {
        <li class=category style:--share=share>
            <a href=href aria-label=label on:click=reactive::on(on_click)>
                <span class="bar-name">
                    {category.map(|category| view! { <span class=format!("tone {category}")></span> })}
                    <span class="long" dir="auto">{reactive::text(move || bar.get().name)}</span>
                    <span class="short">{reactive::text(move || bar.get().short)}</span>
                </span>
                // Without this space the text would run the name and the number together.
                " "
                <svg class="bar" aria-hidden="true" focusable="false">
                    <rect></rect>
                </svg>
                <span class="bar-count">{reactive::text(move || intl::number(bar.get().count as u64))}</span>
            </a>
        </li>
    }
}
