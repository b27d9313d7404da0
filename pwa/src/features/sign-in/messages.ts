import { messages, type Text } from "../../i18n";

export const say = messages({
  app: { zh: "服务卡", en: "Service card" },
  tagline: { zh: "上门服务 · 没有网络也能用", en: "Field service that works offline" },
  username: { zh: "工号或手机号", en: "Staff number or phone" },
  password: { zh: "密码", en: "Password" },
  show: { zh: "显示密码", en: "Show the password" },
  signIn: { zh: "登录", en: "Sign in" },
  signingIn: { zh: "正在登录…", en: "Signing in…" },
  firstTime: {
    zh: "第一次登录需要网络，以后没网也能用。",
    en: "The first sign-in needs a network; after that it works without.",
  },
  waiting: {
    zh: "这台手机上还有 {n} 份报告待送，登录不影响它们。",
    en: "{n} {n:report waits/reports wait} on this phone; signing in does not touch {n:it/them}.",
  },
  newTitle: { zh: "换一个自己的密码", en: "Choose your own password" },
  newWhy: {
    zh: "现在的密码是网点设的，只有您自己知道的才安全。",
    en: "The present one was set by the center. Only one that you alone know is safe.",
  },
  current: { zh: "现在的密码", en: "Present password" },
  next: { zh: "新密码（至少 10 位）", en: "New password (10 or more characters)" },
  save: { zh: "换好了，开始", en: "Save and begin" },
  saving: { zh: "正在保存…", en: "Saving…" },
  tooShort: { zh: "还差 {n} 位", en: "{n} more {n:character/characters}" },
  back: { zh: "返回", en: "Back" },
  signOut: { zh: "换个人登录", en: "Somebody else" },
});

const FAILED: Readonly<Record<string, Text>> = messages({
  login: { zh: "工号或密码不对，请核对后再试。", en: "Number or password is wrong. Please check and try again." },
  wrong_credentials: {
    zh: "工号或密码不对，请核对后再试。",
    en: "Number or password is wrong. Please check and try again.",
  },
  offline: {
    zh: "没连上服务器。请找有网的地方再登录。",
    en: "The server was not reached. Sign in where there is a network.",
  },
  timeout: { zh: "服务器没有及时回答，请再试。", en: "The server did not answer in time. Please try again." },
  too_many_requests: { zh: "试得太多，请等 15 分钟再登录。", en: "Too many tries. Please wait 15 minutes." },
  not_our_server: {
    zh: "这个网络要先在网页上登录，然后再试。",
    en: "This network wants its own login page first. Then try again.",
  },
});

export function failureWords(code: string, detail: string): Text {
  return FAILED[code] ?? { zh: detail || "没成功，请再试。", en: detail || "That did not work. Please try again." };
}
