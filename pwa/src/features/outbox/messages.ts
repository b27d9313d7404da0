import { messages, type Text } from "../../i18n";

export const say = messages({
  title: { zh: "报告送达", en: "Delivery" },
  toGo: { zh: "待送共 {size}", en: "{size} to send" },
  signedAt: { zh: "{when} 签", en: "signed {when}" },
  today: { zh: "今天 {time}", en: "today {time}" },
  onPhone: { zh: "已存本机", en: "On this phone" },
  waitingNet: { zh: "等网络", en: "Waiting for network" },
  waitingTurn: { zh: "马上送", en: "Next to go" },
  waitingLogin: { zh: "等登录", en: "Waiting for login" },
  needsPerson: { zh: "要人处理", en: "Needs a person" },
  retryAt: { zh: "{time} 再试", en: "Again at {time}" },
  lastTime: { zh: "上次：{why}", en: "Last: {why}" },
  sizeAndPhotos: { zh: "{size} · {n} 张", en: "{size} · {n} {n:photo/photos}" },
  reportThere: { zh: "报告已送达", en: "Report delivered" },
  photosThere: { zh: "照片 {done}/{all}", en: "Photos {done}/{all}" },
  delivered: { zh: "已送达", en: "Delivered" },
  card: { zh: "服务卡", en: "Card" },
  cardWaits: { zh: "等照片", en: "waits for photos" },
  cardMaking: { zh: "制作中", en: "being made" },
  cardHeld: { zh: "网点在看", en: "with the office" },
  cardReady: { zh: "服务卡好了", en: "Card ready" },
  openCard: { zh: "打开服务卡", en: "Open the card" },
  opening: { zh: "正在取…", en: "Fetching…" },
  saveCard: { zh: "存成文件", en: "Save as a file" },
  sendNow: { zh: "现在试着送", en: "Try to send now" },
  sending: { zh: "正在送…", en: "Sending…" },
  allDone: { zh: "没有要送的", en: "Nothing to send" },
  allDoneWhy: { zh: "签好的报告会出现在这里。", en: "Signed reports appear here." },
  others: {
    zh: "别人在这台手机上还有 {n} 份待送，会用他们自己的凭证送出。",
    en: "{n} more of somebody else on this phone; {n:it goes/they go} out under their own token.",
  },
  small: { zh: "其他待送", en: "Also to send" },
  event: { zh: "工单动态", en: "Job update" },
  fieldJob: { zh: "新建的工单", en: "Job made here" },
  instrument: { zh: "仪器登记", en: "Instrument" },
  feedback: { zh: "客户评价", en: "Customer's rating" },
  signLink: { zh: "客户的签字链接", en: "Customer's link to sign" },
  customerCopy: { zh: "客户的二维码", en: "Customer's QR code" },
  callCenter: { zh: "联系网点", en: "Call the center" },
  tryAgain: { zh: "再试一次", en: "Try again" },
  signIn: { zh: "登录", en: "Sign in" },
  details: { zh: "详情", en: "Details" },
  id: { zh: "报告编号", en: "Report id" },
  digest: { zh: "指纹", en: "Digest" },
  attempts: { zh: "试过", en: "Tried" },
  times: { zh: "{n} 次", en: "{n} {n:time/times}" },
  code: { zh: "原因代码", en: "Code" },
  received: { zh: "服务器收到", en: "Received" },
  cardNumber: { zh: "服务卡号", en: "Card number" },
  heldBy: {
    zh: "网点正在看这份报告：{why}。内容不会变，你不用重做。",
    en: "The office is looking at this report: {why}. Nothing in it changes; you need not redo it.",
  },
  send: { zh: "送出", en: "Send" },
});

/** What happened, what is safe, what to do. Codes are the server's, or ours for what never reached it. */
const PERSON: Readonly<Record<string, Text>> = messages({
  digest_mismatch: {
    zh: "服务器已有同编号、内容不同的报告。两份都留着，网点会核对。你不用重做。",
    en: "The server has a report with this number and other content. Both are kept; the office will compare. You need not redo it.",
  },
  too_large: {
    zh: "报告超过 1 MB，服务器收不下。内容在本机很安全，请联系网点。",
    en: "The report is over 1 MB, too large for the server. It is safe on this phone; please call the center.",
  },
  http_413: {
    zh: "报告太大，服务器收不下。内容在本机很安全，请联系网点。",
    en: "The report is too large for the server. It is safe on this phone; please call the center.",
  },
  conflict: {
    zh: "这个编号属于别人的报告。你的这份在本机很安全，请联系网点。",
    en: "This number belongs to somebody else's report. Yours is safe on this phone; please call the center.",
  },
  photo_lost: {
    zh: "浏览器清掉了一张照片，报告和其他照片都在。服务卡会注明「照片未收到」。",
    en: "The browser has thrown away a photo; the report and the others are safe. The card will say “photo not received”.",
  },
});

const OTHERWISE: Text = {
  zh: "服务器没有接受（{detail}）。内容在本机很安全。可以再试，或联系网点。",
  en: "The server did not take it ({detail}). It is safe on this phone. Try again, or call the center.",
};

const LATER: Readonly<Record<string, Text>> = messages({
  offline: { zh: "没连上", en: "no connection" },
  timeout: { zh: "连接超时", en: "timed out" },
  no_receipt: { zh: "没有回执", en: "no receipt" },
  not_our_server: { zh: "网络要求登录", en: "network wants a login" },
  too_many_requests: { zh: "服务器忙", en: "server busy" },
  wrong_hash: { zh: "照片重传", en: "photo starts again" },
});

export function personWords(code: string): Text {
  return PERSON[code] ?? OTHERWISE;
}

export function laterWords(code: string): Text {
  return LATER[code] ?? { zh: "服务器出错", en: "server error" };
}
