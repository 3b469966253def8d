"""What the people of the simulated year write, and what each letter means: the truth the promises are held against.

`MEANING` is the author's word, not the assistant's: the promises never ask the classifier under test.
"""

from enum import StrEnum


class Meaning(StrEnum):
    """What a letter does to the conversation, told by who wrote the story."""

    ASKS = "asks"  # we owe an answer
    REOPENS = "reopens"  # an inquiry: we owe an answer, and an earlier refusal is over
    RESTS = "rests"  # human, asks nothing: the long patience
    NAMES_A_DAY = "names a day"  # human, asks nothing: not before `Event.until`
    ORDERS = "orders"
    REFUSES = "refuses"
    STOPS = "stops"
    AWAY = "away"  # a machine: not before `Event.until`
    LEFT = "left"  # a machine: that address is dead
    BOUNCES = "bounces"  # a machine: that address is dead, and our mail never arrived
    NOTHING = "nothing"  # a machine without a word for us
    QUOTES = "quotes"
    SAMPLES = "samples"  # ours: the sample is on its way
    ORDER_NOTICE = "order notice"  # ours: confirmation, shipment
    PROMISES = "promises"  # ours, but still owes the answer
    ANSWERS = "answers"  # ours, any other


# name -> (meaning, subject or None for Re:, text). Slots: given family product price quantity city domain until month.
LETTERS: dict[str, tuple[Meaning, str | None, str]] = {
    "inquiry": (
        Meaning.REOPENS,
        "Inquiry {product}",
        "Dear Lin Wei,\n\nwe are looking for a supplier of {product}. Please quote {quantity} pcs FOB Ningbo, with"
        " delivery time and packing.\n\nBest regards",
    ),
    "inquiry again": (
        Meaning.REOPENS,
        "New project: {product}",
        "Dear Lin Wei,\n\nwe have a new project and need {quantity} pcs of {product} again. Please send us your"
        " quotation FOB Ningbo.\n\nBest regards",
    ),
    "quote": (
        Meaning.QUOTES,
        None,
        "Dear {given},\n\nthank you for your inquiry. We are pleased to quote:\n\n{product}: USD {price} per piece, FOB"
        " Ningbo, for {quantity} pcs\nDelivery: 25 days after deposit\nPayment: 30% deposit, balance before"
        " shipment\n",
    ),
    "bare quote": (
        Meaning.QUOTES,
        None,
        "Hello {given},\n\nhere is our price: {product} USD {price}/pc FOB Ningbo at {quantity} pcs.\n",
    ),
    "question": (
        Meaning.ASKS,
        None,
        "Dear Lin Wei,\n\nthank you. Is the driver of {product} flicker-free, and do you have the CE test"
        " report?\n\nBest regards",
    ),
    "second question": (
        Meaning.ASKS,
        None,
        "Hello Lin,\n\nhow many pieces fit into a 20ft container, and is 4000K possible?\n\nKind regards",
    ),
    "new thread question": (
        Meaning.ASKS,
        "Colour of your lamps",
        "Dear Lin Wei,\n\nwhich colour temperatures can you deliver for {product}?\n\nBest regards",
    ),
    "thanks": (Meaning.RESTS, None, "Dear Lin Wei,\n\nthank you, your offer is received.\n\nBest regards"),
    "holding": (
        Meaning.RESTS,
        None,
        "Dear Lin Wei,\n\nthank you for the offer. I will discuss it with my colleagues and come back to you.\n\nBest"
        " regards",
    ),
    "holding until": (
        Meaning.NAMES_A_DAY,
        None,
        "Dear Lin Wei,\n\nthank you for the offer. The board decides later; I will come back to you on {until}.\n\nBest"
        " regards",
    ),
    "in a month named": (
        Meaning.NAMES_A_DAY,
        None,
        "Dear Lin Wei,\n\nthank you. We plan our budget then, please contact me again in {month}.\n\nBest regards",
    ),
    "refusal": (
        Meaning.REFUSES,
        None,
        "Dear Lin Wei,\n\nthank you for your offer. We have decided to buy from another supplier this time.\n\nKind"
        " regards",
    ),
    "stop": (Meaning.STOPS, None, "Please do not write to us again and remove our address from your list.\n"),
    "order": (
        Meaning.ORDERS,
        None,
        "Dear Lin Wei,\n\nwe accept your offer. Please find attached our purchase order for {quantity} pcs of {product}"
        " and send the proforma invoice.\n\nBest regards",
    ),
    "proforma": (
        Meaning.ORDER_NOTICE,
        None,
        "Dear {given},\n\nthank you for your order. Our order confirmation and the proforma invoice are attached."
        " Production starts when the deposit arrives.\n",
    ),
    "shipped": (
        Meaning.ORDER_NOTICE,
        None,
        "Dear {given},\n\nyour order has been shipped today. Bill of lading, packing list and invoice are attached.\n",
    ),
    "sample request": (
        Meaning.ASKS,
        None,
        "Dear Lin Wei,\n\nthe price is fine. Could you send us two samples of {product} to our office in {city}? We pay"
        " the courier.\n\nBest regards",
    ),
    "sample sent": (
        Meaning.SAMPLES,
        None,
        "Dear {given},\n\nthe two samples of {product} were sent today by DHL, tracking number 4471220936. They should"
        " reach you within a week.\n",
    ),
    "answer": (
        Meaning.ANSWERS,
        None,
        "Dear {given},\n\nyes to all of it. The details stand in the data sheet, and the report is attached.\n",
    ),
    "promise": (Meaning.PROMISES, None, "Dear {given},\n\nthank you. I will send you our quotation by Friday.\n"),
    "by hand": (
        Meaning.ANSWERS,
        None,
        "Dear {given},\n\nI have just spoken with our workshop: your packing would be possible, too.\n",
    ),
    "understood": (
        Meaning.ANSWERS,
        None,
        "Dear {given},\n\nthank you for letting me know. I remain at your service.\n",
    ),
    "out of office": (
        Meaning.AWAY,
        "Automatic reply: {thread}",
        "Thank you for your message. I am out of the office until {until} and will answer when I return.\n",
    ),
    "abwesend": (
        Meaning.AWAY,
        "Automatische Antwort: {thread}",
        "Vielen Dank für Ihre Nachricht. Ich bin bis zum {until_de} nicht im Büro. Ihre E-Mail wird nicht"
        " weitergeleitet.\n",
    ),
    "has left": (
        Meaning.LEFT,
        "Automatic reply: {thread}",
        "{given} {family} has left the company. For all purchasing matters please write to {other_name}, {other}.\n",
    ),
    "bounce": (Meaning.BOUNCES, "Undelivered Mail Returned to Sender", ""),
    "receipt": (Meaning.NOTHING, "Read: {thread}", "Your message was read.\n"),
    "ticket": (
        Meaning.NOTHING,
        "[Ticket OM-4471] {thread}",
        "Your request has been received and a ticket was opened. This is an automatic message.\n",
    ),
    "newsletter": (
        Meaning.NOTHING,
        "Our summer collection",
        "Our summer collection is here! See all offers on our web site.\n\nUnsubscribe: https://news.{domain}/off\n",
    ),
}
HUMAN = frozenset(
    {
        Meaning.ASKS,
        Meaning.REOPENS,
        Meaning.RESTS,
        Meaning.NAMES_A_DAY,
        Meaning.ORDERS,
        Meaning.REFUSES,
        Meaning.STOPS,
    }
)
OURS = frozenset(
    {
        Meaning.QUOTES,
        Meaning.SAMPLES,
        Meaning.ORDER_NOTICE,
        Meaning.PROMISES,
        Meaning.ANSWERS,
    }
)
