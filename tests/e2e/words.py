"""What stands on the phone's screens, in Chinese and English, and what a technician enters there."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image

WORDS: Mapping[str, tuple[str, str]] = {
    "accept": ("接这一单", "Accept this job"),
    "all cleaned": ("全部清完了", "All clean"),
    "all explained": ("全部讲完了", "All explained"),
    "all maintained": ("全部做完了", "All done"),
    "answer: done": ("做了", "Done"),
    "arrive": ("我到了", "I've arrived"),
    "back": ("返回", "Back"),
    "back to the visit": ("回到上门页", "Back to the visit"),
    "begin": ("客户已看过，开始服务", "Customer has seen it: begin"),
    "can be photographed": ("客户可以现在就拍下这个码。", "The customer can photograph this code now."),
    "card ready": ("服务卡好了", "Card ready"),
    "check next": ("查下一台", "Check next"),
    "confirm signature": ("确认签字", "Confirm signature"),
    "continue visit": ("继续上门", "Continue the visit"),
    "all answered": ("五项都已确认", "All five confirmed"),
    "saved soon": ("正在存…", "Saving…"),
    "refuse": ("拒绝作业：供电或电器不安全", "Refuse: it is not safe"),
    "unsafe result": ("测电结论是“拒绝”，不能选“完成”", "The test says refuse: it cannot be “done”"),
    "reason: supply": ("供电不安全", "unsafe"),
    "search field": ("姓名、电话、工单", "Name"),
    "dark": ("深色", "Dark"),
    "delivered": ("已送达", "Delivered"),
    "depart": ("我出发了", "I'm on my way"),
    "done text": ("做了什么", "What was done"),
    "electrical": ("安全测电", "Electrical safety test"),
    "genuine": ("真实，现行有效", "Genuine and current"),
    "finish": ("签字并完成", "Sign and finish"),
    "fetch card": ("打开服务卡", "Open the card"),
    "found text": ("现场发现", "Found on site"),
    "next test": ("下一项", "Next"),
    "open visit": ("开始上门", "Open the visit"),
    "others: declined": ("客户不要", "Declined"),
    "overview": ("1 个工单 + 5 项服务", "1 job + 5 services"),
    "own name": ("中文", "English"),
    "password": ("密码", "Password"),
    "report finished": ("报告已完成", "Report finished"),
    "on this phone": ("报告在这台手机上，有网就送。", "The report is on this phone and is sent"),
    "qr": ("服务卡的二维码", "QR code of the service card"),
    "result": ("结果", "Result"),
    "result: done": ("完成", "Done"),
    "result: refused": ("拒绝作业", "Refused"),
    "review": ("请客户核对", "Customer’s review"),
    "save card": ("存成文件", "Save as a file"),
    "saved": ("已存本机", "Saved"),
    "search": ("查找", "Search"),
    "send now": ("现在试着送", "Try to send now"),
    "sign in": ("登录", "Sign in"),
    "sign in again": ("登录已过期", "Your session has ended"),
    "sign: customer": ("签字 · 客户", "Sign · customer"),
    "sign: notice": ("签字 · 隐患告知", "Sign · hazard notice"),
    "dangers": ("这次上门的隐患", "Dangers of this visit"),
    "next danger": ("下一处隐患", "Next danger"),
    "hazard": ("隐患告知", "Hazard notice"),
    "measure: advised": ("已告知，劝其停用", "Advised: stop using it"),
    "measure: fixed": ("已排除并复测", "Fixed and re-tested"),
    "decision: fix now": ("现在修", "Fix now"),
    "decision: book": ("预约", "Book"),
    "undo": ("撤一笔", "Undo"),
    "clear": ("重签", "Clear"),
    "bring back": ("找回", "Bring back"),
    "not signed": ("还没有签名", "Not signed yet"),
    "only a dot": ("只有一个点", "only a dot"),
    "cannot sign": ("签不了…", "Can’t sign…"),
    "by link": ("稍后通过链接签字", "Will sign later by link"),
    "link to sign": ("客户的签字链接", "Customer's link to sign"),
    "link qr": ("签字链接的二维码", "QR code of the link to sign"),
    "they sign later": ("客户稍后签，继续", "They sign later: go on"),
    "page qr": ("客户专属页面的二维码", "QR code of the customer’s private page"),
    "customer's copy": ("客户的二维码", "Customer's QR code"),
    "verification code": ("核验码（给任何要核对真伪的人）", "Verification code (for anybody who checks the card)"),
    "re-test": ("改好复测", "Re-test"),
    "refuses": ("用户拒绝签字", "The customer refuses to sign"),
    "customer's reason": ("客户说的原因", "The customer’s reason"),
    "statement": ("技师说明", "Technician’s statement"),
    "record": ("照此记录，继续", "Record this and go on"),
    "needs statement": ("请写下技师说明", "Please write the technician’s statement"),
    "why refused": ("原因", "Reason"),
    "reason: unsafe supply": ("供电线路不安全", "The electrical supply is unsafe"),
    "what did you do": ("您现在做了什么？", "What did you do about it now?"),
    "what they decide": ("客户怎么决定？", "What does the customer decide?"),
    "signature of": ("的签名", "^Signature of"),
    "sign unrated": ("不评价，去签字", "Sign without rating"),
    "start work": ("测电完成，开始作业", "Tested: start the work"),
    "stop today": ("今天不能做", "Cannot be done today"),
    "switch to me": ("中文", "English"),
    "test finished": ("测电完成，回到上门页", "Tested: back to the visit"),
    "today": ("今天", "Today"),
    "to-do today": ("今天的工单", "Today's jobs"),
    "username": ("工号或手机号", "Staff number or phone"),
    "waiting for login": ("等登录", "Waiting for login"),
    "waiting for network": ("等网络", "Waiting for network"),
    "before work": ("作业前：诊断与报价", "Before the work"),
    "work": ("本次作业", "The work"),
    "me": ("我的", "Me"),
}
GUIDANCE, MAINTENANCE, OTHERS, CLEANUP = (
    ("讲解指导使用", "Usage guidance"), ("产品维护保养", "Maintenance"),
    ("一站式产品通检", "Multi-appliance check"), ("现场清理", "Cleanup"),
)  # fmt: skip

SOUND_SUPPLY = {"supply.u_ln": "229.4", "supply.u_lpe": "228.9", "supply.u_npe": "0.6"}
NO_EARTH = {"supply.u_ln": "229.4", "supply.u_lpe": "86.0", "supply.u_npe": "74.0"}
OVERVOLTAGE = {"supply.u_ln": "248.0", "supply.u_lpe": "247.4", "supply.u_npe": "0.6"}
# What an instrument shows on something sound; what is not a figure is answered with its first, good choice.
SOUND = SOUND_SUPPLY | {
    "supply.earth": "1.24", "supply.cable_csa": "4", "app.rpe": "0.06", "app.riso": "52", "app.ipe": "0.35",
    "app.touch": "0.05", "gas.pressure": "2000",
}  # fmt: skip


def photo(width: int = 1200, height: int = 900) -> bytes:
    """A JPEG as a phone's camera writes it: with EXIF, with a place in it that must not leave the phone."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Camera maker", "Camera 1"
    exif.get_ifd(0x8825)[1] = "N"
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=85, exif=exif)
    return kept.getvalue()
