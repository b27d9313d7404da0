export { type Format, formatter } from "./format";
export { fill, HTML_LANG, type Language, messages, type Text, type Values } from "./text";
