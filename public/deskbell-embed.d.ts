/** An account, as in Deskbell's config.json. With `auth: "host"`, its token comes from `credential`. */
export interface Account {
  id: string;
  name?: string;
  provider: 'groove' | 'supportbee' | 'zaia';
  baseUrl?: string;
  proxy?: string | null;
  proxyHeaders?: Record<string, string>;
  auth?: 'token' | 'proxy' | 'host';
  tokenStyle?: 'bearer' | 'raw' | 'query';
  me?: string | number;
  people?: { id?: string; name?: string; email?: string }[];
  groups?: { id?: string; name?: string }[];
  statuses?: [string, string, string];
  requestsPerMinute?: number;
  pictures?: boolean;
}

export interface Appearance {
  /** The accounts, which replace those in config.json. Omit them to keep those. */
  accounts?: Account[];
  theme?: 'light' | 'dark' | 'system';
  language?: string;
  /** A colour such as "#1f6f68" for links and buttons, with a contrast of at least 4.5 to the light or dark background. */
  accent?: string;
}

export interface Options extends Appearance {
  /** The address of Deskbell with the view to show: `https://desk.example/?layout=list&status=opened`. */
  src: string;
  /** The frame's title for assistive technology. */
  title?: string;
  /** Returns the token of an account. Called again if the helpdesk rejects it. */
  credential?: (account: string) => Promise<string> | string;
  /** Called with each event. */
  onEvent?: (event: DeskbellEvent) => void;
}

export type DeskbellEvent =
  | { type: 'state-changed'; query: string }
  | { type: 'ticket-opened'; account: string; ticket: string }
  | { type: 'ticket-changed'; account: string; ticket: string; changes: Changes }
  | { type: 'credential-needed'; account: string }
  | { type: 'resize'; height: number }
  | { type: 'error'; code: string; message: string; account?: string | null };

/** The new values of the fields that an agent changed. Other fields are absent. */
export interface Changes {
  subject?: string;
  state?: string | null;
  assignee?: { id: string; name: string; email: string } | null;
  group?: { id: string; name: string } | null;
  mailbox?: { id: string; name: string } | null;
  labels?: { id: string; name: string; colour: string | null }[];
  starred?: boolean | null;
  answered?: boolean | null;
  archived?: boolean | null;
  spam?: boolean | null;
  trash?: boolean | null;
}

export interface State {
  /** The current view as a query string, for `navigate`. */
  query: string;
  /** The open ticket as `ACCOUNT:ID`. */
  ticket: string | null;
}

export interface Desk {
  /** Opens the view of a query string, for example `status=opened&ticket=acme:231`. */
  navigate(query: string): Promise<State>;
  getState(): Promise<State>;
  /** Changes the accounts, the theme, the language or the accent. */
  configure(changes: Appearance): Promise<null>;
  /** Removes Deskbell from the page. */
  destroy(): void;
}

/** Why a request failed; docs/embedding.md lists the codes. */
export class DeskbellError extends Error {
  readonly code: string;
}

/** Shows Deskbell in an element. */
export function mount(element: Element, options: Options): Desk;
