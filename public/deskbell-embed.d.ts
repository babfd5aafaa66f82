/** An account, as in Deskbell's config.json. `auth: "host"` lets `credential` hand its token over. */
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
  /** The accounts of the inbox, in the place of those in config.json. Without them those stay. */
  accounts?: Account[];
  theme?: 'light' | 'dark' | 'system';
  language?: string;
  /** A colour like "#1f6f68" for links and buttons, with a contrast of 4.5 to the light or the dark ground. */
  accent?: string;
}

export interface Options extends Appearance {
  /** The address of Deskbell, with what the frame shows: `https://desk.example/?layout=list&status=opened`. */
  src: string;
  /** What the frame is called by assistive technology. */
  title?: string;
  /** Answers the token of an account. Asked again when its helpdesk refuses it. */
  credential?: (account: string) => Promise<string> | string;
  /** Hears of everything that happens. */
  onEvent?: (event: DeskbellEvent) => void;
}

export type DeskbellEvent =
  | { type: 'state-changed'; query: string }
  | { type: 'ticket-opened'; account: string; ticket: string }
  | { type: 'ticket-changed'; account: string; ticket: string; changes: Changes }
  | { type: 'credential-needed'; account: string }
  | { type: 'resize'; height: number }
  | { type: 'error'; code: string; message: string; account?: string | null };

/** What an agent changed, as it is now. What stayed as it was is absent. */
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
  /** Where the agent is, as a query string; `navigate` takes it. */
  query: string;
  /** The open ticket as `ACCOUNT:ID`. */
  ticket: string | null;
}

export interface Desk {
  /** Goes where a query string leads, say `status=opened&ticket=acme:231`. */
  navigate(query: string): Promise<State>;
  getState(): Promise<State>;
  /** Changes the accounts, the theme, the language or the accent. */
  configure(changes: Appearance): Promise<null>;
  /** Takes Deskbell away. */
  destroy(): void;
}

/** Why a request was refused; docs/embedding.md lists the codes. */
export class DeskbellError extends Error {
  readonly code: string;
}

/** Shows Deskbell in an element. */
export function mount(element: Element, options: Options): Desk;
