import { messages } from "../../../i18n";

export const say = messages({});
