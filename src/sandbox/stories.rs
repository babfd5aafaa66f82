//! What customers write to the shop, as templates for order numbers, products, cities and amounts. The text is part of
//! the demo's download, so it stays short.

use super::dice::Dice;

/// The beginning of a conversation.
pub struct Story {
    /// Two-letter code of its language.
    pub language: &'static str,
    /// The subject: a template for [`Details::fill`].
    pub subject: &'static str,
    /// The first message: a template as well.
    pub message: &'static str,
    /// A suitable label, one of [`super::company::LABELS`].
    pub label: &'static str,
}

impl Story {
    /// Picks a story for a customer with this language: often in that language, otherwise in English.
    pub fn in_language(language: &str, dice: &mut Dice) -> &'static Story {
        if dice.one_in(3) {
            return dice.pick(&ENGLISH);
        }
        let mut stories = OTHER_LANGUAGES.iter().filter(|story| story.language == language);
        stories.nth(dice.below(stories.clone().count())).unwrap_or_else(|| dice.pick(&ENGLISH))
    }

    /// Picks a spam message.
    pub fn spam(dice: &mut Dice) -> &'static Story {
        dice.pick(&SPAM)
    }
}

/// The details of one conversation, which are the same in its subject and in all its messages.
pub struct Details {
    order: String,
    product: &'static str,
    city: &'static str,
    amount: String,
    days: String,
}

impl Details {
    /// Rolls new details.
    pub fn roll(dice: &mut Dice) -> Self {
        let (product, city) = (dice.pick(&PRODUCTS), dice.pick(&CITIES));
        Details {
            order: format!("T-{}", 10_000 + dice.below(89_999)),
            product,
            city,
            amount: format!("€{}.{:02}", 12 + dice.below(480), dice.below(100)),
            days: (3 + dice.below(18)).to_string(),
        }
    }

    /// Fills the details into a template.
    pub fn fill(&self, template: &str) -> String {
        template
            .replace("{order}", &self.order)
            .replace("{product}", self.product)
            .replace("{city}", self.city)
            .replace("{amount}", &self.amount)
            .replace("{days}", &self.days)
    }
}

/// Returns a subject that is hard to display: missing, empty, 300 characters long, with markup, right-to-left text or
/// emoji. There are [`ODD_SUBJECTS`] kinds; `kind` is taken modulo that number.
pub fn odd_subject(kind: usize) -> Option<String> {
    match kind % ODD_SUBJECTS {
        0 => None,
        1 => Some(String::new()),
        2 => Some("Re: Fwd: AW: the offer we spoke about on the telephone ".chars().cycle().take(300).collect()),
        other => ODD.get(other - 3).map(ToString::to_string),
    }
}

/// The number of kinds of odd subjects.
pub const ODD_SUBJECTS: usize = ODD.len() + 3;

/// Replies of the staff: templates for [`Details::fill`].
pub static REPLIES: [&str; 5] = [
    "Thank you for writing. I have asked our warehouse about order {order} and will come back to you today.",
    "I am sorry about that! A new {product} leaves for {city} tomorrow morning; you can keep the first one.",
    "Could you send a photograph and the number on the label of the box?",
    "I have booked {amount} back to your card. It usually takes three working days.",
    "Good news: the carrier found the parcel and will try again on Monday.",
];

/// Later messages of customers: templates as well.
pub static FOLLOW_UPS: [&str; 5] = [
    "Thanks, that was quick!",
    "It has been {days} days now. Is there any news?",
    "Here is the photograph. The number on the box is {order}.",
    "Monday works. After five in the afternoon, if the driver can manage it.",
    "I would rather have the {amount} back, please.",
];

/// Internal notes of the staff: templates as well.
pub static NOTES: [&str; 4] = [
    "Spoke to the carrier: the parcel is still in {city}. Will check again in the morning.",
    "Third time this month that a {product} arrives broken. Same batch?",
    "Fine to refund {amount} without the return.",
    "Please do not close before the supplier answers.",
];

static PRODUCTS: [&str; 14] = [
    "Harbour lamp",
    "Fjord kettle",
    "linen duvet cover",
    "walnut desk",
    "Moss rug 200 × 140",
    "Otto office chair",
    "enamel bread bin",
    "Skerry shelf",
    "wool blanket",
    "salt & pepper mill",
    "Dune vase",
    "copper pan, 24 cm",
    "Lark wall clock",
    "garden lantern",
];

