//! Starts the app, and nothing else.

fn main() {
    deskbell::app::start();
}
