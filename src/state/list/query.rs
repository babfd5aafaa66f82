//! What the list shows: the route in terms of what each account's API can do.

use leptos::prelude::*;

use super::feeds::Source;
use crate::domain::{AccountId, Filter, Query, TicketField};
use crate::routes::{Layout, Scope};
use crate::state::accounts::Accounts;
use crate::state::navigation::Navigation;

/// What the helpdesks are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQuery {
    /// The accounts whose tickets are wanted, in order.
    pub accounts: Vec<AccountId>,
    /// The questions to them.
    pub sources: Vec<Source>,
    /// The filters that only narrow what is loaded, by account.
    pub local: Vec<(AccountId, Vec<Filter>)>,
    /// The filters that can do nothing, because the account's API does not tell what they ask.
    pub idle: Vec<(AccountId, Vec<Filter>)>,
    /// The accounts that have nothing like what a filter asks for, with that filter.
    pub without: Vec<(AccountId, Filter)>,
}

impl ListQuery {
    /// The account, if it is only one.
    pub fn account(&self) -> Option<&AccountId> {
        self.accounts.first().filter(|_| self.accounts.len() == 1)
    }

    /// Whether some account cannot be asked for all that is wanted.
    pub fn is_limited(&self) -> bool {
        !(self.local.is_empty() && self.idle.is_empty() && self.without.is_empty())
    }
}

/// What the route asks for, in what the accounts' APIs can do.
pub(super) fn list_query(accounts: Accounts, navigation: Navigation) -> ListQuery {
    let route = navigation.route();
    let all = || accounts.list().into_iter().map(|account| account.id).collect::<Vec<_>>();
    let ids = match route.scope {
        // A ticket alone has no list around it.
        _ if route.layout == Layout::Ticket => Vec::new(),
        Some(Scope::One(id)) => vec![id],
        // Several helpdesks are one list unless somebody asks for one of them.
        Some(Scope::All) | None => all(),
    };
    let ids: Vec<AccountId> = ids.into_iter().filter(|id| accounts.find(id).is_some()).collect();
    let mut view = ListQuery { accounts: ids.clone(), ..ListQuery::default() };
    for account in ids {
        let capabilities = accounts.capabilities(&account);
        let mut query = match translated(accounts, &route.query, &view.accounts, &account) {
            Ok(query) => query,
            Err(filter) => {
                view.without.push((account, filter));
                continue;
            }
        };
        query.text = if capabilities.search.is_some() { query.text.trim().to_owned() } else { String::new() };
        let (sent, left) = query.split(&capabilities);
        let (local, idle): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|filter| filter.is_local() || capabilities.filters.contains(filter));
        let parts = accounts.client(&account).map(|client| client.subqueries(&sent)).unwrap_or_default();
        if let (true, Some(filter)) = (parts.is_empty(), query.filters().pop()) {
            view.without.push((account.clone(), filter));
        }
        let wanted = query.clone();
        let source = |query| Source { account: account.clone(), query, wanted: wanted.clone(), local: local.clone() };
        for (all, own) in [(&mut view.local, &local), (&mut view.idle, &idle)] {
            if !own.is_empty() {
                all.push((account.clone(), own.clone()));
            }
        }
        view.sources.extend(parts.into_iter().map(source));
    }
    view
}

/// A query in one account's words, when it stands in another's of those in view.
///
/// Returns the filter for which the account has nothing alike.
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

/// What an account calls what another of `among` calls `id`: the state of the same kind, the person
/// with the same address, the group or label of the same name.
///
/// What nobody knows was typed, and stays as it is; `None` where others know it and this account has
/// nothing like it.
pub fn translate(
    accounts: Accounts,
    among: &[AccountId],
    account: &AccountId,
    field: TicketField,
    id: &str,
) -> Option<String> {
    // Every choice of an account by its id, with what tells it apart for people.
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
    // The first account that knows the id is the one it was chosen from: another may mean something
    // else by it.
    let origin = among.iter().find_map(|other| choices(other).into_iter().find(|(known, _)| known == id));
    match origin {
        // What was typed may be a name, which an API that is asked by id does not know. Loaded tickets
        // are told apart by either.
        None if is_asked_by_id() => Some(named(id).map_or(id, |(own, _)| own).to_owned()),
        None => Some(id.to_owned()),
        Some(_) if among.len() < 2 => Some(id.to_owned()),
        Some((_, name)) => {
            let same = own.iter().find(|(known, alike)| known == id && *alike == name);
            same.or_else(|| named(&name)).map(|(own, _)| own.clone())
        }
    }
}
