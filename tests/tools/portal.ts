// A portal in strict TypeScript, with correct and incorrect uses of deskbell-embed.d.ts. It is only compiled
// (tests/tools/types.test.mjs).
import { type Account, type Desk, DeskbellError, type DeskbellEvent, mount, type State } from '../../public/deskbell-embed.js';

const place: Element = document.createElement('div');
const accounts: Account[] = [{ id: 'acme', provider: 'groove', proxy: '/proxy/groove/{path}', auth: 'host', me: 'maya@tern.example' }];

function describe(event: DeskbellEvent): string {
  switch (event.type) {
    case 'state-changed': return event.query;
    case 'ticket-opened': return `${event.account}:${event.ticket}`;
    case 'ticket-changed': return [event.changes.state, event.changes.assignee?.email, ...(event.changes.labels ?? []).map(({ name }) => name)].join();
    case 'credential-needed': return event.account;
    case 'resize': return event.height.toFixed();
    case 'error': return `${event.code}: ${event.message} ${event.account ?? ''}`;
    // The cases above are all types of events.
    default: return event satisfies never;
  }
}

export async function show(): Promise<State> {
  const desk: Desk = mount(place, {
    src: 'https://desk.example/?layout=list&status=opened',
    title: 'Helpdesk', accounts, theme: 'dark', language: 'en', accent: '#1f6f68',
    credential: async (account: string) => `token of ${account}`,
    onEvent: (event) => console.log(describe(event)),
  });
  try {
    await desk.configure({ theme: 'system' });
    const { ticket } = await desk.navigate('status=opened&ticket=acme:231');
    console.log(ticket?.split(':'));
    return await desk.getState();
  } catch (error) {
    if (error instanceof DeskbellError) console.log(error.code, error.message);
    throw error;
  } finally {
    desk.destroy();
  }
}

// @ts-expect-error `src` is required.
mount(place, {});
// @ts-expect-error A token is a string or a promise of one.
mount(place, { src: '', credential: () => 7 });
// @ts-expect-error Unknown provider.
mount(place, { src: '', accounts: [{ id: 'acme', provider: 'elsewhere' }] });
// @ts-expect-error Unknown theme.
mount(place, { src: '', theme: 'pink' });
// @ts-expect-error A selector is not an element.
mount('#place', { src: '' });
