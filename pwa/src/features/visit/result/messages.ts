/** Words of how the visit ended. */
import { messages } from "../../../i18n";

export const say = messages({
  "result.choose": { zh: "这次上门的结果", en: "How did the visit end?" },
  "result.open": { zh: "待选", en: "To choose" },
  "result.done": { zh: "完成", en: "Done" },
  "result.second_visit": { zh: "需二次上门", en: "Second visit" },
  "result.refused": { zh: "拒绝作业", en: "Refused" },
  "result.first_time.repair": { zh: "这个故障一次修好？", en: "Put right on the first visit?" },
  "result.first_time.installation": { zh: "一次装好？", en: "Installed on the first visit?" },
  "result.first_time.history": { zh: "90 天内没有上门记录", en: "no visit in 90 days" },
  "result.first_time": { zh: "是否一次修好", en: "whether it was put right on the first visit" },
  "result.first_time.needed": { zh: "必答", en: "please answer" },
  "result.over": { zh: "作业超时的原因", en: "why the work took longer" },
  "result.on_site": { zh: "在场超时的原因", en: "why the visit took longer" },
  "result.first_time.yes": { zh: "是，一次做好", en: "Yes, first time" },
  "result.first_time.no": { zh: "不是，来过", en: "No, again" },
  "result.reason": { zh: "原因", en: "Reason" },
  "result.reason_text": { zh: "补充说明", en: "In your words" },
  "result.unsafe": { zh: "测电结论是“拒绝”，不能选“完成”", en: "The test says refuse: it cannot be “done”" },
  "result.unsafe_why": {
    zh: "改好复测，或选“拒绝作业”“需二次上门”。",
    en: "Fix it and test again, or choose refused or second visit.",
  },
});
