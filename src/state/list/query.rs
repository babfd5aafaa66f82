//! The query of the list: the filters of the route, translated for the API of each account.

use leptos::prelude::*;

use super::feeds::Source;
use crate::domain::{AccountId, Filter, Query, TicketField};
use crate::routes::{Layout, Scope};
use crate::state::accounts::Accounts;
use crate::state::navigation::Navigation;

/// What the helpdesks are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQuery {
    /// The accounts of the view, in order.
    pub accounts: Vec<AccountId>,
    /// What each of them is asked for.
    pub sources: Vec<Source>,
    /// The filters that are applied to loaded tickets only, by account.
    pub local: Vec<(AccountId, Vec<Filter>)>,
    /// The filters without effect, because the account's API does not report what they filter by.
    pub ineffective: Vec<(AccountId, Vec<Filter>)>,
    /// The accounts that are left out because they have no equivalent of a filter's value, with that filter.
    pub excluded: Vec<(AccountId, Filter)>,
}

impl ListQuery {
    /// Returns the account; `None` if there are several.
    pub fn account(&self) -> Option<&AccountId> {
        self.accounts.first().filter(|_| self.accounts.len() == 1)
    }

    /// Whether the API of any account cannot apply all filters.
    pub fn is_limited(&self) -> bool {
        !(self.local.is_empty() && self.ineffective.is_empty() && self.excluded.is_empty())
    }
}

/// Translates the filters of the route for the API of each account.
pub(super) fn list_query(accounts: Accounts, navigation: Navigation) -> ListQuery {
    let route = navigation.route();
    let all = || accounts.list().into_iter().map(|account| account.id).collect::<Vec<_>>();
    let ids = match route.scope {
        // The layout with only a ticket has no list.
        _ if route.layout == Layout::Ticket => Vec::new(),
        Some(Scope::One(id)) => vec![id],
        Some(Scope::All) | None => all(),
    };
    let ids: Vec<AccountId> = ids.into_iter().filter(|id| accounts.find(id).is_some()).collect();
    let mut list = ListQuery { accounts: ids.clone(), ..ListQuery::default() };
    for account in ids {
        let capabilities = accounts.capabilities(&account);
        let mut query = match translated(accounts, &route.query, &list.accounts, &account) {
            Ok(query) => query,
            Err(filter) => {
                list.excluded.push((account, filter));
                continue;
            }
        };
        query.text = if capabilities.search.is_some() { query.text.trim().to_owned() } else { String::new() };
        let (sent, left) = capabilities.split(&query);
        let (local, ineffective): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|filter| filter.is_local() || capabilities.filters.contains(filter));
        let parts = accounts.client(&account).map(|client| client.subqueries(&sent)).unwrap_or_default();
        if let (true, Some(filter)) = (parts.is_empty(), query.filters().pop()) {
            list.excluded.push((account.clone(), filter));
        }
        let wanted = query.clone();
        let source = |query| Source { account: account.clone(), query, wanted: wanted.clone(), local: local.clone() };
        for (all, own) in [(&mut list.local, &local), (&mut list.ineffective, &ineffective)] {
            if !own.is_empty() {
                all.push((account.clone(), own.clone()));
            }
        }
        list.sources.extend(parts.into_iter().map(source));
    }
    list
}

/// Replaces the ids of any account in view with the ids of one account.
///
/// # Errors
/// The filter for whose value the account has no equivalent.
fn translated(accounts: Accounts, query: &Query, among: &[AccountId], account: &AccountId) -> Result<Query, Filter> {
    let mut own = query.clone();
    for (filter, value) in query.values() {
        if let (Filter::Field(field), Some(id)) = (filter, value.id()) {
            let id = translate(accounts, among, account, *field, id).ok_or(*filter)?;
            own.set(*filter, Some(value.with_id(id)));
        }
    }
    Ok(own)
}

/// Translates an id of one of the accounts `among` to the equivalent id of another account: the state of the same
/// category, the person with the same email address, the group or the label with the same name.
///
/// An unknown id was typed and stays as it is. Returns `None` if another account knows the id and this one has no
/// equivalent.
pub fn translate(
    accounts: Accounts,
    among: &[AccountId],
    account: &AccountId,
    field: TicketField,
    id: &str,
) -> Option<String> {
    // The choices of an account: each id, with what makes it equivalent to one of another account.
    let choices = |account: &AccountId| -> Vec<(String, String)> {
        if field == TicketField::State {
            let states = accounts.capabilities(account).states;
            return states.into_iter().map(|state| (state.word, state.category.name().to_owned())).collect();
        }
        accounts.directory(account).with(|known| match field {
            TicketField::Assignee => known.people.iter().map(|it| (it.id.clone(), it.email.clone())).collect(),
            TicketField::Labels => known.labels.iter().map(|it| (it.id.clone(), it.name.clone())).collect(),
            field => known.choices(field).iter().map(|it| (it.id.clone(), it.name.clone())).collect(),
        })
    };
    // A state has no name that an account could know it by.
    let is_asked_by_id =
        || field != TicketField::State && accounts.capabilities(account).filters.contains(&Filter::Field(field));
    let own = choices(account);
    let named = |name: &str| own.iter().find(|(_, alike)| !name.is_empty() && alike == name);
    // The id is from the first account that knows it. In another account the same id may mean something else.
    let origin = among.iter().find_map(|other| choices(other).into_iter().find(|(known, _)| known == id));
    match origin {
        // A typed text may be a name, but the API needs an id. Local filters accept both.
        None if is_asked_by_id() => Some(named(id).map_or(id, |(own, _)| own).to_owned()),
        None => Some(id.to_owned()),
        Some(_) if among.len() < 2 => Some(id.to_owned()),
        Some((_, name)) => {
            let same = own.iter().find(|(known, alike)| known == id && *alike == name);
            same.or_else(|| named(&name)).map(|(own, _)| own.clone())
        }
    }
}
