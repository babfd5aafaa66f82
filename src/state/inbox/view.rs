//! What the list shows: the route in terms of what the account's API can do.

use crate::domain::{AccountId, Filter, Query};
use crate::routes::Scope;
use crate::state::accounts::Accounts;
use crate::state::navigation::Navigation;

/// What the helpdesk is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The account; `None` when there is none.
    pub account: Option<AccountId>,
    /// The query, without the words that are searched for in what is loaded.
    pub query: Query,
    /// The filters that the API does not document: they narrow what is loaded.
    pub local: Vec<Filter>,
}

/// What the route asks for, in what the account's API can do.
pub(super) fn view_of(accounts: Accounts, navigation: Navigation) -> View {
    let route = navigation.route();
    let account = match &route.scope {
        Some(Scope::One(id)) => Some(id.clone()),
        // Until all accounts can be shown as one, the first stands for them.
        Some(Scope::All) | None => accounts.list().first().map(|account| account.id.clone()),
    };
    let Some(id) = account.filter(|id| accounts.find(id).is_some()) else { return View::default() };
    let (_, local) = route.query.split(&accounts.capabilities(&id));
    let query = Query { text: String::new(), ..route.query };
    View { account: Some(id), query, local }
}
