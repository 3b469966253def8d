"""What stands behind a number: units of size, weight, power and time, with which it is no price ("2.9 mm", "25 days"),
and words for the one thing that it is the price of ("each", "/pc"). Public: `SIZES`, `SPANS` (parts of expressions
without their right edge), `PER_ONE`.
"""

import re

from assistant.facts.trade.round_prices import ROUND

SIZES = (
    r"mm|cm|m|m2|m3|lm|nm|km|inch|mil|micron|kg|gr?|gsm|oz|lbs?|t|mt|ml|l|w|v|k|kw|kva|hz|hp|bar|psi|rpm|db|"
    r"wide|thick|long|high|deep|tall|breit|dick|lang|hoch|stark"
)
SPANS = (
    r"working|days?|weeks?|months?|hours?|years?|tage\w*|wochen|monate\w*|jahre\w*|dias|semanas|jours|semaines|giorni|"
    r"settimane|gun|hafta|dni|tygodni\w*|дн\w+|недел\w+|hari|minggu|ngay|tuan"
)
PER_ONE = re.compile(
    rf"{ROUND}"
    r"\s?(?:/\s?(?:[a-z]{1,8}|[а-я]{1,8}|m[23])\b|"
    r"(?:/\s?|的?一|每)[个套件台箱米条盒只双支卷吨张片克斤瓶把包枚本개장]|"
    r"لل(?:حبه|قطعه|متر|طن|كيلو|وحده|كرتون|حاويه)|"
    r"(?:per|each|ea|a piece|apiece|cad|je|pro|la piece|per piece|por|la pieza|la caja|la paire|za|за|"
    r"adet|una|mot|的?一|c/u|pza|la unidad|el metro|al pezzo)\b|und(?=[.,;\n]|$)|each\b)"
)
