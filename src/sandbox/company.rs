//! Tern & Tide, the invented home-ware shop whose inbox every sandbox shows: its staff, teams, addresses, labels and
//! customers.
//!
//! All addresses end in `.example`, so that a demo cannot reach a real person.

/// A member of the shop's staff.
pub struct Agent {
    /// Given name.
    pub first_name: &'static str,
    /// Family name.
    pub last_name: &'static str,
    /// The address that identifies the agent.
    pub email: &'static str,
    /// One of [`TEAMS`].
    pub team: &'static str,
}

/// A customer of the shop.
pub struct Customer {
    /// Full name; empty when the customer never gave one.
    pub name: &'static str,
    /// The address that identifies the customer.
    pub email: &'static str,
    /// Two-letter code of the language in which the customer sometimes writes; see [`super::stories`].
    pub language: &'static str,
}

/// An address where the shop receives mail.
pub struct Inbox {
    /// Its display name.
    pub name: &'static str,
    /// Its address.
    pub email: &'static str,
}

const fn agent(first_name: &'static str, last_name: &'static str, email: &'static str, team: &'static str) -> Agent {
    Agent { first_name, last_name, email, team }
}

const fn customer(name: &'static str, email: &'static str, language: &'static str) -> Customer {
    Customer { name, email, language }
}

/// The teams, in the order in which they are listed.
pub static TEAMS: [&str; 4] = ["Support", "Billing", "Logistics", "Trade & Wholesale"];

/// The staff. The first one owns the token that the sandboxes accept.
pub static AGENTS: [Agent; 8] = [
    agent("Maya", "Lindqvist", "maya@tern.example", "Support"),
    agent("Tomás", "Ibáñez", "tomas@tern.example", "Support"),
    agent("Amara", "Okafor", "amara@tern.example", "Billing"),
    agent("Zeynep", "Çağlar", "zeynep@tern.example", "Billing"),
    agent("Niamh", "O'Brien", "niamh.o'brien@tern.example", "Logistics"),
    agent("健二", "渡辺", "kenji@tern.example", "Logistics"),
    agent("Ελένη", "Παππά", "eleni@tern.example", "Trade & Wholesale"),
    agent("יעל", "ברק", "yael+trade@tern.example", "Trade & Wholesale"),
];

/// The addresses; the first is the primary one.
pub static INBOXES: [Inbox; 3] = [
    Inbox { name: "Help desk", email: "help@tern.example" },
    Inbox { name: "Orders", email: "orders@tern.example" },
    Inbox { name: "Trade", email: "trade@tern.example" },
];

/// The labels in use. Some are awkward on purpose: they contain spaces, a slash, a percent sign or non-Latin scripts.
pub static LABELS: [&str; 14] = [
    "shipping",
    "refund",
    "billing",
    "damaged",
    "returns",
    "question",
    "wholesale",
    "bug",
    "VIP",
    "waiting on supplier",
    "shop/web",
    "50% off",
    "Größe",
    "配送",
];

/// The customers, with names in many scripts.
pub static CUSTOMERS: [Customer; 34] = [
    customer("Alice Marlowe", "alice.marlowe@post.example", "en"),
    customer("Owen O'Sullivan", "owen.o'sullivan+shop@post.example", "en"),
    customer("Grace Adeyemi", "grace@adeyemi.example", "en"),
    customer("Ruth van der Meer", "ruth@vandermeer.example", "en"),
    customer("Samir Haddad", "s.haddad@cafe-nour.example", "ar"),
    customer("Siân Llewellyn", "sian@post.example", "en"),
    customer("Bjørn Håkonsen", "bjorn@fjordkaffe.example", "en"),
    customer("Mateusz Żółkiewski", "mateusz.z@poczta.example", "en"),
    customer("Nguyễn Thị Hạnh", "hanh.nguyen@post.example", "en"),
    customer("Đorđe Marković", "djordje@posta.example", "en"),
    customer("Þóra Jónsdóttir", "thora@post.example", "en"),
    customer("João Gonçalves", "joao@correio.example", "en"),
    customer("Maximiliane Freifrau von Hohenberg-Lichtenstein", "m.hohenberg@schloss.example", "de"),
    customer("Jürgen Groß", "j.gross@werkstatt.example", "de"),
    customer("Anaïs Lefèvre", "anais@courrier.example", "fr"),
    customer("Noël Desrosiers", "noel.d@courrier.example", "fr"),
    customer("Lucía Peña", "lucia@correo.example", "es"),
    customer("Begoña Núñez", "begona@correo.example", "es"),
    customer("Γιώργος Αντωνίου", "giorgos@tachy.example", "el"),
    customer("Μαρία Ξένου", "maria.x@tachy.example", "el"),
    customer("ليلى المنصوري", "layla@barid.example", "ar"),
    customer("عمر الخطيب", "omar@barid.example", "ar"),
    customer("נועה לוי", "noa@doar.example", "he"),
    customer("אברהם כהן", "avraham@doar.example", "he"),
    customer("佐藤 美咲", "misaki@yubin.example", "ja"),
    customer("中村 健", "ken@yubin.example", "ja"),
    customer("Gökçe Yıldız", "gokce@posta.example", "tr"),
    customer("İpek Işık", "ipek@posta.example", "tr"),
    customer("Олена Шевченко", "olena@poshta.example", "uk"),
    customer("王小明", "xiaoming@youju.example", "zh"),
    customer("김서연", "seoyeon@ucheguk.example", "ko"),
    customer("प्रिया शर्मा", "priya@dak.example", "hi"),
    customer("X", "x@x.example", "en"),
    customer("", "no-name@parcel.example", "en"),
];
