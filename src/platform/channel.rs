//! Messages between the browser's tabs of the same site.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Bound by hand, because four methods do not justify more features of web-sys.
    type BroadcastChannel;
    #[wasm_bindgen(constructor, catch)]
    fn new(name: &str) -> Result<BroadcastChannel, JsValue>;
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    fn post_message(this: &BroadcastChannel, message: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, setter)]
    fn set_onmessage(this: &BroadcastChannel, listener: &JsValue);
    #[wasm_bindgen(method)]
    fn close(this: &BroadcastChannel);

    /// The event of an incoming message.
    type MessageEvent;
    #[wasm_bindgen(method, getter)]
    fn data(this: &MessageEvent) -> JsValue;
}

/// A channel to the other tabs. Dropping it closes it.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Opens the channel with this name. `None` if the browser does not support or allow it.
    pub fn open(name: &str, on_message: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            // Other pages of the same site may send anything, so everything except text is ignored.
            event.data().as_string().into_iter().for_each(&on_message);
        });
        channel.set_onmessage(listener.as_ref());
        Some(Channel { channel, _listener: listener })
    }

    /// Sends a message to all other tabs.
    pub fn post(&self, message: &str) {
        let _ = self.channel.post_message(message);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
