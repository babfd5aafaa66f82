//! The list of keyboard shortcuts.

super::phrases! { "help"
    TITLE = "Keyboard shortcuts";
    USE_KEYS = "Use keyboard shortcuts";
    PRESET = "Preset";
    PRESS_A_KEY = "Press a key…";
    CHANGE = "Change";
    change_key(command: &str) = "Change the key of “{command}”";
    press_key_for(command: &str) = "Press a key for “{command}”";
    BACKSPACE_REMOVES = "Press Backspace to remove the key";
    SPACE_IS_TAKEN = "The space bar selects a row and can't be assigned.";
    key_is_taken(key: &str, command: &str) = "“{key}” is the key of “{command}”. Assign another key to that first.";
}
