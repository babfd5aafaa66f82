//! Starts the app.

fn main() {
    deskbell::app::start();
}
