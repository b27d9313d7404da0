import { messages } from "../../i18n";

export const say = messages({
  title: { zh: "我的仪器", en: "My instruments" },
  none: { zh: "还没有登记仪器", en: "No instrument registered yet" },
  add: { zh: "登记仪器", en: "Register an instrument" },
  edit: { zh: "修改 {name}", en: "Change {name}" },
  kind: { zh: "种类", en: "Kind" },
  choose: { zh: "请选择", en: "Please choose" },
  model: { zh: "品牌与型号", en: "Maker and model" },
  serial: { zh: "仪器编号", en: "Serial number" },
  due: { zh: "校准有效期至", en: "Calibrated until" },
  save: { zh: "保存", en: "Save" },
  cancel: { zh: "取消", en: "Cancel" },
  retire: { zh: "停用", en: "Retire" },
  retireSure: {
    zh: "停用后测试时不再出现；旧报告不变。确定停用？",
    en: "It will no longer be offered at a test; old reports stay. Retire it?",
  },
  missing: { zh: "请填种类和编号。", en: "Kind and serial number are needed." },
  until: { zh: "校准至 {date}", en: "due {date}" },
  expired: { zh: "校准已过期（{date}）", en: "calibration expired ({date})" },
  noDate: { zh: "没有校准期限", en: "no calibration date" },
  unsent: { zh: "还没送到网点", en: "not sent to the office yet" },
});
