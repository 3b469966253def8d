"""One spelling for many: case, accents, full-width signs, curly quotes, traditional characters.

People write "muestra" and "MUESTRA", "cotizacion" without its accent, 請 and 请. Phrases of the lexicon and the text
they are looked for in go through the same folding, so that a phrase is written once. Public: `fold`.
"""

import re
import unicodedata
from functools import lru_cache

# Traditional to simplified, the characters that trade phrases need; Japanese forms fold along, on both sides alike.
_TRADITIONAL = (
    "請请價价報报單单樣样貨货發发訂订購购詢询問问麼么個个這这還还嗎吗對对謝谢點点時时們们與与為为說说會会過过郵邮聯联繫系絡络無无沒没後后給给"
    "從从開开關关讓让應应該该實实際际產产東东車车馬马長长門门間间題题認认識识論论討讨決决選选擇择買买賣卖廠厂約约結结條条額额錢钱幣币歐欧萬万億亿"
    "兩两數数據据場场優优驗验檢检測测試试確确證证証证書书記记處处來来復复覆复暫暂慮虑歡欢樂乐圖图裡里邊边幾几寫写訊讯資资補补雙双變变壓压廣广當当"
    "總总態态擔担斷断氣气滿满燈灯環环現现異异畫画盡尽盤盘碼码種种稱称筆笔級级細细組组終终經经維维網网緊紧線线縮缩續续義义習习舊旧號号裝装製制規规"
    "視视親亲計计訪访許许評评話话誤误調调談谈讀读負负財财貴贵費费賬账趕赶轉转輕轻較较載载運运達达遠远適适遲迟鐘钟鐵铁鋁铝銷销銀银錄录電电預预頁页"
    "項项順顺須须領领頭头顏颜願愿類类飛飞館馆體体煩烦廂厢倉仓準准動动連连離离辦办協协員员務务設设進进節节農农曆历報报聖圣誕诞稅税率税別别夠够啟启"
    "採采當当壞坏輛辆運运蓋盖戶户佈布臺台檔档庫库擴扩鋼钢鏽锈銅铜鍍镀噴喷寬宽礙碍獲获擇择審审併并憑凭獎奖將将專专尋寻導导屬属師师帶带強强彈弹"
    "徹彻懷怀戰战擊击攜携敗败於于術术機机潔洁濟济爭争牆墙獨独範范築筑紅红紙纸納纳紡纺純纯統统絕绝絲丝綠绿緣缘練练縫缝纖纤聞闻聲声職职膠胶蘇苏蝕蚀"
    "複复覺觉觀观觸触託托設设註注詞词詳详誠诚諒谅諾诺謹谨護护豐丰販贩貼贴貿贸賠赔贊赞跡迹軟软輔辅輪轮輸输辭辞釋释針针鈕钮錯错鍵键鎖锁鏡镜閉闭"
    "儘尽屆届彙汇匯汇廢废簡简罷罢雖虽騷骚擾扰棄弃漲涨滯滞營营穩稳緩缓繼继績绩聽听臨临舉举薦荐虧亏誰谁諮咨遞递遷迁閒闲陸陆陳陈頂顶顆颗駁驳騙骗黃黄帳帐幫帮惡恶愛爱慣惯懸悬戲戏換换揀拣損损撥拨擱搁擬拟構构標标"
    "櫃柜權权歷历況况涼凉減减狀状猶犹畢毕禮礼競竞綜综華华藍蓝諗谂償偿創创勞劳區区參参嘗尝層层歲岁徵征懇恳樓楼潤润礎础綁绑縱纵託托訴诉診诊謀谋譯译賀贺賓宾鋪铺鑄铸闆板陽阳隱隐頻频飲饮髮发鬆松鮮鲜齡龄牽牵纜缆"
    "覽览訓训賺赚迴回遊游鎮镇閘闸霧雾飯饭驅驱鬧闹齒齿圍围偉伟飾饰讚赞寧宁廳厅敘叙膚肤鈔钞鑽钻閃闪靈灵韓韩頓顿趙赵馮冯鄭郑醫医襪袜螢萤麵面"
    "備备歸归積积灣湾見见"
    "閱阅闊阔階阶隊队際际隨随險险雜杂離离難难靜静響响顧顾顯显風风養养餘余驚惊齊齐寶宝盞盏簽签園园圓圆團团執执塊块墊垫獻献瑩莹"
)
_SINGLE = {
    "đ": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
    "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "،": ",", "؛": ";", "؟": "?", "、": ",", "\u0640": "",
    "ى": "ي", "ة": "ه", "ё": "е", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
    "\u200e": "", "\u200f": "", "\u202a": "", "\u202b": "", "\u202c": "",
}  # fmt: skip


def _folded(char: str) -> str:
    if char in _SINGLE:
        return _SINGLE[char]
    if char.isspace():
        return "\n" if char in "\n\u2028\u2029" else "\t" if char == "\t" else " "
    lower = char.casefold()
    if ord(char[0]) >= 0x0E00 and not 0x1E00 <= ord(char[0]) <= 0x1FFF:
        return unicodedata.normalize("NFKC", lower)  # decomposing would break kana and Hangul apart
    parts = unicodedata.normalize("NFKD", lower)
    return "".join(_SINGLE.get(part, part) for part in parts if unicodedata.category(part) != "Mn")


class _Table(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


_TABLE = _Table()
_DONG = re.compile(r"(?<=\d)[đĐ](?!\w)|(?<=\d )[đĐ](?!\w)")  # behind a number money, and no letter: "52.000đ"
for _pair in zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True):
    _TABLE[ord(_pair[0])] = _pair[1]


_PLAIN_TO = bytes(ord(_TABLE[code]) for code in range(128)) + bytes(128)  # one by one, which is quicker


@lru_cache(maxsize=64)  # each text of a mail is asked for by several readers
def fold(text: str) -> str:
    """Return `text` in lower case without accents and variants; line breaks stay, lengths may differ by ligatures."""
    if text.isascii():
        return text.encode("ascii").translate(_PLAIN_TO).decode("ascii")
    if "đ" in text or "Đ" in text:
        text = _DONG.sub("₫", text)
    return text.translate(_TABLE)
