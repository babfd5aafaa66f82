//! Settings.

super::phrases! { "settings"
    TITLE = "Settings";
    ACCOUNTS = "Accounts";
    DEMO = "Demo accounts. Adding a helpdesk replaces them.";
    ADD_ACCOUNT = "Add account";
    TROUBLESHOOTING = "Troubleshooting";
    where_to(vendor: &str, address: &str) = "{vendor} · {address}";
    where_through(vendor: &str, address: &str, proxy: &str) = "{vendor} · {address} through {proxy}";
    PROVIDER = "Provider";
    ACCOUNT_NAME = "Account name";
    ACCOUNT_NAME_HINT = "The name shown in Deskbell";
    API_BASE_URL = "API base URL";
    CORS_PROXY = "CORS proxy";
    cors_proxy_hint(placeholders: &str) = "Leave empty to connect directly. Otherwise a prefix such as https://proxy.example/, or a template with {placeholders}";
    TEST_CONNECTION = "Test connection";
    TESTING = "Connecting…";
    connected(total: u64) = "Connected. {total, plural, one {# ticket} other {# tickets}} found.";
    connected_page(count: usize) = "Connected. {count, plural, one {# ticket} other {# tickets}} on the first page.";
    NOTHING_AT_ADDRESS = "The helpdesk responded, but there is nothing at this address. Check the API base URL.";
    SAVE_ACCOUNT = "Save account";
    saved(name: &str) = "{name} was saved.";
    FORGET_TOKEN = "Forget token";
    EDIT = "Edit";
    edit_named(name: &str) = "Edit {name}";
    REMOVE = "Remove";
    remove_named(name: &str) = "Remove {name}";
    move_up(name: &str) = "Move {name} up";
    move_down(name: &str) = "Move {name} down";
    remove_account(name: &str) = "Remove {name}? Its token is removed from this device. Nothing changes in the helpdesk.";
    ON_THIS_DEVICE = "On this device";
    COLOURS = "Colours";
    LIGHT = "Light";
    DARK = "Dark";
    MATCH_SYSTEM = "Match system";
    LANGUAGE = "Language";
    DEFAULT_LANGUAGE = "Default";
    RELOAD_FOR_LANGUAGE = "The new language applies when you reload the page.";
    COMPACT_LIST = "Compact list";
    KEYBOARD_SHORTCUTS = "Keyboard shortcuts";
    KEEP_DRAFTS = "Keep drafts on this device";
    KEEP_DRAFTS_HINT = "Drafts survive a reload. Turn this off on a shared computer.";
    EXPORT_ACCOUNTS = "Export accounts";
    IMPORT_ACCOUNTS = "Import accounts";
    FILE_FORMAT = "A file in the format of config.json, without tokens.";
    imported(count: usize) = "{count, plural, one {# account imported. It needs its token.} other {# accounts imported. Each needs its token.}}";
}