static CITIES: [&str; 10] =
    ["Lisbon", "Göteborg", "Kraków", "Leeds", "Θεσσαλονίκη", "Haifa", "Osaka", "İzmir", "Montréal", "Nairobi"];

static ODD: [&str; 6] = [
    "<b>URGENT</b> <script>alert('order')</script> & more",
    "🎉🎁 Did we win?! 👩‍👩‍👧‍👦🏳️‍🌈",
    "Invoice \u{202E}fdp.exe",
    "   so    much   space   ",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "RE: הזמנה T-48210 / order T-48210 (شكرا)",
];

const fn story(language: &'static str, label: &'static str, subject: &'static str, message: &'static str) -> Story {
    Story { language, subject, message, label }
}

#[rustfmt::skip] // Two lines per story.
static ENGLISH: [Story; 16] = [
    story("en", "shipping", "Where is order {order}?",
        "I ordered a {product} {days} days ago and the tracking page has not moved since. When will it arrive?"),
    story("en", "shipping", "New delivery address for {order}",
        "We are moving on Saturday. Can order {order} still go to {city} instead?"),
    story("en", "damaged", "{product} arrived broken",
        "The box was dented, and the {product} inside has a crack along one side. The order is {order}."),
    story("en", "refund", "Refund of {amount} has not arrived",
        "You confirmed a refund of {amount} for {order} {days} days ago, but nothing has reached my account."),
    story("en", "billing", "Charged twice for {order}",
        "My statement shows {amount} two times on the same day. I placed only one order."),
    story("en", "billing", "Invoice for {order} with our VAT number",
        "Our accountant needs the invoice made out to the company in {city}."),
    story("en", "returns", "How to return the {product}",
        "It is lovely, but too large for our kitchen. How do I send it back, and who pays for the parcel?"),
    story("en", "waiting on supplier", "Spare part for the {product}",
        "One of the small brass screws went missing. Can I buy a single one?"),
    story("en", "question", "Does the {product} come in green?",
        "I saw one at a friend's in {city}, in a dark green that I cannot find in your shop."),
    story("en", "question", "Cleaning the {product}",
        "Somebody spilled coffee on the {product}. What may I use on it?"),
    story("en", "wholesale", "Quote: {days} × {product}",
        "We are fitting out a café in {city} and need {days} pieces by the end of next month. Is there a trade price?"),
    story("en", "50% off", "Voucher refused at checkout",
        "The code from your newsletter is «not valid for this basket», though the {product} is at full price."),
    story("en", "bug", "Cannot sign in since yesterday",
        "The mail to reset my password never comes. I looked in the spam folder too."),
    story("en", "shop/web", "The page of the {product} stays blank",
        "On my phone the pictures never load. The price shows {amount}, then everything disappears."),
    story("en", "shipping", "Wrong parcel: {order}",
        "I found a {product} that somebody in {city} must be waiting for. Mine is still missing."),
    story("en", "VIP", "Thank you for the {product}",
        "No problem at all, I only wanted to say that it is beautiful."),
];

