import { LOG_LEVELS } from '../core/logger.ts';

/** What the text of an option is read as; see {@link readOption} for the rules of each. */
export type OptionType = 'text' | 'secret' | 'origin' | 'url' | 'path' | 'integer' | 'choice';

/** One option: everything that `.odoorc`, the environment, flags, help and the README say about it. */
export interface OptionSpec {
  readonly type: OptionType;
  /** One line for people; units included. */
  readonly description: string;
  /** Environment variable; for options of an app the ending behind `TIKTOK_APP_<NAME>_`. */
  readonly env: string;
  /** Used when nobody names a value. */
  readonly default?: string | number;
  /** What the default is, where it is worked out at run time. */
  readonly defaultText?: string;
  /** All allowed values of a choice. */
  readonly choices?: readonly string[];
  /** Bounds of an integer, both allowed. */
  readonly min?: number;
  readonly max?: number;
  /** What `.odoorc.example` shows where there is no default. Never a real secret. */
  readonly example?: string;
}

/** The word for the transport that the bridge picks by itself. */
export const TRANSPORT_CHOICES = ['auto', 'json2', 'jsonrpc', 'xmlrpc'] as const;

/** The options of the section `[options]`, by name. Secrets have no flag, because other users can read command lines. */
export const OPTIONS = {
  odoo_url: {
    type: 'origin',
    description: 'Address of the Odoo server.',
    env: 'ODOO_URL',
    example: 'https://odoo.example.com',
  },
  odoo_db: { type: 'text', description: 'Name of the Odoo database.', env: 'ODOO_DB', example: 'production' },
  odoo_user: {
    type: 'text',
    description: "Login of the bridge's own Odoo user, who is in the group TikTok Shop Bridge.",
    env: 'ODOO_USER',
    example: 'tiktok-bridge',
  },
  odoo_password: {
    type: 'secret',
    description: 'Password of that user; not needed where an API key is given.',
    env: 'ODOO_PASSWORD',
    example: 'change-me',
  },
  odoo_api_key: {
    type: 'secret',
    description: 'API key of that user; needed for JSON-2 (Odoo 19 and later).',
    env: 'ODOO_API_KEY',
    example: 'change-me',
  },
  odoo_transport: {
    type: 'choice',
    choices: TRANSPORT_CHOICES,
    default: 'auto',
    description: 'Protocol; `auto` takes JSON-2 where server and API key allow it, else JSON-RPC, else XML-RPC.',
    env: 'ODOO_TRANSPORT',
  },
  odoo_timeout: {
    type: 'integer',
    default: 130,
    min: 5,
    max: 3600,
    description: 'Longest wait for one answer of Odoo, in seconds; Odoo itself gives up after 120 by default.',
    env: 'ODOO_TIMEOUT',
  },
  odoo_admin_user: {
    type: 'text',
    description: 'Login of an Odoo administrator; only install, upgrade, uninstall and enabling a shop use it.',
    env: 'ODOO_ADMIN_USER',
    example: 'admin',
  },
  odoo_admin_password: {
    type: 'secret',
    description: 'Password of that administrator.',
    env: 'ODOO_ADMIN_PASSWORD',
    example: 'change-me',
  },
  odoo_admin_api_key: {
    type: 'secret',
    description: 'API key of that administrator.',
    env: 'ODOO_ADMIN_API_KEY',
    example: 'change-me',
  },
  tiktok_api_url: {
    type: 'url',
    default: 'https://open-api.tiktokglobalshop.com',
    description: "Address of TikTok Shop's API, the same for all markets.",
    env: 'TIKTOK_API_URL',
  },
  tiktok_auth_url: {
    type: 'url',
    default: 'https://auth.tiktok-shops.com',
    description: 'Address where tokens are fetched and renewed.',
    env: 'TIKTOK_AUTH_URL',
  },
  tiktok_consent_url: {
    type: 'url',
    default: 'https://services.tiktokshop.com/open/authorize',
    description: 'Page where a seller outside the US allows the app.',
    env: 'TIKTOK_CONSENT_URL',
  },
  tiktok_consent_url_us: {
    type: 'url',
    default: 'https://services.us.tiktokshop.com/open/authorize',
    description: 'Page where a seller in the US allows the app.',
    env: 'TIKTOK_CONSENT_URL_US',
  },
  page_size: {
    type: 'integer',
    default: 100,
    min: 1,
    max: 100,
    description: 'Things that are read from TikTok and written to Odoo at a time.',
    env: 'TIKTOK_ODOO_PAGE_SIZE',
  },
  overlap_minutes: {
    type: 'integer',
    default: 10,
    min: 0,
    max: 1440,
    description: 'How far each sync looks back before the end of the last one, in minutes.',
    env: 'TIKTOK_ODOO_OVERLAP_MINUTES',
  },
  pages_in_flight: {
    type: 'integer',
    default: 2,
    min: 1,
    max: 4,
    description: 'Pages that are worked on at the same time; 1 goes easy on an Odoo with a single worker.',
    env: 'TIKTOK_ODOO_PAGES_IN_FLIGHT',
  },
  state_dir: {
    type: 'path',
    defaultText: '`$XDG_STATE_HOME/tiktok-odoo`, else `~/.local/state/tiktok-odoo`',
    description: 'Folder for tokens and caches; only its owner may enter it.',
    env: 'TIKTOK_ODOO_STATE_DIR',
    example: '~/.local/state/tiktok-odoo',
  },
  mappings_dir: {
    type: 'path',
    description: 'Folder with mapping files whose entries replace those that come with the bridge.',
    env: 'TIKTOK_ODOO_MAPPINGS_DIR',
    example: '~/tiktok-mappings',
  },
  log_level: {
    type: 'choice',
    choices: LOG_LEVELS,
    default: 'warn',
    description: 'What is logged: to the log file, and by commands with --verbose or below warn to standard error.',
    env: 'TIKTOK_ODOO_LOG_LEVEL',
  },
  log_file: {
    type: 'path',
    description: 'File that the log is appended to as well.',
    env: 'TIKTOK_ODOO_LOG_FILE',
    example: '/var/log/tiktok-odoo.log',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The options of a section `[app:NAME]`, one section per TikTok app. */
export const APP_OPTIONS = {
  app_key: { type: 'text', description: 'App key from Partner Center.', env: 'KEY', example: '6abcdefghijkl' },
  app_secret: { type: 'secret', description: 'App secret from Partner Center.', env: 'SECRET', example: 'change-me' },
  service_id: {
    type: 'text',
    description: 'Service id from Partner Center; only linking a shop needs it.',
    env: 'SERVICE_ID',
    example: '7000000000000000000',
  },
  redirect_url: {
    type: 'url',
    description: 'Redirect URL as entered in Partner Center; where the seller lands after consent.',
    env: 'REDIRECT_URL',
    example: 'https://bridge.example.com/oauth/tiktok/callback',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Name of an option of `[options]`. */
export type OptionName = keyof typeof OPTIONS;
/** Name of an option of `[app:NAME]`. */
export type AppOptionName = keyof typeof APP_OPTIONS;

/** Heading and options that belong together. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly OptionName[];
}

/** What {@link OPTIONS} become once read: defaults filled in, integers as numbers. */
export type OptionValues = {
  readonly [Name in OptionName]: (typeof OPTIONS)[Name] extends { readonly type: 'integer' }
    ? number
    : (typeof OPTIONS)[Name] extends { readonly choices: readonly (infer Choice)[] }
      ? Choice
      : (typeof OPTIONS)[Name] extends { readonly default: string }
        ? string
        : string | undefined;
};

/** The order of `.odoorc.example` and of the README's table. */
export const OPTION_GROUPS: readonly OptionGroup[] = [
  {
    title: 'Odoo',
    options: ['odoo_url', 'odoo_db', 'odoo_user', 'odoo_password', 'odoo_api_key', 'odoo_transport', 'odoo_timeout'],
  },
  { title: 'Odoo administrator', options: ['odoo_admin_user', 'odoo_admin_password', 'odoo_admin_api_key'] },
  {
    title: 'TikTok Shop',
    options: ['tiktok_api_url', 'tiktok_auth_url', 'tiktok_consent_url', 'tiktok_consent_url_us'],
  },
  { title: 'Synchronisation', options: ['page_size', 'overlap_minutes', 'pages_in_flight'] },
  { title: 'This host', options: ['state_dir', 'mappings_dir', 'log_level', 'log_file'] },
];

/** An option by name, seen as what all options have in common. */
export function optionSpec(name: OptionName): OptionSpec {
  return OPTIONS[name];
}

/** An option of an app by name, seen as what all options have in common. */
export function appOptionSpec(name: AppOptionName): OptionSpec {
  return APP_OPTIONS[name];
}

/** Names of all options of `[options]`, in the order of the table. */
export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];
/** Names of all options of `[app:NAME]`. */
export const APP_OPTION_NAMES = Object.keys(APP_OPTIONS) as readonly AppOptionName[];

/** Whether a name is an option of `[options]`. */
export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

/** Whether a name is an option of `[app:NAME]`. */
export function isAppOptionName(name: string): name is AppOptionName {
  return Object.hasOwn(APP_OPTIONS, name);
}

/** One flag of the command line. */
export interface OptionFlag {
  /** As commander wants it: `--odoo-url <url>`. */
  readonly flag: string;
  readonly description: string;
  /** The key under which commander hands its value over: `odooUrl`. */
  readonly key: string;
  readonly name: OptionName;
}

/** Flags of all options that are no secrets. */
export const OPTION_FLAGS: readonly OptionFlag[] = OPTION_NAMES.filter((name) => OPTIONS[name].type !== 'secret').map(
  (name) => ({
    flag: `--${name.replaceAll('_', '-')} <${placeholder(optionSpec(name))}>`,
    description: describeOption(optionSpec(name)),
    key: name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    name,
  }),
);

/** The description of an option with its allowed values and its default, for help and example file. */
export function describeOption(spec: OptionSpec): string {
  const allowed = spec.choices
    ? ` One of ${spec.choices.join(', ')}.`
    : spec.type === 'integer'
      ? ` ${spec.min} to ${spec.max}.`
      : '';
  const fallback = spec.defaultText ?? spec.default;
  return `${spec.description}${allowed}${fallback === undefined ? '' : ` Default: ${fallback}.`}`.replaceAll('`', '');
}

function placeholder(spec: OptionSpec): string {
  const words: Partial<Record<OptionType, string>> = { origin: 'url', url: 'url', path: 'path', integer: 'number' };
  return words[spec.type] ?? 'value';
}
