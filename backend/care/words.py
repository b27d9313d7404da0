"""The customer's own pages in both languages, key -> (zh, en). Spoken to somebody at home, not to the trade."""

from __future__ import annotations

from typing import Any

TEXTS: dict[str, tuple[str, str]] = {
    "other_name": ("English", "中文"),
    "page": ("您的上门服务", "Your visit"),
    "private": (
        "这是只属于您的页面，请不要转发。",
        "This page is yours alone. Please do not pass the link on.",
    ),
    "lead": ("{technician} 为您的{appliance}上门服务。", "{technician} came about your {appliance}."),
    "what": ("做了什么", "What was done"),
    "safety": ("用电安全", "Electrical safety"),
    "safety.pass": ("检测合格，可以正常使用。", "Tested and found in order. You can use it as usual."),
    "safety.advise": ("检测合格，另有改进建议。", "In order, with advice on what to improve."),
    "safety.fail": ("有不合格的项目，请按建议处理。", "Something did not pass. Please follow the advice."),
    "safety.refuse": ("有危险，处理好之前请不要使用。", "Not safe. Please do not use it until it is put right."),
    "safety.not_tested": ("没有完成检测，不等于安全。", "The test was not completed. That does not mean it is safe."),
    "five": ("五项服务", "The five services"),
    "five_lead": (
        "这是当时记录的回答。哪一项与事实不符，请在 {day} 前告诉我们。",
        "These are the answers as recorded. If one is not true, tell us by {day}.",
    ),
    "five_over": ("这是当时记录的回答。", "These are the answers as recorded."),
    "recorded": ("记录：{list}", "Recorded: {list}"),
    "tested": ("记录：测了 {taken} 项，合格 {passed} 项。", "Recorded: {taken} tests, {passed} passed."),
    "nothing_recorded": ("没有记录具体内容。", "Nothing particular was recorded."),
    "not_so": ("不符合事实", "That is not so"),
    "not_so_of": ("“{service}”不符合事实", "“{service}”: that is not so"),
    "words": ("想补充的话（可不填）", "In your own words (optional)"),
    "words_needed": ("您想说的话", "Your words"),
    "contradict": ("告诉网点", "Tell the service center"),
    "contradict_note": ("网点会跟进并在本页答复您。", "They will look into it and answer you on this page."),
    "signature": ("签名", "Signature"),
    "signature_yours": ("记录为您的签名：", "Recorded as your signature:"),
    "signature_none": ("记录：{state}", "Recorded: {state}"),
    "not_mine": ("这不是我的签名", "That is not my signature"),
    "not_so_signature": ("签名的记录不符合事实", "What is recorded of my signature is not so"),
    "matters": ("您反映的问题", "What you told us"),
    "matter.service": ("“{service}”没有做", "“{service}” was not done"),
    "matter.contradicted": ("“{service}”与记录不符", "“{service}” was not as recorded"),
    "matter.signature": ("签名不是您的", "The signature is not yours"),
    "matter.office": ("您的投诉", "Your complaint"),
    "state.open": ("已收到", "Received"),
    "state.in_progress": ("处理中", "Being looked into"),
    "state.answered": ("已答复", "Answered"),
    "state.closed": ("已结束", "Closed"),
    "since": ("{moment} 提出", "Told us {moment}"),
    "you_said": ("您：", "You:"),
    "they_said": ("网点答复：", "The service center:"),
    "no_answer": ("还没有答复，请稍后再来看。", "There is no answer yet. Please look in again."),
    "add": ("补充说明", "Add something"),
    "again": ("还没有解决", "This is not settled"),
    "send": ("发送", "Send"),
    "rate": ("评价本次服务", "Rate the visit"),
    "rate_lead": (
        "技师看不到您个人的评价。每项都可以不选。",
        "The technician does not see your rating. Leave out what you like.",
    ),
    "rate_given": (
        "您的评价已收到，谢谢。为保护您，这里不再显示。",
        "We have your rating, thank you. To protect you it is not shown here again.",
    ),
    "rate_skipped": ("您选择了不评价。", "You chose not to rate."),
    "rate_again": ("改为新的评价", "Rate anew"),
    "rate_over": ("评价的时间已过。", "The time to rate is over."),
    "index.quality": ("服务质量", "Service quality"),
    "index.attitude": ("服务态度", "Attitude"),
    "index.response": ("响应速度", "Response"),
    "index.efficiency": ("作业效率", "Efficiency"),
    "index.overall": ("总体", "Overall"),
    "level.1": ("很不满意", "very poor"),
    "level.2": ("不满意", "poor"),
    "level.3": ("一般", "fair"),
    "level.4": ("满意", "good"),
    "level.5": ("很满意", "excellent"),
    "comment": ("想说的话（可不填）", "Anything to say (optional)"),
    "rate_send": ("提交评价", "Send rating"),
    "rate_skip": ("不评价", "Do not rate"),
    "card": ("您的服务卡", "Your service card"),
    "card_ready": ("{number}，第 {edition} 版，已加封电子印章。", "{number}, edition {edition}, sealed."),
    "card_making": ("正在制作，请稍后再来看。", "It is being made. Please look in again in a moment."),
    "card_waiting": (
        "还有照片没有收到，收齐后自动制作。",
        "Some photos are still on their way; it is made when they arrive.",
    ),
    "card_newer": ("新的一版正在制作。", "A new edition is being made."),
    "card_corrected": (
        "这份报告后来有更正，更正后的服务卡以核验页为准。",
        "This report was corrected later. The verification page tells which card counts.",
    ),
    "download": ("下载 PDF", "Download the PDF"),
    "verify": ("核验真伪", "Check that it is genuine"),
    "hotline": ("监督热线", "Hotline"),
    "said.contradicted": (
        "已告诉网点。答复会出现在本页。",
        "The service center has been told. The answer will stand on this page.",
    ),
    "said.disputed": (
        "已告诉网点。答复会出现在本页。",
        "The service center has been told. The answer will stand on this page.",
    ),
    "said.again": ("已告诉网点。", "The service center has been told."),
    "said.rated": ("谢谢，您的评价已收到。", "Thank you, we have your rating."),
    "said.skipped": ("已记下您不评价。", "Noted: you do not rate."),
    "said.signed": (
        "已签名，谢谢。新一版服务卡正在制作。这是您的专属页面。",
        "Signed, thank you. A new edition of the card is being made. This page is yours.",
    ),
    "said.refused": (
        "已记下您不签名及理由。这是您的专属页面。",
        "Noted: you do not sign, and why. This page is yours.",
    ),
    "kept_words": ("您写的内容：", "What you wrote:"),
    # signing later
    "sign_two": (
        "之后还有一份隐患告知书，请一并签名。",
        "A hazard notice follows, which you are asked to sign as well.",
    ),
    "sign_report_done": (
        "服务报告的签名已收到。还有一份隐患告知书。",
        "Your word on the report has been received. There is also a hazard notice.",
    ),
    "sign_notice_page": ("核对隐患告知并签名", "Check and sign the hazard notice"),
    "sign_notice_lead": (
        "上门时在您家发现了下面的隐患。请看清危险和整改办法，然后签名。签名只表示知悉。",
        "During the visit the dangers below were found in your home. Read what they mean and what must be done, then sign. Signing only means that you know.",
    ),
    "sign_page": ("核对并签名", "Check and sign"),
    "sign_lead": (
        "下面就是报告全文，签名后不会改变。请先核对，再签名。",
        "This is the whole report. It does not change after you sign. Please check it, then sign.",
    ),
    "valid_until": ("链接有效至 {moment}，只能用一次。", "The link is good until {moment}, and only once."),
    "five_given": ("您当时的回答", "Your answers at the visit"),
    "sign_here": ("请用手指在框内签名", "Sign in the box with your finger"),
    "pad": ("签名框：用手指或鼠标书写", "Sign pad: write with a finger or the mouse"),
    "undo": ("撤销一笔", "Undo"),
    "wipe": ("清空", "Clear"),
    "sign": ("同意并签名", "Agree and sign"),
    "no_script": (
        "签名需要浏览器允许 JavaScript。您也可以在下面写明不签名的理由，或拨打热线。",
        "Signing needs JavaScript in your browser. You can also say below why you do not sign, or call the hotline.",
    ),
    "not_sign": ("我不签名", "I do not sign"),
    "why_not": ("理由", "Reason"),
    "not_sign_do": ("确认不签名", "Confirm: I do not sign"),
    "see_all": ("全部读数与判定", "All readings and verdicts"),
    "to_sign": ("去签名", "Go and sign"),
    "minor": ("图中还没有的照片仍在上传。", "Photos that do not show are still being uploaded."),
    # messages
    "unknown_title": ("这个链接打不开", "This link does not open"),
    "unknown": (
        "链接不完整，或者技师的手机还没有联网送出报告。请过一会儿再试；还不行请拨打监督热线。",
        "It is incomplete, or the technician’s phone has not yet sent the report. Try again in a while, or call the hotline.",
    ),
    "link_expired_title": ("链接已过期", "This link has expired"),
    "link_expired": (
        "请拨打监督热线，网点可以给您新的链接。",
        "Please call the hotline: the service center can give you a new one.",
    ),
    "link_revoked_title": ("链接已停用", "This link was withdrawn"),
    "link_revoked": (
        "网点停用了这个链接。有疑问请拨打监督热线。",
        "The service center withdrew it. If you wonder why, please call the hotline.",
    ),
    "link_used_title": ("这个链接已经用过", "This link has been used"),
    "link_used": (
        "签名（或不签名的理由）已经收到，不能再改。如果不是您本人所为，请拨打监督热线。",
        "A signature, or a reason not to sign, has been received and cannot be changed. If that was not you, please call the hotline.",
    ),
    "already_signed_title": ("这份报告已经签过名", "This report is signed already"),
    "already_signed": (
        "不需要再签。如果不是您签的，请拨打监督热线。",
        "There is nothing left to sign. If that was not you, please call the hotline.",
    ),
    "report_corrected_title": ("这份报告已被更正", "This report was corrected"),
    "report_corrected": (
        "请不要再签这一份。网点会给您更正后的链接。",
        "Please do not sign this one. The service center will give you a link to the corrected report.",
    ),
    "other_content_title": ("内容对不上", "The content does not match"),
    "other_content": (
        "您看到的内容与存好的报告不一致，没有签名。请重新打开链接。",
        "What you saw is not the report as stored. Nothing was signed; please open the link again.",
    ),
    "supervision_over_title": ("可在本页反映的时间已过", "The time to say so here is over"),
    "supervision_over": ("请拨打监督热线，我们仍然会处理。", "Please call the hotline; we will still look into it."),
    "too_many_requests_title": ("请稍等片刻", "One moment, please"),
    "too_many_requests": ("打开得太频繁了，一分钟后再试。", "That was too often. Please try again in a minute."),
    "problem_title": ("没有成功", "That did not work"),
    "problem": ("请重新打开链接再试。", "Please open the link and try again."),
}


def texts_in(language: str) -> dict[str, str]:
    """Every text in one language."""
    return {key: pair[language == "en"] for key, pair in TEXTS.items()}


def say(texts: dict[str, str], key: str, /, **values: Any) -> str:
    return texts[key].format(**values)
