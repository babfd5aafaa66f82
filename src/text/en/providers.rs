//! What only one provider needs to say, mostly where its agents find what an account needs.

super::phrases! { "providers"
    GROOVE_TOKEN = "In Groove: Settings, then API.";
    GROOVE_ME = "Your email address in Groove";
    SUPPORTBEE_TOKEN = "In SupportBee: Settings, then API Token.";
    SUPPORTBEE_ME = "Your numeric ID in SupportBee";
    ZAIA_TOKEN = "In Zaia: workspace settings, API keys.";
    ZAIA_ME = "The UUID of your user in Zaia";
}
