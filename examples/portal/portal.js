// A portal that embeds Deskbell: on one page as a whole, on another as two frames, a list and a ticket.
import { mount } from './deskbell-embed.js';

const accent = '#3b4cca';
const { src, accounts } = await (await fetch('desk.json')).json();
const place = document.getElementById('place');
const theme = document.getElementById('theme');
const jump = document.getElementById('jump');
let mounted = [];

// The portal's server holds the tokens and returns them to the signed-in agent.
async function credential(account) {
  const response = await fetch(`tokens/${encodeURIComponent(account)}`, { method: 'POST' });
  if (!response.ok) throw new Error(`No token found for ${account}.`);
  return response.text();
}

function show(query, title, onEvent = () => {}) {
  const element = document.createElement('div');
  place.append(element);
  const deskbell = mount(element, {
    src: `${src}?${query}`, title, accounts, accent, credential, theme: theme.value,
    onEvent(event) {
      document.getElementById('events').textContent = JSON.stringify(event);
      onEvent(event);
    },
  });
  mounted.push(deskbell);
  return deskbell;
}

const pages = {
  inbox() {
    show('', 'Helpdesk');
  },
  beside() {
    show('layout=list', 'Tickets', ({ type, account, ticket: id }) => {
      if (type === 'ticket-opened') ticket.navigate(`ticket=${account}:${id}`);
    });
    const ticket = show('layout=ticket', 'Ticket');
  },
};

function showPage() {
  mounted.forEach((deskbell) => deskbell.destroy());
  mounted = [];
  const page = pages[location.hash.slice(1)] ? location.hash.slice(1) : 'inbox';
  place.className = page;
  place.replaceChildren();
  pages[page]();
}

jump.addEventListener('change', () => mounted.at(-1).navigate(`ticket=${encodeURIComponent(jump.value)}`));
theme.addEventListener('change', () => {
  document.documentElement.dataset.theme = theme.value;
  mounted.forEach((deskbell) => deskbell.configure({ theme: theme.value }));
});
addEventListener('hashchange', showPage);
showPage();