#[rustfmt::skip]
static OTHER_LANGUAGES: [Story; 20] = [
    story("de", "Größe", "Lieferung {order} unvollständig",
        "In der Sendung fehlt «{product}». Können Sie es bitte nachliefern? Mit freundlichen Grüßen"),
    story("fr", "shipping", "Commande {order} : colis bloqué à {city}",
        "Bonjour, le suivi n'a pas changé depuis {days} jours. Pouvez-vous vérifier ? Merci d'avance."),
    story("es", "question", "¿Puedo cambiar el pedido {order}?",
        "Hola, me equivoqué de color al pedir «{product}». ¿Todavía se puede cambiar? ¡Gracias!"),
    story("el", "shipping", "Καθυστέρηση παραγγελίας {order}",
        "Καλησπέρα, περιμένω εδώ και {days} ημέρες. Πότε θα φτάσει;"),
    story("ar", "shipping", "أين طلبي رقم {order}؟",
        "مرحبًا، مرّت {days} أيام ولم تصل الشحنة بعد. هل يمكنكم التحقق؟"),
    story("he", "refund", "החזר כספי עבור {order}",
        "שלום, החזרתי את המוצר ({product}) ועדיין לא קיבלתי {amount}. תודה!"),
    story("ja", "配送", "注文 {order} の配送について",
        "{days}日前に注文した商品がまだ届きません。ご確認をお願いいたします。"),
    story("tr", "shipping", "{order} numaralı sipariş hâlâ gelmedi",
        "Merhaba, siparişim {days} gündür yolda görünüyor. İlgilenirseniz sevinirim."),
    story("uk", "returns", "Замовлення {order}: не той товар",
        "Добрий день! Замість «{product}» надійшов інший товар. Як його обміняти?"),
    story("zh", "billing", "订单 {order} 的发票",
        "您好,我需要一张发票,金额为 {amount}。谢谢!"),
    story("ko", "question", "주문 {order} 취소 문의",
        "안녕하세요. 주문을 취소하고 싶은데 아직 가능한가요?"),
    story("hi", "shipping", "ऑर्डर {order} कब आएगा?",
        "नमस्ते, {days} दिन हो गए हैं और पार्सल अभी तक नहीं आया।"),
    story("de", "refund", "Gutschrift über {amount}",
        "Guten Tag, wann darf ich mit der Gutschrift für {order} rechnen?"),
    story("fr", "returns", "Retour : {product}",
        "Bonjour, l'article est trop grand pour notre salon. Comment vous le renvoyer ?"),
    story("es", "damaged", "{product} ha llegado roto",
        "Buenas tardes, la caja venía abierta. ¿Me pueden enviar otro?"),
    story("el", "billing", "Τιμολόγιο για {order}",
        "Χρειάζομαι τιμολόγιο {amount} στο όνομα της εταιρείας. Ευχαριστώ!"),
    story("ar", "damaged", "وصل المنتج مكسورًا ({product})",
        "السلام عليكم، وصل الطرد أمس والمنتج مكسور. ما العمل؟"),
    story("he", "question", "שאלה על {product}",
        "היי, האם יש אותו גם בירוק?"),
    story("ja", "returns", "返品について: {product}",
        "サイズが合わないため返品したいのですが、送料はどうなりますか。"),
    story("tr", "refund", "{amount} iadesi",
        "İade tutarı hesabıma henüz geçmedi. Bilgi verir misiniz?"),
];

#[rustfmt::skip]
static SPAM: [Story; 4] = [
    story("en", "question", "You have been selected: {amount} waiting",
        "Dear friend, confirm your bank details within {days} hours to receive {amount}."),
    story("en", "question", "FIRST PAGE of search results in {days} days!!!",
        "We looked at your web site and found {days} grave errors. Reply for a FREE report."),
    story("en", "question", "Invoice {order} overdue - open attachment",
        "Final notice. Open the attached file to avoid legal action in {city}."),
    story("en", "question", "Cheap watches, shipped from {city}",
        "90% off today only, no questions asked."),
];

#[cfg(test)]
mod tests {
    use super::super::company::{CUSTOMERS, LABELS};
    use super::*;

    #[test]
    fn stories_use_known_labels_and_known_placeholders() {
        let details = Details::roll(&mut Dice::new(1));
        for story in ENGLISH.iter().chain(&OTHER_LANGUAGES).chain(&SPAM) {
            assert!(LABELS.contains(&story.label), "{}", story.label);
            for template in [story.subject, story.message] {
                assert!(!details.fill(template).contains('{'), "{template}");
            }
        }
    }

    #[test]
    fn every_language_has_a_customer() {
        assert!(
            OTHER_LANGUAGES.iter().all(|story| CUSTOMERS.iter().any(|customer| customer.language == story.language))
        );
    }

    #[test]
    fn odd_subjects_include_missing_empty_and_long_ones() {
        assert_eq!(odd_subject(0), None);
        assert_eq!(odd_subject(1), Some(String::new()));
        assert_eq!(odd_subject(2).unwrap().chars().count(), 300);
        assert!((3..ODD_SUBJECTS).all(|kind| odd_subject(kind).is_some()));
    }
}
