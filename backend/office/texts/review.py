"""Needs a person."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "review.title": ("需人工处理", "Needs a person"),
    "review.count": ("{n} 项待处理", "{n} items open"),
    "review.count.one": ("1 项待处理", "1 item open"),
    "review.nothing_lost": ("这里的内容都已存好，没有丢失。", "Everything here is stored; nothing is lost."),
    "review.by_reason": ("按原因", "By reason"),
    "review.all": ("全部", "All"),
    "review.resolved": ("已处理", "Resolved"),
    "review.queue": ("队列", "Queue"),
    "review.empty": ("没有需要处理的内容", "Nothing needs a person"),
    "review.none_resolved": ("还没有处理过的项", "Nothing was settled yet"),
    "review.empty_hint": ("所有报告都已存好。", "All reports are stored."),
    "review.kept": (
        "每个决定都保留理由和姓名，可以重新打开。",
        "Each decision keeps a reason and a name, and can be reopened.",
    ),
    "review.evidence": ("证据", "Evidence"),
    "review.report": ("报告", "Report"),
    "review.job": ("工单现状", "Job now"),
    "review.why": ("原因", "Why"),
    "review.difference": ("两份内容的不同", "Difference of the two contents"),
    "review.first": ("先到", "first"),
    "review.second": ("后到", "second"),
    "review.others": ("其他", "All else"),
    "review.same": ("{n} 项相同", "{n} fields are the same"),
    "review.broken_at": ("内容在第 {n} 个字符处不再是有效的 JSON。", "The bytes stop being JSON at character {n}."),
    "review.bytes": ("收到的内容", "The bytes as they came"),
    "review.download": ("下载原文", "Download the bytes"),
    "review.download_second": ("下载后到的原文", "Download the second"),
    "review.reason": ("处理理由（必填，写入记录）", "Reason (required, goes into the audit)"),
    "review.settle": ("标为已处理", "Mark as resolved"),
    "review.settled": ("已处理，接着看下一项。", "Settled. Here is the next item."),
    "review.settled_at": ("已处理", "Settled"),
    "review.reopen": ("重新打开", "Reopen"),
    "review.reopened": ("已重新打开。", "Reopened."),
    "review.explain.job_unknown": (
        "报告所写的工单，服务器上没有。可能是在手机上新建、尚未送达的工单。",
        "The report names a job that the server does not know. It may have been made on the phone and not have arrived.",
    ),
    "review.explain.job_cancelled": (
        "技师离线工作时，工单已被取消。工作已经做了，报告已存好：请决定收费和后续安排。",
        (
            "The job was cancelled while the technician worked offline. The work was done and the report is stored: "
            "decide on charges and what follows."
        ),
    ),
    "review.explain.job_reassigned": (
        "工单已改派他人，原技师的报告仍然送达。请核对是否两人都上了门。",
        "The job had been given to somebody else when this report came. Check whether both went there.",
    ),
    "review.explain.job_completed": (
        "这张工单已经有完成它的报告。请核对这是补充、更正，还是重复。",
        "Another report had already completed this job. Check whether this one adds to it, corrects it or repeats it.",
    ),
    "review.explain.old_form": (
        "报告使用旧版表单。内容已按旧版完整保存，请核对是否缺少必需的内容。",
        "The report was written with an old form. It is stored whole; check whether something needed is missing.",
    ),
    "review.explain.quarantined": (
        "内容已收到，摘要正确，但读不懂，因此隔离保存。请联系技师，必要时让其更新应用并重新填写。",
        (
            "The bytes arrived with a right digest, but could not be read, and are kept apart. "
            "Call the technician; if need be, let them update the app and write the report again."
        ),
    ),
    "review.explain.digest_mismatch": (
        "同一个编号收到了两份不同的内容，两份都按原样保存。先到的一份生效；请比较后决定怎么办。",
        (
            "Two different contents came under one id. Both are stored as they came, and the first one counts. "
            "Compare them and decide what to do."
        ),
    ),
    "review.explain.verdict_differs": (
        "手机与服务器的判定不同，两者都已保留。请核对读数与限值，必要时联系客户。",
        "Phone and server judge differently; both verdicts are kept. Check readings and limits, and call the customer if need be.",
    ),
    "review.explain.service_missing": (
        "客户确认有服务没有做。请在投诉中回访客户并安排补做。",
        "The customer said that a service was not done. Call them back and arrange for it, in the complaint.",
    ),
    "review.explain.projection_failed": (
        "报告已存好，但整理进列表时出错。请联系技术支持，报告本身没有问题。",
        "The report is stored, but reading it into the lists failed. Tell technical support; the report itself is safe.",
    ),
    "review.explain.supersedes_twice": (
        "这份更正所针对的报告已经被另一份更正过，或者不是同一位技师写的。请决定以哪份为准。",
        (
            "The report that this one corrects has already been corrected by another, or is another technician’s. "
            "Decide which one counts."
        ),
    ),
    "review.explain.clock_skew": (
        "手机的时钟快了十分钟以上，签字时间不可靠。以服务器收到的时间为准。",
        "The phone’s clock was more than ten minutes fast, so the time of signing is not reliable. Go by the server’s time.",
    ),
    "review.explain.card_failed": (
        "服务卡没有生成成功。报告已存好，请联系技术支持。",
        "The card could not be made. The report is safe; tell technical support.",
    ),
    "review.explain.signature": (
        "签名缺失、为空，或不属于这份内容。报告已存好，请与技师和客户核实。",
        "A signature is missing, empty, or not of this content. The report is safe; ask technician and customer.",
    ),
    "review.explain.identical_readings": (
        "与另一户的测量读数逐位相同。这不是证据，只是需要有人看一眼：请对照两份报告。",
        "The readings are the same, digit by digit, as in another home. It proves nothing: compare the two reports.",
    ),
    "review.explain.hasty": (
        "很多读数和勾选在很短时间内填完。可能是事后补填：请询问技师。",
        "Many readings and ticks were entered within a very short time, perhaps afterwards: ask the technician.",
    ),
    "review.explain.photo_reused": (
        "同一张照片已出现在别的报告里。请对照两份报告。",
        "The same photo stands in another report. Compare the two.",
    ),
    "review.explain.unexplained": (
        "报告写“完成”，但没有说明为何超过标准时间，或没有回答是否一次修好。工作照常有效，请向技师补问。",
        (
            "The report says “done” but not why it took longer than the standard, or whether one visit was enough. "
            "The work counts as it is; ask the technician."
        ),
    ),
    "review.explain.far_away": (
        "技师报告到达时，手机离客户地址很远。定位可能不准：请先询问。",
        "The phone was far from the address when the arrival was told. Locations can be wrong: ask first.",
    ),
}
