// A portal with Deskbell in it: once as a whole, once as a list and a ticket in frames of their own.
import { mount } from './deskbell-embed.js';

const accent = '#3b4cca';
const { src, accounts } = await (await fetch('desk.json')).json();
const place = document.getElementById('place');
const theme = document.getElementById('theme');
const jump = document.getElementById('jump');
let desks = [];

// The portal's own server knows the tokens, and hands them to whoever is signed in.
async function credential(account) {
  const answer = await fetch(`tokens/${encodeURIComponent(account)}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`There is no token for ${account}.`);
  return answer.text();
}

function show(query, title, onEvent = () => {}) {
  const element = document.createElement('div');
  place.append(element);
  const desk = mount(element, {
    src: `${src}?${query}`, title, accounts, accent, credential, theme: theme.value,
    onEvent(event) {
      document.getElementById('events').textContent = JSON.stringify(event);
      onEvent(event);
    },
  });
  desks.push(desk);
  return desk;
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

function turn() {
  desks.forEach((desk) => desk.destroy());
  desks = [];
  const page = pages[location.hash.slice(1)] ? location.hash.slice(1) : 'inbox';
  place.className = page;
  place.replaceChildren();
  pages[page]();
}

jump.addEventListener('change', () => desks.at(-1).navigate(`ticket=${encodeURIComponent(jump.value)}`));
theme.addEventListener('change', () => {
  document.documentElement.dataset.theme = theme.value;
  desks.forEach((desk) => desk.configure({ theme: theme.value }));
});
addEventListener('hashchange', turn);
turn();
