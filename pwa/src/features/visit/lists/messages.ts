/** Words of guidance, maintenance and cleanup. */
import { messages } from "../../../i18n";

export const say = messages({
  "checklist.guidance": {
    zh: "讲一项，勾一项；客户听懂了再勾。",
    en: "Explain, then tick: only what the customer has understood.",
  },
  "checklist.maintenance": { zh: "做一项，勾一项。", en: "Do it, then tick it." },
  "checklist.cleanup": {
    zh: "离开前做完；拍一张清理后的照片。",
    en: "Before you leave; take a photo of the clean place.",
  },
  "checklist.guidance.lines": { zh: "讲解要点", en: "Topics" },
  "checklist.maintenance.lines": { zh: "保养项目", en: "Maintenance points" },
  "checklist.cleanup.lines": { zh: "清理项目", en: "Cleanup points" },
  "checklist.guidance.all": { zh: "全部讲完了", en: "All explained" },
  "checklist.maintenance.all": { zh: "全部做完了", en: "All done" },
  "checklist.cleanup.all": { zh: "全部清完了", en: "All clean" },
  "checklist.undo": { zh: "撤回 {count} 项", en: "Undo {count}" },
  "checklist.show": { zh: "逐条给客户看", en: "Show them to the customer" },
  "checklist.show_one": { zh: "给客户看：{name}", en: "Show the customer: {name}" },
  "checklist.tell": { zh: "写情况：{name}", en: "Say how it was: {name}" },
  "checklist.state": { zh: "原来 → 现在", en: "Found → left" },
  "checklist.line_note": { zh: "这一项的备注", en: "Note on this point" },
  "checklist.cleaned": { zh: "清理后的照片", en: "The clean place" },
  "checklist.cleaned_wanted": { zh: "请拍一张", en: "please take one" },
  "topic.title": { zh: "使用讲解 {place}/{all}", en: "How to use it, {place} of {all}" },
  "topic.skip": { zh: "先跳过", en: "Skip" },
  "topic.next": { zh: "听懂了，下一条", en: "Understood: next" },
  "topic.last": { zh: "听懂了", en: "Understood" },
  "topic.explained": { zh: "已讲解", en: "explained" },
  "checklist.note": { zh: "备注", en: "Notes" },
});
