import { messages, type Text } from "../../i18n";

export const say = messages({
  title: { zh: "我的", en: "Me" },
  grade: { zh: "{name} · {grade} 级", en: "{name} · grade {grade}" },
  staff: { zh: "工号 {no} · {center}", en: "No. {no} · {center}" },
  dueSoon: { zh: "{name} 校准 {n} 天后到期", en: "{name}: calibration due in {n} {n:day/days}" },
  overdue: { zh: "{name} 校准已过期 {n} 天", en: "{name}: calibration {n} {n:day/days} overdue" },
  dueWhy: { zh: "过期后的读数会在服务卡上注明。", en: "Readings taken after that are marked on the card." },
  certSoon: { zh: "{name} {n} 天后到期", en: "{name}: expires in {n} {n:day/days}" },
  certOver: { zh: "{name} 已过期 {n} 天", en: "{name}: expired {n} {n:day/days} ago" },
  certWhy: { zh: "请找网点安排复审。", en: "Ask your center about the renewal." },
  manyDue: { zh: "{n} 件已到期或 30 天内到期", en: "{n} overdue, or due within 30 days" },
  phone: { zh: "这台手机", en: "This phone" },
  free: { zh: "可用 {size}", en: "{size} free" },
  photos: { zh: "照片 {size}", en: "Photos {size}" },
  rest: { zh: "其他 {size}", en: "Other {size}" },
  usage: { zh: "已用 {used}：照片 {photos}", en: "{used} used, photos {photos}" },
  kept: { zh: "系统不会自动清除", en: "The system will not clear it" },
  keptYes: { zh: "已受保护", en: "Protected" },
  keptNo: { zh: "空间不足时系统可能清除", en: "May be cleared when space is short" },
  protect: { zh: "请求保护", en: "Ask for protection" },
  offlineReady: { zh: "没有网络也能打开", en: "Opens without a network" },
  offlineYes: { zh: "已备好", en: "Ready" },
  offlinePreparing: { zh: "正在准备离线使用", en: "Being prepared for use offline" },
  offlineStayOnline: { zh: "请先不要断开网络。", en: "Please stay connected for a moment." },
  offlineNotYet: { zh: "没有网络还打不开", en: "Does not open without a network yet" },
  offlineInterrupted: {
    zh: "下载中断了。会自动再试；有网络时也可现在试。",
    en: "The download broke off. It is tried again by itself; with a network you can try now.",
  },
  offlineTry: { zh: "现在试", en: "Try now" },
  offlineNo: { zh: "没有网络打不开", en: "Does not open without a network" },
  offlineImpossible: {
    zh: "这个浏览器窗口不允许。请换普通窗口（不用无痕），或换浏览器。",
    en: "This browser window does not allow it. Use an ordinary window, not a private one, or another browser.",
  },
  lastSync: { zh: "上次同步 {when}", en: "Last sync {when}" },
  neverSynced: { zh: "还没有同步过", en: "Not synced yet" },
  sync: { zh: "同步", en: "Sync" },
  display: { zh: "显示", en: "Display" },
  language: { zh: "语言", en: "Language" },
  theme: { zh: "明暗", en: "Theme" },
  auto: { zh: "跟随手机", en: "As the phone" },
  light: { zh: "浅色", en: "Light" },
  dark: { zh: "深色", en: "Dark" },
  text: { zh: "字号", en: "Text size" },
  normal: { zh: "标准", en: "Normal" },
  large: { zh: "大", en: "Large" },
  largest: { zh: "特大", en: "Largest" },
  place: { zh: "位置", en: "Location" },
  tellArrival: { zh: "告诉网点我在哪里到达", en: "Tell the office where I arrived" },
  tellArrivalWhy: {
    zh: "默认关闭。打开后，只在您点“我到了”时取一次位置，随到达记录发给网点，用来核对地址；保存 30 天后删除。其他时候不取位置。关闭不影响接单和报告。",
    en: "Off unless you switch it on. Then the phone takes its place once, when you tap “I’ve arrived”, and sends it with the arrival so that the office can compare the address; it is deleted after 30 days. At no other time. Jobs and reports work the same without it.",
  },
  tools: { zh: "仪表与证书", en: "Instruments and certificates" },
  none: { zh: "网点还没有登记", en: "The center has registered none" },
  until: { zh: "{date} 到期", en: "until {date}" },
  noDate: { zh: "没有期限", en: "no date" },
  material: { zh: "资料", en: "Data" },
  catalog: { zh: "目录与限值", en: "Catalog and limits" },
  version: { zh: "第 {n} 版", en: "version {n}" },
  noCatalog: { zh: "还没有下载", en: "not downloaded yet" },
  log: { zh: "运行记录", en: "Log" },
  logEmpty: { zh: "没有记录", en: "Nothing yet" },
  signOut: { zh: "退出登录", en: "Sign out" },
  staysHere: { zh: "{n} 份未送会留在本机", en: "{n} unsent {n:stays/stay} on this phone" },
  signOutWarn: {
    zh: "还有 {n} 份没有送出。它们会留在本机，并用你的凭证继续送；草稿也留着，等你回来。",
    en: "{n} {n:item has/items have} not been sent. {n:It stays/They stay} on this phone and still {n:goes/go} out as yours; drafts wait for you.",
  },
  signOutYes: { zh: "仍然退出", en: "Sign out anyway" },
  signOutNo: { zh: "不退出", en: "Stay" },
  app: { zh: "版本 {version}", en: "Version {version}" },
});

const INSTRUMENT_SOON = 30;

export interface Due {
  name: string;
  days: number;
  kind: "instrument" | "certificate";
}

/** What runs out within a month, or has. `day` is YYYY-MM-DD in the center's zone. */
export function daysUntil(date: string, today: string): number {
  return Math.round((Date.parse(date) - Date.parse(today)) / (24 * 3600_000));
}

export function isDue(date: string | null, today: string): boolean {
  return date !== null && daysUntil(date, today) <= INSTRUMENT_SOON;
}

export function dueWords({ kind, days }: Due): Text {
  if (kind === "instrument") return days < 0 ? say.overdue : say.dueSoon;
  return days < 0 ? say.certOver : say.certSoon;
}
