import { messages } from "../../../i18n";

export const say = messages({
  "scan.open": { zh: "扫码", en: "Scan" },
  "scan.close": { zh: "关闭扫码", en: "Close the scanner" },
  "scan.view": { zh: "相机画面", en: "Camera view" },
  "scan.torch": { zh: "手电筒", en: "Torch" },
  "scan.starting": { zh: "正在打开相机…", en: "Opening the camera…" },
  "scan.live": { zh: "把条码或二维码放进框里", en: "Hold the barcode or QR code inside the frame" },
  "scan.camera_refused": {
    zh: "没有相机权限。可以拍一张照片来识别，或手填。要用实时扫码，请在浏览器的网站设置里允许相机。",
    en: "The camera is not allowed. Read the code from a photo, or type it. For live scanning, allow the camera in the browser’s site settings.",
  },
  "scan.camera_missing": {
    zh: "这里用不了实时相机。可以拍一张照片来识别，或手填。",
    en: "There is no live camera here. Read the code from a photo, or type it.",
  },
  "scan.camera_busy": {
    zh: "相机正被别的应用占用。关掉那个应用，或拍一张照片来识别。",
    en: "Another app is using the camera. Close it, or read the code from a photo.",
  },
  "scan.reading": { zh: "正在识别照片…", en: "Reading the photo…" },
  "scan.no_code": {
    zh: "照片里没有找到码。靠近些、拍正、避开反光，再试一次；或手填。",
    en: "No code was found in the photo. Get closer, hold straight, avoid glare and try again; or type it.",
  },
  "scan.unreadable": { zh: "这个文件打不开，不是照片。", en: "This file could not be opened: not a picture." },
  "scan.no_reader": {
    zh: "这台手机上还没有识别程序：联网打开一次扫码，以后没有网也能用。现在请手填。",
    en: "The code reader is not on this phone yet: open the scanner once with a network, and it works offline from then on. For now, please type.",
  },
  "scan.still": { zh: "用照片识别", en: "From photo" },
  "scan.type": { zh: "手填", en: "Type it" },
  "scan.several": { zh: "看到 {count} 个码，要哪一个？", en: "{count} codes in view: which one?" },
  "scan.again": { zh: "再扫一次", en: "Scan again" },
  "scan.raw": { zh: "码的原文", en: "What the code says" },
  "scan.kind_gs1": {
    zh: "码里标明了各项的含义，请对照铭牌。",
    en: "The code says what its parts mean. Compare it with the nameplate.",
  },
  "scan.kind_labelled": {
    zh: "按码里的标签填好了，请对照铭牌。",
    en: "Filled in by the labels in the code. Compare it with the nameplate.",
  },
  "scan.kind_plain": {
    zh: "一个没有标签的号码，先当作序列号，请对照铭牌。",
    en: "A number without a label, offered as the serial number. Compare it with the nameplate.",
  },
  "scan.kind_product": {
    zh: "这是商品条码，同款都一样，不是序列号。请扫另一个码，或照铭牌手填。",
    en: "This is the product’s barcode, the same on every piece: not a serial number. Scan the other code, or type from the nameplate.",
  },
  "scan.kind_text": {
    zh: "认不出序列号或型号。请照铭牌手填。",
    en: "No serial number or model could be made out. Please type them from the nameplate.",
  },
  "scan.nothing_yet": { zh: "请填一项", en: "Fill in one of them" },
  "scan.use": { zh: "采用", en: "Use this" },
  "scan.appliance": { zh: "扫这台电器的码", en: "Scan this appliance" },
  "scan.part": { zh: "扫配件的码", en: "Scan the part" },
  "scan.other": { zh: "扫另一台电器的码", en: "Scan another appliance" },
  "others.add_how": { zh: "还有别的家电？加一台：", en: "Another appliance? Add it:" },
  "others.by_scan": { zh: "扫码", en: "Scan" },
  "others.by_photo": { zh: "拍铭牌", en: "Nameplate" },
  "others.by_hand": { zh: "手填", en: "Type" },
  "others.new": { zh: "新加的家电", en: "New appliance" },
  "others.brand_model": { zh: "品牌型号", en: "Brand and model" },
  "others.known": { zh: "这台已经登记：{name}", en: "This one is already known: {name}" },
  "others.known_main": { zh: "这就是本次服务的电器。", en: "This is the appliance of today’s job." },
  "others.open_known": { zh: "去查这台", en: "Check it" },
  "others.plate_photo": { zh: "铭牌照片已存，照着填。", en: "The nameplate is photographed: type from it." },
  "others.plate_of": { zh: "铭牌：{name}", en: "Nameplate: {name}" },
  "others.leave": { zh: "不加了", en: "Cancel" },
});
